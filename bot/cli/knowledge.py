"""`knowledge`: bring the library up to date, look at it, search it, check files beforehand."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from bot.cli.progress import progress_bar
from bot.errors import BotError, Misconfigured
from bot.settings import load_settings

if TYPE_CHECKING:
    from retrieval.index.library import Library
    from retrieval.ingest.pipeline import SyncReport
    from retrieval.models import Document, SearchFilter

app = typer.Typer(help="The library: ingest, look, search, validate.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="JSON on standard output alone.")]
Folders = Annotated[list[Path] | None, typer.Argument(metavar="[DIR]…", help="Else KNOWLEDGE_DIR.")]
SHOWN_CHARACTERS = 160
CHANGES = ("added", "changed", "removed", "unchanged")
WIDE = 1_000


@app.command()
def sync(
    folders: Folders = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    as_json: AsJson = False,
) -> None:
    """Ingest what changed; everything else stays as it is."""
    from retrieval.ingest.pipeline import sync as sync_library

    _existing(folders)
    with _library() as library, progress_bar() as progress:
        library.build_news()
        report = sync_library(library, folders, dry_run=dry_run, progress=progress)
        is_empty = not library.documents(_everything())
    if is_empty and not dry_run:
        _say("The library is empty: no usable document was found, so no question can be answered.")
    _tell(report, "Would change" if dry_run else "Library", as_json)


@app.command()
def check(folders: Folders = None, as_json: AsJson = False) -> None:
    """Say what is wrong with files, before anything changes."""
    from retrieval.ingest.pipeline import check as check_folders

    report = check_folders(_existing(folders), load_settings().library.bundled)
    if not report.added:
        _say("No usable document was found.")
    _tell(report, "Checked", as_json)


@app.command("list")
def list_documents(as_json: AsJson = False) -> None:
    """Every document, whatever its status."""
    with _library() as library:
        documents = library.documents(_everything())
        rows = [_card(document, len(library.passages(document.document_id))) for document in documents]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    shown = ("document", "title", "year", "language", "status", "audience", "passages")
    table = Table(*(Column(name, overflow="fold") for name in shown))
    for row in rows:
        table.add_row(*(escape(str(row[name] or "")) for name in shown))
    _console().print(table)


@app.command()
def show(path: Annotated[str, typer.Argument(help="As `knowledge list` names it.")], as_json: AsJson = False) -> None:
    """One document: its front matter and its passages as they are quoted."""
    with _library() as library:
        document = library.document(path)
        if document is None:
            raise BotError(f"There is no document {path}; `knowledge list` names them all.")
        passages = [
            {"section": " > ".join(passage.section), "page": passage.page, "text": passage.text}
            for passage in library.passages(document.document_id)
        ]
        card = _card(document, len(passages))
    if as_json:
        typer.echo(json.dumps(card | {"texts": passages}, ensure_ascii=False))
        return
    console = _console()
    for key, value in card.items():
        console.print(f"{key}: {value}", markup=False, highlight=False)
    for passage in passages:
        console.print(f"\n— {passage['section']}", style="bold", markup=False)
        console.print(str(passage["text"]), markup=False, highlight=False)


@app.command()
def search(
    query: str,
    limit: Annotated[int, typer.Option("-k", min=1, max=50, help="How many passages.")] = 10,
    as_json: AsJson = False,
) -> None:
    """The passages that fit best, with their scores."""
    from retrieval.models import SearchFilter

    with _library() as library:
        found = library.search(query, SearchFilter(internal=True), limit).evidence
    rows = [
        {
            "document": one.document.path,
            "section": " > ".join(one.passage.section),
            "score": round(one.score, 4),
            "cosine": None if one.cosine is None else round(one.cosine, 4),
            "keyword": round(one.keyword, 4),
            "text": one.passage.text,
        }
        for one in found
    ]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    console = _console()
    for row in rows:
        console.print(f"{row['score']:.3f}  {row['document']}  {row['section']}", style="bold", markup=False)
        console.print(f"       {_beginning(str(row['text']))}", markup=False, highlight=False)
    if not rows:
        typer.echo("Nothing found.", err=True)


@contextmanager
def _library() -> Iterator["Library"]:
    from bot.wiring.library import opened_library

    with opened_library(load_settings(), owner=False) as library:
        yield library


def _everything() -> "SearchFilter":
    from retrieval.models import DocumentStatus, SearchFilter

    return SearchFilter(statuses=tuple(DocumentStatus), internal=True)


def _existing(folders: list[Path] | None) -> list[Path]:
    """The folders named, else those configured; all must be there."""
    listed = folders or list(load_settings().library.folders)
    for folder in listed:
        if not folder.is_dir():
            raise Misconfigured(f"{folder} is no folder; correct the command or KNOWLEDGE_DIR.")
    return listed


def _console() -> Console:
    """Wide where nobody watches: a path that is cut cannot be copied."""
    console = Console()
    return console if console.is_terminal else Console(width=WIDE)


def _say(sentence: str) -> None:
    typer.echo(sentence, err=True)


def _card(document: "Document", passages: int) -> dict[str, Any]:
    return {
        "document": document.path,
        "title": document.title,
        "type": document.type,
        "themes": list(document.themes),
        "region": document.region,
        "country": list(document.country),
        "language": document.language,
        "source": list(document.source),
        "publisher": document.publisher,
        "year": document.year,
        "status": str(document.status),
        "audience": str(document.audience),
        "passages": passages,
    }


def _tell(report: "SyncReport", headline: str, as_json: bool) -> None:
    """The report as a table or JSON; status 1 if a file was refused."""
    changes = {change: list(getattr(report, change)) for change in CHANGES}
    if headline == "Checked":
        changes = {"usable": changes["added"]}
    if as_json:
        typer.echo(json.dumps(changes | _remarks(report), ensure_ascii=False))
    else:
        _print(changes, report, headline)
    if report.refused:
        raise typer.Exit(1)


def _remarks(report: "SyncReport") -> dict[str, Any]:
    return {
        "refused": [
            {"document": one.path, "line": one.line, "key": one.key, "problem": one.problem} for one in report.refused
        ],
        "warnings": [{"document": one.path, "warning": one.warning} for one in report.warnings],
        "version": report.version,
    }


def _print(changes: dict[str, list[str]], report: "SyncReport", headline: str) -> None:
    counts = ", ".join(f"{len(paths)} {name}" for name, paths in changes.items())
    console = _console()
    console.print(f"{headline}: {counts}, {len({one.path for one in report.refused})} refused.")
    table = Table("what", Column("document", overflow="fold"), Column("why", overflow="fold"))
    for change in ("added", "changed", "removed"):
        for path in changes.get(change, ()):
            table.add_row(change, escape(path), "")
    for warned in report.warnings:
        table.add_row("warning", escape(warned.path), escape(warned.warning))
    for refused in report.refused:
        table.add_row("refused", escape(refused.path), escape(str(refused)))
    if table.row_count:
        console.print(table)


def _beginning(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN_CHARACTERS else flat[:SHOWN_CHARACTERS].rsplit(" ", 1)[0] + " …"
