"""Reads a question for the two searches: its concepts for keywords, its wordings for embeddings."""

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.index.keywords import Alternative, Concept
from retrieval.language.detection import detect
from retrieval.language.glossary import Glossary, Piece, Wording
from retrieval.language.words import term, terms

OTHER_WORDING_WEIGHT = 0.8
SAME_WORD_WEIGHT = 0.9
_LATIN = frozenset(("en", "fr", "es", "pt"))
MODEL_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class ReadQuery:
    """`wordings` are texts to embed; the closest of them counts."""

    concepts: tuple[Concept, ...]
    wordings: tuple[str, ...]


def read_query(text: str, glossary: Glossary, languages: Sequence[str]) -> ReadQuery:
    """`languages` are those of the library's passages."""
    language = detect(text, prior=languages[0] if len(languages) == 1 else None)
    pieces = glossary.pieces(text, language)
    concepts = dict.fromkeys(_concept(piece, language, languages) for piece in pieces)
    return ReadQuery(tuple(concepts), _wordings(text, pieces, language))


def _concept(piece: Piece, language: str, languages: Sequence[str]) -> Concept:
    ways = [Alternative(piece.stems)]
    if len(piece.words) == 1:
        # A name, or a word that two languages share, has another stem in the other language.
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
    return tuple({way.stems: way for way in reversed(ways) if way.stems}.values())[::-1]


def _wordings(text: str, pieces: Sequence[Piece], language: str) -> tuple[str, ...]:
    """The question itself and, where the glossary knows its words, in the model's language."""
    if not any(piece.wordings for piece in pieces):
        return (text,)
    if language == MODEL_LANGUAGE:
        acronyms = [_in_model_language(piece) for piece in pieces if _is_acronym(piece)]
        return (f"{text} ({', '.join(acronyms)})",) if acronyms else (text,)
    return (text, " ".join(_in_model_language(piece) for piece in pieces))


def _is_acronym(piece: Piece) -> bool:
    return len(piece.words) == 1 and piece.words[0].isupper() and bool(piece.wordings)


def _in_model_language(piece: Piece) -> str:
    same: Wording | None = next(
        (one for one in piece.wordings if one.language == MODEL_LANGUAGE), None
    )
    return same.phrase if same else " ".join(piece.words)
