"""From words to a reply: what comes in, what a turn is, what goes out. No markup, no Telegram."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.query_log.models import RecordedTurn
from retrieval.models import Answer, Document


class Intent(StrEnum):
    QUESTION = "question"
    EXPERT_REQUEST = "expert_request"
    REQUEST_STATUS = "request_status"
    SMALLTALK = "smalltalk"
    FEEDBACK = "feedback"
    OUT_OF_SCOPE = "out_of_scope"
    EMERGENCY = "emergency"


class Danger(StrEnum):
    """Kinds of danger; each has its own text and contacts."""

    NOW = "now"
    THREAT = "threat"
    PHONE = "phone"
    DISTRESS = "distress"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, as far as answering needs to know.

    Attributes:
        pseudonym: keyed; the same person in the same conversation. None off the record.
        language: the person's own, prior of detection.
        country: for the operator's contacts, where known.
    """

    pseudonym: str | None
    language: str
    internal: bool = False
    in_group: bool = False
    country: str | None = None


@dataclass(frozen=True, slots=True)
class PastTurn:
    """An earlier turn that a follow-up may lean on; texts redacted as they were logged."""

    query_id: str
    question: str
    standalone: str
    language: str
    passages: tuple[str, ...]
    documents: tuple[str, ...]
    answered: bool
    answer: str = ""


@dataclass(frozen=True, slots=True)
class IncomingText:
    """A message to take a turn on.

    Attributes:
        certain_question: the person said "this is a question": no danger, no small talk.
        off_record: no context is read, nothing but time, language and outcome is logged.
        exclude_passages: shown already and found not useful.
    """

    text: str
    asker: Asker
    asked_at: datetime
    history: tuple[PastTurn, ...] = ()
    certain_question: bool = False
    off_record: bool = False
    exclude_passages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Contact:
    """A line of the operator's emergency file."""

    text: str
    contact: str


@dataclass(frozen=True, slots=True)
class AnswerReply:
    """An answer or a refusal from the library. `read_as` is shown when a follow-up was
    understood from the turns before."""

    answer: Answer
    read_as: str | None = None


@dataclass(frozen=True, slots=True)
class TextReply:
    """A short text of the assistant's own, by its catalogue id; `actions` name buttons."""

    text_id: str
    arguments: Mapping[str, str | int] = field(default_factory=dict)
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DangerReply:
    """No person reads this; whom to call; "this is a question"."""

    danger: Danger
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class LibraryReply:
    """The library's own contents, asked for in words ("what do you have on …").

    Attributes:
        theme: code of the vocabulary, where the words name one.
        query: what was asked for, as written.
        documents: what the asker may see of it, best first.
    """

    theme: str | None
    query: str | None = None
    documents: tuple[Document, ...] = ()


Reply = AnswerReply | TextReply | DangerReply | LibraryReply


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn(RecordedTurn):
    """One turn of conversation.

    Attributes:
        confidence: of the intent, 0..1.
        masked: kinds of personal data that were masked in what is kept ("phone", "person").
    """

    confidence: float
    reply: Reply
    masked: tuple[str, ...] = ()
