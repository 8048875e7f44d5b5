"""`roster import|list|check|match`: JSON alone on standard output, a wrong file changes nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli.main import app

HEADER = (
    "id,name,expertise,languages,countries_worked,nationality,gender,years_experience,available_from,"
    "available_to,modality,organisation,notes,conflict_of_interest"
)
ANN = "E1,Expert Ann (fictional),process_design;water,en:C1;fr:B2,KE;Somalia,NO,female,12,2026-01-01,2027-12-31,both,,,"
BOB = "E2,Expert Bob (fictional),ddr,en:B1,Mali,Kenya,male,7,,,remote,,=1+1,Sudan"


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))


def roster(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["roster", *arguments], input=typed)


def a_file(*rows: str, name: str = "pool.csv") -> str:
    Path(name).write_text("\n".join((HEADER, *rows)) + "\n", "utf-8")
    return name


def matched(*requests: dict[str, Any] | str) -> list[dict[str, Any]]:
    lines = [line if isinstance(line, str) else json.dumps(line) for line in requests]
    return [json.loads(line) for line in roster("match", "--batch", "-", typed="\n".join(lines)).stdout.splitlines()]


def test_what_is_imported_is_listed_with_every_column() -> None:
    done = roster("import", a_file(BOB, ANN), "--json")

    listed = json.loads(roster("list", "--json").stdout)

    assert (done.exit_code, json.loads(done.stdout)["imported"]) == (0, 2)
    assert [row["id"] for row in listed] == ["E1", "E2"]
    assert listed[0].keys() >= set(HEADER.split(","))
    assert (listed[0]["expertise"], listed[0]["years_experience"]) == (["process_design", "water"], 12)


def test_an_import_without_a_terminal_tells_what_it_changed() -> None:
    roster("import", a_file(ANN, BOB))

    done = roster("import", a_file(ANN.replace("female,12", "female,13")), "--json")

    report = json.loads(done.stdout)
    assert report["changed"] == {"E1": ["years_experience"]}
    assert report["set_aside"] == ["E2"]
    assert "E1 changed: years_experience" in done.stderr


def test_a_wrong_file_changes_nothing_and_names_file_line_and_column() -> None:
    roster("import", a_file(ANN))

    done = roster("import", a_file(BOB, ANN.replace("fr:B2", "fr:B7"), name="wrong.csv"), "--json")

    assert done.exit_code == 1
    assert "wrong.csv, line 3, column languages: " in done.stderr
    (error,) = json.loads(done.stdout)["errors"]
    assert (error["file"], error["line"], error["column"]) == ("wrong.csv", 3, "languages")
    assert [row["id"] for row in json.loads(roster("list", "--json").stdout)] == ["E1"]


def test_a_check_tells_all_and_changes_nothing() -> None:
    right, wrong = roster("check", a_file(ANN, BOB), "--json"), roster("check", a_file("E3"), "--json")

    assert (right.exit_code, json.loads(right.stdout)["experts"]) == (0, 2)
    assert (wrong.exit_code, len(json.loads(wrong.stdout)["errors"])) == (1, 1)
    assert json.loads(roster("list", "--json").stdout) == []


def test_the_listed_csv_runs_no_formula_and_can_be_imported_again() -> None:
    roster("import", a_file(ANN, BOB))

    written = roster("list", "--csv").stdout

    assert ",'=1+1," in written
    again = roster("import", "-", "--json", typed=written)
    assert json.loads(again.stdout)["unchanged"] == 2


def test_requests_are_matched_line_by_line_and_a_broken_one_has_its_error_in_its_place() -> None:
    roster("import", a_file(ANN, BOB))
    request = {"id": "r1", "expertise": ["process_design", "ddr"], "languages": ["en"], "country": "ke"}

    found, unknown, turned, broken, number, empty = matched(
        request | {"modality": "in_person", "start": "2026-12-01", "end": "2026-12-20"},
        {"id": "r2", "expertise": ["juggling"]},
        {"id": "r3", "start": "2026-12-20", "end": "2026-12-01"},
        "no json",
        {"id": 5},
        {"id": "r6", "expertise": None, "languages": [], "country": None, "start": None, "more": 1},
    )

    (candidate,) = found["candidates"]
    assert candidate["expert_id"] == "E1"
    assert candidate["reasons"][0] == "Has worked in the country."
    assert found["near_misses"] == [{"expert_id": "E2", "failed": ["language", "modality", "conflict"]}]
    assert [row["id"] for row in (unknown, turned, broken, number)] == ["r2", "r3", None, None]
    assert all("error" in row for row in (unknown, turned, broken, number))
    assert [fit["expert_id"] for fit in empty["candidates"]] == ["E1", "E2"]


def test_one_request_is_matched_from_a_file_of_any_shape() -> None:
    roster("import", a_file(ANN, BOB))
    Path("request.json").write_text(json.dumps({"id": "r1", "languages": ["fr"]}, indent=1), "utf-8")

    done = roster("match", "--request", "request.json", "--json")

    assert json.loads(done.stdout)["near_misses"] == [{"expert_id": "E2", "failed": ["language"]}]


def test_without_a_pool_nobody_fits_and_that_is_no_failure() -> None:
    done = roster("match", "--batch", "-", typed='{"id": "r1"}')

    assert done.exit_code == 0
    assert json.loads(done.stdout) == {"id": "r1", "candidates": [], "near_misses": []}


def test_the_demonstrations_pool_is_right_and_plainly_invented() -> None:
    file = Path(__file__).parents[2] / "bot" / "wiring" / "demo_roster.csv"

    done = roster("import", str(file), "--json")

    assert (done.exit_code, json.loads(done.stdout)["warnings"]) == (0, [])
    listed = json.loads(roster("list", "--json").stdout)
    assert len(listed) == 24
    assert all("fictional" in row["name"] for row in listed)
