"""Requests for experts: the words of the subject, the same in code, tables, chat and reports.

A request is a ticket with a number once it was sent; before that it is a draft without one. Its
details are what she said, never a guess. Every move is an event with actor, time and reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Stage(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    TAKEN = "taken"
    MATCHING = "matching"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DEPLOYED = "deployed"
    CLOSED = "closed"


class Result(StrEnum):
    """How a closed request ended."""

    COMPLETED = "completed"
    ANSWERED = "answered"
    DECLINED = "declined"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"
    STOOD_DOWN = "stood_down"


class Kind(StrEnum):
    """What she asks the team for."""

    WRITTEN = "written"
    """An answer in writing: only her question is needed."""
    TALK = "talk"
    """A call, or a look at a text."""
    DEPLOYMENT = "deployment"
    """Send somebody."""


class Move(StrEnum):
    """Everything that can happen to a request; also the `action` of its event."""

    SUBMIT = "submit"
    TAKE = "take"
    HAND_OVER = "hand_over"
    RELEASE = "release"
    ASK = "ask"
    """The team needs something from her: the clock pauses, with the reason named."""
    REPLY = "reply"
    """Her words: an answer to the team (ends a pause), or something added."""
    TELL = "tell"
    """The team's words to her."""
    CANDIDATES = "candidates"
    PROPOSE = "propose"
    CHOOSE = "choose"
    """Her word on the proposal."""
    TICK = "tick"
    """One of the three ticks of a confirmation, or an item of preparation."""
    CONFIRM = "confirm"
    DEPLOY = "deploy"
    EXTEND = "extend"
    REPLACE = "replace"
    CLOSE = "close"
    DECLINE = "decline"
    REFER = "refer"
    STAND_DOWN = "stand_down"
    WITHDRAW = "withdraw"
    CHANGE_URGENCY = "change_urgency"
    NOTE = "note"
    PAUSE = "pause"
    RESUME = "resume"
    UNDO = "undo"
    WARN = "warn"
    ESCALATE = "escalate"
    SEEN = "seen"
    LESSON = "lesson"
    RELEASE_LESSON = "release_lesson"


class Urgency(StrEnum):
    CRITICAL = "critical"
    URGENT = "urgent"
    PRIORITY = "priority"
    ROUTINE = "routine"


class Modality(StrEnum):
    IN_PERSON = "in_person"
    REMOTE = "remote"
    HYBRID = "hybrid"


@dataclass(frozen=True, slots=True)
class Details:
    """What was said of a request; None and () mean not said.

    Attributes:
        expertise: theme codes of the vocabulary.
        task: what for, in her words.
        location: as written; `withheld` when she prefers not to say.
        start: only when one day follows from the words; else `start_text` alone.
        duration_days: of a range the upper end.
        languages: ISO 639-1 codes.
        gender_preference: "female" or "male"; `gender_reason` why.
        contact: how to reach her, in her words.
        confidential: content goes to the duty officer alone.
    """

    expertise: tuple[str, ...] = ()
    task: str | None = None
    location: str | None = None
    withheld: bool = False
    start: date | None = None
    start_text: str | None = None
    duration_days: int | None = None
    languages: tuple[str, ...] = ()
    modality: Modality | None = None
    urgency: Urgency | None = None
    gender_preference: str | None = None
    gender_reason: str | None = None
    contact: str | None = None
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Officer:
    """Who acts for the team: a member of its linked group, or a person with the role.

    Attributes:
        telegram_id: to mention and to write to.
        actor: how events name the officer: a person id, or `member-` and 8 hex digits.
        name: shown in the group only; sealed where it is kept.
    """

    telegram_id: int
    actor: str
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it stands.

    Attributes:
        request_id: unguessable; in dedup keys and button payloads.
        number: what people call it; None while it is a draft.
        requester_id: person id; `requester_chat` her private chat.
        language: of the requester, for messages to her.
        step: of a draft: which detail is being asked.
        question: of a written one: what she asked, shown to her before it went.
        paused: why the clock stands ("information", "approval", ...), None while it runs.
        due_at: of the next deadline; None where none runs.
        data: further facts of stages as JSON values (ticks, preparation, proposal, both clocks).
    """

    request_id: str
    number: int | None
    kind: Kind
    stage: Stage
    requester_id: str
    requester_chat: int
    language: str
    opened_at: datetime
    changed_at: datetime
    urgency: Urgency = Urgency.ROUTINE
    result: Result | None = None
    details: Details = Details()
    question: str | None = field(default=None, repr=False)
    query_id: str | None = None
    step: str | None = None
    officer: Officer | None = None
    paused: str | None = None
    due_at: datetime | None = None
    closed_at: datetime | None = None
    data: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def is_open(self) -> bool:
        return self.stage not in (Stage.DRAFT, Stage.CLOSED)


@dataclass(frozen=True, slots=True)
class Event:
    """One step: never changed, never without a move.

    Attributes:
        actor: "requester", "clock", or an officer's `actor`.
        reason: what the actor gave as a reason; sealed where it is kept.
        sequence: of the request, from 1.
        paused: why the clock stands after it.
        words: text that travelled with it; sealed where it is kept.
    """

    request_id: str
    sequence: int
    at: datetime
    actor: str
    move: Move
    stage_before: Stage
    stage_after: Stage
    reason: str | None = field(default=None, repr=False)
    paused: str | None = None
    words: str | None = field(default=None, repr=False)
    data: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Change:
    """What `notices` makes messages of.

    Attributes:
        words: text that travels with the move (hers, or the team's to her), else None.
        officer: who moved it, None for the requester and the clock.
        data: of the move (candidates, the letter chosen, the tick ...).
    """

    before: Request | None
    after: Request
    event: Event
    officer: Officer | None = None
    words: str | None = field(default=None, repr=False)
    data: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Group:
    """Where the team works.

    Attributes:
        chat_id: of the linked group; None while none is linked (requests wait in the database and
            the administrators are told).
        duty: Telegram ids in the order in which they are called: duty officer, deputy, head.
    """

    chat_id: int | None
    duty: tuple[int, ...] = ()
    unit_name: str | None = None
    secure_contact: str | None = None
    time_zone: str = "UTC"


class Post(StrEnum):
    """Of the rota, in the order in which they are called."""

    DUTY = "duty"
    DEPUTY = "deputy"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Watch:
    """Who stands on a post; `until` None: until somebody else does."""

    post: Post
    officer: Officer
    since: datetime
    until: datetime | None = None
