"""Both databases, and the local model where its weights are."""

from pathlib import Path

import pytest

from bot.settings import load_settings
from retrieval.index.weights import ensure_local_model
from tests.library_builder import KORVATH, TAMRA, write


@pytest.fixture(params=["sqlite", "postgresql"])
def engine_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'library.sqlite3'}"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
def local_weights() -> None:
    """Brought by `make test`; a machine without them fetches them here."""
    ensure_local_model(load_settings().cache_dir)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A knowledge folder with two documents."""
    write(tmp_path / "knowledge", "korvath.md", KORVATH, title="The Korvath ceasefire")
    write(tmp_path / "knowledge", "water/tamra.md", TAMRA, title="Sharing Lake Tamra")
    return tmp_path / "knowledge"
