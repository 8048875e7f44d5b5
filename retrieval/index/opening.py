"""Opens the library on an engine: the one place that puts its parts together."""

from retrieval.errors import LibraryError
from retrieval.index.embeddings import open_embedder
from retrieval.index.library import Library
from retrieval.index.passages import PassageVectors
from retrieval.index.store import Engine, Store
from retrieval.index.versions import Versions
from retrieval.language.glossary import load_glossary
from retrieval.settings import LibrarySettings


def open_library(settings: LibrarySettings, engine: Engine, *, owner: bool) -> Library:
    """The library with its newest version loaded, or none yet. Whoever opens it closes it.

    `owner` asks to build and switch versions; it is granted to one process at a time
    (`Library.is_owner`), the others search exactly and get it when that one is gone.

    Raises:
        LibraryError: the folder or the database cannot be used.
    """
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"The folder {settings.data_dir} cannot be made ({error.strerror}); choose another DATA_DIR."
        ) from None
    store = Store(engine)
    with store.transaction() as transaction:
        store.create(transaction)
    vectors = PassageVectors(settings.data_dir / "chroma", settings.chroma_url)
    lock = None if settings.chroma_url else settings.data_dir / "chroma.lock"
    versions = Versions(store, vectors, lock, owner=owner)
    glossary = load_glossary(dict.fromkeys((settings.bundled, *settings.folders)))
    embedder = open_embedder(settings.models, settings.cache_dir)
    library = Library(settings, store, versions, vectors, embedder, glossary)
    library.refresh()
    return library
