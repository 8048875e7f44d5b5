"""`classify` as a person and as a script use it: real processes, no library, no key."""

import json
from pathlib import Path

import pytest

from tests.journeys.test_terminal import run

KEYS = ["expertise", "location", "start", "start_text", "duration_days", "languages", "modality"]
KEYS += ["urgency", "gender_preference"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "DATA_DIR": str(tmp_path / "data")}


def test_a_batch_keeps_its_order_and_goes_on_after_a_line_that_cannot_be_used(environment: dict[str, str]) -> None:
    request = "We need a female expert on ceasefires in Goma from next Monday for two weeks, French speaking"
    lines = [
        json.dumps({"id": "a", "text": request, "language": "en", "reference_date": "2026-03-04"}),
        "no json",
        json.dumps({"id": "b", "text": " "}),
        json.dumps({"id": "c", "text": "hello", "reference_date": "soon"}),
        json.dumps({"id": "d", "text": "Что такое перемирие?", "language": None, "unknown": 1}),
        json.dumps({"id": "e", "text": "My colleague was abducted this morning", "reference_date": None}),
    ]

    finished = run(environment, "classify", "--batch", "-", typed="\n".join(lines))
    rows = [json.loads(line) for line in finished.stdout.splitlines()]

    assert finished.returncode == 1, finished.stderr
    assert [row["id"] for row in rows] == ["a", None, "b", "c", "d", "e"]
    assert ["error" in row for row in rows] == [False, True, True, True, False, False]
    assert [rows[place]["intent"] for place in (0, 4, 5)] == ["expert_request", "question", "emergency"]
    assert list(rows[0]["slots"]) == KEYS
    assert rows[0]["slots"] | {"start": "2026-03-09", "duration_days": 14, "languages": ["fr"]} == rows[0]["slots"]
    assert rows[0]["slots"]["gender_preference"] == "female"
    assert all(0 <= rows[place]["confidence"] <= 1 for place in (0, 4, 5))
    assert rows[4]["slots"] is rows[5]["slots"] is None


def test_one_message_is_a_table_or_json(environment: dict[str, str]) -> None:
    table = run(environment, "classify", "please send a gender adviser to Juba")
    as_json = run(environment, "classify", "thank you very much", "--json")

    assert "expert_request" in table.stdout
    assert "Juba" in table.stdout
    assert json.loads(as_json.stdout)["intent"] == "smalltalk"


def test_without_a_text_it_says_what_it_needs(environment: dict[str, str]) -> None:
    finished = run(environment, "classify")

    assert finished.returncode == 2
    assert finished.stderr.strip() == "Give either a text or --batch FILE."
