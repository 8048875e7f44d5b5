"""What a question asks for: its parts, the words that must be met, the kind of fact.

Pure. Words are kept with their stems in every language of the library, because a passage is
compared in its own language. Nothing is searched here.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from retrieval.answering.facts import Kind, expected_kind, lists
from retrieval.language.glossary import Piece
from retrieval.language.words import WORD, fold, stop_words, term, terms

Read = Callable[[str, str], Sequence[Piece]]  # a text's words with what the glossary calls them

# Languages whose names are mostly written alike; other scripts write them in their own way.
NAMES_COMPARE = ("en", "fr", "es", "pt")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|er|re|e|ème|[ºªoa]|-?(?:й|я|е|го))", re.I)
_SENTENCE_END = re.compile(r"(?<=[?؟])\s+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word or a known phrase of the question that an answer should meet.

    Attributes:
        ways: stems that together meet it, any of several, by the language of the passage.
        is_name: a proper name, an acronym or a number: nothing else may stand for it.
    """

    surface: str
    ways: Mapping[str, tuple[frozenset[str], ...]]
    is_name: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One part of a question. `text` stands in the question as it is; `query` is what to search."""

    text: str
    query: str
    language: str
    kind: Kind
    wanted: tuple[Wanted, ...]


def parts_of(question: str, language: str) -> tuple[str, ...]:
    """The questions in a message, verbatim; a word like "and" before a question word parts them."""
    links = lists("links")
    joiners, openers = links.get(language, links["en"])
    link = re.compile(rf"(?:[,;]\s*|\s+)(?:{joiners})\s+(?=(?:{openers})\b)", re.I)
    pieces = [
        piece.strip(" ,;") for sentence in _SENTENCE_END.split(question.strip()) for piece in link.split(sentence)
    ]
    return tuple(piece for piece in pieces if WORD.search(piece)) or (question.strip(),)


def analyse(question: str, language: str, languages: tuple[str, ...], read: Read) -> tuple[Asked, ...]:
    """The parts of a question; a part that points back takes the words it points to with it."""
    asked: list[Asked] = []
    for part in parts_of(question, language):
        wanted = _wanted(part, language, languages, read)
        query = part
        if asked and (len(wanted) < 2 or re.search(rf"\b(?:{lists('points')['in_question']})\b", part, re.I)):
            earlier = _pointed_to(asked[0].wanted, wanted)
            known = {word.surface for word in wanted}
            wanted += tuple(word for word in earlier if word.surface not in known)
            query = f"{part} {' '.join(word.surface for word in earlier)}"
        asked.append(Asked(part, query, language, expected_kind(part), wanted))
    if len(asked) == 1 or not all(part.wanted for part in asked):
        whole = _wanted(question, language, languages, read)
        return (Asked(question, question, language, expected_kind(question), whole),)
    return tuple(asked)


def _pointed_to(earlier: Sequence[Wanted], own: Sequence[Wanted]) -> tuple[Wanted, ...]:
    """ "... and when?" is about the same name, "... and in Aceh?" asks the same of another."""
    renamed = any(word.is_name for word in own)
    return tuple(word for word in earlier if word.is_name != renamed) or tuple(earlier)


def _wanted(text: str, language: str, languages: tuple[str, ...], read: Read) -> tuple[Wanted, ...]:
    names = _names(text, language)
    found = {
        piece.stems: Wanted(
            " ".join(piece.words),
            {other: _ways(piece, language, other) for other in languages},
            not names.isdisjoint(piece.words),
        )
        for piece in read(text, language)
    }
    return tuple(found.values())


def _ways(piece: Piece, language: str, other: str) -> tuple[frozenset[str], ...]:
    """What meets a piece in a passage of another language (or the same)."""
    ways = [piece.stems] if language == other else []
    if len(piece.words) == 1:
        ways += [(term(piece.words[0], other),), piece.stems]
    ways += [tuple(terms(w.phrase, other)) for w in piece.wordings if w.language == other]
    return tuple(dict.fromkeys(frozenset(way) - {""} for way in ways if any(way)))


def _names(text: str, language: str) -> frozenset[str]:
    """Words that are proper names, acronyms or numbers by the look of them."""
    if text.isupper():
        return frozenset()
    return frozenset(
        match.group() for match in WORD.finditer(text) if _is_name(match.group(), text[: match.start()], language)
    )


def _is_name(word: str, before: str, language: str) -> bool:
    if any(character.isdigit() for character in word):
        return not _ORDINAL.fullmatch(word)
    if language not in NAMES_COMPARE or not word[0].isalpha():
        return False
    if sum(character.isupper() for character in word) > 1:
        return language == "en"  # acronyms are translated: ONU, UE
    first = not WORD.search(before) or before.rstrip().endswith((":", ".", "?", "!"))
    return word[0].isupper() and not first and fold(word) not in stop_words(language)
