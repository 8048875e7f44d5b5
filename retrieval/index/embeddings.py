"""Texts to unit vectors: the local model, an OpenAI-compatible endpoint, or none at all.

Whoever embeds names its model, because vectors of different models are never compared. The local
model runs on one thread for questions, so that it leaves the machine to the service; ingestion
gets a session of its own. Nothing here stores anything.
"""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import SecretStr

from retrieval.errors import ModelMisconfigured, ModelUnavailable
from retrieval.index.weights import LocalModel, find_local_model
from retrieval.settings import ModelSettings

if TYPE_CHECKING:
    from langchain_openai import OpenAIEmbeddings

Vectors = NDArray[np.float32]
WORD_PIECES = 256
_BATCH = 8
_REMOTE_BATCH = 64
QUERY_SECONDS = 5.0


class Embedder(Protocol):
    """Makes unit vectors. Thread-safe."""

    model_id: str

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Soon, for somebody who waits."""

    def embed_passages(self, texts: Sequence[str]) -> Iterator[Vectors]:
        """Many, batch by batch in their order; quickest when texts of like length are together."""


def open_embedder(settings: ModelSettings, cache_dir: Path) -> Embedder | None:
    """The embedder that is configured; None means keywords alone."""
    if settings.embedding_model == "none":
        return None
    if settings.embedding_model != "local":
        return RemoteEmbedder(settings)
    model = find_local_model(cache_dir)
    return LocalEmbedder(model) if model else None


class LocalEmbedder:
    """all-MiniLM-L6-v2 on onnxruntime."""

    model_id = "all-MiniLM-L6-v2"

    def __init__(self, model: LocalModel) -> None:
        self._model = model
        self._loading = threading.Lock()
        self._queries: _Session | None = None

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        with self._loading:
            self._queries = self._queries or _Session(self._model, threads=1)
        return self._queries.embed(texts)

    def embed_passages(self, texts: Sequence[str]) -> Iterator[Vectors]:
        session = _Session(self._model, threads=0)
        for start in range(0, len(texts), _BATCH):
            yield session.embed(texts[start : start + _BATCH])


class _Session:
    """One loaded graph; `threads` 0 takes all cores."""

    def __init__(self, model: LocalModel, threads: int) -> None:
        import onnxruntime  # heavy; not needed where an endpoint or nothing makes the vectors
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(model.graph), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(model.tokenizer))
        self._tokenizer.enable_truncation(WORD_PIECES)
        self._tokenizer.enable_padding()
        self.width = int(self._session.get_outputs()[0].shape[1])

    def embed(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.width), np.float32)
        encoded = self._tokenizer.encode_batch(list(texts))
        ids = np.array([entry.ids for entry in encoded], np.int64)
        mask = np.array([entry.attention_mask for entry in encoded], np.int64)
        (vectors,) = self._session.run(["vectors"], {"ids": ids, "mask": mask})
        return np.asarray(vectors, np.float32)


class RemoteEmbedder:
    """Any OpenAI-compatible endpoint, by its model's name."""

    def __init__(self, settings: ModelSettings) -> None:
        self.model_id = f"{settings.embedding_model} at {settings.base_url or 'OpenAI'}"
        # Somebody waits for a question; it is answered by keywords if the endpoint is slow.
        self._queries = _client(settings, min(settings.timeout_seconds, QUERY_SECONDS), retries=0)
        self._passages = _client(settings, settings.timeout_seconds, retries=4)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return _embedded(self._queries, texts)

    def embed_passages(self, texts: Sequence[str]) -> Iterator[Vectors]:
        for start in range(0, len(texts), _REMOTE_BATCH):
            yield _embedded(self._passages, texts[start : start + _REMOTE_BATCH])


def _client(settings: ModelSettings, seconds: float, retries: int) -> "OpenAIEmbeddings":
    from langchain_openai import OpenAIEmbeddings  # heavy, and needed only here

    return OpenAIEmbeddings(  # type: ignore[call-arg] # its aliases
        model=settings.embedding_model,
        api_key=SecretStr(settings.api_key or "none"),
        base_url=settings.base_url,
        timeout=seconds,
        max_retries=retries,
        chunk_size=_REMOTE_BATCH,
        # Otherwise texts are cut by a tokenizer that is fetched from the network.
        check_embedding_ctx_length=False,
    )


def _embedded(client: "OpenAIEmbeddings", texts: Sequence[str]) -> Vectors:
    import openai  # heavy, as above

    try:
        vectors = np.array(client.embed_documents(list(texts)), np.float32)
    except (openai.AuthenticationError, openai.NotFoundError, openai.BadRequestError) as error:
        raise ModelMisconfigured(
            "EMBEDDING_MODEL, OPENAI_BASE_URL or OPENAI_API_KEY is refused by the endpoint "
            f"(HTTP {error.status_code}); correct them."
        ) from None
    except (openai.OpenAIError, ValueError, TypeError) as error:
        raise ModelUnavailable(type(error).__name__) from None
    unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return unit
