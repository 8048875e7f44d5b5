"""Sees to it that every text has a vector of the present model, and embeds only what has none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog

from retrieval.errors import LibraryError, ModelMisconfigured, ModelUnavailable
from retrieval.index.embeddings import Embedder
from retrieval.index.store import Store, Vector

log = structlog.get_logger()
_STORED_AT_ONCE = 128


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; `step` is "reading" (files) or "embedding" (passages)."""

    step: str
    done: int
    total: int


Listener = Callable[[Progress], None]


def embed_missing(store: Store, embedder: Embedder | None, texts: Mapping[str, str], progress: Listener) -> str | None:
    """The model that all texts now have vectors of; None if keywords must do for now.

    Raises:
        LibraryError: the embedding endpoint refuses its settings.
    """
    if embedder is None:
        return None
    try:
        _embed(store, embedder, texts, progress)
    except ModelMisconfigured as error:
        raise LibraryError(str(error)) from error
    except ModelUnavailable as error:
        log.warning("embedding_failed", reason=error.code)
        return None
    return embedder.model_id


def _embed(store: Store, embedder: Embedder, texts: Mapping[str, str], progress: Listener) -> None:
    """By length, so that little padding is computed; stored now and then, to go on from there."""
    with store.transaction() as transaction:
        known = store.vectors(transaction, embedder.model_id, texts)
    digests = sorted(texts.keys() - known.keys(), key=lambda digest: len(texts[digest]))
    ready: dict[str, Vector] = {}
    done = 0
    for vectors in embedder.embed_passages([texts[digest] for digest in digests]):
        ready |= zip(digests[done : done + len(vectors)], vectors, strict=True)
        done += len(vectors)
        if len(ready) >= _STORED_AT_ONCE or done == len(digests):
            with store.transaction() as transaction:
                store.add_vectors(transaction, embedder.model_id, ready)
            ready = {}
        progress(Progress("embedding", done, len(digests)))
