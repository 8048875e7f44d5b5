"""Reads a question for the two searches: its concepts for keywords, its wordings for embeddings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.index.keywords import Alternative, Concept
from retrieval.index.snapshot import Snapshot
from retrieval.language.glossary import Glossary, Piece, Wording
from retrieval.language.words import term, terms

OTHER_WORDING_WEIGHT = 0.8
SAME_WORD_WEIGHT = 0.9
MODEL_LANGUAGE = "en"
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
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


def read_query(text: str, language: str, glossary: Glossary, snapshot: Snapshot) -> ReadQuery:
    """Reads a question in the terms that the passages of a snapshot are written in."""
    pieces = read_pieces(text, language, glossary, snapshot)
    concepts = dict.fromkeys(_concept(piece, language, snapshot.languages) for piece in pieces)
    asked = _with_acronyms(text, pieces)
    rendered = asked
    if language != MODEL_LANGUAGE and any(piece.wordings for piece in pieces):
        rendered = " ".join(_in_model_language(piece) for piece in pieces)
    return ReadQuery(language, tuple(concepts), asked, rendered)


def read_pieces(text: str, language: str, glossary: Glossary, snapshot: Snapshot) -> list[Piece]:
    """The meaningful words of a text with what else the glossary and the passages call them."""
    return [_named(piece, snapshot) for piece in glossary.pieces(text, language)]


def _named(piece: Piece, snapshot: Snapshot) -> Piece:
    """Adds how the passages write what seems to be a name in another language or script."""
    word = piece.words[0]
    is_familiar = snapshot.keywords.knows(piece.stems[0]) and not (word[0].isupper() and CYRILLIC.match(word))
    if piece.wordings or (word[0].islower() and word.isascii()) or is_familiar:
        return piece
    written = [Wording(name, other) for name in snapshot.names.like(word) for other in snapshot.languages]
    return replace(piece, wordings=tuple(written))


def _concept(piece: Piece, language: str, languages: Sequence[str]) -> Concept:
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
    strongest: dict[tuple[str, ...], Alternative] = {}
    for way in ways:
        if way.stems:
            strongest.setdefault(way.stems, way)
    return tuple(strongest.values())


def _with_acronyms(text: str, pieces: Sequence[Piece]) -> str:
    """The model knows few acronyms of the field, so they are written out behind the question."""
    written_out = [
        _in_model_language(piece)
        for piece in pieces
        if piece.words[0].isupper() and piece.wordings and not text.isupper()
    ]
    return f"{text} ({', '.join(written_out)})" if written_out else text


def _in_model_language(piece: Piece) -> str:
    for wording in piece.wordings:
        if wording.language == MODEL_LANGUAGE:
            return wording.phrase
    return " ".join(piece.words)
