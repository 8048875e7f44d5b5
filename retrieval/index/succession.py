"""Which documents yield to a newer one, whichever of the two says so. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from retrieval.language.words import fold
from retrieval.models import Document, DocumentStatus


def with_succession(documents: Sequence[Document]) -> list[Document]:
    """Marks as superseded what a current document `supersedes`, or what names a current document
    in `superseded_by`. Two that name each other both stay: that is a slip, not an edition."""
    current = [one for one in documents if one.status is DocumentStatus.CURRENT]
    names = {name: one for one in reversed(documents) for name in _names(one)}
    successors: dict[str, Document] = {}
    for newer in current:
        for written in newer.supersedes:
            older = names.get(_folded(written))
            if older is not None and older.path != newer.path:
                successors[older.path] = newer
    for older in current:
        named = names.get(_folded(older.superseded_by)) if older.superseded_by else None
        if named and named.path != older.path and named.status is DocumentStatus.CURRENT:
            successors[older.path] = named
    return [_yielding(one, successors) for one in documents]


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
    return [_folded(name) for name in (document.path, path.name, path.stem, document.title)] + [
        _folded(str(path.with_suffix("")))
    ]


def _folded(name: str) -> str:
    return " ".join(fold(name.removeprefix("./")).split())
