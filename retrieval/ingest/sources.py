"""Finds the knowledge files of a folder: what is skipped, what is refused, what belongs together.

Looks, never writes. A link that leads out of the folder and a file beyond any sensible size are
refused by name.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import LibraryError, SourceError
from retrieval.ingest.readers.extract import Reader
from retrieval.ingest.readers.markdown import MarkdownReader
from retrieval.ingest.readers.plain import PlainTextReader

LARGEST_BYTES = 50_000_000
READERS: Mapping[str, Reader] = {".md": MarkdownReader(), ".markdown": MarkdownReader(), ".txt": PlainTextReader()}
META_ENDING = ".meta.yaml"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was found; `metadata` is the YAML beside it, for formats that hold none."""

    folder: Path
    path: str
    content: bytes
    metadata: bytes | None

    @property
    def digest(self) -> str:
        own = hashlib.sha256(self.content).digest()
        beside = hashlib.sha256(self.metadata).digest() if self.metadata is not None else b""
        return hashlib.sha256(self.path.encode() + b"\0" + own + beside).hexdigest()


def find_files(folders: Iterable[Path]) -> tuple[list[SourceFile], list[SourceError]]:
    """All knowledge files of the folders, by path, and those that were refused.

    Raises:
        LibraryError: a folder cannot be read, or two hold the same path.
    """
    found: dict[str, SourceFile] = {}
    refused: list[SourceError] = []
    for folder in folders:
        for path in _candidates(folder):
            name = path.relative_to(folder).as_posix()
            try:
                file = _read(folder, path, name)
            except SourceError as error:
                refused.append(error)
                continue
            if name in found:
                raise equal_paths(name, found[name].folder, folder)
            found[name] = file
    return [found[name] for name in sorted(found)], refused


def equal_paths(path: str, first: Path | str, second: Path) -> LibraryError:
    return LibraryError(f"{path} is in {first} and in {second}; rename one of them.")


def _candidates(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        raise LibraryError(f"{folder} is not a folder; correct KNOWLEDGE_DIR or the command.")
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise LibraryError(f"{folder} cannot be read ({error.strerror}).") from None
    for entry in entries:
        if entry.name.startswith(("_", ".", "README")):
            continue
        if entry.is_dir() and not entry.is_symlink():
            if entry.name != "questions":
                yield from _candidates(entry)
        elif entry.suffix.lower() in READERS:
            yield entry


def _read(folder: Path, path: Path, name: str) -> SourceFile:
    if not path.resolve().is_relative_to(folder.resolve()):
        raise SourceError(name, "the link leads out of the knowledge folder")
    beside = path.with_name(path.stem + META_ENDING)
    full = path.with_name(path.name + META_ENDING)
    beside = full if full.is_file() else beside
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise SourceError(name, f"the file is larger than {LARGEST_BYTES // 1_000_000} MB")
        metadata = beside.read_bytes() if beside.is_file() else None
        return SourceFile(folder, name, path.read_bytes(), metadata)
    except OSError as error:
        raise SourceError(name, f"the file cannot be read ({error.strerror})") from None
