"""Libraries that measurements are taken on: the bundled knowledge and the invented documents."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.database.engine import library_url, sync_engine
from bot.settings import load_settings
from retrieval.index.library import Library, open_library
from retrieval.settings import LibrarySettings

MATERIAL = Path(__file__).resolve().parents[1] / "quality" / "material"
DOCUMENTS = MATERIAL / "documents"


@contextmanager
def empty_library(folder: Path) -> Iterator[Library]:
    """Over both folders, nothing ingested yet, with the weights of this machine's cache."""
    settings = load_settings(data_dir=folder)
    folders = (settings.bundled_knowledge, DOCUMENTS)
    engine = sync_engine(library_url(settings.sqlalchemy_url, folder))
    library = open_library(LibrarySettings(folders, folder, settings.cache_dir), engine, owner=True)
    yield library
    library.close()
    engine.dispose()
