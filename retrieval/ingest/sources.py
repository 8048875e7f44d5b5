"""Finds the knowledge files of a folder: what is skipped, what is refused, what belongs together.

Looks, never writes. A link that leads out of the folder and a file beyond any sensible size are
refused by name.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import LibraryError, SourceError
from retrieval.ingest.readers.extract import Extract
from retrieval.ingest.readers.markdown import read_markdown
from retrieval.ingest.readers.plain import read_plain_text

LARGEST_BYTES = 50_000_000
Reader = Callable[[bytes], Extract]
READERS: Mapping[str, Reader] = {".md": read_markdown, ".markdown": read_markdown, ".txt": read_plain_text}
NOT_READ_YET = (".pdf", ".docx", ".html", ".htm", ".doc", ".odt", ".rtf")
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


@dataclass(frozen=True, slots=True)
class Found:
    """What lies in the folders: files by path, files that are refused, paths of formats to come."""

    files: list[SourceFile]
    refused: list[SourceError]
    not_read: list[str]


def find_files(folders: Iterable[Path], taken: Mapping[str, Path]) -> Found:
    """All knowledge files of the folders. A path that an earlier folder, or one of those that
    `taken` names, holds already is refused: nobody could tell which of the two is cited.

    Raises:
        LibraryError: a folder cannot be read.
    """
    found = Found([], [], [])
    holders = dict(taken)
    for folder in folders:
        for path in _candidates(folder):
            name = path.relative_to(folder).as_posix()
            if path.suffix.lower() in NOT_READ_YET:
                found.not_read.append(name)
                continue
            try:
                if holders.setdefault(name, folder) != folder:
                    raise SourceError(name, f"is in {holders[name]} and in {folder}; rename one of them")
                found.files.append(_read(folder, path, name))
            except SourceError as error:
                found.refused.append(error)
    found.files.sort(key=lambda file: file.path)
    return found


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
        elif entry.suffix.lower() in (*READERS, *NOT_READ_YET):
            yield entry


def _read(folder: Path, path: Path, name: str) -> SourceFile:
    if not path.exists():
        raise SourceError(name, "the link leads nowhere; remove it or correct it")
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
