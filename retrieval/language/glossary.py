"""Terms of the field in six languages, acronyms, and everyday words: what else a thing is called.

Lets a question in one language find documents in another, and "CFA" find "ceasefire agreement".
It only offers other wordings; how much they weigh is for the search to say. The bundled file
always applies, a folder's own are added.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from retrieval.errors import LibraryError
from retrieval.language.detection import detect
from retrieval.language.words import WORD, fold, term, terms

FILE_NAME = "glossary.yaml"
SHORTEST_SMALL = 3
ALSO_WORDS = frozenset(("accord", "car", "las", "tor", "tot"))
_LEXICON_LANGUAGES = ("en", "fr", "es", "pt", "ru", "ar")
Phrases = dict[tuple[str, tuple[str, ...]], "Entry"]


@dataclass(frozen=True, slots=True)
class Wording:
    """A phrase that names a concept, and the language it is in."""

    phrase: str
    language: str


Entry = tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a question: the words as typed, their stems, what else they are called."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    wordings: Entry = ()


class Glossary:
    """Finds the longest known phrases in a text."""

    def __init__(self, entries: Iterable[Entry], acronyms: Mapping[str, Entry]) -> None:
        self._phrases = _by_stems(entries)
        self._longest = max((len(stems) for _language, stems in self._phrases), default=1)
        self._as_written = frozenset(acronyms)
        self._acronyms = {name.casefold(): self._with_equals(wordings) for name, wordings in acronyms.items()}
        joined = [re.escape(name) for name in sorted(acronyms, key=len, reverse=True) if not WORD.fullmatch(name)]
        self._joined = re.compile(rf"(?<!\w)(?:{'|'.join(joined)})(?!\w)" if joined else "(?!)", re.IGNORECASE)

    def pieces(self, text: str, language: str) -> list[Piece]:
        """The meaningful words of a text, those of a known phrase taken together."""
        pieces: list[Piece] = []
        at = 0
        for found in self._joined.finditer(text):
            name = found.group()
            pieces += self._read(text[at : found.start()], language)
            stems = tuple(terms(name, language)) or (fold(name),)
            pieces.append(Piece((name,), stems, self._acronyms[name.casefold()]))
            at = found.end()
        return pieces + self._read(text[at:], language)

    def _read(self, text: str, language: str) -> list[Piece]:
        typed = [(word, stem) for word in WORD.findall(text) if (stem := term(word, language))]
        pieces: list[Piece] = []
        at = 0
        while at < len(typed):
            piece = self._longest_from(typed[at : at + self._longest], language)
            pieces.append(piece)
            at += len(piece.words)
        return pieces

    def _with_equals(self, wordings: Entry) -> Entry:
        """What an acronym stands for, with what the same is called in other languages."""
        equals = [self._phrases.get((one.language, tuple(terms(one.phrase, one.language))), ()) for one in wordings]
        return tuple(dict.fromkeys((*wordings, *(one for entry in equals for one in entry))))

    def _longest_from(self, typed: Sequence[tuple[str, str]], language: str) -> Piece:
        piece = Piece((), ())
        for length in range(len(typed), 0, -1):
            words = tuple(word for word, _stem in typed[:length])
            stems = tuple(stem for _word, stem in typed[:length])
            wordings = self._phrases.get((language, stems), ())
            if length == 1 and self._is_acronym(words[0], is_word=bool(wordings or _everyday(stems, language))):
                wordings += self._acronyms[words[0].casefold()]
            piece = Piece(words, stems, wordings or _everyday(stems, language))
            if piece.wordings:
                break
        return piece

    def _is_acronym(self, word: str, *, is_word: bool) -> bool:
        """Typed as the glossary has it, or with two capitals, or small where it is no word as well."""
        if word.casefold() not in self._acronyms:
            return False
        small = word.islower() and len(word) >= SHORTEST_SMALL and not is_word and word not in ALSO_WORDS
        return word in self._as_written or word[:2].isupper() or small


def load_glossary(folders: Iterable[Path]) -> Glossary:
    """Raises LibraryError naming the file that cannot be used."""
    entries: list[Entry] = []
    acronyms: dict[str, Entry] = {}
    for folder in folders:
        path = folder / FILE_NAME
        if not path.is_file():
            continue
        try:
            content = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) or {}
            entries += [_entry(listed) for listed in content.get("terms") or ()]
            acronyms |= {
                str(name): tuple(Wording(str(one), detect(str(one), "en")) for one in phrases)
                for name, phrases in (content.get("acronyms") or {}).items()
            }
        except (OSError, ValueError, TypeError, AttributeError, yaml.YAMLError):
            raise LibraryError(f"{path} is not a glossary; correct it or remove it.") from None
    return Glossary(entries, acronyms)


def _entry(listed: Mapping[str, Sequence[str]]) -> Entry:
    return tuple(Wording(str(phrase), language) for language, phrases in listed.items() for phrase in phrases or ())


def _by_stems(entries: Iterable[Entry]) -> Phrases:
    phrases: Phrases = {}
    for entry in entries:
        for wording in entry:
            stems = tuple(terms(wording.phrase, wording.language))
            if stems:
                key = wording.language, stems
                phrases[key] = tuple(dict.fromkeys((*phrases.get(key, ()), *entry)))
    return phrases


def _everyday(stems: tuple[str, ...], language: str) -> Entry:
    """Translations of an everyday word; synonyms in its own language would only blur it."""
    wordings = _lexicon().get((language, stems), ())
    return tuple(one for one in wordings if one.language != language)


@cache
def _lexicon() -> Phrases:
    lines = (Path(__file__).parent / "lexicon.txt").read_text("utf-8").splitlines()
    return _by_stems(
        _entry(
            {
                language: [phrase.strip() for phrase in column.split(",")]
                for language, column in zip(_LEXICON_LANGUAGES, line.split("|"), strict=True)
            }
        )
        for line in lines
        if not line.startswith("#")
    )
