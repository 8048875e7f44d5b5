"""The vectors of passages in Chroma: a collection per version, ids and vectors only.

Vectors are always given, so Chroma never chooses a model; texts stay in the store. A collection is
trusted only after every vector in it was read back. Foreign trouble becomes `VectorStoreError`:
the caller then searches the stored vectors exactly.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

Vectors = NDArray[np.float32]
_BATCH = 1_000
_TOLERANCE = 1e-5


class VectorStoreError(Exception):
    """Chroma cannot be opened, read or written."""


class PassageVectors:
    """Collections of one Chroma, embedded in a folder (one owner process) or a server."""

    def __init__(self, folder: Path, url: str | None) -> None:
        self._folder, self._url = folder, url
        self._client: ClientAPI | None = None

    def build(self, version: str, ids: Sequence[str], vectors: Vectors) -> None:
        """Makes or completes the collection of a version, then reads all of it back."""
        with self._translated():
            collection = self._opened().get_or_create_collection(
                _name(version), embedding_function=None, configuration={"hnsw": {"space": "cosine", "ef_search": 200}}
            )
            for start in range(0, len(ids), _BATCH):
                end = start + _BATCH
                collection.upsert(list(ids[start:end]), embeddings=vectors[start:end])
        if not self.is_whole(version, ids, vectors):
            raise VectorStoreError("what was read back differs from what was written")

    def is_whole(self, version: str, ids: Sequence[str], vectors: Vectors) -> bool:
        """Whether exactly these ids are there with these vectors; `count` alone proves nothing."""
        with self._translated():
            if _name(version) not in {one.name for one in self._opened().list_collections()}:
                return False
            collection = self._opened().get_collection(_name(version), embedding_function=None)
            if collection.count() != len(ids):
                return False
            for start in range(0, len(ids), _BATCH):
                wanted = list(ids[start : start + _BATCH])
                stored = collection.get(ids=wanted, include=["embeddings"])
                found = dict(zip(stored["ids"], stored["embeddings"], strict=True))  # type: ignore[arg-type]
                rows = vectors[start : start + _BATCH]
                if found.keys() != set(wanted) or not np.allclose(
                    [found[name] for name in wanted], rows, atol=_TOLERANCE
                ):
                    return False
            return True

    def search(self, version: str, vector: Vectors, count: int) -> list[tuple[str, float]]:
        """Passage ids with their cosine, best first."""
        with self._translated():
            collection = self._opened().get_collection(_name(version), embedding_function=None)
            found = collection.query(query_embeddings=vector.reshape(1, -1), n_results=count, include=["distances"])
            distances = (found["distances"] or [[]])[0]
            return [(name, 1.0 - distance) for name, distance in zip(found["ids"][0], distances, strict=True)]

    def drop(self, versions: Sequence[str]) -> None:
        """Deletes the collections of versions that are no longer kept."""
        with self._translated():
            there = {one.name for one in self._opened().list_collections()}
            for version in versions:
                if _name(version) in there:
                    self._opened().delete_collection(_name(version))

    def start_afresh(self) -> None:
        """Throws a damaged embedded folder away; its content is derived and built again."""
        self.close()
        if self._url is None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def close(self) -> None:
        if self._client is not None and self._url is None:
            from chromadb.api.shared_system_client import SharedSystemClient

            # Chroma keeps one system per folder and process; a new one must not get the old.
            SharedSystemClient.clear_system_cache()
        self._client = None

    def _opened(self) -> "ClientAPI":
        if self._client is None:
            import chromadb  # a second of start-up that keyword search alone does without
            from chromadb.config import Settings

            settings = Settings(anonymized_telemetry=False)
            if self._url is None:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._client = chromadb.PersistentClient(str(self._folder), settings)
            else:
                parts = urlsplit(self._url)
                secure = parts.scheme == "https"
                port = parts.port or (443 if secure else 8000)
                self._client = chromadb.HttpClient(parts.hostname or "127.0.0.1", port, ssl=secure, settings=settings)
        return self._client

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (VectorStoreError, KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as error:  # a panic of Chroma's Rust side is no Exception
            raise VectorStoreError(type(error).__name__) from error


def _name(version: str) -> str:
    return f"passages-{version}"
