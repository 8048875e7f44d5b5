"""A small library and an answerer that finds a document by a word of the question."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.conversation.history import told
from bot.conversation.models import Asker, IncomingText, PastTurn, Turn
from bot.conversation.turns import Conversation
from bot.query_log.redaction import Redactor
from retrieval.index.library import SearchResult
from retrieval.models import (
    Answer,
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

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DOCUMENTS = (
    Document(
        "nepal",
        "nepal.md",
        "Arms monitoring in Nepal",
        "en",
        themes=("ddr",),
        region="asia_south",
        country=("NP",),
        is_brief=True,
        source=("Carter Center, 2011",),
    ),
    Document(
        "aceh",
        "aceh.md",
        "Monitoring in Aceh",
        "en",
        themes=("ddr",),
        region="asia_southeast",
        country=("ID",),
        publisher="CMI",
        year=2006,
    ),
    Document(
        "sudan",
        "sudan.md",
        "Monitoring in the Nuba Mountains",
        "en",
        themes=("ddr",),
        region="africa_east_horn",
        country=("SD",),
        publisher="JMC",
        year=2003,
    ),
    Document(
        "dialogue",
        "dialogue.md",
        "Dialogue Handbook",
        "en",
        themes=("national_dialogue",),
        publisher="Berghof",
        year=2017,
    ),
)
PASSAGES = tuple(
    Passage(
        f"{one.document_id}-1", one.document_id, 0, ("Facts",), f"{one.title} worked.", ((0, len(one.title) + 8),), "en"
    )
    for one in DOCUMENTS
)
LABELS = {
    "themes": {"national_dialogue": {"en": "National dialogues", "fr": "Dialogues nationaux"}},
    "regions": {
        "africa_west": {"en": "West Africa", "fr": "Afrique de l'Ouest"},
        "africa_east_horn": {"en": "Horn of Africa", "fr": "Corne de l'Afrique"},
        "asia_south": {"en": "South Asia"},
    },
}


class Shelf:
    """The four documents."""

    def documents(self, filter: SearchFilter) -> tuple[Document, ...]:
        return tuple(one for one in DOCUMENTS if not filter.themes or set(filter.themes) & set(one.themes))

    def document(self, path: str) -> Document | None:
        return next((one for one in DOCUMENTS if one.path == path), None)

    def passage(self, passage_id: str) -> Passage | None:
        return next((one for one in PASSAGES if one.passage_id == passage_id), None)

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        return tuple(one for one in PASSAGES if one.document_id == document_id)

    def search(self, query: str, filter: SearchFilter, limit: int = 10) -> SearchResult:
        return SearchResult()


class FirstThatFits:
    """Answers from the first document about monitoring that the question lets through."""

    def __init__(self) -> None:
        self.asked: list[Question] = []
        self.more: tuple[Statement, ...] = ()

    def answer(self, question: Question, on_statement: Callable[[Statement], None] | None = None) -> Answer:
        self.asked.append(question)
        found = [
            (document, passage)
            for document, passage in zip(DOCUMENTS, PASSAGES, strict=True)
            if "onitor" in question.text
            and "ddr" in document.themes
            and passage.passage_id not in question.exclude_passages
            and (not question.filter.regions or document.region in question.filter.regions)
        ]
        return replace(answer_from(question, found[:1]), more=self.more if found else ())


def answer_from(question: Question, found: Sequence[tuple[Document, Passage]]) -> Answer:
    return Answer(
        question=question,
        outcome=Outcome.ANSWERED if found else Outcome.NOT_COVERED,
        reason=None if found else "nothing_found",
        short=tuple(Statement(passage.text, (1,)) for _document, passage in found),
        more=(),
        citations=tuple(
            Citation(1, passage.passage_id, document.path, document.title, "Facts", None, passage.text, "en")
            for document, passage in found
        ),
        documents={document.path: document for document, _passage in found},
        evidence=tuple(Evidence(passage, document, 0.9, 0.8, 0.7) for document, passage in found),
        confidence=0.9 if found else 0.1,
        support=Support(len(found), 2003, 2006) if found else Support(0, None, None),
        uncovered=() if found else (question.text,),
        index_version="v1",
    )


class Talk:
    """Somebody who says one thing after another, as on a phone or as a script tells it."""

    def __init__(self, **options: Any) -> None:
        self.answerer = FirstThatFits()
        self.conversation = Conversation(
            self.answerer, Shelf(), Redactor(), themes=LABELS["themes"], regions=LABELS["regions"], **options
        )
        self.history: tuple[PastTurn, ...] = ()

    async def say(self, text: str, **message: Any) -> Turn:
        asker = Asker("somebody", message.pop("language", "en"))
        turn = await self.conversation.take_turn(IncomingText(text, asker, NOON, self.history, **message))
        self.history += (self._past(turn),)
        return turn

    def retell(self, *texts: str) -> None:
        """The turns before, as `ask --batch` gives them: texts alone."""
        self.history = told([("user", text) for text in texts], "en")

    def _past(self, turn: Turn) -> PastTurn:
        citations = turn.answer.citations if turn.answer else ()
        return PastTurn(
            query_id=f"q{len(self.history)}",
            question=turn.text,
            standalone=turn.standalone or turn.text,
            language=turn.language,
            passages=tuple(item.passage_id for item in citations),
            documents=tuple(item.document for item in citations),
            answered=bool(citations),
        )


@pytest.fixture
def talk() -> Talk:
    return Talk()
