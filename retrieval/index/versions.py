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
    def __init__(self, store: Store, vectors: PassageVectors, lock: Path | None, *, owner: bool) -> None:
        """`lock` guards an embedded vector store; None where a server holds the vectors. `owner`
        asks to own it, at once or as soon as another process lets go."""
        self._store, self._vectors, self._asks = store, vectors, owner
        self._lock = None if lock is None else FileLock(lock, thread_local=False)
        self._told: set[str] = set()
        self.is_owner = False
        self.builds_news = False  # asks to own the vectors once a version is not built yet

    def take(self, current: str) -> LiveVersion | None:
        """The newest version that can be used, else the live one; None if that is `current`.

        Raises:
            LibraryError: nothing is in use and nothing can be; or the folder cannot be written.
        """
        with self._store.transaction() as transaction:
            versions = (self._store.newest(transaction), self._store.live(transaction))
        asks = self._asks or (self.builds_news and versions[0] != versions[1])
        became_owner = asks and not self.is_owner and self._acquire()
        failure: LibraryError | None = None
        for version in versions:
            if version is None:
                continue
            if version.version == current and not became_owner:
                return None
            try:
                return self._bring(version)
            except LibraryError as error:
                if version.version not in self._told:  # it is tried again and again
                    log.warning("version_unusable", version=version.version)
                self._told.add(version.version)
                failure = error
        if failure and not current:
            raise failure
        return None

    def _acquire(self) -> bool:
        if self._lock is not None:
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                return False
            except OSError as error:
                folder = Path(self._lock.lock_file).parent
                raise LibraryError(
                    f"The folder {folder} cannot be written ({error.strerror}); "
                    "choose another DATA_DIR or correct its permissions."
                ) from None
        self.is_owner = True
        return True

    def _bring(self, version: Version) -> LiveVersion:
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

    def close(self) -> None:
        self._vectors.close()
        if self._lock is not None and self.is_owner:
            self._lock.release()
        self.is_owner = False

    def _in_chroma(self, snapshot: Snapshot) -> bool:
        """Whether the vector store holds all of it, after building or mending what it lacks."""
        if snapshot.vectors is None:
            return False
        name, ids = snapshot.version.version, [one.passage_id for one in snapshot.passages]
        for is_damaged in (False, True):
            try:
                if is_damaged:
                    self._vectors.start_afresh()
                if not self._vectors.is_whole(name, ids, snapshot.vectors):
                    self._vectors.build(name, ids, snapshot.vectors)
                return True
            except VectorStoreError as error:
                log.warning("vector_store_unavailable", reason=str(error))
        return False

    def _drop(self, versions: list[str]) -> None:
        try:
            self._vectors.drop(versions)
        except VectorStoreError as error:
            log.warning("vector_store_not_cleaned", reason=str(error))
