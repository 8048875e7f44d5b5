"""The library as everything above it sees it: search, documents, passages.

Thread-safe: reading happens on one immutable snapshot, which `refresh` swaps. A search does not
fail for want of a vector store or a model endpoint: exact search, or keywords alone, answer.
"""

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import structlog
from numpy.typing import NDArray

from retrieval.errors import LibraryError, ModelMisconfigured, ModelUnavailable
from retrieval.index import hybrid
from retrieval.index.embeddings import Embedder, open_embedder
from retrieval.index.keywords import KeywordIndex
from retrieval.index.passages import PassageVectors, VectorStoreError
from retrieval.index.query import MODEL_LANGUAGE, read_pieces, read_query
from retrieval.index.snapshot import Snapshot, lets_through
from retrieval.index.store import Engine, Store, Version
from retrieval.index.versions import LiveVersion, Versions
from retrieval.language.detection import detect
from retrieval.language.glossary import Glossary, Piece, load_glossary
from retrieval.language.names import NameIndex
from retrieval.models import Document, Evidence, Passage, SearchFilter
from retrieval.settings import LibrarySettings

log = structlog.get_logger()
Vectors = NDArray[np.float32]
EVERYTHING_CURRENT = SearchFilter()
# A filter that leaves less than this share is searched exactly: fifty candidates may all miss it.
NARROW = 0.5
NOTHING = Snapshot(Version("", None), (), (), (), None, KeywordIndex([]), NameIndex(()), {})


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found, best first, and how long each step took."""

    evidence: tuple[Evidence, ...] = ()
    milliseconds: Mapping[str, float] = field(default_factory=dict)


class Library:
    def __init__(
        self,
        settings: LibrarySettings,
        store: Store,
        versions: Versions,
        vectors: PassageVectors,
        embedder: Embedder | None,
        glossary: Glossary,
    ) -> None:
        self.settings, self.store, self.embedder = settings, store, embedder
        self._versions, self._vectors, self._glossary = versions, vectors, glossary
        self._refreshing = threading.Lock()
        self._live: LiveVersion | None = None

    @property
    def version(self) -> str:
        """Name of the version in use, "" while there is none."""
        return self._snapshot.version.version

    @property
    def _snapshot(self) -> Snapshot:
        return self._live.snapshot if self._live else NOTHING

    @property
    def is_ready(self) -> bool:
        return self._live is not None

    @property
    def is_owner(self) -> bool:
        """Whether this process builds and switches versions."""
        return self._versions.is_owner

    def build_news(self) -> None:
        """From now on this process owns the vectors as soon as there is a version to build, so that
        one that finds nothing new never opens the vector store."""
        self._versions.builds_news = True

    def refresh(self) -> bool:
        """Takes the newest version into use; True if another one is in use now.

        Raises:
            LibraryError: there is a version, but none that can be used.
        """
        with self._refreshing:
            taken = self._versions.take(self.version)
            if taken is None:
                return False
            self._live = taken
            log.info("version_live", version=self.version, in_chroma=taken.in_chroma)
            return True

    def search(
        self, query: str, filter: SearchFilter = EVERYTHING_CURRENT, limit: int = 10, language: str | None = None
    ) -> SearchResult:
        """The passages that fit best among those that the filter lets through.

        `language` is that of the query, where it is known better than from its few words.
        """
        live = self._live
        if live is None or not live.snapshot.passages:
            return SearchResult()
        snapshot, marks = live.snapshot, [time.perf_counter()]
        allowed = snapshot.allowed(filter)
        read = read_query(query, language or detect(query, MODEL_LANGUAGE), self._glossary, snapshot)
        marks.append(time.perf_counter())
        wordings = self._embedded((read.asked, read.rendered), snapshot)
        marks.append(time.perf_counter())
        closeness = None if wordings is None else hybrid.Closeness(snapshot, read.language, wordings)
        dense = [] if closeness is None else self._dense(live, closeness, allowed)
        marks.append(time.perf_counter())
        scores = snapshot.keywords.scores(read.concepts)
        keywords = hybrid.ranked(range(len(scores)), scores, allowed)
        marks.append(time.perf_counter())
        positions = sorted({position for position, _score in (*dense, *keywords)})
        cosines = None if closeness is None else closeness.of(positions)
        fused = hybrid.fuse(positions, cosines, scores[positions], snapshot.weights[positions], limit)
        return SearchResult(tuple(_evidence(snapshot, one) for one in fused), _milliseconds(marks))

    def documents(self, filter: SearchFilter = EVERYTHING_CURRENT) -> tuple[Document, ...]:
        """By path."""
        return tuple(one for one in self._snapshot.documents if lets_through(filter, one))

    def document(self, path: str) -> Document | None:
        """Whatever its status and audience: the caller knows who asks."""
        return self._snapshot.document_by_path.get(path)

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """In reading order."""
        return self._snapshot.passages_of.get(document_id, ())

    def passage(self, passage_id: str) -> Passage | None:
        snapshot = self._snapshot
        at = snapshot.position.get(passage_id)
        return None if at is None else snapshot.passages[at]

    def source_file(self, path: str) -> Path | None:
        """The file behind a document, to be sent to a person; None if it is gone."""
        file = self._snapshot.files.get(path)
        return file if file and file.is_file() else None

    def sentence_stems(self, passage_id: str) -> tuple[tuple[str, ...], ...]:
        """Stems of each sentence of a passage, as stored at ingestion."""
        snapshot = self._snapshot
        at = snapshot.position.get(passage_id)
        return () if at is None else snapshot.stems[at]

    def inverse_document_frequency(self, stem: str) -> float:
        """How rare a stem is among the passages; highest for one that never occurs."""
        return self._snapshot.keywords.idf(stem)

    def pieces(self, text: str, language: str) -> list[Piece]:
        """The meaningful words of a text with what else the glossary calls them."""
        return read_pieces(text, language, self._glossary, self._snapshot)

    def close(self) -> None:
        """Lets another process own the vector store."""
        self._versions.close()

    def _embedded(self, texts: Sequence[str], snapshot: Snapshot) -> Vectors | None:
        if self.embedder is None or snapshot.version.model != self.embedder.model_id:
            return None
        different = list(dict.fromkeys(texts))
        try:
            vectors = self.embedder.embed_queries(different)
        except (ModelUnavailable, ModelMisconfigured) as error:
            log.warning("embedding_failed", reason=type(error).__name__)
            return None
        return vectors[[different.index(text) for text in texts]]

    def _dense(self, live: LiveVersion, closeness: hybrid.Closeness, allowed: NDArray[np.bool_]) -> hybrid.Found:
        """The closest allowed passages: asked of Chroma, or exactly where that is surer."""
        snapshot = live.snapshot
        if live.in_chroma and allowed.mean() >= NARROW:
            count = min(round(hybrid.CANDIDATES / allowed.mean()), len(snapshot.passages))
            try:
                found = closeness.candidates(self._vectors, count)
                return hybrid.ranked(found, closeness.of(found), allowed)
            except VectorStoreError as error:
                log.warning("vector_store_unavailable", reason=str(error))
        everything = range(len(snapshot.passages))
        return hybrid.ranked(everything, closeness.of(everything), allowed)


def open_library(settings: LibrarySettings, engine: Engine, *, owner: bool) -> Library:
    """The library with its newest version loaded, or none yet. Whoever opens it closes it.

    `owner` asks to build and switch versions; it is granted to one process at a time
    (`Library.is_owner`), the others search exactly and get it when that one is gone.

    Raises:
        LibraryError: the folder or the database cannot be used.
    """
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"The folder {settings.data_dir} cannot be made ({error.strerror}); choose another DATA_DIR."
        ) from None
    store = Store(engine)
    with store.transaction() as transaction:
        store.create(transaction)
    vectors = PassageVectors(settings.data_dir / "chroma", settings.chroma_url)
    lock = None if settings.chroma_url else settings.data_dir / "chroma.lock"
    versions = Versions(store, vectors, lock, owner=owner)
    glossary = load_glossary(dict.fromkeys((settings.bundled, *settings.folders)))
    embedder = open_embedder(settings.models, settings.cache_dir)
    library = Library(settings, store, versions, vectors, embedder, glossary)
    library.refresh()
    return library


def _evidence(snapshot: Snapshot, one: hybrid.Fused) -> Evidence:
    passage = snapshot.passages[one.position]
    document = snapshot.document_by_id[passage.document_id]
    return Evidence(passage, document, one.score, one.cosine, one.keyword)


def _milliseconds(marks: Sequence[float]) -> dict[str, float]:
    steps = zip(("read", "embed", "dense", "keywords"), marks, marks[1:], strict=False)
    spent = {step: (end - start) * 1e3 for step, start, end in steps}
    return spent | {"total": (time.perf_counter() - marks[0]) * 1e3}
