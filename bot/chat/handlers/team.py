"""The team at work on a request, in its group: moves by button, words by reply to a prompt.

Nothing written in a topic leaves it by itself. What is meant for her (a reply to her words, or to the
prompt of a button) is shown first and goes when somebody presses Send.
"""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, replace
from typing import Any

from telegram import Message, MessageEntity, Update

from bot.chat.callbacks import TeamAct
from bot.chat.context import ChatContext
from bot.chat.handlers import team_candidates
from bot.chat.handlers.questions import ask
from bot.chat.team_messages import post, prompt, today
from bot.database.transactions import Transaction
from bot.errors import UserFacing
from bot.expert_requests.dates import day_in
from bot.expert_requests.models import Move, Request
from bot.expert_requests.notices import card, key, moves, on_duty
from bot.expert_requests.service import may_read
from bot.expert_requests.stages import PREPARATION, TICKS

AT_ONCE = (
    *(Move.TAKE, Move.RELEASE, Move.SEEN, Move.CONFIRM, Move.DEPLOY),
    *(Move.CLOSE, Move.RESUME, Move.UNDO, Move.RELEASE_LESSON),
)
FOR_READERS = ("message", "names", "elsewhere", "send", "draft")
"""What shows or uses the content and is no move, which the service would judge."""
MENUS = (Move.TICK, "more", "back", "item")
TO_HER = (Move.ASK, Move.TELL)
WITH_REASON = (Move.DECLINE, Move.REFER, Move.STAND_DOWN, Move.REPLACE)
WORDS_AT_MOST = 3000
Press = Callable[[Transaction, ChatContext, Request, str], Awaitable[object]]


async def press(update: Update, context: ChatContext) -> None:
    """A button below a message of the team."""
    pressed, officer = context.payload(TeamAct), context.officer
    requests, act, value = context.services.requests, pressed.act, pressed.value
    async with context.work.finish() as tx:
        request = await requests.get(tx, pressed.request_id)
        if act in FOR_READERS and not may_read(request, officer, (await requests.group(tx)).duty):
            raise UserFacing("request-is-confidential")
        if act in AT_ONCE:
            await requests.move(tx, officer, request.request_id, Move(act))
        elif act in MENUS or (act in (Move.CHANGE_URGENCY, Move.PAUSE) and not value):
            await _show_menu(tx, context, request, value or act)
        elif act in PRESSES:
            await PRESSES[act](tx, context, request, value)
        elif act in set(Move) | {"who"}:
            await prompt(tx, context, request, act, value)


HERS = ("her", "prompt", "lesson")
"""What stands in a requester's own chat; an officer may be one too."""


async def reply(update: Update, context: ChatContext) -> None:
    """Words of an officer in reply to a message about a request; any other reply is a question, if
    anything. What answers a card, or another notice, is talk among the team."""
    source = context.message.reply_to_message
    async with context.services.database.transaction() as tx:
        found = await context.services.outbox.find(tx, context.chat_id, source.message_id) if source else None
    parts = (found or "").split(":")
    if parts[0] != "request" or context.handling.officer is None or parts[2] in HERS:
        if context.is_known:
            await ask(update, context)
        return
    async with context.work.finish() as tx:
        text, slot = context.message.text or "", parts[2]
        request = await context.services.requests.get(tx, parts[1])
        if slot == "relay":
            await _preview(tx, context, request, Move.TELL, text)
        elif slot == "words":
            await _with_words(tx, context, request, parts[3], parts[4], text)


async def _show_menu(tx: Transaction, context: ChatContext, request: Request, menu: str) -> None:
    """The pressed card with other buttons."""
    shown = card(request, await context.services.requests.group(tx), whole=not context.in_group)
    message = context.outgoing("request_card", shown | {"menu": menu, "moves": moves(request)}, in_place=True)
    await context.services.outbox.post(tx, replace(message, language=None if context.in_group else message.language))


async def _hand_over(tx: Transaction, context: ChatContext, request: Request, value: str) -> None:
    """Whoever takes over presses the second button."""
    if value:
        given = {"officer": asdict(context.officer)}
        await context.services.requests.move(tx, context.officer, request.request_id, Move.HAND_OVER, data=given)
    else:
        offer = {"text": "team-who-takes-over", "moves": [f"{Move.HAND_OVER}:me"]}
        await post(tx, context, request, "request_step", offer, "offer")


async def _let_read(tx: Transaction, context: ChatContext, request: Request, value: str) -> None:
    """Somebody wishes to read what is confidential; who may read it lets them, the service checks that."""
    if value.isdigit():
        services, given = context.services, {"reader": int(value)}
        await services.requests.move(tx, context.officer, request.request_id, Move.NOTE, data=given, words=value)
        return
    group = await context.services.requests.group(tx)
    wish = {"text": "team-wishes-to-read", "act": context.officer.name, "mention": on_duty(group)}
    wish["moves"] = [f"reader:{context.officer.telegram_id}"]
    await post(tx, context, request, "request_step", wish, "offer")


async def _pause(tx: Transaction, context: ChatContext, request: Request, value: str) -> None:
    await context.services.requests.move(tx, context.officer, request.request_id, Move.PAUSE, reason=value)


def _mark(done: bool) -> Press:
    async def mark(tx: Transaction, context: ChatContext, request: Request, item: str) -> None:
        if item == "approver" and done:
            await prompt(tx, context, request, item, "")
            return
        given = {"item": item, "done": done}
        await context.services.requests.move(tx, context.officer, request.request_id, Move.TICK, data=given)

    return mark


async def _elsewhere(tx: Transaction, context: ChatContext, request: Request, value: str) -> None:
    """Names, CVs and drafts go another way: she is told which."""
    contact = context.services.settings.secure_contact
    if not contact:
        raise UserFacing("team-no-contact")
    words = context.services.catalogue.format(request.language, "team-contact", {"contact": contact})
    await context.services.requests.tell(tx, context.officer, request.request_id, words)


async def _preview(tx: Transaction, context: ChatContext, request: Request, act: str, text: str) -> None:
    if len(text) > WORDS_AT_MOST:
        raise UserFacing("team-too-long")
    shown = {"state": "preview", "act": act, "kind": request.kind, "quote": text}
    await post(tx, context, request, "request_preview", shown, "preview")


def _previewed(context: ChatContext) -> tuple[int, str]:
    """The preview and its words, exactly as they are shown."""
    message = context.cause.effective_message
    if not isinstance(message, Message):
        raise UserFacing("team-preview-gone")
    quotes = message.parse_entities([MessageEntity.BLOCKQUOTE, MessageEntity.EXPANDABLE_BLOCKQUOTE])
    return message.message_id, next(iter(quotes.values()), "")


async def _send(tx: Transaction, context: ChatContext, request: Request, value: str) -> None:
    """Once, however often it is pressed; afterwards the preview says that it was sent."""
    if value not in TO_HER:
        return
    message_id, words = _previewed(context)
    sent = key(request, "sent", message_id)
    if sent in await context.services.outbox.rows.message_ids(tx, [sent]):
        return
    await context.services.requests.move(tx, context.officer, request.request_id, Move(value), words=words)
    await _put_in_place(tx, context, request, {"state": "sent", "act": value, "quote": words}, sent)


async def _cancel(tx: Transaction, context: ChatContext, request: Request, value: str) -> None:
    message_id, _ = _previewed(context)
    shown = {"state": "cancelled", "act": value, "quote": None}
    await _put_in_place(tx, context, request, shown, key(request, "cancelled", message_id))


async def _edit(tx: Transaction, context: ChatContext, request: Request, value: str) -> None:
    await prompt(tx, context, request, value, "")


async def _draft(tx: Transaction, context: ChatContext, request: Request, value: str) -> None:
    """The answer becomes a draft for the library."""
    message_id, words = _previewed(context)
    given = {"draft_document": True}
    await context.services.requests.move(tx, context.officer, request.request_id, Move.NOTE, words=words, data=given)
    await _put_in_place(
        tx, context, request, {"state": "drafted", "act": "", "quote": words}, key(request, "draft", message_id)
    )  # fmt: skip


async def _put_in_place(
    tx: Transaction, context: ChatContext, request: Request, data: dict[str, Any], dedup_key: str
) -> None:
    about = {"request": request.request_id, "number": request.number, "kind": request.kind}
    message = context.outgoing("request_preview", about | data, in_place=True)
    await context.services.outbox.post(tx, replace(message, dedup_key=dedup_key))


PRESSES: dict[str, Press] = {
    Move.HAND_OVER: _hand_over,
    Move.PAUSE: _pause,
    Move.CANDIDATES: team_candidates.show,
    Move.PROPOSE: team_candidates.propose,
    "message": team_candidates.ready_message,
    "names": team_candidates.names,
    "reader": _let_read,
    "wait": _pause,
    "done": _mark(True),
    "undone": _mark(False),
    "elsewhere": _elsewhere,
    "send": _send,
    "edit": _edit,
    "cancel": _cancel,
    "draft": _draft,
}


async def _with_words(tx: Transaction, context: ChatContext, request: Request, act: str, value: str, text: str) -> None:
    """What an officer wrote in reply to a prompt."""

    async def move(name: Move, **given: Any) -> None:
        await context.services.requests.move(tx, context.officer, request.request_id, name, **given)

    if act in TO_HER:
        await _preview(tx, context, request, act, text)
    elif act in WITH_REASON:
        await move(Move(act), reason=text)
    elif act == Move.NOTE:
        await move(Move.NOTE, words=text)
    elif act == Move.CHANGE_URGENCY:
        await move(Move.CHANGE_URGENCY, reason=text, data={"urgency": value})
    elif act == Move.EXTEND:
        until = day_in(text, context.language, today(context))
        await move(Move.EXTEND, data={"until": until and until.isoformat()})
    elif act == TICKS[2]:
        line, _, holder = text.partition("\n" if "\n" in text else ",")
        given = {"item": act, "done": True, "budget_line": line.strip(), "contract_holder": holder.strip()}
        await move(Move.TICK, data=given)
    elif act == "who" and value in PREPARATION:
        owner, _, by = text.partition(",")
        await move(Move.TICK, data={"item": value, "done": False, "owner": owner.strip(), "by": by.strip()})
    else:
        await team_candidates.answered(tx, context, request, act, value, text)
