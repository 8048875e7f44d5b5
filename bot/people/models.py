"""People and what they may be: the words of access."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    MEDIATOR = "mediator"
    OFFICER = "officer"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


class Standing(StrEnum):
    ACTIVE = "active"
    LOCKED = "locked"
    """A lost or seized phone: nothing is answered until an administrator unlocks it."""
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the assistant knows.

    Attributes:
        person_id: what commands and screens name the person by.
        telegram_id: of the account; a private chat has the same id.
        language: chosen by button, else of the phone; None until known.
        internal: a mediator to whom documents for internal use were granted.
        off_record: the next question leaves no trace.
        topic_since: turns before this moment are not context any more (New topic).
    """

    person_id: str
    telegram_id: int
    role: Role
    standing: Standing
    language: str | None
    internal: bool
    off_record: bool
    topic_since: datetime | None
    joined_at: datetime
