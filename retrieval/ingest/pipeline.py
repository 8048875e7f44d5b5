"""Brings the library up to date with its folders: only what changed is read and embedded again.

A file that cannot be used is refused by name while the rest goes on. A new version is written
whole, in one transaction, and then taken into use; until that moment nothing of it can be seen.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock

from retrieval.errors import SourceError
from retrieval.index.library import Library
from retrieval.index.store import Member, StoredDocument, Version
from retrieval.index.succession import slips
from retrieval.ingest.documents import Prepared, embedded_texts, prepare
from retrieval.ingest.embedding import Listener, Progress, embed_missing
from retrieval.ingest.sources import Found, SourceFile, find_files
from retrieval.ingest.vocabulary import load_vocabulary
from retrieval.models import Document


@dataclass(frozen=True, slots=True)
class Warned:
    path: str
    warning: str


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did, or with `dry_run` would do.

    Attributes:
        refused: files that were skipped, with every reason why.
        version: in use afterwards; "" if there is none.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    refused: tuple[SourceError, ...]
    warnings: tuple[Warned, ...]
    version: str = ""


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
    # Two runs at once would each write a version without the other's changes.
    with FileLock(library.settings.data_dir / "sync.lock"):
        return _Sync(library, folders, progress).run(dry_run)


def check(folders: Sequence[Path], bundled: Path) -> SyncReport:
    """Reads all files as `sync` would, without a library: what is refused, what is warned of; the
    usable ones are `added`."""
    found = find_files(folders, {})
    prepared = _prepare(found, found.files, (bundled, *folders), lambda _progress: None)
    return _report(found, prepared, [one.stored.document for one in prepared.values()])


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
        found = find_files(self._folders, {one.path: Path(one.folder) for one in others})
        known = {one.path: one.file_digest for one in mine.values()}
        fresh = [file for file in found.files if file.digest != known.get(file.path)]
        prepared = _prepare(found, fresh, (self._library.settings.bundled, *self._folders), self._progress)
        unchanged = {file.path for file in found.files} - {file.path for file in fresh}
        kept = [*others, *(mine[path] for path in sorted(unchanged))]
        stored = self._kept(newest, kept) if fresh or self._is_stale(newest) else []
        documents = [one.document for one in (*stored, *(one.stored for one in prepared.values()))]
        report = _report(found, prepared, documents, mine.keys(), unchanged)
        if not dry_run:
            if report.added or report.changed or report.removed or self._is_stale(newest):
                self._write(kept, stored or self._kept(newest, kept), prepared)
            self._library.refresh()
        return replace(report, version=self._library.version)

    def _concerns(self, member: Member) -> bool:
        """A run over everything also removes what came from folders configured no longer."""
        if self._everything:
            return member.configured or member.folder in self._configured
        return Path(member.folder) in self._folders

    def _is_stale(self, newest: Version | None) -> bool:
        """Whether the newest version was made by another embedding model, or there is none."""
        embedder = self._library.embedder
        return newest is None or newest.model != (embedder.model_id if embedder else None)

    def _write(
        self, kept: Sequence[Member], stored: Sequence[StoredDocument], prepared: Mapping[SourceFile, Prepared]
    ) -> None:
        """Vectors first, batch by batch, so that an interrupted run need not embed again; then
        the version in one transaction, unless somebody cleared vectors away meanwhile."""
        new = [one.stored for one in prepared.values()]
        members = [*kept, *(self._member(file, one) for file, one in prepared.items())]
        texts: dict[str, str] = {}
        for one in (*stored, *new):
            texts |= embedded_texts(one)
        while True:
            model = embed_missing(self._store, self._library.embedder, texts, self._progress)
            with self._store.transaction() as transaction:
                if model and len(self._store.vectors(transaction, model, texts)) < len(texts):
                    continue
                self._store.add_documents(transaction, new)
                self._store.add_version(transaction, Version(secrets.token_hex(6), model), members)
                return

    def _kept(self, newest: Version | None, kept: Sequence[Member]) -> list[StoredDocument]:
        """Documents that did not change, whose passages need vectors of the present model too."""
        if newest is None:
            return []
        ids = {member.document_id for member in kept}
        with self._store.transaction() as transaction:
            known = self._store.documents(transaction, newest.version)
        return [one for one in known if one.document.document_id in ids]

    def _member(self, file: SourceFile, prepared: Prepared) -> Member:
        name, folder = prepared.stored.document.document_id, str(file.folder)
        return Member(name, file.path, folder, file.digest, folder in self._configured)


def _prepare(
    found: Found, files: Sequence[SourceFile], folders: Iterable[Path], progress: Listener
) -> dict[SourceFile, Prepared]:
    """What could be read; what could not is added to what was refused."""
    vocabulary = load_vocabulary(dict.fromkeys(folders))
    prepared: dict[SourceFile, Prepared] = {}
    for number, file in enumerate(files, start=1):
        try:
            prepared[file] = prepare(file, vocabulary)
        except SourceError as error:
            found.refused.extend((error, *error.others))
        progress(Progress("reading", number, len(files)))
    return prepared


def _report(
    found: Found,
    prepared: Mapping[SourceFile, Prepared],
    documents: Sequence[Document],
    known: AbstractSet[str] = frozenset(),
    unchanged: AbstractSet[str] = frozenset(),
) -> SyncReport:
    """A changed file that is refused leaves the library: what it said before may be withdrawn."""
    fresh = {file.path: made.warnings for file, made in prepared.items()}
    warnings = [Warned(path, "this format is not read yet; the file is left out") for path in found.not_read]
    warnings += [Warned(path, warning) for path, listed in fresh.items() for warning in listed]
    warnings += [Warned(path, warning) for path, warning in slips(documents) if path in fresh]
    return SyncReport(
        added=tuple(sorted(fresh.keys() - known)),
        changed=tuple(sorted(fresh.keys() & known)),
        removed=tuple(sorted(known - fresh.keys() - unchanged)),
        unchanged=tuple(sorted(unchanged)),
        refused=tuple(sorted(found.refused, key=lambda error: (error.path, error.line or 0))),
        warnings=tuple(warnings),
    )
