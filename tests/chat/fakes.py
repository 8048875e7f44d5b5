"""A library of two documents and an answerer that answers from it as it is told."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.database.transactions import Transaction
from bot.errors import Retryable
from bot.people.models import Person
from bot.people.service import People
from retrieval.models import (
    Answer,
    Audience,
    Citation,
    Document,
    Evidence,
    Outcome,
    Passage,
    Question,
    SearchFilter,
    Statement,
    Support,
)

GUIDE = Document(
    document_id="guide-1",
    path="guidance/ceasefires/guide.md",
    title="Guidance on <Ceasefires>",
    language="en",
    themes=("ceasefires_security",),
    publisher="UN DPPA",
    year=2022,
)
SECRET = Document(
    document_id="secret-1",
    path="guidance/internal.md",
    title="Internal note",
    language="en",
    themes=("ceasefires_security",),
    audience=Audience.INTERNAL,
)
SENTENCES = (
    "A joint commission verifies each incident within 48 hours.",
    "Its reports go to both parties & the guarantor.",
    "Costs are shared by the parties.",
)


PUBLIC = SearchFilter()


def passages_of(document: Document) -> tuple[Passage, ...]:
    spans = ((0, 10),)
    sections = (("Monitoring", "Joint commission"), ("Monitoring", "Reports"), ("Costs",))
    return tuple(
        Passage(
            passage_id=f"{document.document_id}-{number}",
            document_id=document.document_id,
            ordinal=number,
            section=section,
            text=text,
            sentences=spans,
            language="en",
        )
        for number, (section, text) in enumerate(zip(sections, SENTENCES, strict=True))
    )


class SmallLibrary:
    def __init__(self, folder: Path) -> None:
        self.shelf = {document.path: document for document in (GUIDE, SECRET)}
        self._file = folder / "guide.md"
        self._file.write_text("\n".join(SENTENCES))

    def documents(self, filter: SearchFilter = PUBLIC) -> tuple[Document, ...]:
        return tuple(
            document for document in self.shelf.values() if filter.internal or document.audience is Audience.ALL
        )

    def document(self, path: str) -> Document | None:
        return self.shelf.get(path)

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        for document in self.shelf.values():
            if document.document_id == document_id:
                return passages_of(document)
        return ()

    def passage(self, passage_id: str) -> Passage | None:
        for document in self.shelf.values():
            for passage in passages_of(document):
                if passage.passage_id == passage_id:
                    return passage
        return None

    def source_file(self, path: str) -> Path | None:
        return self._file if path in self.shelf else None


class ScriptedAnswerer:
    """Answers from the guide; `script` maps a word of the question to another behaviour."""

    def __init__(self, library: SmallLibrary) -> None:
        self._library = library
        self.asked: list[Question] = []
        self.slow_seconds = 0.0
        self.before: Callable[[Question], None] = lambda question: None

    def answer(self, question: Question, on_statement: Callable[[Statement], None] | None = None) -> Answer:
        self.asked.append(question)
        self.before(question)
        statements = tuple(Statement(text, (number + 1,)) for number, text in enumerate(SENTENCES))
        if self.slow_seconds and on_statement:
            for statement in statements:
                on_statement(statement)
                time.sleep(self.slow_seconds)
        if "aquifer" in question.text:
            return _refusal(question)
        return _answered(question, statements)


def _answered(question: Question, statements: tuple[Statement, ...]) -> Answer:
    passages = passages_of(GUIDE)
    cited = passages[:2]
    return Answer(
        question=question,
        outcome=Outcome.ANSWERED,
        reason=None,
        short=statements[:1],
        more=statements[1:2],
        citations=tuple(
            Citation(
                number=number + 1,
                passage_id=passage.passage_id,
                document=GUIDE.path,
                title=GUIDE.title,
                section=" > ".join(passage.section),
                page=None,
                quote=passage.text,
                language="en",
            )
            for number, passage in enumerate(cited)
        ),
        documents={GUIDE.path: GUIDE},
        evidence=tuple(Evidence(passage, GUIDE, 0.9, 0.8, 0.7) for passage in passages),
        confidence=0.9,
        support=Support(1, 2022, 2022),
        index_version="1",
    )


def _refusal(question: Question) -> Answer:
    return Answer(
        question=question,
        outcome=Outcome.NOT_COVERED,
        reason="nothing_found",
        short=(),
        more=(),
        citations=(),
        documents={},
        evidence=(),
        confidence=0.1,
        support=Support(0, None, None),
        nearest=(GUIDE,),
    )


class MoodyPeople(People):
    """Knows people, except as often as told not to."""

    failures = 0

    async def introduce(self, tx: Transaction, telegram_id: int, language: str | None = None) -> Person | None:
        if self.failures:
            self.failures -= 1
            raise Retryable("database_unavailable", 0.1)
        return await super().introduce(tx, telegram_id, language)


class LateClock:
    """The time, and as much later as told."""

    def __init__(self) -> None:
        self.late = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.late


class Ears:
    """Hears always the same."""

    def __init__(self, words: str) -> None:
        self._words = words

    async def transcribe(self, sound: bytes) -> str | None:
        return self._words if sound else None
