"""One version of the library in memory: immutable, so that it is swapped in one assignment."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.errors import LibraryError
from retrieval.index.keywords import KeywordIndex
from retrieval.index.store import Store, StoredDocument, StoredPassage, Version
from retrieval.index.succession import with_succession
from retrieval.language.names import NameIndex
from retrieval.language.words import fold, terms
from retrieval.models import Audience, Document, Passage, SearchFilter

Vectors = NDArray[np.float32]
LIST_WEIGHT = 0.7
LISTS_OF_SOURCES = frozenset(map(fold, (
    "Sources", "References", "Bibliography", "Further reading", "Références", "Bibliographie",
    "Fuentes", "Referencias", "Bibliografía", "Fontes", "Referências", "Источники", "Литература",
    "المصادر", "المراجع",
)))  # fmt: skip


@dataclass(frozen=True)
class Snapshot:
    """Documents by path, passages in reading order, their vectors row by row, keywords.

    Attributes:
        vectors: None for a version without an embedding model.
        files: where the file of each path lies.
    """

    version: Version
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    stems: tuple[tuple[tuple[str, ...], ...], ...]
    vectors: Vectors | None
    keywords: KeywordIndex
    names: NameIndex
    files: Mapping[str, Path]

    @cached_property
    def document_by_id(self) -> Mapping[str, Document]:
        return {one.document_id: one for one in self.documents}

    @cached_property
    def document_by_path(self) -> Mapping[str, Document]:
        return {one.path: one for one in self.documents}

    @cached_property
    def position(self) -> Mapping[str, int]:
        return {one.passage_id: at for at, one in enumerate(self.passages)}

    @cached_property
    def passages_of(self) -> Mapping[str, tuple[Passage, ...]]:
        grouped: dict[str, list[Passage]] = {}
        for one in self.passages:
            grouped.setdefault(one.document_id, []).append(one)
        return {document_id: tuple(listed) for document_id, listed in grouped.items()}

    @cached_property
    def weights(self) -> Vectors:
        """Lists of sources name every subject and explain none, so they stand back."""
        names = (fold(one.section[-1]) if one.section else "" for one in self.passages)
        listing = np.fromiter((name in LISTS_OF_SOURCES for name in names), bool)
        return np.where(listing, LIST_WEIGHT, 1.0).astype(np.float32)

    def is_in(self, language: str) -> NDArray[np.bool_]:
        """Which passages are in a language, by position."""
        return np.fromiter((one.language == language for one in self.passages), bool)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted({one.language for one in self.passages}))

    def allowed(self, wanted: SearchFilter) -> NDArray[np.bool_]:
        """Which passages a filter lets through, by position."""
        ids = {one.document_id for one in self.documents if lets_through(wanted, one)}
        return np.fromiter((one.document_id in ids for one in self.passages), bool)


def lets_through(wanted: SearchFilter, document: Document) -> bool:
    """Nothing for internal use unless the filter says so; otherwise empty means any."""
    return (
        (wanted.internal or document.audience is Audience.ALL)
        and document.status in wanted.statuses
        and (not wanted.themes or not set(wanted.themes).isdisjoint(document.themes))
        and (not wanted.regions or document.region in wanted.regions)
        and (not wanted.countries or not set(wanted.countries).isdisjoint(document.country))
        and (not wanted.languages or document.language in wanted.languages)
        and (not wanted.paths or document.path in wanted.paths)
    )


def load_snapshot(store: Store, version: Version) -> Snapshot:
    """Everything of a version, read in one transaction.

    Raises:
        LibraryError: a passage's vector is missing.
    """
    with store.transaction() as transaction:
        loaded = store.documents(transaction, version.version)
        stored = [one for document in loaded for one in document.passages]
        digests = {one.embedded_digest for one in stored}
        found = store.vectors(transaction, version.model, digests) if version.model else {}
        members = store.members(transaction, version.version)
    if version.model and len(found) < len(digests):
        raise LibraryError("Vectors of the library are missing; run `knowledge sync`.")
    return Snapshot(
        version,
        tuple(with_succession([one.document for one in loaded])),
        tuple(one.passage for one in stored),
        tuple(one.stems for one in stored),
        np.stack([found[one.embedded_digest] for one in stored]) if found else None,
        KeywordIndex([_keywords(one, document.document) for document in loaded for one in document.passages]),
        NameIndex(text for one in loaded for text in _texts(one)),
        {one.path: Path(one.folder) / one.path for one in members},
    )


def _texts(loaded: StoredDocument) -> list[str]:
    """Everything that may hold a name."""
    headings = {heading for one in loaded.passages for heading in one.passage.section}
    return [loaded.document.title, *headings, *(one.passage.text for one in loaded.passages)]


def _keywords(stored: StoredPassage, document: Document) -> list[str]:
    """A passage is found by its own words, its headings, its title and known questions."""
    around = " \n ".join((document.title, *stored.passage.section, *document.also_asked))
    return [stem for stems in stored.stems for stem in stems] + terms(around, document.language)
