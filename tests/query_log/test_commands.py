"""`queries list|export|import`: JSON alone on standard output, one sentence for what is wrong."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.main import app

LINES = [
    {"id": "n1", "text": "How was South Sudan monitored? I am Fatuma Wanjiru", "language": "en",
     "asked_at": "2026-03-01T10:00:00Z", "asker": "somebody-17", "outcome": "not_covered", "feedback": "not_useful"},
    {"id": "n2", "text": "Что такое перемирие?", "language": None, "asked_at": "2026-03-02T10:00:00",
     "asker": None, "outcome": "answered", "feedback": None, "unknown": 1},
]  # fmt: skip


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "one.md").write_text("# South Sudan\n\nSouth Sudan was monitored.\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("KNOWLEDGE_DIR", str(tmp_path / "knowledge"))
    monkeypatch.setenv("EMBEDDING_MODEL", "none")


def queries(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["queries", *arguments], input=typed)


def as_lines(rows: list[dict[str, object]]) -> str:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


def test_what_is_taken_in_is_listed_redacted_newest_first() -> None:
    queries("import", "-", typed=as_lines(LINES))

    listed = json.loads(queries("list", "--json").stdout)

    assert [row["id"] for row in listed] == ["n2", "n1"]
    assert listed[0]["language"] == "ru"
    assert listed[1]["question"] == "How was South Sudan monitored? I am [person]"
    assert list(listed[1]) == [
        "id", "asked_at", "question", "language", "outcome", "reason", "confidence", "feedback",
    ]  # fmt: skip


def test_a_known_id_changes_nothing() -> None:
    queries("import", "-", typed=as_lines(LINES))

    again = queries("import", "-", "--json", typed=as_lines([LINES[0] | {"outcome": "answered"}]))

    assert json.loads(again.stdout) == {"imported": 0, "known": 1, "errors": []}
    assert json.loads(queries("list", "--json").stdout)[1]["outcome"] == "not_covered"


def test_a_bad_line_is_named_and_the_rest_goes_on() -> None:
    bad = ["not json", json.dumps(LINES[0] | {"id": "n3", "outcome": "splendid"})]

    done = queries("import", "-", "--json", typed="\n".join([*bad, as_lines(LINES)]))

    found = json.loads(done.stdout)
    assert (done.exit_code, found["imported"]) == (1, 2)
    assert found["errors"][0].startswith("Line 1: ")
    assert found["errors"][1].startswith("Line 2: outcome: ")


def test_an_export_can_be_taken_in_and_carries_no_asker() -> None:
    queries("import", "-", typed=as_lines(LINES))

    exported = queries("export").stdout

    assert "asker" not in exported
    assert "somebody-17" not in exported
    again = queries("import", "-", "--json", typed=exported)
    assert json.loads(again.stdout) == {"imported": 0, "known": 2, "errors": []}
