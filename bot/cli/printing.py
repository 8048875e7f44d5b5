"""Results on standard output, as JSON for scripts or as a table or sentence for people; what else
there is to say goes to standard error."""

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

AsJson = Annotated[bool, typer.Option("--json", help="JSON on standard output alone.")]
WIDE = 1_000


def show(value: Any, said: str, as_json: bool) -> None:
    """A value for scripts, a sentence for people."""
    typer.echo(json.dumps(value, ensure_ascii=False) if as_json else said)


def show_rows(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], as_json: bool) -> None:
    """Everything for scripts, a table of some columns for people."""
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    table = Table(*(Column(name, overflow="fold") for name in columns))
    for row in rows:
        table.add_row(*(escape(in_words(row[name])) for name in columns))
    console = Console()
    # Wide where nobody watches: a path that is cut cannot be copied.
    (console if console.is_terminal else Console(width=WIDE)).print(table)


def in_words(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(value)
    return "" if value is None else str(value)


def say(sentence: object) -> None:
    """To whoever watches, beside the result."""
    typer.echo(sentence, err=True)
