"""Batches: JSON lines in, JSON lines out, in the same order, each as soon as it is ready.

A line that cannot be used gives `{"id", "error"}` in its place, the rest goes on, and the command
ends with 1.
"""

import codecs
import json
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, TypeVar

import typer
from pydantic import BaseModel, ValidationError

from bot.errors import Misconfigured

Line = TypeVar("Line", bound=BaseModel)


@contextmanager
def lines_of(batch: str) -> Iterator[Iterator[bytes]]:
    """The lines of a file that say something; `-` is standard input."""
    try:
        opened = nullcontext(sys.stdin.buffer) if batch == "-" else Path(batch).open("rb")  # noqa: SIM115
    except OSError as error:
        raise Misconfigured(f"{batch} cannot be read ({error.strerror}).") from None
    with opened as source:
        yield (bare for line in source if (bare := line.removeprefix(codecs.BOM_UTF8)).strip())


async def answer_lines(
    lines: Iterable[bytes], shape: type[Line], answer: Callable[[Line], Awaitable[dict[str, Any]]]
) -> None:
    failed = False
    for line in lines:
        try:
            row = await answer(shape.model_validate_json(line))
        except ValidationError as error:
            first = error.errors(include_input=False)[0]
            where = ".".join(map(str, first["loc"])) or "line"
            row = {"id": _id_of(line), "error": f"{where}: {first['msg']}"}
        failed = failed or "error" in row
        print(json.dumps(row, ensure_ascii=False), flush=True)  # noqa: T201
    if failed:
        raise typer.Exit(1)


def _id_of(line: bytes) -> str | None:
    try:
        given = json.loads(line).get("id")
    except (ValueError, AttributeError):
        return None
    return given if isinstance(given, str) else None
