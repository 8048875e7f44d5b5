"""Reads a question for the two searches: its concepts for keywords, its wordings for embeddings."""

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.index.keywords import Alternative, Concept, KeywordIndex
from retrieval.language.detection import detect
from retrieval.language.glossary import Glossary, Piece
from retrieval.language.names import NameIndex
from retrieval.language.words import term, terms

OTHER_WORDING_WEIGHT = 0.8
SAME_WORD_WEIGHT = 0.9
MODEL_LANGUAGE = "en"
_LATIN = frozenset(("en", "fr", "es", "pt"))


@dataclass(frozen=True, slots=True)
class ReadQuery:
    """A question as the searches need it.

    Attributes:
        asked: what to embed for passages in the question's own language.
        rendered: for all other passages: in the model's language, as far as words are known.
    """

    language: str
    concepts: tuple[Concept, ...]
    asked: str
    rendered: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """A piece of the question with every wording of it that the library may use."""

    piece: Piece
    names: tuple[str, ...]


def read_query(
    text: str,
    glossary: Glossary,
    languages: Sequence[str],
    keywords: KeywordIndex,
    names: NameIndex,
) -> ReadQuery:
    """`languages`, `keywords` and `names` are those of the library's passages."""
    language = detect(text, prior=languages[0] if len(languages) == 1 else None)
    readings = [
        _Reading(piece, _names(piece, language, keywords, names))
        for piece in glossary.pieces(text, language)
    ]
    concepts = dict.fromkeys(_concept(one, language, languages) for one in readings)
    asked = _with_acronyms(text, readings)
    rendered = asked
    if language != MODEL_LANGUAGE and any(one.piece.wordings for one in readings):
        rendered = " ".join(_in_model_language(one) for one in readings)
    return ReadQuery(language, tuple(concepts), asked, rendered)


def _names(
    piece: Piece, language: str, keywords: KeywordIndex, names: NameIndex
) -> tuple[str, ...]:
    """How the documents write what seems to be a name in another language or script."""
    if language == MODEL_LANGUAGE or piece.wordings or keywords.knows(piece.stems[0]):
        return ()
    word = piece.words[0]
    return tuple(names.like(word)) if word[0].isupper() or not word[0].islower() else ()


def _concept(reading: _Reading, language: str, languages: Sequence[str]) -> Concept:
    piece = reading.piece
    ways = [Alternative(piece.stems)]
    if len(piece.words) == 1:
        # A word that two languages share, or write alike, has another stem in the other one.
        ways += [
            Alternative((stem,), SAME_WORD_WEIGHT)
            for other in languages
            if other != language and {other, language} <= _LATIN
            if (stem := term(piece.words[0], other))
        ]
    ways += [
        Alternative(tuple(terms(wording.phrase, wording.language)), OTHER_WORDING_WEIGHT)
        for wording in piece.wordings
        if wording.language in languages or wording.language == language
    ]
    ways += [Alternative((term(name, MODEL_LANGUAGE),)) for name in reading.names]
    strongest: dict[tuple[str, ...], Alternative] = {}
    for way in ways:
        if way.stems and all(way.stems):
            strongest.setdefault(way.stems, way)
    return tuple(strongest.values())


def _with_acronyms(text: str, readings: Sequence[_Reading]) -> str:
    """The model knows few acronyms of the field, so they are written out behind the question."""
    written_out = [
        _in_model_language(one)
        for one in readings
        if one.piece.words[0].isupper() and one.piece.wordings
    ]
    return f"{text} ({', '.join(written_out)})" if written_out else text


def _in_model_language(reading: _Reading) -> str:
    if reading.names:
        return reading.names[0]
    for wording in reading.piece.wordings:
        if wording.language == MODEL_LANGUAGE:
            return wording.phrase
    return " ".join(reading.piece.words)
