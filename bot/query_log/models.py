"""One logged query: what was asked (redacted), how it went, and with which versions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from retrieval.models import Answer


class Feedback(StrEnum):
    USEFUL = "useful"
    NOT_USEFUL = "not_useful"


@dataclass(frozen=True, slots=True)
class LoggedQuery:
    """A row of the log, decrypted.

    Attributes:
        query_id: public id, short, random.
        update_id: of the message that caused it; one row an update, however often it is handled.
        asker: keyed pseudonym, None off the record and after erasure.
        content: question, standalone, answer, more, citations, passages with scores, uncovered
            (JSON values, encrypted at rest); empty off the record and after retention.
        versions: index, prompts, model.
    """

    query_id: str
    asked_at: datetime
    language: str
    intent: str
    outcome: str
    update_id: int | None = None
    asker: str | None = None
    reason: str | None = None
    confidence: float | None = None
    feedback: Feedback | None = None
    feedback_reason: str | None = None
    milliseconds: float | None = None
    content: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedTurn:
    """What the log needs to know of a turn of conversation.

    Attributes:
        language: of the reply.
        standalone: the question as it was searched, None where nothing was searched.
        read_as: how a follow-up was understood, where it was shown.
        judgement: of words like "that was wrong": the query judged, and whether it was useful.
    """

    text: str
    intent: str
    language: str
    standalone: str | None = None
    answer: Answer | None = None
    read_as: str | None = None
    milliseconds: float = 0.0
    judgement: tuple[str, bool] | None = None
