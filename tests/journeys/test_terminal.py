"""The assistant in a terminal, as a person and as a script use it: real processes, keywords alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TRUCE = """---
title: The truce of the Sanda valley
publisher: Institute of Invented Places
year: 2019
---

## Who monitored

Twelve monitors of the elders' council watched the truce in the Sanda valley.

## How long it lasted

The truce in the Sanda valley lasted fourteen months.
"""
HARBOUR = """---
title: The harbour talks of Oriel
year: 2021
---

## Who monitored

Nine harbour masters watched the agreement in Oriel.
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "sanda.md").write_text(TRUCE)
    (folder / "oriel.md").write_text(HARBOUR)
    return {**os.environ, "DATA_DIR": str(tmp_path / "data"), "KNOWLEDGE_DIR": str(folder), "EMBEDDING_MODEL": "none"}


def run(environment: dict[str, str], *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, input=typed, capture_output=True, text=True, env=environment, timeout=120)


def test_a_question_in_the_terminal_is_answered_with_its_source(environment: dict[str, str]) -> None:
    finished = run(environment, "ask", "Who monitored the truce in the Sanda valley?")

    assert finished.returncode == 0, finished.stderr
    assert "Twelve monitors of the elders' council watched the truce in the Sanda valley. [1]" in finished.stdout
    assert "Institute of Invented Places, The truce of the Sanda valley, 2019" in finished.stdout


def test_a_follow_up_in_the_terminal_shows_how_it_was_read(environment: dict[str, str]) -> None:
    typed = "Who watched the truce in the Sanda valley?\nand in Oriel?\n\n"

    finished = run(environment, "chat", typed=typed)

    assert finished.returncode == 0, finished.stderr
    assert "I read this as: Who watched the truce in Oriel?" in finished.stdout
    assert "Nine harbour masters watched the agreement in Oriel." in finished.stdout


def test_a_batch_goes_on_after_a_line_that_cannot_be_used(environment: dict[str, str]) -> None:
    lines = [
        json.dumps({"id": "a", "text": "How long did the truce in the Sanda valley last?", "language": None}),
        "no json",
        json.dumps({"id": "c", "turns": [], "text": "   "}),
        json.dumps({"id": "d", "text": "What is the salary of the mayor of Atlantis?", "unknown": 1}),
    ]

    finished = run(environment, "ask", "--batch", "-", typed="\n".join(lines))
    rows = [json.loads(line) for line in finished.stdout.splitlines()]

    assert finished.returncode == 1
    assert [row.get("id") for row in rows] == ["a", None, "c", "d"]
    assert rows[0]["outcome"] == "answered"
    assert "fourteen months" in rows[0]["answer"]
    assert rows[0]["citations"][0]["quote"] in TRUCE
    assert "error" in rows[1]
    assert "error" in rows[2]
    assert (rows[3]["outcome"], rows[3]["citations"]) == ("not_covered", [])
