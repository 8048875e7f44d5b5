"""`evaluate`: how good the answers are on a question set, as a table, JSON and a picture."""

import asyncio
import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from bot.cli.printing import AsJson, say
from bot.cli.progress import progress_bar
from bot.errors import Misconfigured
from bot.settings import load_settings

TABLE_WIDTH = 160

if TYPE_CHECKING:
    from bot.wiring.asking import Asking
    from retrieval.evaluation.cases import Case
    from retrieval.evaluation.metrics import Measured, Reply


def evaluate(
    questions: Annotated[
        Path | None, typer.Option(help="A question set or a folder of them; else the bundled ones.")
    ] = None,
    plot: Annotated[Path | None, typer.Option(help="Draw the figures into this PNG file.")] = None,
    as_json: AsJson = False,
) -> None:
    """Ask every question of a set and measure the replies; writes no log."""
    from retrieval.evaluation.cases import load_cases
    from retrieval.evaluation.report import as_json as report_json
    from retrieval.evaluation.report import as_table, draw, grouped

    path = questions or load_settings().bundled_knowledge / "questions"
    if not path.exists():
        raise Misconfigured(f"{path} does not exist; name a question set with --questions.")
    measured = asyncio.run(_measure(load_cases(path)))
    if plot:
        draw(grouped(measured), plot)
    if as_json:
        typer.echo(json.dumps(report_json(measured), ensure_ascii=False))
    else:
        wide = None if sys.stdout.isatty() else TABLE_WIDTH
        Console(width=wide).print(as_table(grouped(measured)))
    if any(one.broken_quotes for one in measured):
        raise typer.Exit(1)


async def _measure(cases: "list[Case]") -> "list[Measured]":
    from bot.wiring.asking import open_asking
    from retrieval.evaluation.metrics import measure
    from retrieval.ingest.embedding import Progress

    measured = []
    with progress_bar() as progress:
        async with open_asking(load_settings(), progress, say, owner=True) as asking:
            for number, case in enumerate(cases, start=1):
                measured.append(measure(case, await _ask(asking, case), partial(_text_of, asking)))
                progress(Progress("asking", number, len(cases)))
    return measured


async def _ask(asking: "Asking", case: "Case") -> "Reply":
    from bot.conversation.batch import AskLine, turn_as_json
    from retrieval.evaluation.metrics import Reply

    turns = [said.model_dump() for said in case.turns]
    if turns and turns[-1]["text"] != case.text:
        turns.append({"role": "user", "text": case.text})
    line = AskLine.model_validate({"id": case.id, "text": case.text, "language": case.language, "turns": turns})
    turn = await asking.conversation.take_turn(line.incoming(asking.clock.now(), internal=False))
    return Reply.model_validate(turn_as_json(case.id, turn, asking.catalogue))


def _text_of(asking: "Asking", path: str) -> str | None:
    """The document as it is ingested: the file's text, or what a reader extracted from it."""
    document = asking.library.document(path)
    if document is None:
        return None
    return "\n".join(one.text for one in asking.library.passages(document.document_id))
