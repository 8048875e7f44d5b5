"""One logged query: what was asked (redacted), how it went, and with which versions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


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
