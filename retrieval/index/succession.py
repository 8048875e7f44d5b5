"""Which documents yield to a newer one, whichever of the two says so. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from retrieval.language.words import fold
from retrieval.models import Document, DocumentStatus


def with_succession(documents: Sequence[Document]) -> list[Document]:
    """Marks as superseded what a current document `supersedes`, or what names a current document
    in `superseded_by`. Two that name each other both stay: that is a slip, not an edition."""
    current = [one for one in documents if one.status is DocumentStatus.CURRENT]
    called = _called(documents)
    successors: dict[str, Document] = {}
    for newer in current:
        for written in newer.supersedes:
            if older := _other(newer, written, called):
                successors[older.path] = newer
    for older in current:
        named = older.superseded_by and _other(older, older.superseded_by, called)
        if named and named.status is DocumentStatus.CURRENT:
            successors[older.path] = named
    return [_yielding(one, successors) for one in documents]


def slips(documents: Sequence[Document]) -> list[tuple[str, str]]:
    """Paths of documents that name an edition which is not there, or themselves, with a warning."""
    called = _called(documents)
    return [
        (
            one.path,
            f"{key}: “{written}” is {'the document itself' if _folded(written) in called else 'not there'}; ignored",
        )
        for one in documents
        for key, listed in (("supersedes", one.supersedes), ("superseded_by", (one.superseded_by or "",)))
        for written in listed
        if written and _other(one, written, called) is None
    ]


def _called(documents: Sequence[Document]) -> Mapping[str, list[Document]]:
    called: dict[str, list[Document]] = {}
    for one in documents:
        for name in _names(one):
            called.setdefault(name, []).append(one)
    return called


def _other(document: Document, written: str, called: Mapping[str, list[Document]]) -> Document | None:
    """The document that another one names: two editions may well have one title."""
    named = called.get(_folded(written), ())
    return next((one for one in named if one.path != document.path), None)


def _yielding(document: Document, successors: dict[str, Document]) -> Document:
    newer = successors.get(document.path)
    if newer is None:
        return document
    back = successors.get(newer.path)
    if back is not None and back.path == document.path:
        return document
    status = document.status
    if status is DocumentStatus.CURRENT:
        status = DocumentStatus.SUPERSEDED
    return replace(document, status=status, superseded_by=newer.path)


def _names(document: Document) -> list[str]:
    """What people may call a document: its path, file name with or without ending, title."""
    path = PurePosixPath(document.path)
    return [_folded(str(name)) for name in (path, path.with_suffix(""), path.name, path.stem, document.title)]


def _folded(name: str) -> str:
    return " ".join(fold(name.removeprefix("./")).split())
