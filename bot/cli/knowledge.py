"""`knowledge`: bring the library up to date, look at it, search it, check files beforehand."""

from contextlib import AbstractContextManager
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.printing import AsJson, in_words, say, show, show_rows
from bot.cli.progress import progress_bar
from bot.errors import BotError, Misconfigured
from bot.settings import load_settings
from retrieval.models import EVERYTHING, Document, SearchFilter

if TYPE_CHECKING:
    from retrieval.index.library import Library
    from retrieval.ingest.pipeline import SyncReport

app = typer.Typer(help="The library: ingest, look, search, validate.", no_args_is_help=True)
Folders = Annotated[list[Path] | None, typer.Argument(metavar="[DIR]…", help="Else KNOWLEDGE_DIR.")]
SHOWN_CHARACTERS = 160
CHANGES = ("added", "changed", "removed", "unchanged")
CARD = (
    "title", "type", "themes", "region", "country", "language", "source", "publisher", "year", "status", "audience",
)  # fmt: skip


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
        is_empty = not library.documents(EVERYTHING)
    if is_empty and not dry_run:
        say("The library is empty: no usable document was found, so no question can be answered.")
    changes = {change: getattr(report, change) for change in CHANGES}
    _tell("Would change" if dry_run else "Library", changes, report, as_json)


@app.command()
def check(folders: Folders = None, as_json: AsJson = False) -> None:
    """Say what is wrong with files, before anything changes."""
    from retrieval.ingest.pipeline import check as check_folders

    report = check_folders(_existing(folders), load_settings().library.bundled)
    if not report.added:
        say("No usable document was found.")
    _tell("Checked", {"usable": report.added}, report, as_json)


@app.command("list")
def list_documents(as_json: AsJson = False) -> None:
    """Every document, whatever its status."""
    with _library() as library:
        rows = [_card(library, document) for document in library.documents(EVERYTHING)]
    show_rows(rows, ("document", "title", "year", "language", "status", "audience", "passages"), as_json)


@app.command("show")
def show_document(
    path: Annotated[str, typer.Argument(help="As `knowledge list` names it.")], as_json: AsJson = False
) -> None:
    """One document: its front matter and its passages as they are quoted."""
    with _library() as library:
        document = library.document(path)
        if document is None:
            raise BotError(f"There is no document {path}; `knowledge list` names them all.")
        card, passages = _card(library, document), library.passages(document.document_id)
    texts = [{"section": " > ".join(one.section), "page": one.page, "text": one.text} for one in passages]
    facts = [f"{key}: {in_words(value)}" for key, value in card.items()]
    quoted = [f"\n— {one['section']}\n{one['text']}" for one in texts]
    show(card | {"texts": texts}, "\n".join([*facts, *quoted]), as_json)


@app.command()
def search(
    query: str,
    limit: Annotated[int, typer.Option("-k", min=1, max=50, help="How many passages.")] = 10,
    as_json: AsJson = False,
) -> None:
    """The passages that fit best, with their scores."""
    with _library() as library:
        found = library.search(query, SearchFilter(internal=True), limit).evidence
    rows = [
        {
            "document": one.document.path,
            "section": " > ".join(one.passage.section),
            "score": round(one.score, 4),
            "cosine": None if one.cosine is None else round(one.cosine, 4),
            "keyword": round(one.keyword, 4),
            "text": one.passage.text if as_json else shorten(one.passage.text, SHOWN_CHARACTERS, placeholder=" …"),
        }
        for one in found
    ]
    show_rows(rows, ("score", "document", "section", "text"), as_json)
    if not rows:
        say("Nothing found.")


def _library() -> AbstractContextManager["Library"]:
    from bot.wiring.library import opened_library

    return opened_library(load_settings(), owner=False)


def _existing(folders: list[Path] | None) -> list[Path]:
    """The folders named, else those configured; all must be there."""
    listed = folders or list(load_settings().library.folders)
    for folder in listed:
        if not folder.is_dir():
            raise Misconfigured(f"{folder} is no folder; correct the command or KNOWLEDGE_DIR.")
    return listed


def _card(library: "Library", document: Document) -> dict[str, Any]:
    facts = {name: getattr(document, name) for name in CARD}
    return {"document": document.path, **facts, "passages": len(library.passages(document.document_id))}


def _tell(headline: str, changes: dict[str, tuple[str, ...]], report: "SyncReport", as_json: bool) -> None:
    """The report as a table or JSON; status 1 if a file was refused."""
    refused = [
        {"document": one.path, "line": one.line, "key": one.key, "problem": one.problem} for one in report.refused
    ]
    warnings = [{"document": one.path, "warning": one.warning} for one in report.warnings]
    counts = ", ".join(f"{len(paths)} {name}" for name, paths in changes.items())
    said = f"{headline}: {counts}, {len({one.path for one in report.refused})} refused."
    show({**changes, "refused": refused, "warnings": warnings, "version": report.version}, said, as_json)
    remarks = [(change, path, "") for change in CHANGES[:3] for path in changes.get(change, ())]
    remarks += [("warning", one.path, one.warning) for one in report.warnings]
    remarks += [("refused", one.path, str(one)) for one in report.refused]
    columns = ("what", "document", "why")
    if remarks and not as_json:
        show_rows([dict(zip(columns, remark, strict=True)) for remark in remarks], columns, as_json)
    if refused:
        raise typer.Exit(1)
