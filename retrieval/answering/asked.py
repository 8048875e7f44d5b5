"""What a question asks for: its parts, the words that must be met, the kind of fact.

Pure. Words are kept with their stems in every language of the library, because a passage is
compared in its own language. Nothing is searched here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from retrieval.answering.facts import Kind, expected_kind
from retrieval.language.words import WORD, fold, stop_words, term, terms

# From a question's word to what the glossary gives for it: phrases by language.
Equivalents = Callable[[str, str], Mapping[str, Mapping[str, tuple[str, ...]]]]

_LINKS = {
    "en": (
        r"and|or|but|as well as",
        r"who|whom|whose|when|where|why|how|what|which|in which|by whom",
    ),
    "fr": (
        r"et|ou|mais",
        r"qui|quand|o[ùu]|pourquoi|comment|quel\w*|combien|en quelle|dans quel\w*",
    ),
    "es": (
        r"y|e|o|pero",
        r"qui[ée]n\w*|d[óo]nde|por qu[ée]|c[óo]mo|(?:en )?qu[ée]|cu[áa]\w+",
    ),
    "pt": (r"e|ou|mas", r"quem|quando|onde|por qu[eê]|como|que|qual|quais|quant\w*|em que"),
    "ru": (r"и|или|а", r"кто|кем|когда|где|почему|зачем|как\w*|сколько|что|чем"),
    "ar": (r"و|أو", r"من|متى|أين|لماذا|كيف|كم|ما|ماذا|هل"),
}
_SENTENCE_END = re.compile(r"(?<=[?؟])\s+")
_POINTING = re.compile(
    r"\b(?:it|its|they|them|their|he|she|his|her|this|that|these|those|there|il|elle|ils|elles|leur|cela|ce"
    r"|ello|ellos|su|sus|ela|eles|elas|isso|seu|sua|он|она|оно|они|его|ее|её|их|это|этот)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word of the question that an answer should meet.

    Attributes:
        stems: what counts as meeting it, by the language of the passage.
        is_name: a proper name, an acronym or a number: nothing else may stand for it.
    """

    surface: str
    stems: Mapping[str, frozenset[str]]
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
    joiners, openers = _LINKS.get(language, _LINKS["en"])
    link = re.compile(rf"(?:[,;]\s*|\s+)(?:{joiners})\s+(?=(?:{openers})\b)", re.I)
    pieces = [
        piece.strip(" ,;")
        for sentence in _SENTENCE_END.split(question.strip())
        for piece in link.split(sentence)
    ]
    return tuple(piece for piece in pieces if WORD.search(piece)) or (question.strip(),)


def analyse(
    question: str, language: str, languages: tuple[str, ...], equivalents: Equivalents
) -> tuple[Asked, ...]:
    """The parts of a question; a part that points back takes the words it points to with it."""
    asked: list[Asked] = []
    for part in parts_of(question, language):
        wanted = _wanted(part, language, languages, equivalents)
        if asked and (len(wanted) < 2 or _POINTING.search(part)):
            earlier = tuple(w for w in asked[0].wanted if w.is_name) or asked[0].wanted
            known = {w.surface for w in wanted}
            wanted += tuple(w for w in earlier if w.surface not in known)
            query = f"{part} {' '.join(w.surface for w in earlier)}"
        else:
            query = part
        asked.append(Asked(part, query, language, expected_kind(part), wanted))
    if len(asked) == 1 or not all(part.wanted for part in asked):
        whole = _wanted(question, language, languages, equivalents)
        return (Asked(question, question, language, expected_kind(question), whole),)
    return tuple(asked)


def _wanted(
    text: str, language: str, languages: tuple[str, ...], equivalents: Equivalents
) -> tuple[Wanted, ...]:
    found: dict[str, Wanted] = {}
    known = equivalents(text, language)
    shouting = text.isupper()
    for match in WORD.finditer(text):
        word = match.group()
        stem = term(word, language)
        if not stem or stem in found:
            continue
        stems = {
            other: frozenset({stem, term(word, other)} - {""})
            | frozenset(
                piece
                for phrase in known.get(word, {}).get(other, ())
                for piece in terms(phrase, other)
            )
            for other in languages
        }
        is_name = not shouting and _is_name(word, text[: match.start()], language)
        found[stem] = Wanted(word, stems, is_name)
    return tuple(found.values())


def _is_name(word: str, before: str, language: str) -> bool:
    if any(character.isdigit() for character in word):
        return True
    if sum(character.isupper() for character in word) > 1:
        return True
    first = not WORD.search(before) or before.rstrip().endswith((":", ".", "?", "!"))
    return word[0].isupper() and not first and fold(word) not in stop_words(language)
