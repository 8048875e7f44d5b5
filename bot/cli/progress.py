"""A progress bar on standard error for long work, silent where nobody watches."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

if TYPE_CHECKING:
    from retrieval.ingest.embedding import Listener
    from retrieval.ingest.embedding import Progress as Step

LABELS = {"reading": "Reading documents", "embedding": "Embedding passages", "asking": "Asking questions"}


@contextmanager
def progress_bar() -> Iterator["Listener"]:
    """Yields what a sync reports its steps to."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        tasks = {}

        def show(step: "Step") -> None:
            if step.step not in tasks:
                tasks[step.step] = bar.add_task(LABELS.get(step.step, step.step), total=step.total)
            bar.update(tasks[step.step], completed=step.done, total=step.total)

        yield show
