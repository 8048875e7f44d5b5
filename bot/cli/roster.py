"""`roster`: the pool of experts, taken in from CSV, listed, checked, matched with requests.

A file with an error changes nothing. On a terminal an import asks before it changes anything.
"""

import asyncio
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.json_lines import answer_lines, lines_of
from bot.cli.printing import AsJson, say, show, show_rows
from bot.errors import Misconfigured
from bot.settings import load_settings
from bot.texts.catalogue import load_catalogue

if TYPE_CHECKING:
    from bot.expert_requests.matching import Reason
    from bot.expert_requests.roster import Expert, Reading
    from bot.expert_requests.roster_store import ImportReport

app = typer.Typer(help="The pool of experts.", no_args_is_help=True)
CsvFile = Annotated[str, typer.Argument(metavar="FILE.csv", help="`-`: standard input.")]
LISTED = ("id", "expertise", "languages", "nationality", "available_from", "available_to", "modality")
ISOLATION_MARKS = dict.fromkeys((0x2068, 0x2069))


@app.command("import")
def import_roster(
    file: CsvFile,
    remove_missing: Annotated[bool, typer.Option("--remove-missing", help="Delete who is not in the file.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make a file the pool: who is missing in it is set aside; with an error nothing changes."""
    from bot.wiring.command import command_services

    async def run() -> "ImportReport":
        async with command_services(load_settings()) as services:
            async with services.database.transaction() as tx:
                report = await services.roster.compare(tx, reading.experts, remove_missing=remove_missing)
            _preview(report)
            if sys.stdin.isatty() and not yes:
                typer.confirm("Change the pool like this?", abort=True, err=True)
            async with services.database.transaction() as tx:
                return await services.roster.import_(tx, reading.experts, remove_missing=remove_missing)

    reading = _read(file, as_json)
    report = asyncio.run(run())
    count = len(reading.experts)
    show({"imported": count, **asdict(report), **_faults(file, reading)}, f"The pool has {count} experts.", as_json)


@app.command()
def check(file: CsvFile, as_json: AsJson = False) -> None:
    """Say everything that is wrong with a file; nothing changes."""
    reading = _read(file, as_json)
    count = len(reading.experts)
    show({"experts": count, **_faults(file, reading)}, f"{count} experts; the file can be taken in.", as_json)


@app.command("list")
def list_experts(
    as_csv: Annotated[bool, typer.Option("--csv", help="As a file that `roster import` takes.")] = False,
    as_json: AsJson = False,
) -> None:
    """The pool, by id."""
    from bot.expert_requests.roster import as_row, csv_of

    pool = asyncio.run(_pool())
    if as_csv:
        typer.echo(csv_of(pool), nl=False)
    else:
        show_rows([as_row(expert) for expert in pool], LISTED, as_json)


@app.command("match")
def match_requests(
    request: Annotated[str | None, typer.Option(metavar="FILE.json", help="One request.")] = None,
    batch: Annotated[str | None, typer.Option(metavar="FILE", help="JSON lines; `-`: standard input.")] = None,
    as_json: AsJson = True,
) -> None:
    """Who fits a request, best first, and what the others lack; always JSON."""
    from bot.expert_requests.matching import Need, match

    if (request is None) == (batch is None):
        raise Misconfigured("Give either --request FILE.json or --batch FILE.")
    pool, themes, catalogue = asyncio.run(_pool()), _themes(), load_catalogue()

    def words(reason: "Reason") -> str:
        return catalogue.format("en", reason.text_id, reason.arguments).translate(ISOLATION_MARKS)

    async def answer(need: Need) -> dict[str, Any]:
        unknown = [theme for theme in need.expertise if theme.casefold() not in themes]
        if unknown:
            return {"id": need.request_id, "error": f"expertise: {unknown[0]} is no theme of the vocabulary"}
        expertise = tuple(themes[theme.casefold()] for theme in need.expertise)
        found = match(need.model_copy(update={"expertise": expertise}), pool, date.today())
        return {
            "id": need.request_id,
            "candidates": [
                {"expert_id": fit.expert.expert_id, "score": fit.score, "reasons": [*map(words, fit.reasons)]}
                for fit in found.candidates
            ],
            "near_misses": [
                {"expert_id": fit.expert.expert_id, "failed": list(fit.failed)} for fit in found.near_misses
            ],
        }

    with lines_of(batch or request or "") as lines:
        asyncio.run(answer_lines(lines if batch else [b"".join(lines)], Need, answer))


def _read(file: str, as_json: bool) -> "Reading":
    """The file, when it can be used; else every error is told and the command ends."""
    from bot.expert_requests.roster import read_roster

    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise Misconfigured(f"{file} cannot be read ({error.strerror}).") from None
    reading = read_roster(content, _themes())
    for fault in reading.warnings:
        say(f"Warning: {fault.in_file(file)}")
    for fault in reading.errors:
        say(fault.in_file(file))
    if reading.errors:
        show({"imported": 0, **_faults(file, reading)}, "Nothing was changed.", as_json)
        raise typer.Exit(1)
    return reading


def _faults(file: str, reading: "Reading") -> dict[str, Any]:
    groups = (("errors", reading.errors), ("warnings", reading.warnings))
    return {name: [{"file": file, **asdict(fault)} for fault in faults] for name, faults in groups}


def _preview(report: "ImportReport") -> None:
    for change, ids in (("added", report.added), ("set aside", report.set_aside), ("removed", report.removed)):
        if ids:
            say(f"{len(ids)} {change}: {', '.join(ids)}")
    for expert_id, columns in report.changed.items():
        say(f"{expert_id} changed: {', '.join(columns)}")
    say(f"{report.unchanged} as before")


def _themes() -> Mapping[str, str]:
    from retrieval.ingest.vocabulary import load_vocabulary

    library = load_settings().library
    return load_vocabulary((library.bundled, *library.folders)).themes


async def _pool() -> "tuple[Expert, ...]":
    from bot.wiring.command import command_services

    async with command_services(load_settings()) as services, services.database.transaction() as tx:
        return await services.roster.everybody(tx)
