"""Small libraries for tests: documents written to a folder, opened on a real engine."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from bot.database.engine import sync_engine
from bot.settings import load_settings
from retrieval.index.library import Library, open_library
from retrieval.settings import LibrarySettings, ModelSettings

KORVATH = """# The Korvath ceasefire

## Monitoring
Sixty-four unarmed observers watched the Korvath plateau. They counted 212 violations in a year.

## Lessons
Observers need fuel of their own. Reports were published after ten days.
"""
TAMRA = """# Sharing Lake Tamra

## Data
Each party measures the flow of the river every six hours and sends the figures to a server.

## Shares
| Party | Share |
|---|---|
| Ibria | 46 per cent |
| Pell | 11 per cent |
"""


def write(folder: Path, name: str, body: str, **front: object) -> Path:
    """A Markdown file, with front matter if any is given."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n" if front else ""
    path.write_text(head + body, "utf-8")
    return path


def settings_of(folder: Path, data: Path, *, model: str = "none") -> LibrarySettings:
    return LibrarySettings((folder,), data, load_settings().cache_dir, models=ModelSettings(embedding_model=model))


@contextmanager
def a_library(settings: LibrarySettings, *, url: str | None = None, owner: bool = True) -> Iterator[Library]:
    """Opened as a process would, closed at the end."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    engine = sync_engine(url or f"sqlite:///{settings.data_dir / 'library.sqlite3'}")
    library = open_library(settings, engine, owner=owner)
    try:
        yield library
    finally:
        library.close()
        engine.dispose()
