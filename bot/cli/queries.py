"""`queries`: the query log as a table or JSON, taken out and taken in. No export carries the
asker; what is taken in is redacted as if it had been typed."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from bot.cli.json_lines import lines_of
from bot.cli.printing import AsJson, say, show, show_rows
from bot.cli.progress import progress_bar
from bot.query_log.models import Feedback, LoggedQuery
from bot.settings import load_settings
from retrieval.models import Outcome

if TYPE_CHECKING:
    from bot.wiring.command import CommandServices

app = typer.Typer(help="The query log: what was asked, and how it went.", no_args_is_help=True)
Only = Annotated[Outcome | None, typer.Option(help="Only queries that went like this.")]
Limit = Annotated[int | None, typer.Option(min=1, help="The newest so many.")]
LISTED = ("id", "asked_at", "question", "language", "outcome", "reason", "confidence", "feedback")
CLEAR = ("language", "intent", "outcome", "reason", "confidence", "feedback", "feedback_reason", "milliseconds")
SEALED = ("question", "standalone", "answer", "more", "uncovered", "citations", "passages")
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
    show_rows(rows, LISTED, as_json)


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
    with lines_of(file) as lines:
        done = asyncio.run(_import(lines))
    for problem in done["errors"]:
        say(problem)
    show(done, f"{done['imported']} taken in, {done['known']} known already.", as_json)
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
    row = {"id": logged.query_id, "asked_at": logged.asked_at.isoformat(timespec="seconds")}
    row |= {name: getattr(logged, name) for name in CLEAR} | {name: logged.content.get(name) for name in SEALED}
    return row | {"text": logged.content.get("question"), "versions": dict(logged.versions)}


async def _import(lines: Iterator[bytes]) -> dict[str, Any]:
    done: dict[str, Any] = {"imported": 0, "known": 0, "errors": []}
    async with _recording() as services:
        numbered = enumerate(lines, start=1)
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


def _usable(batch: list[tuple[int, bytes]], errors: list[str]) -> Iterator[ImportedQuery]:
    for number, line in batch:
        try:
            yield ImportedQuery.model_validate_json(line)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            key = ".".join(map(str, first["loc"]))
            errors.append(f"Line {number}: {f'{key}: ' if key else ''}{first['msg']}; skipped.")


def _logged(query: ImportedQuery, services: "CommandServices") -> LoggedQuery:
    from retrieval.language import detect

    is_beyond = query.outcome in (Outcome.OUT_OF_SCOPE, Outcome.NOT_A_QUESTION)
    return LoggedQuery(
        query_id=query.id,
        asked_at=query.asked_at,
        asker=services.vault.pseudonym("imported asker", query.asker) if query.asker else None,
        language=query.language or detect(query.text),
        intent=str(query.outcome) if is_beyond else "question",
        outcome=query.outcome,
        feedback=query.feedback,
    )
