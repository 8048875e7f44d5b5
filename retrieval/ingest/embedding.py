"""Sees to it that every text has a vector of the present model, and embeds only what has none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog

from retrieval.errors import LibraryError, ModelMisconfigured, ModelUnavailable
from retrieval.index.embeddings import Embedder
from retrieval.index.store import Store

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
    with store.transaction() as transaction:
        known = store.known_vectors(transaction, embedder.model_id, texts)
    # By length, so that a batch holds texts of like length and little padding is computed.
    missing = sorted((digest for digest in texts if digest not in known), key=_by_length(texts))
    try:
        for start in range(0, len(missing), _STORED_AT_ONCE):
            digests = missing[start : start + _STORED_AT_ONCE]
            vectors = embedder.embed_passages([texts[digest] for digest in digests])
            with store.transaction() as transaction:
                vectors_by_digest = dict(zip(digests, vectors, strict=True))
                store.add_vectors(transaction, embedder.model_id, vectors_by_digest)
            progress(Progress("embedding", start + len(digests), len(missing)))
    except ModelMisconfigured as error:
        raise LibraryError(str(error)) from error
    except ModelUnavailable as error:
        log.warning("embedding_failed", reason=str(error.code))
        return None
    return embedder.model_id


def _by_length(texts: Mapping[str, str]) -> Callable[[str], int]:
    return lambda digest: len(texts[digest])
