"""How far long work is, on standard error: a bar in a terminal, else a plain line now and then."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

if TYPE_CHECKING:
    from retrieval.ingest.embedding import Listener
    from retrieval.ingest.embedding import Progress as Step

LABELS = {"reading": "Reading documents", "embedding": "Embedding passages", "asking": "Asking questions"}
SECONDS_BETWEEN_LINES = 10.0


@contextmanager
def progress_bar() -> Iterator["Listener"]:
    """Yields what a sync reports its steps to."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield plain_lines()
        return
    with Progress(
        TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn(), console=console, transient=True
    ) as bar:
        tasks = {}

        def show(step: "Step") -> None:
            if step.step not in tasks:
                tasks[step.step] = bar.add_task(LABELS.get(step.step, step.step), total=step.total)
            bar.update(tasks[step.step], completed=step.done, total=step.total)

        yield show


def plain_lines(clock: Callable[[], float] = time.monotonic) -> "Listener":
    """A line when a step begins and every ten seconds of it."""
    said: dict[str, float] = {}

    def show(step: "Step") -> None:
        now = clock()
        if now - said.get(step.step, now - SECONDS_BETWEEN_LINES) >= SECONDS_BETWEEN_LINES:
            said[step.step] = now
            line = f"{LABELS.get(step.step, step.step)} {step.done} of {step.total}"
            print(line, file=sys.stderr, flush=True)  # noqa: T201

    return show
