"""`requests`: what was asked of the roster team, how it stands, and how it went. Reads only."""

import asyncio
import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.printing import AsJson, say, show, show_rows
from bot.errors import BotError
from bot.settings import load_settings

if TYPE_CHECKING:
    from bot.expert_requests.models import Event, Request

app = typer.Typer(help="Requests for experts.", no_args_is_help=True)
OnlyOpen = Annotated[bool, typer.Option("--open/--all", help="Only what is open.")]
TOLD_OF_DETAILS = ("task", "location", "start", "start_text", "duration_days", "languages", "modality")
LISTED = ("number", "stage", "urgency", "themes", "opened_at", "due_at", "officer")
COLUMNS = (*LISTED, "kind", "result", "paused", "closed_at", *TOLD_OF_DETAILS)
RENAMED = {"action": "move", "from": "stage_before", "to": "stage_after"}
EVENTS = ("at", "actor", "action", "from", "to", "reason")


@app.command("list")
def list_requests(
    only_open: OnlyOpen = False,
    limit: Annotated[int | None, typer.Option(min=1, help="The newest so many.")] = None,
    as_json: AsJson = False,
) -> None:
    """Requests, newest first."""
    rows = [_row(request) for request in asyncio.run(_requests(only_open))][::-1][:limit]
    show_rows([{name: row[name] for name in LISTED} for row in rows], LISTED, as_json)


@app.command("show")
def show_request(
    number: Annotated[str, typer.Argument(help="Of the request, as people call it.")], as_json: AsJson = False
) -> None:
    """One request with all that happened to it."""
    request, events = asyncio.run(_one(number))
    row = _row(request) | {"events": [_event(event) for event in events]}
    if as_json:
        show(row, "", as_json)
        return
    for name, value in (row | row["details"]).items():
        if name not in ("details", "events") and value not in (None, [], False):
            typer.echo(f"{name}: {', '.join(value) if isinstance(value, list) else value}")
    show_rows(row["events"], EVENTS, as_json)


@app.command()
def export(only_open: OnlyOpen = False, as_json: AsJson = False) -> None:
    """All requests as CSV that no spreadsheet takes for formulas; nobody's name or contact."""
    from bot.expert_requests.roster import defused

    rows = []
    for request in asyncio.run(_requests(only_open)):
        row = _row(request)
        told = {} if request.details.confidential else row.pop("details")
        rows.append({name: row[name] if name in row else told.get(name) for name in COLUMNS})
    if as_json:
        show(rows, "", as_json)
        return
    writer = csv.writer(sys.stdout)
    writer.writerow(COLUMNS)
    for row in rows:
        cells = (";".join(cell) if isinstance(cell, list) else cell for cell in row.values())
        writer.writerow("" if cell is None else defused(str(cell)) for cell in cells)


@app.command("service-levels")
def service_levels(as_json: AsJson = False) -> None:
    """The built-in deadlines, as a file to be changed and named in SERVICE_LEVELS."""
    import yaml

    from bot.expert_requests.deadlines import DEFAULT

    text = DEFAULT.read_text("utf-8")
    show(yaml.safe_load(text) if as_json else None, text.rstrip(), as_json)


@app.command()
def statistics(
    plot: Annotated[Path | None, typer.Option(help="Draw demand and supply into this SVG or PNG file.")] = None,
    as_json: AsJson = False,
) -> None:
    """Time in each stage, deadlines kept, pauses by reason, demand against supply."""
    from bot.expert_requests.statistics import draw

    found = asyncio.run(_statistics())
    if plot:
        draw(found["demand"], plot)
        say(f"Drawn: {plot}")
    if as_json:
        show(found, "", as_json)
        return
    for rows in found.values():
        if rows:
            show_rows(rows, list(rows[0]), as_json)


async def _requests(only_open: bool) -> "tuple[Request, ...]":
    from bot.wiring.command import command_services

    async with command_services(load_settings()) as services, services.database.transaction() as tx:
        return await (services.requests.open_requests(tx) if only_open else services.requests.everything(tx))


async def _one(number: str) -> "tuple[Request, tuple[Event, ...]]":
    from bot.wiring.command import command_services

    wanted = number.removeprefix("#")
    async with command_services(load_settings()) as services, services.database.transaction() as tx:
        # What is no number, or more than a column holds, is no number of a request.
        found = [one for one in await services.requests.everything(tx) if str(one.number) == wanted]
        if not found:
            raise BotError(f"There is no request {number}; see `requests list`.")
        return found[0], await services.requests.events(tx, found[0].request_id)


async def _statistics() -> dict[str, list[dict[str, Any]]]:
    from collections import Counter

    from bot.expert_requests.extraction import details_in
    from bot.expert_requests.matching import pool_depth
    from bot.expert_requests.statistics import statistics_of
    from bot.wiring.command import command_services

    async with command_services(load_settings()) as services, services.database.transaction() as tx:
        asked: Counter[str] = Counter()
        async for query in services.queries.iterate(tx):
            if question := query.content.get("question"):
                asked.update(details_in(question, query.language, query.asked_at.date()).expertise)
        requests, events = await services.requests.everything(tx), await services.requests.events(tx)
        return statistics_of(requests, events, asked, pool_depth(await services.roster.everybody(tx)))


def _row(request: "Request") -> dict[str, Any]:
    """What a list, an export and a page of one have in common."""
    from bot.expert_requests.store import REQUEST

    kept = REQUEST.dump_python(request, mode="json")
    row = {name: kept.get(name) for name in COLUMNS if name not in TOLD_OF_DETAILS}
    row |= {"themes": kept["details"]["expertise"], "officer": request.officer and request.officer.actor}
    return row | {"details": {**kept["details"], "question": request.question}}


def _event(event: "Event") -> dict[str, Any]:
    from bot.expert_requests.store import EVENT

    kept = EVENT.dump_python(event, mode="json")
    return {name: kept[RENAMED.get(name, name)] for name in EVENTS}
