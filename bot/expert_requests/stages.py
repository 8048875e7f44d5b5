"""The specification: which move is open to whom, from which stage, what it needs, where it leads.

Read `TABLE` from top to bottom. A row without `to` leaves the stage as it is; that is an event all
the same. `allowed` is the only judge; what it refuses is said to people in one sentence.
"""

from collections.abc import Callable, Iterable, Mapping
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
    *("terms_of_reference", "host_consent", "contract", "funding", "visa", "travel", "clearance", "insurance"),
    *("briefing", "implementing_partner"),
)
PAUSES = ("information", "approval", *PREPARATION)
"""The only reasons for which the clock stands."""
NONE_OF_THEM = "no"


class Who(StrEnum):
    REQUESTER = "requester"
    OFFICER = "officer"
    CLOCK = "clock"


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
    needs: tuple[str, ...] = ()
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
    Row(O, Move.TAKE, (SUBMITTED,), TAKEN, ("nobody",)),
    Row(O, Move.TAKE, SETTLED, None, ("nobody",)),
    Row(O, Move.CANDIDATES, (TAKEN, MATCHING), MATCHING, kinds=WITH_EXPERTS),
    Row(O, Move.CANDIDATES, (PROPOSED,), None, kinds=WITH_EXPERTS),
    Row(O, Move.PROPOSE, (MATCHING, PROPOSED), PROPOSED, ("candidates",), kinds=WITH_EXPERTS),
    Row(R, Move.CHOOSE, (PROPOSED,), None, ("letter",)),
    Row(R, Move.CHOOSE, (PROPOSED,), MATCHING, ("none",)),
    Row(O, Move.TICK, UNMATCHED, None, ("item", "budget"), kinds=WITH_EXPERTS),
    Row(O, Move.CONFIRM, (PROPOSED,), CONFIRMED, ("ticks",)),
    Row(O, Move.TICK, SETTLED, None, ("item",)),
    Row(O, Move.DEPLOY, (CONFIRMED,), DEPLOYED),
    Row(O, Move.EXTEND, SETTLED, None, ("until",)),
    Row(O, Move.REPLACE, (PROPOSED, CONFIRMED, DEPLOYED), MATCHING, ("reason",)),
    # The ends
    Row(O, Move.CLOSE, (DEPLOYED,), CLOSED, (), Result.COMPLETED),
    Row(O, Move.CLOSE, UNMATCHED, CLOSED, ("told",), Result.ANSWERED, (Kind.WRITTEN, Kind.DEPLOYMENT)),
    Row(O, Move.CLOSE, (TAKEN, MATCHING, PROPOSED, CONFIRMED), CLOSED, (), Result.COMPLETED, (Kind.TALK,)),
    Row(O, Move.DECLINE, (SUBMITTED, *UNMATCHED), CLOSED, ("reason",), Result.DECLINED),
    Row(O, Move.REFER, (SUBMITTED, *UNMATCHED), CLOSED, ("reason",), Result.REFERRED),
    Row(O, Move.STAND_DOWN, HELD, CLOSED, ("reason",), Result.STOOD_DOWN),
    Row(R, Move.WITHDRAW, OPEN, CLOSED, (), Result.WITHDRAWN),
    Row(O, Move.UNDO, (CLOSED,), None, ("in-time",)),
    # Who has it
    Row(O, Move.HAND_OVER, HELD, None, ("officer",)),
    Row(O, Move.RELEASE, UNMATCHED, SUBMITTED),
    Row(O, Move.RELEASE, SETTLED),
    Row(O, Move.SEEN, OPEN),
    # Words
    Row(O, Move.ASK, HELD, None, ("words",)),
    Row(O, Move.TELL, HELD, None, ("words",)),
    Row(R, Move.REPLY, OPEN, None, ("words",)),
    Row(O, Move.NOTE, SENT, None, ("words",)),
    Row(R, Move.LESSON, (CLOSED,)),
    Row(O, Move.RELEASE_LESSON, (CLOSED,)),
    # Time
    Row(O, Move.CHANGE_URGENCY, OPEN, None, ("reason", "urgency")),
    Row(O, Move.PAUSE, HELD, None, ("pause",)),
    Row(O, Move.RESUME, HELD, None, ("paused",)),
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
    missing = []
    for row in _rows(request, who):
        if row.move is move:
            lacks = [need for need in row.needs if not NEEDS[need](request, given)]
            if not lacks:
                return row
            missing += lacks
    if missing:
        raise UserFacing(f"request-needs-{missing[0]}")
    raise UserFacing("request-is-closed" if request.stage is CLOSED else "request-not-now")


def possible(request: Request, who: Who) -> tuple[Move, ...]:
    """The moves that are open to somebody now, in the order of the table; what a move needs to be
    given is not looked at, what the request itself lacks is."""
    at_hand, given = ("nobody", "ticks", "told", "paused"), Given(request.changed_at)
    moves = (
        row.move
        for row in _rows(request, who)
        if all(NEEDS[need](request, given) for need in row.needs if need in at_hand)
    )
    return tuple(dict.fromkeys(moves))


def ticked(request: Request) -> frozenset[str]:
    """Which of the three ticks are there."""
    return frozenset(request.data.get("ticks", {}))


def is_unapproved(request: Request) -> bool:
    """A critical request whose expert is looked for before anybody approved it."""
    is_matched = request.urgency is Urgency.CRITICAL and request.stage in (MATCHING, PROPOSED)
    return is_matched and "approver" not in ticked(request)


def _rows(request: Request, who: Who) -> list[Row]:
    return [row for row in TABLE if row.who is who and request.stage in row.at and request.kind in row.kinds]


NEEDS: Mapping[str, Callable[[Request, Given], object]] = {
    "reason": lambda _, given: (given.reason or "").strip(),
    "words": lambda _, given: (given.words or "").strip(),
    "nobody": lambda request, _: request.officer is None,
    "officer": lambda _, given: {"telegram_id", "actor", "name"} <= dict(given.data.get("officer", {})).keys(),
    "candidates": lambda _, given: _are_lettered(given.data.get("proposal", ())),
    "letter": lambda request, given: given.data.get("choice") in _letters(request.data.get("proposal", ())),
    "none": lambda _, given: given.data.get("choice") == NONE_OF_THEM,
    "item": lambda request, given: given.data.get("item") in (TICKS if request.stage in UNMATCHED else PREPARATION),
    "budget": lambda _, given: _is_no_approval(given.data) or {"budget_line", "contract_holder"} <= _said(given.data),
    "ticks": lambda request, _: ticked(request) == set(TICKS),
    "told": lambda request, _: request.data.get("told"),
    "until": lambda _, given: _is_date(given.data.get("until")),
    "urgency": lambda request, given: given.data.get("urgency") in set(Urgency) - {request.urgency},
    "pause": lambda _, given: given.reason in PAUSES,
    "paused": lambda request, _: request.paused,
    "in-time": lambda request, given: "undo" in request.data and _is_just_closed(request, given.at),
}
"""What a row may need; the name is the end of the text id that says it is missing."""


def _letters(proposal: Iterable[Mapping[str, Any]]) -> list[Any]:
    return [one.get("letter") for one in proposal]


def _are_lettered(proposal: Iterable[Mapping[str, Any]]) -> bool:
    letters = _letters(proposal)
    return bool(letters) and all(letters) and len(letters) == len(set(letters))


def _is_no_approval(data: Mapping[str, Any]) -> bool:
    return data.get("item") != "approver" or not data.get("done", True)


def _said(data: Mapping[str, Any]) -> set[str]:
    return {name for name, value in data.items() if value}


def _is_just_closed(request: Request, now: datetime) -> bool:
    return request.closed_at is not None and now < request.closed_at + UNDO_WITHIN


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False
