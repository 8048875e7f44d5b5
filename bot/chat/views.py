"""What an answer looks like, as data for messages: of a fresh turn, and again later from the log.

A later view is drawn from the library as it is now: what was withdrawn or is closed to the reader
is not shown any more.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from bot.chat.rendering import unlinked
from bot.conversation.presentation import answer_parts, marked, source_wording
from bot.query_log.models import LoggedQuery
from bot.texts.catalogue import Catalogue
from retrieval.models import (
    Answer,
    Audience,
    Citation,
    Document,
    Outcome,
    Passage,
    Question,
    SearchFilter,
    Statement,
    Support,
)

Data = dict[str, Any]
PASSAGES_SHOWN = 4
NEXT_BEST = 2


class Shelves(Protocol):
    """The library, as far as the chat looks into it."""

    def documents(self, filter: SearchFilter = ...) -> tuple[Document, ...]: ...
    def document(self, path: str) -> Document | None: ...
    def passages(self, document_id: str) -> tuple[Passage, ...]: ...
    def passage(self, passage_id: str) -> Passage | None: ...
    def source_file(self, path: str) -> Path | None: ...


def answer_data(answer: Answer, language: str, catalogue: Catalogue, *, whole: bool) -> Data:
    """The data of a message of kind "answer", without its buttons."""
    parts = answer_parts(answer, language, catalogue)
    shown = (*parts.short, *(parts.more if whole else ()))
    numbers = {number for statement in shown for number in statement.citations}
    statements = [marked(item) for item in shown]
    if answer.method == "generation":
        statements = [unlinked(text) for text in statements]
    return {
        "lead": list(parts.lead),
        "statements": statements,
        "notes": list(parts.notes),
        "support": parts.support,
        "sources": [
            {"numbers": sorted(numbers & {*line.numbers}), "wording": line.wording, "place": line.place}
            for line in parts.sources
            if numbers & {*line.numbers}
        ],
    }


def restored(logged: LoggedQuery, shelves: Shelves, *, internal: bool) -> Answer | None:
    """The logged answer, as far as it can still be shown; None where it cannot."""
    content = logged.content
    paths = {item["document"] for item in content.get("citations", ())}
    documents = {path: shelves.document(path) for path in paths}
    known = {path: document for path, document in documents.items() if document}
    if not content or any(not may_be_read(document, internal) for document in known.values()):
        return None
    years = sorted(document.year for document in known.values() if document.year)
    return Answer(
        question=Question(content["standalone"] or "", logged.language, logged.asked_at.date()),
        outcome=Outcome(logged.outcome),
        reason=logged.reason,
        short=_statements(content["answer"]),
        more=_statements(content["more"]),
        citations=tuple(Citation(**item) for item in content["citations"]),
        documents=known,
        evidence=(),
        confidence=logged.confidence or 0.0,
        support=Support(len(paths), years[0] if years else None, years[-1] if years else None),
        uncovered=tuple(content["uncovered"]),
        method=logged.versions.get("method", "extraction"),
        fallback=logged.versions.get("fallback"),
    )


def may_be_read(document: Document, internal: bool) -> bool:
    return internal or document.audience is Audience.ALL


def cited_passages(logged: LoggedQuery, shelves: Shelves, catalogue: Catalogue, *, internal: bool) -> Data:
    """The cited passages as they stand in the library now."""
    numbers: dict[str, list[int]] = {}
    for item in logged.content.get("citations", ()):
        numbers.setdefault(item["passage_id"], []).append(item["number"])
    shown = _shown(list(numbers)[:PASSAGES_SHOWN], logged.language, shelves, catalogue, internal)
    for passage in shown:
        passage["numbers"] = numbers[passage["id"]]
    notes = [] if len(shown) == min(len(numbers), PASSAGES_SHOWN) else ["source-withdrawn"]
    return {"passages": shown, "notes": notes}


def next_best(logged: LoggedQuery, shelves: Shelves, catalogue: Catalogue, *, internal: bool) -> Data:
    """The best passages that the answer did not use."""
    cited = {item["passage_id"] for item in logged.content.get("citations", ())}
    ids = [item["passage_id"] for item in logged.content.get("passages", ())]
    rest = [passage_id for passage_id in ids if passage_id not in cited]
    shown = _shown(rest[:NEXT_BEST], logged.language, shelves, catalogue, internal)
    return {"passages": shown, "notes": ["why-not-useful", *(["next-best"] if shown else [])]}


def _shown(ids: Sequence[str], language: str, shelves: Shelves, catalogue: Catalogue, internal: bool) -> list[Data]:
    documents = {document.document_id: document for document in shelves.documents()}
    passages = [passage for passage_id in ids if (passage := shelves.passage(passage_id))]
    return [
        {
            "id": passage.passage_id,
            "numbers": [],
            "wording": source_wording(document, language, catalogue),
            "place": place(passage, language, catalogue),
            "text": passage.text,
        }
        for passage in passages
        if (document := documents.get(passage.document_id)) and may_be_read(document, internal)
    ]


def place(passage: Passage, language: str, catalogue: Catalogue) -> str:
    page = catalogue.format(language, "source-page", {"page": str(passage.page or "")})
    return ", ".join(filter(None, (" > ".join(passage.section), page if passage.page else "")))


def _statements(marked_text: str | None) -> tuple[Statement, ...]:
    """The numbers of citations already stand in the text."""
    return tuple(Statement(line, ()) for line in (marked_text or "").split("\n") if line)
