"""Walking through the library: themes, documents, sections, the file itself.

Every page is drawn anew from what this person may see now; a button names a document by a digest
of its path, so it leads nowhere once the document is gone."""

import hashlib
from collections.abc import Sequence
from typing import Any

from telegram import Update

from bot.chat import keyboards
from bot.chat.callbacks import Documents, Open, SendFile, Themes
from bot.chat.context import ChatContext, Words, said
from bot.chat.keyboards import Rows
from bot.conversation.presentation import source_wording
from bot.errors import UserFacing
from bot.people.access import may_read_internal
from retrieval.models import Document, SearchFilter

SECTIONS = 40  # shown of a document
LARGEST_FILE = 50_000_000  # what a bot may upload


async def library(update: Update, context: ChatContext) -> None:
    await _themes(context, 0, in_place=False)


async def themes(update: Update, context: ChatContext) -> None:
    await _themes(context, context.payload(Themes).page, in_place=True)


async def _themes(context: ChatContext, page: int, *, in_place: bool) -> None:
    """Themes that have documents, with how many; then all of them."""
    rows: Rows = []
    for code, labels in context.services.vocabulary.items():
        if found := len(_documents(context, code)):
            label = labels.get(context.language, labels["en"])
            rows.append([keyboards.labelled(f"{label} ({found})", Documents(code, 0))])
    everything = _documents(context, "")
    if everything:
        rows.append([keyboards.button("library-all", Documents("", 0), count=len(everything))])
    rows = keyboards.paged(rows, page, (Themes(page - 1), Themes(page + 1)))
    text_id = "library-themes" if everything else "library-empty"
    await context.finish("say", said((text_id, {}), buttons=rows), in_place=in_place)


async def documents(update: Update, context: ChatContext) -> None:
    """The documents on a theme: title, publisher, year, language."""
    asked = context.payload(Documents)
    found = _documents(context, asked.theme)
    turn = (Documents(asked.theme, asked.page - 1), Documents(asked.theme, asked.page + 1))
    rows = keyboards.paged(documents_rows(found), asked.page, turn)
    labels = context.services.vocabulary.get(asked.theme, {})
    about = labels.get(context.language) or labels.get("en") or ""
    text_id = "library-holds-on" if about else "library-holds"
    words: Words = {"count": len(found), "about": about}
    data = said((text_id, words), buttons=[*rows, [keyboards.library()]])
    await context.finish("say", data, in_place=True)


def documents_rows(documents: Sequence[Document]) -> Rows:
    return [[keyboards.labelled(_label(item), Open(digest(item)))] for item in documents]


async def open_document(update: Update, context: ChatContext) -> None:
    """One document: what it is, its sections, and the file with its size."""
    document = _chosen(context, context.payload(Open).document)
    passages = context.services.library.passages(document.document_id)
    sections = dict.fromkeys(passage.section[-1] for passage in passages if passage.section)
    data: dict[str, Any] = {
        "verbatim": [*_facts(context, document), *(f"– {name}" for name in list(sections)[:SECTIONS])],
        "buttons": [*_file_row(context, document), [keyboards.library()]],
    }
    await context.finish("say", data, in_place=True)


async def send_file(update: Update, context: ChatContext) -> None:
    document = _chosen(context, context.payload(SendFile).document)
    await context.finish("file", {"path": document.path})


def digest(document: Document) -> str:
    return hashlib.sha256(document.path.encode()).hexdigest()[:16]


def _documents(context: ChatContext, theme: str) -> tuple[Document, ...]:
    internal = may_read_internal(context.person) and not context.in_group
    chosen = SearchFilter(themes=(theme,) if theme else (), internal=internal)
    found = context.services.library.documents(chosen)
    return tuple(sorted(found, key=lambda document: document.title.casefold()))


def _chosen(context: ChatContext, wanted: str) -> Document:
    for document in _documents(context, ""):
        if digest(document) == wanted:
            return document
    raise UserFacing("library-gone")


def _label(document: Document) -> str:
    facts = (document.publisher, document.year, document.language)
    known = ", ".join(str(fact) for fact in facts if fact)
    room = keyboards.LABEL_CHARACTERS - len(known) - 3
    title = document.title if len(document.title) <= room else document.title[: room - 1] + "…"
    return f"{title} · {known}"


def _facts(context: ChatContext, document: Document) -> list[str]:
    return [
        source_wording(document, context.language, context.services.catalogue),
        *([document.url] if document.url else []),
        keyboards.LANGUAGE_NAMES.get(document.language, document.language),
    ]


def _file_row(context: ChatContext, document: Document) -> Rows:
    path = context.services.library.source_file(document.path)
    if path is None or not path.is_file() or (size := path.stat().st_size) > LARGEST_FILE:
        return []
    kilobytes = max(1, round(size / 1000))
    send = SendFile(digest(document))
    if kilobytes < 1000:
        return [[keyboards.button("button-file-kb", send, size=kilobytes)]]
    return [[keyboards.button("button-file-mb", send, size=f"{kilobytes / 1000:.1f}")]]
