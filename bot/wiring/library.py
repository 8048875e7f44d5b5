"""Opens the library on its own database, and keeps it in step with its folders."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from bot.database.engine import library_url, opened_engine
from bot.settings import Settings
from retrieval.index.library import Library, open_library
from retrieval.ingest.embedding import Listener
from retrieval.ingest.pipeline import SyncReport, sync


@contextmanager
def opened_library(settings: Settings, *, owner: bool) -> Iterator[Library]:
    """The library. The owner builds versions in the vector store, if no other process does;
    everybody else searches exactly and is ready sooner.

    Raises:
        LibraryError: the folder or the database cannot be used.
    """
    url = library_url(settings.sqlalchemy_url, settings.data_dir)
    with opened_engine(url) as engine, closing(open_library(settings.library, engine, owner=owner)) as library:
        yield library


def bring_up_to_date(library: Library, progress: Listener) -> SyncReport:
    """Ingests what changed in the configured folders."""
    return sync(library, progress=progress)
