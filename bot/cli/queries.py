"""`queries`: the query log as a table or JSON, taken out and taken in. No export carries the
asker; what is taken in is redacted as if it had been typed."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from rich.console import Console
from rich.table import Table

from bot.cli.progress import progress_bar
from bot.errors import Misconfigured
from bot.query_log.models import Feedback, LoggedQuery
from bot.settings import load_settings
from retrieval.models import Outcome

if TYPE_CHECKING:
    from bot.wiring.command import CommandServices

app = typer.Typer(help="The query log: what was asked, and how it went.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="JSON on standard output alone.")]
Only = Annotated[Outcome | None, typer.Option(help="Only queries that went like this.")]
Limit = Annotated[int | None, typer.Option(min=1, help="The newest so many.")]
LISTED = ("id", "asked_at", "question", "language", "outcome", "reason", "confidence", "feedback")
AT_ONCE = 500


class ImportedQuery(BaseModel):
    """A line of `queries import`; unknown keys are ignored."""

    model_config = ConfigDict(extra="ignore")

    id: str = Field(min_length=1, max_length=64)
    text: str = Field(min_length=1, max_length=10_000)
    language: Literal["en", "fr", "es", "ar", "ru", "pt"] | None = None
    asked_at: datetime
    asker: str | None = None
    outcome: Outcome
    feedback: Feedback | None = None

    @field_validator("asked_at")
    @classmethod
    def _aware(cls, value: datetime) -> datetime:
        return value if value.tzinfo else value.replace(tzinfo=UTC)


@app.command("list")
def list_queries(outcome: Only = None, limit: Limit = None, as_json: AsJson = False) -> None:
    """Queries, newest first."""
    rows = [{key: row[key] for key in LISTED} for row in asyncio.run(_rows(outcome, limit))]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    table = Table(*LISTED)
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row.values()))
    Console().print(table)


@app.command()
def export(outcome: Only = None, limit: Limit = None, as_json: AsJson = False) -> None:
    """Everything kept of each query, as JSON lines, newest first."""
    for row in asyncio.run(_rows(outcome, limit)):
        typer.echo(json.dumps(row, ensure_ascii=False))


@app.command("import")
def import_queries(
    file: Annotated[str, typer.Argument(metavar="FILE", help="JSON lines; `-`: standard input.")],
    as_json: AsJson = False,
) -> None:
    """Take queries in from elsewhere; a known id changes nothing."""
    lines = _lines(file)
    done = asyncio.run(_import(lines))
    for problem in done["errors"]:
        typer.echo(problem, err=True)
    said = f"{done['imported']} taken in, {done['known']} known already."
    typer.echo(json.dumps(done, ensure_ascii=False) if as_json else said)
    if done["errors"]:
        raise typer.Exit(1)


async def _rows(outcome: Outcome | None, limit: int | None) -> list[dict[str, Any]]:
    from bot.wiring.command import command_services

    async with command_services(load_settings()) as services, services.database.transaction() as tx:
        found: list[dict[str, Any]] = []
        async for logged in services.queries.iterate(tx, outcome=outcome):
            found.append(_shown(logged))
            if len(found) == limit:
                break
        return found


def _shown(logged: LoggedQuery) -> dict[str, Any]:
    content = {key: logged.content.get(key) for key in ("standalone", "answer", "more", "uncovered")}
    return {
        "id": logged.query_id,
        "asked_at": logged.asked_at.isoformat(timespec="seconds"),
        "question": logged.content.get("question"),
        "text": logged.content.get("question"),
        "language": logged.language,
        "intent": logged.intent,
        "outcome": logged.outcome,
        "reason": logged.reason,
        "confidence": logged.confidence,
        "feedback": logged.feedback,
        "feedback_reason": logged.feedback_reason,
        "milliseconds": logged.milliseconds,
        **content,
        "citations": logged.content.get("citations", []),
        "passages": logged.content.get("passages", []),
        "versions": dict(logged.versions),
    }


def _lines(file: str) -> list[str]:
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
    except OSError as error:
        raise Misconfigured(f"{file} cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise Misconfigured(f"{file} is not UTF-8 text; save it as such.") from None
    return text.splitlines()


async def _import(lines: list[str]) -> dict[str, Any]:
    done: dict[str, Any] = {"imported": 0, "known": 0, "errors": []}
    async with _recording() as services:
        numbered = iter(enumerate(lines, start=1))
        while batch := list(islice(numbered, AT_ONCE)):
            async with services.database.transaction() as tx:
                for query in _usable(batch, done["errors"]):
                    is_new = await services.recorder.adopt(tx, _logged(query, services), query.text)
                    done["imported" if is_new else "known"] += 1
    return done


@asynccontextmanager
async def _recording() -> AsyncIterator["CommandServices"]:
    """The log with the library's names beside it: those are not masked."""
    from bot.wiring.command import subjects
    from bot.wiring.foundation import open_foundation
    from bot.wiring.known_names import KnownNames
    from bot.wiring.library import bring_up_to_date, opened_library

    settings = load_settings()
    async with open_foundation(settings) as foundation:
        with opened_library(settings, owner=False) as library:
            library.refresh()
            if not library.is_ready:
                with progress_bar() as progress:
                    await asyncio.to_thread(bring_up_to_date, library, progress)
            yield subjects(foundation, KnownNames(library))


def _usable(batch: list[tuple[int, str]], errors: list[str]) -> Iterator[ImportedQuery]:
    for number, line in batch:
        if not line.strip():
            continue
        try:
            yield ImportedQuery.model_validate_json(line)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            key = ".".join(str(part) for part in first["loc"])
            errors.append(f"Line {number}: {f'{key}: ' if key else ''}{first['msg']}; skipped.")


def _logged(query: ImportedQuery, services: "CommandServices") -> LoggedQuery:
    from retrieval.language import detect

    pseudonym = services.vault.pseudonym
    is_beyond = query.outcome in (Outcome.OUT_OF_SCOPE, Outcome.NOT_A_QUESTION)
    return LoggedQuery(
        query_id=query.id,
        update_id=None,
        asked_at=query.asked_at,
        asker=pseudonym("imported asker", query.asker) if query.asker else None,
        language=query.language or detect(query.text),
        intent=str(query.outcome) if is_beyond else "question",
        outcome=query.outcome,
        reason=None,
        confidence=None,
        feedback=query.feedback,
    )
