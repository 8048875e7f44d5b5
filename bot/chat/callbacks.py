"""What a button carries: small typed payloads, checked when built and when they come back.

Telegram keeps 64 bytes for us and anybody may send anything back: what does not parse is None,
never an error. A payload names things by id; it holds no words of anybody.
"""

from collections.abc import Callable
from dataclasses import astuple, dataclass, fields
from enum import StrEnum
from typing import Self

from bot.expert_requests.intake import Choice, Step
from bot.expert_requests.models import Kind

LIMIT_BYTES = 64


class Part(StrEnum):
    """What can be shown of an answer, on tap."""

    MORE = "more"
    SOURCES = "sources"
    COPY = "copy"
    TEAM = "team"
    QUESTION = "question"


class NotUsefulReason(StrEnum):
    WRONG = "wrong"
    OFF_POINT = "off_point"
    INCOMPLETE = "incomplete"
    OUTDATED = "outdated"
    UNCLEAR = "unclear"


class Go(StrEnum):
    """What can be done with a draft."""

    SKIP = "skip"
    BACK = "back"
    SEND = "send"
    ON = "on"
    DROP = "drop"


class Act(StrEnum):
    """What can be done with a request of one's own."""

    STATE = "state"
    ANSWER = "answer"
    WITHDRAW = "withdraw"
    WITHDRAW_SURE = "sure"


@dataclass(frozen=True, slots=True)
class Payload:
    """Packed as `tag:field:field`; fields are strings, integers, booleans or string enums."""

    def pack(self) -> str:
        values = (int(value) if isinstance(value, bool) else value for value in astuple(self))
        packed = ":".join([_TAGS[type(self)], *(str(value) for value in values)])
        if len(packed.encode()) > LIMIT_BYTES or packed.count(":") != len(fields(self)):
            raise ValueError(f"The payload of {type(self).__name__} does not fit into a button.")
        return packed

    @classmethod
    def parse(cls, values: list[str]) -> Self | None:
        kinds = [_READERS.get(field.type, field.type) for field in fields(cls)]
        if len(values) != len(kinds):
            return None
        try:
            return cls(*(read(text) for read, text in zip(kinds, values, strict=True)))  # type: ignore[operator]
        except (ValueError, KeyError):
            return None


_READERS: dict[object, Callable[[str], object]] = {
    bool: {"0": False, "1": True}.__getitem__,
    int: lambda text: int(text[:12]),
}


@dataclass(frozen=True, slots=True)
class UseLanguage(Payload):
    code: str


@dataclass(frozen=True, slots=True)
class Judge(Payload):
    query_id: str
    useful: bool


@dataclass(frozen=True, slots=True)
class Why(Payload):
    query_id: str
    reason: NotUsefulReason


@dataclass(frozen=True, slots=True)
class Show(Payload):
    query_id: str
    part: Part


@dataclass(frozen=True, slots=True)
class NewTopic(Payload):
    """What follows is not about what was asked before."""


@dataclass(frozen=True, slots=True)
class Alert(Payload):
    """Tells the duty chat; with the person's name only by her choice."""

    with_name: bool


@dataclass(frozen=True, slots=True)
class Forget(Payload):
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Themes(Payload):
    page: int


@dataclass(frozen=True, slots=True)
class Documents(Payload):
    """A page of the documents on a theme; without a theme, of all."""

    theme: str
    page: int


@dataclass(frozen=True, slots=True)
class Open(Payload):
    """A document, by the digest of its path."""

    document: str


@dataclass(frozen=True, slots=True)
class SendFile(Payload):
    document: str


@dataclass(frozen=True, slots=True)
class Undo(Payload):
    """Takes back an invitation, also a used one."""

    invitation_id: str


@dataclass(frozen=True, slots=True)
class Heard(Payload):
    """What was understood of a voice message is right."""


@dataclass(frozen=True, slots=True)
class AskTeam(Payload):
    """Puts a question that was asked to the team; `anew` drops the draft that waits."""

    query_id: str
    kind: Kind
    anew: bool


@dataclass(frozen=True, slots=True)
class Anew(Payload):
    """Drops the draft and begins another, with the words that the pressed message answers or without."""

    with_words: bool


@dataclass(frozen=True, slots=True)
class Fill(Payload):
    """An answer to the step that a draft waits at."""

    request_id: str
    step: Step
    choice: Choice


@dataclass(frozen=True, slots=True)
class TurnDraft(Payload):
    request_id: str
    step: Step
    go: Go


@dataclass(frozen=True, slots=True)
class Own(Payload):
    request_id: str
    act: Act


@dataclass(frozen=True, slots=True)
class Decide(Payload):
    """The letter of a candidate, or "no"."""

    request_id: str
    choice: str


@dataclass(frozen=True, slots=True)
class SkipLesson(Payload):
    request_id: str
    number: int


@dataclass(frozen=True, slots=True)
class TeamAct(Payload):
    """A move of the team, or a step on the way to one; `value` is what was chosen for it."""

    request_id: str
    act: str
    value: str


@dataclass(frozen=True, slots=True)
class Ticked(Payload):
    """What is done with a candidate, who is named by a digest."""

    request_id: str
    mark: str
    act: str


PAYLOADS: dict[str, type[Payload]] = {
    "l": UseLanguage,
    "j": Judge,
    "w": Why,
    "s": Show,
    "n": NewTopic,
    "a": Alert,
    "f": Forget,
    "t": Themes,
    "d": Documents,
    "o": Open,
    "x": SendFile,
    "u": Undo,
    "h": Heard,
    "qa": AskTeam,
    "qn": Anew,
    "qf": Fill,
    "qt": TurnDraft,
    "qo": Own,
    "qd": Decide,
    "ql": SkipLesson,
    "m": TeamAct,
    "k": Ticked,
}
_TAGS = {kind: tag for tag, kind in PAYLOADS.items()}


def unpack(data: object) -> Payload | None:
    """The payload of a pressed button; None for everything that we did not build."""
    tag, *values = data.split(":") if isinstance(data, str) else [""]
    kind = PAYLOADS.get(tag)
    return kind.parse(values) if kind else None
