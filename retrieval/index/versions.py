"""Brings a version of the library to life: built beside the live one, verified, then switched.

One process owns the embedded vector store, under a lock, because a second writer destroys what the
first wrote; a server has no owner. A process that owns nothing writes versions into the database,
where the owner finds them, and searches the newest one exactly.
"""

from dataclasses import dataclass
from pathlib import Path

import structlog
from filelock import FileLock, Timeout

from retrieval.errors import LibraryError
from retrieval.index.passages import PassageVectors, VectorStoreError
from retrieval.index.snapshot import Snapshot, load_snapshot
from retrieval.index.store import Store, Version

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class LiveVersion:
    """`in_chroma` tells that the vector store holds this version, whole."""

    snapshot: Snapshot
    in_chroma: bool


class Versions:
    def __init__(self, store: Store, vectors: PassageVectors, lock: Path | None) -> None:
        """`lock` guards an embedded vector store; None where a server holds the vectors."""
        self._store, self._vectors = store, vectors
        self._lock = None if lock is None else FileLock(lock, thread_local=False)
        self.is_owner = False

    def acquire(self) -> bool:
        """Becomes the owner unless another process is. Safe to call again.

        Raises:
            LibraryError: the folder cannot be written.
        """
        if self._lock is None or self.is_owner:
            self.is_owner = True
            return True
        try:
            self._lock.acquire(timeout=0)
            self.is_owner = True
        except Timeout:
            return False
        except OSError as error:
            folder = Path(self._lock.lock_file).parent
            raise LibraryError(
                f"The folder {folder} cannot be written ({error.strerror}); "
                "choose another DATA_DIR or correct its permissions."
            ) from None
        return True

    def wanted(self) -> Version | None:
        """The version that should be in use: the newest, live or not yet promoted."""
        with self._store.transaction() as transaction:
            return self._store.newest(transaction)

    def bring(self, version: Version) -> LiveVersion:
        """Loads a version; the owner also builds, verifies and switches to it."""
        snapshot = load_snapshot(self._store, version)
        if not self.is_owner:
            return LiveVersion(snapshot, in_chroma=False)
        in_chroma = self._in_chroma(snapshot)
        with self._store.transaction() as transaction:
            self._store.switch(transaction, version.version)
            forgotten = self._store.forget_old_versions(transaction)
        if forgotten and in_chroma:
            self._drop(forgotten)
        return LiveVersion(snapshot, in_chroma)

    def live(self) -> Version | None:
        with self._store.transaction() as transaction:
            return self._store.live(transaction)

    def close(self) -> None:
        self._vectors.close()
        if self._lock is not None and self.is_owner:
            self._lock.release()
        self.is_owner = False

    def _in_chroma(self, snapshot: Snapshot) -> bool:
        """Whether the vector store holds all of it, after building or mending what it lacks."""
        if snapshot.vectors is None:
            return False
        name, vectors = snapshot.version.version, snapshot.vectors
        ids = [one.passage_id for one in snapshot.passages]
        try:
            if not self._vectors.is_whole(name, ids, vectors):
                self._vectors.build(name, ids, vectors)
            return True
        except VectorStoreError as error:
            log.warning("vector_store_damaged", reason=str(error))
        try:
            self._vectors.start_afresh()
            self._vectors.build(name, ids, vectors)
            return True
        except VectorStoreError as error:
            log.warning("vector_store_unavailable", reason=str(error))
            return False

    def _drop(self, versions: list[str]) -> None:
        try:
            self._vectors.drop(versions)
        except VectorStoreError as error:
            log.warning("vector_store_not_cleaned", reason=str(error))
