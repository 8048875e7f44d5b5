"""What time does to a request: its clock and next deadline after each step, what is due now, when
to look again. Pure.

Each warning and escalation leaves a mark in the request, in the transaction of its messages, so
none comes twice; whatever fell into a downtime is one step.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.expert_requests.deadlines import Clock, Deadline, ServiceLevels, Step, step_of
from bot.expert_requests.models import Group, Move, Request, Stage, Urgency

CALL_AGAIN = timedelta(minutes=10)
CALLS_EACH = 3
"""So often somebody is called before the next on the rota is."""
AT_ONCE_TOLD = (Urgency.CRITICAL, Urgency.URGENT)
WARNED, ESCALATED = "warned", "escalated"
BEHIND_A_PROPOSAL = (Stage.PROPOSED, Stage.CONFIRMED, Stage.DEPLOYED)


def timed(before: Request, changed: Request, move: Move, now: datetime, levels: ServiceLevels) -> Request:
    """The changed request with its clock brought up to now and its next deadline."""
    data = dict(changed.data)
    clock = Clock.read(data["clock"]).at(now, levels.calendar) if "clock" in data else Clock()
    again = _again(before, changed, move)
    if again:
        clock = clock.restart(*again)
        data["marks"] = {key: mark for key, mark in data.get("marks", {}).items() if key.split(":")[0] not in again}
    runs = changed.is_open and changed.paused is None
    clock = replace(clock, since=now if runs else None)
    data["clock"] = clock.written()
    if not _is_called(changed):
        data.pop("call", None)
    elif "call" not in data:  # the messages of a new request are the first call
        made = int(move is Move.SUBMIT)
        data["call"] = {"count": made, "at": (now + made * CALL_AGAIN).isoformat()}
    if "list" in data and data["list"]["step"] != step_of(changed):
        del data["list"]  # done before anybody was told that it is late
    deadline = levels.deadline(changed, clock)
    return replace(changed, data=data, due_at=deadline.due_at if deadline else None)


def look_at(request: Request, levels: ServiceLevels) -> datetime | None:
    """When the clock next has something to do here."""
    if not request.is_open:
        return None
    moments = [datetime.fromisoformat(request.data[name]["at"]) for name in ("call", "list") if name in request.data]
    deadline = levels.deadline(request, Clock.read(request.data["clock"]))
    if deadline and (mark := _mark(request, deadline)) != ESCALATED:
        moments.append(deadline.due_at if mark else deadline.warn_at)
    return min(moments, default=None)


def due(
    request: Request, levels: ServiceLevels, group: Group, now: datetime
) -> tuple[Move, Request, Mapping[str, Any]] | None:
    """What the clock must do now, once: the move, the request with its mark, and the move's data:
    which `step` is late (`seen`: a critical request that nobody saw), and `to` whom that goes;
    without `to` it goes to whom it concerns, with an empty one only into the morning list."""
    deadline = levels.deadline(request, Clock.read(request.data["clock"]))
    data = dict(request.data)
    is_late, move = _lateness(request, deadline, now)
    is_called = "call" in data and datetime.fromisoformat(data["call"]["at"]) <= now
    if is_called and (is_late or move is None):  # with an escalation a call has been made
        data["call"] = {"count": data["call"]["count"] + 1, "at": (now + CALL_AGAIN).isoformat()}
    if move is None or deadline is None:
        if not is_called:
            return None
        return Move.ESCALATE, replace(request, data=data), {"step": "seen", **_called(request, group)}
    data["marks"] = {**data.get("marks", {}), _key(request, deadline): ESCALATED if is_late else WARNED}
    told: dict[str, list[int]] = {"to": list(group.duty)} if is_late and group.duty else {}
    if request.urgency not in AT_ONCE_TOLD:
        passed = deadline.due_at if is_late else deadline.warn_at
        data["list"] = {"step": deadline.step, "at": levels.calendar.next_opening(passed).isoformat()}
        told = {"to": []}
    return move, replace(request, data=data), {"step": deadline.step, **told}


def _called(request: Request, group: Group) -> dict[str, list[int]]:
    """Whose turn it is: each on the rota is called a few times, the last one on and on."""
    turn = min(request.data["call"]["count"] // CALLS_EACH, len(group.duty) - 1)
    return {"to": [group.duty[turn]]} if group.duty else {}


def is_listed(request: Request, now: datetime) -> bool:
    """Whether its place in the morning list has come."""
    return "list" in request.data and datetime.fromisoformat(request.data["list"]["at"]) <= now


def unlisted(request: Request) -> Request:
    return replace(request, data={name: value for name, value in request.data.items() if name != "list"})


def in_a_list(request: Request) -> dict[str, Any]:
    """A request as a line of a list, for the team: no words, no name of hers, no place."""
    return {
        "request_id": request.request_id,
        "number": request.number,
        "stage": request.stage,
        "urgency": request.urgency,
        "themes": list(request.details.expertise),
        "due_at": request.due_at and request.due_at.isoformat(),
        "paused": request.paused,
        "officer": request.officer and request.officer.name,
    }


def _again(before: Request, changed: Request, move: Move) -> tuple[Step, ...]:
    """The steps that begin anew: somebody gave it back, or the search goes on."""
    if move is Move.RELEASE and changed.stage is Stage.SUBMITTED:
        return (Step.ACKNOWLEDGEMENT,)
    if before.stage in BEHIND_A_PROPOSAL and changed.stage is Stage.MATCHING:
        return (Step.SHORTLIST, Step.DEPLOYMENT)
    return ()


def _is_called(request: Request) -> bool:
    is_unseen = request.stage is Stage.SUBMITTED and not request.data.get("seen")
    return is_unseen and request.urgency is Urgency.CRITICAL


def _lateness(request: Request, deadline: Deadline | None, now: datetime) -> tuple[bool, Move | None]:
    mark = deadline and _mark(request, deadline)
    if deadline is None or mark == ESCALATED:
        return False, None
    if deadline.due_at <= now:
        return True, Move.ESCALATE
    return False, Move.WARN if mark is None and deadline.warn_at <= now else None


def _key(request: Request, deadline: Deadline) -> str:
    return f"{deadline.step}:{request.urgency}"


def _mark(request: Request, deadline: Deadline) -> str | None:
    mark: str | None = request.data.get("marks", {}).get(_key(request, deadline))
    return mark
