"""Brings the library up to date with its folders: only what changed is read and embedded again.

A file that cannot be used is refused by name while the rest goes on. A new version is written
whole, in one transaction, and then taken into use; until that moment nothing of it can be seen.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock

from retrieval.errors import SourceError
from retrieval.index.library import Library
from retrieval.index.store import Member, Version
from retrieval.ingest.documents import Prepared, embedding_text, prepare
from retrieval.ingest.embedding import Listener, Progress, embed_missing
from retrieval.ingest.manifest import Changes, compare
from retrieval.ingest.sources import SourceFile, equal_paths, find_files
from retrieval.ingest.vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True)
class Warned:
    path: str
    warning: str


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did, or with `dry_run` would do.

    Attributes:
        refused: files that were skipped, with why.
        version: in use afterwards; "" if there is none.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    refused: tuple[SourceError, ...]
    warnings: tuple[Warned, ...]
    version: str


def sync(
    library: Library,
    folders: Sequence[Path] | None = None,
    *,
    dry_run: bool = False,
    progress: Listener = lambda _progress: None,
) -> SyncReport:
    """Ingests what changed in the configured folders, or in the folders named, and nothing else.

    Raises:
        LibraryError: a folder, the database or the embedding endpoint cannot be used; nothing
            was changed.
    """
    with _one_at_a_time(library.settings.data_dir):
        return _Sync(library, folders, progress).run(dry_run)


def check(folders: Sequence[Path], bundled: Path) -> SyncReport:
    """Reads all files as `sync` would, without a library: what is refused, what is warned of."""
    files, refused = find_files(folders)
    vocabulary = load_vocabulary(dict.fromkeys((bundled, *folders)))
    usable: list[Prepared] = []
    for file in files:
        try:
            usable.append(prepare(file, vocabulary))
        except SourceError as error:
            refused.append(error)
    paths = tuple(one.document.path for one in usable)
    return SyncReport((), (), (), paths, tuple(refused), _warned(usable), "")


class _Sync:
    """One run: what is there, what is known, what to write."""

    def __init__(self, library: Library, folders: Sequence[Path] | None, progress: Listener) -> None:
        self._library, self._store, self._progress = library, library.store, progress
        configured = [folder.absolute() for folder in library.settings.folders]
        self._configured = {str(folder) for folder in configured}
        self._folders = [one.absolute() for one in folders] if folders else configured
        self._everything = not folders

    def run(self, dry_run: bool) -> SyncReport:
        with self._store.transaction() as transaction:
            newest = self._store.newest(transaction)
            members = self._store.members(transaction, newest.version) if newest else []
        mine = {one.path: one for one in members if self._concerns(one)}
        others = [one for one in members if not self._concerns(one)]
        files, refused = find_files(self._folders)
        _refuse_equal_paths(files, others)
        changes = compare(
            {file.path: file.digest for file in files}, {path: one.file_digest for path, one in mine.items()}
        )
        prepared = self._prepare(files, changes, refused)
        report = _report(changes, prepared, refused)
        model = self._library.embedder.model_id if self._library.embedder else None
        stale = newest is None or newest.model != model
        if not dry_run and (stale or report.added or report.changed or report.removed):
            kept = [*others, *(mine[path] for path in changes.unchanged)]
            self._write(newest, kept, prepared)
        if not dry_run:
            self._library.refresh()
        return replace(report, version=self._library.version)

    def _concerns(self, member: Member) -> bool:
        """A run over everything also removes what came from folders configured no longer."""
        if self._everything:
            return member.configured or member.folder in self._configured
        return Path(member.folder) in self._folders

    def _prepare(
        self, files: Sequence[SourceFile], changes: Changes, refused: list[SourceError]
    ) -> dict[SourceFile, Prepared]:
        folders = (self._library.settings.bundled, *self._folders)
        vocabulary = load_vocabulary(dict.fromkeys(folders))
        fresh = {*changes.added, *changes.changed}
        wanted = [file for file in files if file.path in fresh]
        prepared: dict[SourceFile, Prepared] = {}
        for number, file in enumerate(wanted, start=1):
            try:
                prepared[file] = prepare(file, vocabulary)
            except SourceError as error:
                refused.append(error)
            self._progress(Progress("reading", number, len(wanted)))
        return prepared

    def _write(self, newest: Version | None, kept: Sequence[Member], prepared: Mapping[SourceFile, Prepared]) -> None:
        """Vectors first, batch by batch, so that an interrupted run need not embed again; then
        the version in one transaction, unless somebody cleared vectors away meanwhile."""
        documents = [(one.document, one.passages) for one in prepared.values()]
        members = [*kept, *(self._member(file, one) for file, one in prepared.items())]
        texts = self._kept_texts(newest, kept)
        for one in prepared.values():
            texts |= one.embedded
        while True:
            model = embed_missing(self._store, self._library.embedder, texts, self._progress)
            with self._store.transaction() as transaction:
                if model and len(self._store.known_vectors(transaction, model, texts)) < len(texts):
                    continue
                self._store.add_documents(transaction, documents)
                version = Version(secrets.token_hex(6), model)
                self._store.add_version(transaction, version, members)
                return

    def _kept_texts(self, newest: Version | None, kept: Sequence[Member]) -> dict[str, str]:
        """What must have a vector of the present model, of documents that did not change."""
        if newest is None or not kept:
            return {}
        ids = {member.document_id for member in kept}
        with self._store.transaction() as transaction:
            listed = self._store.documents(transaction, newest.version)
            stored = self._store.passages(transaction, newest.version)
        documents = {one.document_id: one for one in listed}
        return {
            one.embedded_digest: embedding_text(documents[one.passage.document_id], one.passage)
            for one in stored
            if one.passage.document_id in ids
        }

    def _member(self, file: SourceFile, prepared: Prepared) -> Member:
        folder = str(file.folder)
        return Member(prepared.document.document_id, file.path, folder, file.digest, folder in self._configured)


def _one_at_a_time(data_dir: Path) -> FileLock:
    """Two runs would each write a version without the other's changes."""
    return FileLock(data_dir / "sync.lock")


def _refuse_equal_paths(files: Sequence[SourceFile], others: Sequence[Member]) -> None:
    folders = {member.path: member.folder for member in others}
    for file in files:
        if file.path in folders:
            raise equal_paths(file.path, folders[file.path], file.folder)


def _report(changes: Changes, prepared: Mapping[SourceFile, Prepared], refused: Sequence[SourceError]) -> SyncReport:
    """A changed file that is refused leaves the library: what it said before may be withdrawn."""
    usable = {file.path for file in prepared}
    spoiled = [path for path in changes.changed if path not in usable]
    return SyncReport(
        added=tuple(path for path in changes.added if path in usable),
        changed=tuple(path for path in changes.changed if path in usable),
        removed=tuple(sorted((*changes.removed, *spoiled))),
        unchanged=changes.unchanged,
        refused=tuple(sorted(refused, key=lambda error: error.path)),
        warnings=_warned(prepared.values()),
        version="",
    )


def _warned(prepared: Iterable[Prepared]) -> tuple[Warned, ...]:
    return tuple(Warned(one.document.path, warning) for one in prepared for warning in one.warnings)
