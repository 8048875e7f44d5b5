"""What each step of a request says, to whom: the team's group, an officer's private chat, and her. Pure.

No name of hers and no country stands in a title; of a confidential request the group sees number, themes
and clock alone. Every key begins with `request:<id>:`, so that what people reply to is found back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.delivery.models import TOPIC, OutgoingMessage
from bot.expert_requests.models import Change, Group, Move, Request, Result, Stage, Urgency
from bot.expert_requests.places import region_of
from bot.expert_requests.stages import UNDO_WITHIN, Who, is_unapproved, possible

UNDOABLE = (Move.DECLINE, Move.REFER, Move.STAND_DOWN)
REASON_IS_FOR_HER = (Move.CHANGE_URGENCY, Move.REPLACE, *UNDOABLE)
TOLD_TO_HER = (
    *(Move.TAKE, Move.ASK, Move.TELL, Move.PROPOSE, Move.CONFIRM, Move.DEPLOY, Move.EXTEND, Move.CLOSE),
    *REASON_IS_FOR_HER,
)
WAITS_FOR_SOMEBODY = (
    *(Move.RELEASE, Move.HAND_OVER, Move.REPLY, Move.CHOOSE, Move.WITHDRAW, Move.UNDO),
    *(Move.WARN, Move.ESCALATE, *UNDOABLE),
)
HER_WORDS = (Move.REPLY, Move.LESSON)
ON_THE_CARD = (
    *("task", "location", "withheld", "start_text", "duration_days", "languages", "modality", "contact"),
    *("gender_preference", "gender_reason"),
)
NEXT = {
    Stage.SUBMITTED: (Move.TAKE, Move.DECLINE, Move.REFER),
    Stage.TAKEN: (Move.CANDIDATES, Move.ASK, Move.TELL, Move.CLOSE),
    Stage.MATCHING: (Move.CANDIDATES, Move.PROPOSE, Move.ASK),
    Stage.PROPOSED: (Move.TICK, Move.CONFIRM, Move.CANDIDATES),
    Stage.CONFIRMED: (Move.TICK, Move.DEPLOY),
    Stage.DEPLOYED: (Move.CLOSE, Move.EXTEND),
    Stage.CLOSED: (Move.NOTE,),
}
NEXT_SHOWN = 3
NOT_ON_THE_CARD = (Move.SEEN, Move.UNDO, Move.RELEASE_LESSON)
Data = dict[str, Any]


def key(request: Request, *slot: object) -> str:
    return ":".join(["request", request.request_id, *map(str, slot)])


def notices(change: Change, group: Group) -> list[OutgoingMessage]:
    """All messages of a step, in the order in which they are sent."""
    return [*_to_the_group(change, group), *_in_private(change, group), *_to_her(change, group)]


def opened(request: Request, group: Group) -> list[OutgoingMessage]:
    """The topic and its card; also anew, where the group moved or the topic was deleted."""
    if group.chat_id is None:
        return []
    shown = card(request, group) | {"mention": _mentions(request, group)}
    topic = OutgoingMessage(group.chat_id, TOPIC, title(request), key(request, "topic"), once=True)
    return [topic, _in_topic(request, group, "request_card", shown, "card", once=True)]


def said_in_topic(request: Request, group: Group, text_id: str, *slot: object) -> list[OutgoingMessage]:
    """A sentence of ours: the topic is a new one, she cannot be reached, and the like."""
    data = {"text": text_id, "number": request.number, "mention": _mentions(request, group)}
    return [_in_topic(request, group, "request_step", data, *slot)] if group.chat_id else []


def erased(request: Request, group: Group) -> list[OutgoingMessage]:
    """Telegram's copy goes with ours. The rows of the topic were retired by then."""
    if group.chat_id is None:
        return []
    change = OutgoingMessage(
        group.chat_id, "request_topic_change", {"change": "delete"}, f"erased:{request.request_id}",
        thread_of=f"retired:{key(request, 'topic')}",
    )  # fmt: skip
    return [change]


def title(request: Request) -> Data:
    return {"number": request.number, "themes": list(request.details.expertise), "urgency": request.urgency}


def card(request: Request, group: Group, *, whole: bool = False) -> Data:
    """What the card shows; `whole` with the content, for who may read a confidential request."""
    data = title(request) | {
        "request": request.request_id,
        "kind": request.kind,
        "stage": request.stage,
        "result": request.result,
        "paused": request.paused,
        "due": request.due_at and local(request.due_at, group),
        "officer": request.officer and request.officer.name,
        "confidential": request.details.confidential,
        "unapproved": is_unapproved(request),
        "next": next_moves(request),
    }
    if request.details.confidential and not whole:
        return data
    details = {name: value for name, value in asdict(request.details).items() if name in ON_THE_CARD and value}
    return data | {
        "region": request.details.location and region_of(request.details.location),
        "start": request.details.start and request.details.start.isoformat(),
        "details": details,
        "question": request.question,
        "ticks": {name: bool(tick.get("done", True)) for name, tick in request.data.get("ticks", {}).items()},
        "preparation": {name: bool(item.get("done")) for name, item in request.data.get("preparation", {}).items()},
        "clocks": request.data.get("clocks", []),
    }


def moves(request: Request) -> list[Move]:
    """What officers can do now by a button of the card."""
    return [move for move in possible(request, Who.OFFICER) if move not in NOT_ON_THE_CARD]


def next_moves(request: Request) -> list[Move]:
    return [move for move in NEXT.get(request.stage, ()) if move in moves(request)][:NEXT_SHOWN]


def local(moment: datetime, group: Group) -> str:
    return f"{moment.astimezone(ZoneInfo(group.time_zone)):%Y-%m-%d %H:%M}"


def _to_the_group(change: Change, group: Group) -> Iterator[OutgoingMessage]:
    request, move, sequence = change.after, change.event.move, change.event.sequence
    if group.chat_id is None:
        return
    if move is Move.SUBMIT:
        yield from opened(request, group)
        return
    if change.before and change.before.urgency is not request.urgency:
        yield _topic_change(request, group, "rename", sequence)
    shown = card(request, group)
    # Ticking once more changes nothing but the buttons, which were those of the item.
    if move is Move.TICK or change.before is None or card(change.before, group) != shown:
        yield replace(_in_topic(request, group, "request_card", shown, "card", sequence), edits=key(request, "card"))
    if step := _step(change, group):
        yield _in_topic(request, group, "request_step", step, "relay", sequence, once=True)
    if request.closed_at and move in (Move.CLOSE, Move.WITHDRAW, *UNDOABLE):
        due_at = request.closed_at + UNDO_WITHIN if move in UNDOABLE else None
        yield replace(_topic_change(request, group, "close", sequence), due_at=due_at)


def _step(change: Change, group: Group) -> Data | None:
    """The short message of a step that somebody must notice; None where the card says enough."""
    request, move = change.after, change.event.move
    told = change.data.get("to")
    if move not in WAITS_FOR_SOMEBODY or told == []:
        return None
    mention = _mentions(request, group) if told is None else [{"id": one, "name": None} for one in told]
    due = request.due_at and local(request.due_at, group)
    shown: Data = {"text": f"team-step-{move.replace('_', '-')}", "number": request.number, "due": due or "–"}
    shown |= {"request": request.request_id, "mention": mention, "choice": change.data.get("choice", "")}
    if move in HER_WORDS and not request.details.confidential:
        shown["quote"] = change.words
    if move in UNDOABLE:
        shown["moves"] = [Move.UNDO]
    if change.data.get("step") == "seen":
        shown |= {"text": "team-step-call", "moves": [Move.SEEN, Move.TAKE]}
    return shown


def _in_private(change: Change, group: Group) -> Iterator[OutgoingMessage]:
    """What is not for the group: a confidential request's content, calls, lessons before release."""
    request, move = change.after, change.event.move
    if change.data.get("step") == "seen":
        yield from _privately(change, "request_call", title(request), change.data.get("to", ()))
    elif move is Move.SUBMIT and (request.details.confidential or request.urgency is Urgency.CRITICAL):
        yield from _privately(change, "request_call", card(request, group, whole=True), group.duty[:1])
    elif move is Move.NOTE and "reader" in change.data:
        yield from _privately(change, "request_call", card(request, group, whole=True), [change.data["reader"]])
    elif change.words and ((move is Move.REPLY and request.details.confidential) or move is Move.LESSON):
        step: Data = {"text": f"team-step-{move}", "number": request.number, "quote": change.words}
        if move is Move.LESSON:
            step["moves"] = [Move.RELEASE_LESSON]
        officer = [request.officer.telegram_id] if request.officer else []
        readers = [*group.duty[:1], *request.data.get("readers", ())] if move is Move.REPLY else []
        yield from _privately(change, "request_step", step, [*officer, *readers])


def _privately(change: Change, kind: str, data: Data, telegram_ids: Iterable[int]) -> Iterator[OutgoingMessage]:
    request, sequence = change.after, change.event.sequence
    shown = data | {"request": request.request_id}
    for telegram_id in dict.fromkeys(telegram_ids):
        if telegram_id:
            slot = key(request, "relay", sequence, telegram_id)
            yield OutgoingMessage(telegram_id, kind, shown, slot, once=True)


def _to_her(change: Change, group: Group) -> Iterator[OutgoingMessage]:
    """What the team did or writes, and the first question of the way back when something was completed."""
    request, move, sequence = change.after, change.event.move, change.event.sequence
    if move not in TOLD_TO_HER:
        return
    data = {
        "request": request.request_id,
        "number": request.number,
        "move": move,
        "unit": group.unit_name,
        "contact": group.secure_contact,
        "result": request.result,
        "urgency": request.urgency,
        "urgency_before": change.before and change.before.urgency,
        "words": change.event.reason if move in REASON_IS_FOR_HER else change.words,
        "candidates": change.data.get("proposal", []) if move is Move.PROPOSE else [],
    }
    slot, language = key(request, "her", sequence), request.language
    told = OutgoingMessage(request.requester_chat, "request_update", data, slot, language=language, once=True)
    yield replace(told, due_at=request.closed_at + UNDO_WITHIN) if move in UNDOABLE and request.closed_at else told
    if move is Move.CLOSE and request.result is Result.COMPLETED:
        asked = {"request": request.request_id, "number": request.number, "question": 1}
        yield replace(told, kind="request_lesson", data=asked, dedup_key=key(request, "lesson", 1))


def _in_topic(
    request: Request, group: Group, kind: str, data: Data, *slot: object, once: bool = False
) -> OutgoingMessage:
    assert group.chat_id is not None  # whoever calls has looked
    return OutgoingMessage(
        group.chat_id, kind, data, key(request, *slot), thread_of=key(request, "topic"), once=once
    )  # fmt: skip


def _topic_change(request: Request, group: Group, wish: str, sequence: int) -> OutgoingMessage:
    return _in_topic(request, group, "request_topic_change", title(request) | {"change": wish}, wish, sequence)


def _mentions(request: Request, group: Group) -> list[Data]:
    """Whom a step waits for: who has it, else who is on duty."""
    if request.officer:
        return [{"id": request.officer.telegram_id, "name": request.officer.name}]
    return on_duty(group)


def on_duty(group: Group) -> list[Data]:
    return [{"id": telegram_id, "name": None} for telegram_id in group.duty[:1]]
