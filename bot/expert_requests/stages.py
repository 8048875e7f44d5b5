"""The specification: which move is open to whom, from which stage, what it needs, where it leads.

Read `TABLE` from top to bottom. A row without `to` leaves the stage as it is; that is an event all
the same. `allowed` is the only judge; what it refuses is said to people in one sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.errors import UserFacing
from bot.expert_requests.models import Kind, Move, Request, Result, Stage, Urgency

UNDO_WITHIN = timedelta(minutes=2)
TICKS = ("expert", "requester", "approver")
"""What a confirmation stands on: the expert is available, has no conflict for this mission and was
released by the employer; the requester agrees; the approver names budget line and contract holder."""
PREPARATION = (
    "terms_of_reference",
    "host_consent",
    "contract",
    "funding",
    "visa",
    "travel",
    "clearance",
    "insurance",
    "briefing",
    "implementing_partner",
)
PAUSES = ("information", "approval", *PREPARATION)
"""The only reasons for which the clock stands."""
NONE_OF_THEM = "no"


class Who(StrEnum):
    REQUESTER = "requester"
    OFFICER = "officer"
    CLOCK = "clock"


class Need(StrEnum):
    """What must be there; the name is the end of the text id that says it is missing."""

    REASON = "reason"
    WORDS = "words"
    NOBODY = "nobody"
    OFFICER = "officer"
    CANDIDATES = "candidates"
    LETTER = "letter"
    NONE = "none"
    ITEM = "item"
    BUDGET = "budget"
    TICKS = "ticks"
    TOLD = "told"
    UNTIL = "until"
    URGENCY = "urgency"
    PAUSE = "pause"
    PAUSED = "paused"
    IN_TIME = "in-time"


@dataclass(frozen=True, slots=True)
class Given:
    """What comes with a move."""

    at: datetime
    reason: str | None = field(default=None, repr=False)
    words: str | None = field(default=None, repr=False)
    data: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Row:
    who: Who
    move: Move
    at: tuple[Stage, ...]
    to: Stage | None = None
    needs: tuple[Need, ...] = ()
    result: Result | None = None
    kinds: tuple[Kind, ...] = tuple(Kind)


R, O, C = Who  # noqa: E741 - columns of the table
DRAFT, SUBMITTED, TAKEN, MATCHING, PROPOSED, CONFIRMED, DEPLOYED, CLOSED = Stage
UNMATCHED = (TAKEN, MATCHING, PROPOSED)
SETTLED = (CONFIRMED, DEPLOYED)
HELD = (*UNMATCHED, *SETTLED)
OPEN = (SUBMITTED, *HELD)
SENT = (*OPEN, CLOSED)
WITH_EXPERTS = (Kind.TALK, Kind.DEPLOYMENT)

TABLE = (
    # The way of a request
    Row(R, Move.SUBMIT, (DRAFT,), SUBMITTED),
    Row(O, Move.TAKE, (SUBMITTED,), TAKEN, (Need.NOBODY,)),
    Row(O, Move.TAKE, SETTLED, None, (Need.NOBODY,)),
    Row(O, Move.CANDIDATES, (TAKEN, MATCHING), MATCHING, kinds=WITH_EXPERTS),
    Row(O, Move.CANDIDATES, (PROPOSED,), None, kinds=WITH_EXPERTS),
    Row(O, Move.PROPOSE, (MATCHING, PROPOSED), PROPOSED, (Need.CANDIDATES,), kinds=WITH_EXPERTS),
    Row(R, Move.CHOOSE, (PROPOSED,), None, (Need.LETTER,)),
    Row(R, Move.CHOOSE, (PROPOSED,), MATCHING, (Need.NONE,)),
    Row(O, Move.TICK, UNMATCHED, None, (Need.ITEM, Need.BUDGET), kinds=WITH_EXPERTS),
    Row(O, Move.CONFIRM, (PROPOSED,), CONFIRMED, (Need.TICKS,)),
    Row(O, Move.TICK, SETTLED, None, (Need.ITEM,)),
    Row(O, Move.DEPLOY, (CONFIRMED,), DEPLOYED),
    Row(O, Move.EXTEND, SETTLED, None, (Need.UNTIL,)),
    Row(O, Move.REPLACE, (PROPOSED, CONFIRMED, DEPLOYED), MATCHING, (Need.REASON,)),
    # The ends
    Row(O, Move.CLOSE, (DEPLOYED,), CLOSED, (), Result.COMPLETED),
    Row(O, Move.CLOSE, UNMATCHED, CLOSED, (Need.TOLD,), Result.ANSWERED, (Kind.WRITTEN, Kind.DEPLOYMENT)),
    Row(O, Move.CLOSE, (TAKEN, MATCHING, PROPOSED, CONFIRMED), CLOSED, (), Result.COMPLETED, (Kind.TALK,)),
    Row(O, Move.DECLINE, (SUBMITTED, *UNMATCHED), CLOSED, (Need.REASON,), Result.DECLINED),
    Row(O, Move.REFER, (SUBMITTED, *UNMATCHED), CLOSED, (Need.REASON,), Result.REFERRED),
    Row(O, Move.STAND_DOWN, HELD, CLOSED, (Need.REASON,), Result.STOOD_DOWN),
    Row(R, Move.WITHDRAW, OPEN, CLOSED, (), Result.WITHDRAWN),
    Row(O, Move.UNDO, (CLOSED,), None, (Need.IN_TIME,)),
    # Who has it
    Row(O, Move.HAND_OVER, HELD, None, (Need.OFFICER,)),
    Row(O, Move.RELEASE, UNMATCHED, SUBMITTED),
    Row(O, Move.RELEASE, SETTLED),
    Row(O, Move.SEEN, OPEN),
    # Words
    Row(O, Move.ASK, HELD, None, (Need.WORDS,)),
    Row(O, Move.TELL, HELD, None, (Need.WORDS,)),
    Row(R, Move.REPLY, OPEN, None, (Need.WORDS,)),
    Row(O, Move.NOTE, SENT, None, (Need.WORDS,)),
    Row(R, Move.LESSON, (CLOSED,)),
    Row(O, Move.RELEASE_LESSON, (CLOSED,)),
    # Time
    Row(O, Move.CHANGE_URGENCY, OPEN, None, (Need.REASON, Need.URGENCY)),
    Row(O, Move.PAUSE, HELD, None, (Need.PAUSE,)),
    Row(O, Move.RESUME, HELD, None, (Need.PAUSED,)),
    Row(C, Move.WARN, OPEN),
    Row(C, Move.ESCALATE, OPEN),
    # When people leave: an erased requester withdraws, an erased officer gives back
    Row(C, Move.WITHDRAW, OPEN, CLOSED, (), Result.WITHDRAWN),
    Row(C, Move.RELEASE, UNMATCHED, SUBMITTED),
    Row(C, Move.RELEASE, SETTLED),
)


def allowed(request: Request, who: Who, move: Move, given: Given) -> Row:
    """The row by which the move may be made.

    Raises:
        UserFacing: it is not open now, or something is missing; nothing was changed.
    """
    rows = _rows(request, who, move)
    if not rows:
        raise UserFacing("request-is-closed" if request.stage is CLOSED else "request-not-now")
    missing = []
    for row in rows:
        lacks = [need for need in row.needs if not _fulfilled(need, request, given)]
        if not lacks:
            return row
        missing += lacks
    raise UserFacing(f"request-needs-{missing[0]}")


def possible(request: Request, who: Who) -> tuple[Move, ...]:
    """The moves that are open to somebody now, in the order of the table; what a move needs to be
    given is not looked at, what the request itself lacks is."""
    at_hand = (Need.NOBODY, Need.TICKS, Need.TOLD, Need.PAUSED)
    given = Given(request.changed_at)
    moves = (
        row.move
        for row in TABLE
        if row.who is who
        and request.stage in row.at
        and request.kind in row.kinds
        and all(_fulfilled(need, request, given) for need in row.needs if need in at_hand)
    )
    return tuple(dict.fromkeys(moves))


def ticked(request: Request) -> frozenset[str]:
    """Which of the three ticks are there."""
    return frozenset(request.data.get("ticks", {}))


def _rows(request: Request, who: Who, move: Move) -> list[Row]:
    named = (row for row in TABLE if row.who is who and row.move is move)
    return [row for row in named if request.stage in row.at and request.kind in row.kinds]


def _fulfilled(need: Need, request: Request, given: Given) -> bool:
    data, kept = given.data, request.data
    match need:
        case Need.REASON:
            return bool(given.reason and given.reason.strip())
        case Need.WORDS:
            return bool(given.words and given.words.strip())
        case Need.NOBODY:
            return request.officer is None
        case Need.OFFICER:
            return {"telegram_id", "actor", "name"} <= dict(data.get("officer", {})).keys()
        case Need.CANDIDATES:
            letters = [one.get("letter") for one in data.get("proposal", ())]
            return bool(letters) and all(letters) and len(letters) == len(set(letters))
        case Need.LETTER:
            return data.get("choice") in {one["letter"] for one in kept.get("proposal", ())}
        case Need.NONE:
            return data.get("choice") == NONE_OF_THEM
        case Need.ITEM:
            return data.get("item") in (TICKS if request.stage in UNMATCHED else PREPARATION)
        case Need.BUDGET:
            wanted = data.get("item") == "approver" and data.get("done", True)
            return not wanted or bool(data.get("budget_line") and data.get("contract_holder"))
        case Need.TICKS:
            return ticked(request) == set(TICKS)
        case Need.TOLD:
            return bool(kept.get("told"))
        case Need.UNTIL:
            return _is_date(data.get("until"))
        case Need.URGENCY:
            return data.get("urgency") in set(Urgency) - {request.urgency}
        case Need.PAUSE:
            return given.reason in PAUSES
        case Need.PAUSED:
            return request.paused is not None
        case Need.IN_TIME:
            return "undo" in kept and request.closed_at is not None and given.at < request.closed_at + UNDO_WITHIN


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False
