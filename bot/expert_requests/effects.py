"""What a move leaves behind in a request: the request after it, computed from the one before.

Pure. Whether the move may be made was judged by `stages`; clocks are `deadlines`' part.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.expert_requests.models import Move, Officer, Request, Stage, Urgency
from bot.expert_requests.stages import NONE_OF_THEM, TICKS, Given, Row

UNDOABLE = (Move.DECLINE, Move.REFER, Move.STAND_DOWN)
INFORMATION = "information"


def after(request: Request, row: Row, given: Given, officer: Officer | None) -> Request:
    """The request as the move leaves it."""
    stage = row.to or request.stage
    changed = replace(request, stage=stage, changed_at=given.at, **_facts(request, row.move, given, officer))
    if row.result is None:
        return changed
    closed = replace(changed, result=row.result, closed_at=given.at, paused=None)
    if row.move not in UNDOABLE:
        return closed
    was = {"stage": request.stage, "paused": request.paused, "clock": request.data["clock"]}
    return replace(closed, data={**closed.data, "undo": was})


def undone(request: Request, given: Given) -> Request:
    """The request as it was before it was closed."""
    was = request.data["undo"]
    data = {**_without(request, "undo"), "clock": was["clock"]}
    again = replace(request, stage=Stage(was["stage"]), paused=was["paused"], data=data)
    return replace(again, result=None, closed_at=None, changed_at=given.at)


def _facts(request: Request, move: Move, given: Given, officer: Officer | None) -> dict[str, Any]:
    data = given.data
    match move:
        case Move.TAKE:
            return {"officer": officer}
        case Move.HAND_OVER:
            return {"officer": Officer(**data["officer"])}
        case Move.RELEASE:
            return {"officer": None, "paused": None, "data": _without(request, "seen")}
        case Move.ASK:
            return {"paused": INFORMATION}
        case Move.REPLY if request.paused == INFORMATION:
            return {"paused": None}
        case Move.PAUSE:
            return {"paused": given.reason}
        case Move.RESUME:
            return {"paused": None}
        case Move.CHANGE_URGENCY:
            earlier = {"urgency": request.urgency, "due_at": request.due_at and request.due_at.isoformat()}
            clocks = [*request.data.get("clocks", ()), earlier]
            return {"urgency": Urgency(data["urgency"]), "data": {**request.data, "clocks": clocks}}
        case Move.TICK:
            return _ticked(request, given, officer)
        case _:
            return {"data": _kept(request, move, given)}


def _kept(request: Request, move: Move, given: Given) -> Mapping[str, Any]:
    kept, data = request.data, given.data
    match move:
        case Move.TELL:
            return {**kept, "told": True}
        case Move.SEEN:
            return {**kept, "seen": True}
        case Move.NOTE if "reader" in data:
            return {**kept, "readers": [*kept.get("readers", ()), data["reader"]]}
        case Move.CANDIDATES:
            return {**kept, "candidates": {**kept.get("candidates", {}), **data.get("candidates", {})}}
        case Move.PROPOSE:
            return {**_unticked(request, "requester"), "proposal": list(data["proposal"])}
        case Move.CHOOSE if data["choice"] == NONE_OF_THEM:
            return _unticked(request, "expert", "requester")
        case Move.CHOOSE:
            ticks = {**kept.get("ticks", {}), "requester": {"at": given.at.isoformat(), "by": "requester"}}
            return {**kept, "choice": data["choice"], "ticks": ticks}
        case Move.REPLACE:
            return _unticked(request, "expert", "requester")
        case Move.EXTEND:
            return {**kept, "until": data["until"]}
        case Move.LESSON:
            return {**kept, "lessons": {**kept.get("lessons", {}), str(data["number"]): given.words}}
        case Move.RELEASE_LESSON:
            return {**kept, "lesson_released": True}
        case _:
            return kept


def _ticked(request: Request, given: Given, officer: Officer | None) -> dict[str, Any]:
    item, done = given.data["item"], given.data.get("done", True)
    group = "ticks" if item in TICKS else "preparation"
    items = dict(request.data.get(group, {}))
    said = {name: value for name, value in given.data.items() if name != "item"}
    if group == "ticks" and not done:
        items.pop(item, None)
    else:
        by = officer.actor if officer else None
        items[item] = {**items.get(item, {}), **said, "done": done, "at": given.at.isoformat(), "by": by}
    approved = item == "approver" and request.paused == "approval"
    goes_on = done and (request.paused == item or approved)
    return {"data": {**request.data, group: items}, "paused": None if goes_on else request.paused}


def _unticked(request: Request, *ticks: str) -> dict[str, Any]:
    """Without these ticks, and without the proposal that they were about."""
    kept = _without(request, "choice", "proposal")
    return {**kept, "ticks": {name: tick for name, tick in kept.get("ticks", {}).items() if name not in ticks}}


def _without(request: Request, *names: str) -> dict[str, Any]:
    return {name: value for name, value in request.data.items() if name not in names}
