"""`knowledge`: what a person and a script are told about files, and how far a run is."""

import json
from pathlib import Path

import pytest

from bot.cli.progress import plain_lines
from retrieval.ingest.embedding import Progress
from tests.library_builder import KORVATH, write
from tests.operation.conftest import Command

LONG = "after-action/a-long-name-that-would-be-cut-in-a-narrow-table-but-must-be-copied-whole.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "knowledge", LONG, KORVATH, title="The Korvath ceasefire")
    return tmp_path / "knowledge"


def test_check_counts_what_is_usable_and_names_every_fault(command: Command, folder: Path) -> None:
    write(folder, "bad.md", "Text.", year="soon", audience="friends")
    settings = {"KNOWLEDGE_DIR": str(folder)}

    told, listed = command("knowledge", "check", **settings), command("knowledge", "check", "--json", **settings)

    assert told.out.startswith("Checked: 1 usable, 1 refused.")
    assert [one["key"] for one in json.loads(listed.out)["refused"]] == ["audience", "year"]
    assert json.loads(listed.out)["usable"] == [LONG]
    assert (told.status, listed.status) == (1, 1)


def test_paths_are_whole_where_no_terminal_cuts_them(command: Command, folder: Path) -> None:
    settings = {"KNOWLEDGE_DIR": str(folder), "EMBEDDING_MODEL": "none"}

    assert LONG in command("knowledge", "sync", **settings).out
    assert LONG in command("knowledge", "list", **settings).out


@pytest.mark.parametrize("words", [("check",), ("sync",), ("check", "nowhere"), ("sync", "nowhere")])
def test_a_folder_that_is_not_there_is_wrong_use(command: Command, words: tuple[str, ...]) -> None:
    result = command("knowledge", *words, KNOWLEDGE_DIR="nowhere")

    assert (result.status, result.out) == (2, "")
    assert "nowhere" in result.err


def test_an_empty_library_is_said_to_be_one(command: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    result = command("knowledge", "sync", "--json", KNOWLEDGE_DIR=str(tmp_path / "empty"))

    assert "empty" in result.err
    assert json.loads(result.out)["added"] == []


def test_without_a_terminal_progress_is_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    seconds = iter([0.0, 4.0, 9.9, 10.0, 15.0])
    show = plain_lines(lambda: next(seconds))

    for done in (8, 16, 24, 32, 40):
        show(Progress("embedding", done, 313))

    assert capsys.readouterr().err == "Embedding passages 8 of 313\nEmbedding passages 32 of 313\n"
