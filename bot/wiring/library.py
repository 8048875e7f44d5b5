"""Opens the library on its own database, and keeps it in step with its folders."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.database.engine import library_url, sync_engine
from bot.settings import Settings
from retrieval.index.library import Library
from retrieval.index.opening import open_library
from retrieval.ingest.embedding import Listener
from retrieval.ingest.pipeline import SyncReport, sync


@contextmanager
def opened_library(settings: Settings, *, owner: bool) -> Iterator[Library]:
    """The library. The owner builds versions in the vector store, if no other process does;
    everybody else searches exactly and is ready sooner.

    Raises:
        LibraryError: the folder or the database cannot be used.
    """
    engine = sync_engine(library_url(settings.sqlalchemy_url, settings.data_dir))
    try:
        library = open_library(settings.library, engine, owner=owner)
        try:
            yield library
        finally:
            library.close()
    finally:
        engine.dispose()


def bring_up_to_date(library: Library, progress: Listener) -> SyncReport:
    """Ingests what changed in the configured folders."""
    return sync(library, progress=progress)
