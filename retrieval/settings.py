"""Values that retrieval is configured with. Only values: the environment is read by the bot."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """An OpenAI-compatible endpoint. Without key and base URL there is no model.

    Attributes:
        chat_model: name as the endpoint knows it.
        embedding_model: "local" for the embedded model, "none" for keywords only, else a name.
        timeout_seconds: for one call, connect to last byte.
    """

    api_key: str | None = field(default=None, repr=False)
    base_url: str | None = None
    chat_model: str = "gpt-4.1-mini"
    embedding_model: str = "local"
    timeout_seconds: float = 30.0

    @property
    def has_chat_model(self) -> bool:
        return bool(self.api_key or self.base_url)


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """Where the library lives.

    Attributes:
        folders: knowledge folders, in order; never written to.
        data_dir: holds the embedded vector store and its lock.
        cache_dir: holds weights and the model's graph, shared between installations.
        chroma_url: a Chroma server, or None for the embedded store in `data_dir`.
        bundled: the folder whose vocabulary and glossary always apply.
    """

    folders: tuple[Path, ...]
    data_dir: Path
    cache_dir: Path
    chroma_url: str | None = None
    models: ModelSettings = ModelSettings()
    bundled: Path = Path(__file__).resolve().parent.parent / "knowledge"
