"""Questions and answers as JSON, as scripts read and write them (`ask --batch`)."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from bot.conversation.history import told
from bot.conversation.models import AnswerReply, Asker, IncomingText, Turn
from bot.conversation.presentation import plain
from bot.query_log.recorder import outcome_of
from bot.texts.catalogue import FALLBACK, Catalogue
from retrieval.models import Answer, Outcome

DIGITS = 4
CITED = ("number", "document", "title", "section", "page", "quote")


class Said(BaseModel):
    role: str
    text: str


class AskLine(BaseModel):
    """A line of a batch. A missing key, null and [] mean the same; unknown keys are ignored."""

    model_config = ConfigDict(extra="ignore")

    id: str
    text: str = ""
    language: str = FALLBACK
    turns: list[Said] = Field(default_factory=list)

    @field_validator("language", "text", "turns", mode="before")
    @classmethod
    def _null_is_missing(cls, value: object, info: Any) -> object:
        empty: dict[str, object] = {"language": FALLBACK, "text": "", "turns": []}
        return empty[info.field_name] if value is None else value

    @property
    def question(self) -> str:
        """With turns the last one is the question."""
        return self.turns[-1].text if self.turns else self.text

    def incoming(self, asked_at: datetime, *, internal: bool) -> IncomingText:
        before = [(turn.role, turn.text) for turn in self.turns[:-1]]
        asker = Asker(pseudonym=None, language=self.language, internal=internal)
        return IncomingText(self.question, asker, asked_at, told(before, self.language))


def turn_as_json(line_id: str, turn: Turn, catalogue: Catalogue) -> dict[str, Any]:
    """The object that `ask --batch` prints for a line."""
    reply = turn.reply
    said = plain(reply, turn.language, catalogue)
    row: dict[str, Any] = {
        "id": line_id,
        "intent": str(turn.intent),
        "outcome": str(outcome_of(turn)),
        "reason": None,
        "answer": said.answer,
        "more": said.more,
        "citations": [],
        "passages": [],
        "confidence": round(turn.confidence, DIGITS),
        "language": turn.language,
        "standalone_question": turn.standalone,
        "milliseconds": round(turn.milliseconds, 1),
    }
    return row | _answered(reply.answer) if isinstance(reply, AnswerReply) else row


def _answered(answer: Answer) -> dict[str, Any]:
    return {
        "outcome": str(answer.outcome),
        # That there is a document for internal use is itself not for everybody.
        "reason": "nothing_found" if answer.reason == Outcome.RESTRICTED else answer.reason,
        "confidence": round(answer.confidence, DIGITS),
        "citations": [{name: getattr(one, name) for name in CITED} for one in answer.citations],
        "passages": [
            {
                "document": one.document.path,
                "section": " > ".join(one.passage.section),
                "score": round(one.score, DIGITS),
                "text": one.passage.text,
            }
            for one in answer.evidence
        ],
    }
