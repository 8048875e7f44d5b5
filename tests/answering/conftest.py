"""A small library that is really ingested and searched, by keywords."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from retrieval.index.library import Library
from retrieval.ingest.pipeline import sync
from retrieval.models import Question
from tests.library_builder import a_library, settings_of, write

MATERIAL = Path(__file__).parents[1] / "quality" / "material" / "documents"
SECRET = """# Talks with the Hill Faction

The Hill Faction met the envoy Zadie Quorn in the monastery of Ilmar on 3 May 2025.
"""


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The invented documents, and one for internal use."""
    folder = tmp_path_factory.mktemp("answering")
    for path in MATERIAL.glob("*.md"):
        write(folder / "knowledge", path.name, path.read_text("utf-8"))
    write(folder / "knowledge", "secret.md", SECRET, title="Talks with the Hill Faction", audience="internal")
    with a_library(settings_of(folder / "knowledge", folder / "data")) as opened:
        sync(opened)
        opened.refresh()
        yield opened


def a_question(
    text: str, language: str = "en", *, internal: bool = False, shown: frozenset[str] = frozenset()
) -> Question:
    return Question(text, language, date(2026, 11, 23), internal=internal, exclude_passages=shown)
