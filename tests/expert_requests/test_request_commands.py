"""`requests list|show|export|service-levels|statistics`, to the letter of the interface."""

import asyncio
import csv
import io
import json
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

from bot.cli.main import app
from bot.database.transactions import Transaction
from bot.expert_requests.deadlines import load_service_levels
from bot.expert_requests.models import Details, Kind, Modality, Move, Officer, Urgency
from bot.people.models import Person
from bot.settings import Settings
from bot.wiring.command import CommandServices, command_services

NOOR = Officer(501, "member-0a1b2c3d", "Noor")
PLAIN = Details(
    expertise=("water", "ddr"), task="=cmd()", location="@here", start=date(2027, 1, 12), urgency=Urgency.URGENT
)
SECRET = Details(
    expertise=("ddr",), task="a canary", modality=Modality.REMOTE, confidential=True, contact="+41 79 000 00 00"
)


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Number 1 is taken and waits for her; number 2 is confidential and withdrawn."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    asyncio.run(_fill(Settings(_env_file=None, data_dir=tmp_path / "data", access="open")))


async def _fill(settings: Settings) -> None:
    async with command_services(settings) as services:

        async def do(work: Callable[[Transaction], Awaitable[Any]]) -> Any:
            async with services.database.transaction() as tx:
                return await work(tx)

        person = await do(lambda tx: services.people.introduce(tx, 22, "en"))
        first = await _sent(services, do, person, PLAIN)
        await do(lambda tx: services.requests.move(tx, NOOR, first, Move.TAKE))
        await do(lambda tx: services.requests.move(tx, NOOR, first, Move.ASK, words="Where?", reason="=no place"))
        second = await _sent(services, do, person, SECRET)
        await do(lambda tx: services.requests.withdraw(tx, person, second))
        await do(lambda tx: services.requests.start(tx, person, Kind.WRITTEN, Details(task="a draft")))


async def _sent(services: CommandServices, do: Any, person: Person, details: Details) -> str:
    draft = await do(lambda tx: services.requests.start(tx, person, Kind.DEPLOYMENT, details))
    await do(lambda tx: services.requests.submit(tx, person, draft))
    return str(draft.request_id)


def requests(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["requests", *arguments])


def test_the_list_has_the_keys_of_the_interface_newest_first() -> None:
    listed = json.loads(requests("list", "--json").stdout)

    assert [row["number"] for row in listed] == [2, 1]
    second, first = listed
    assert list(first)[:7] == ["number", "stage", "urgency", "themes", "opened_at", "due_at", "officer"]
    assert (first["stage"], first["urgency"], first["themes"]) == ("taken", "urgent", ["water", "ddr"])
    assert (first["due_at"], first["officer"], second["officer"]) == (None, NOOR.actor, None)
    assert datetime.fromisoformat(first["opened_at"]).tzinfo is not None
    assert [row["number"] for row in json.loads(requests("list", "--open", "--json").stdout)] == [1]
    assert [row["number"] for row in json.loads(requests("list", "--limit", "1", "--json").stdout)] == [2]


def test_one_is_shown_with_its_details_and_events() -> None:
    shown = json.loads(requests("show", "1", "--json").stdout)

    assert (shown["details"]["task"], shown["details"]["start"]) == ("=cmd()", "2027-01-12")
    assert [list(event) for event in shown["events"]] == [["at", "actor", "action", "from", "to", "reason"]] * 3
    steps = [(event["actor"], event["action"], event["from"], event["to"]) for event in shown["events"]]
    assert steps == [
        ("requester", "submit", "draft", "submitted"),
        (NOOR.actor, "take", "submitted", "taken"),
        (NOOR.actor, "ask", "taken", "taken"),
    ]
    assert shown["events"][2]["reason"] == "=no place"
    assert requests("show", "#1", "--json").stdout == requests("show", "1", "--json").stdout
    assert "member-0a1b2c3d" in requests("show", "1").stdout


@pytest.mark.parametrize("number", ["3", "many", "99999999999999999999999"])
def test_an_unknown_number_is_one_sentence(number: str) -> None:
    done = requests("show", number)

    assert (done.exit_code, done.stdout) == (1, "")
    assert number in str(done.exception)


def test_an_export_runs_no_formula_and_names_nobody() -> None:
    exported = requests("export").stdout

    rows = list(csv.DictReader(io.StringIO(exported)))
    assert [row["number"] for row in rows] == ["1", "2"]
    assert (rows[0]["task"], rows[0]["location"], rows[1]["task"]) == ("'=cmd()", "'@here", "")
    assert not [said for said in ("canary", "+41", "Noor", "a draft") if said in exported]
    assert json.loads(requests("export", "--json").stdout)[0]["task"] == "=cmd()"


def test_the_printed_service_levels_are_a_file_that_is_taken(tmp_path: Path) -> None:
    (file := tmp_path / "levels.yaml").write_text(requests("service-levels").stdout, "utf-8")

    assert load_service_levels(file, "UTC") == load_service_levels(None, "UTC")
    assert json.loads(requests("service-levels", "--json").stdout)["hours"] == yaml.safe_load(file.read_text())["hours"]


def test_wrong_service_levels_end_a_command_with_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (file := tmp_path / "levels.yaml").write_text("hours: soon\n", "utf-8")
    monkeypatch.setenv("SERVICE_LEVELS", str(file))

    done = requests("list")

    assert (done.exit_code, done.stdout) == (1, "")
    assert str(file) in str(done.exception)


def test_figures_come_as_a_table_and_as_a_picture(tmp_path: Path) -> None:
    done = requests("statistics", "--plot", "demand.svg", "--json")

    found = json.loads(done.stdout)
    assert found["demand"][0] == {"theme": "ddr", "asked": 0, "requested": 2, "pool": 0}
    assert {row["stage"]: row["now"] for row in found["stages"]}["taken"] == 1
    assert "<svg" in (tmp_path / "demand.svg").read_text("utf-8")
    assert "ddr" in requests("statistics").stdout
    wrong = requests("statistics", "--plot", "nowhere/demand.svg")
    assert (wrong.exit_code, "nowhere/demand.svg" in str(wrong.exception)) == (1, True)
