"""People and what they may be: the words of access."""

from dataclasses import dataclass, field
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
        standing_since: when the standing was last changed.
        label: what whoever invited wrote down to know the person by.
        pseudonym: what the query log knows the person by; another one after /forget.
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
    standing_since: datetime | None = None
    label: str | None = field(default=None, repr=False)
    pseudonym: str = field(default="", repr=False)

    @property
    def is_active(self) -> bool:
        return self.standing is Standing.ACTIVE


class Operator:
    """Whoever has the command line: may do everything, and stands as "operator" in the audit."""


OPERATOR = Operator()
Actor = Person | Operator


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time door; the code itself is known to nobody but its receiver.

    Attributes:
        invited_by: person id, None where the command line invited.
        role_before: of a known person whose role it changed.
    """

    invitation_id: str
    role: Role
    invited_by: str | None
    created_at: datetime
    expires_at: datetime
    used_by: str | None = None
    used_at: datetime | None = None
    undone_at: datetime | None = None
    role_before: Role | None = None
    label: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class IssuedInvitation:
    """What whoever invites hands on; `link` is None until the bot's name is known."""

    invitation: Invitation
    code: str = field(repr=False)
    link: str | None = field(repr=False)


class CodeOutcome(StrEnum):
    JOINED = "joined"
    ROLE_CHANGED = "role_changed"
    ALREADY = "already"
    """A known person who gains nothing by it; the code stays good for somebody else."""
    INVALID = "invalid"
    SILENCED = "silenced"
    """Too many wrong codes, or a locked person: nothing is said."""


@dataclass(frozen=True, slots=True)
class CodeUse:
    outcome: CodeOutcome
    person: Person | None = None
    role_before: Role | None = None


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One change of access. `actor` is a person id, "operator", "settings" or "invitation"."""

    at: datetime
    actor: str
    action: str
    person_id: str | None
    detail: str | None
