"""What she has asked the team for: where it stands, her words to the team, her choice, an end.

Only a reply to a message of the team, or to what Answer put there, is passed on; what was passed
on is confirmed. Files, places and contacts are not.
"""

from dataclasses import replace

from telegram import Message, Update

from bot.chat import keyboards
from bot.chat.callbacks import Act, Decide, Own, SkipLesson
from bot.chat.context import ChatContext, Line, said
from bot.database.transactions import Transaction
from bot.delivery.models import OutgoingMessage
from bot.expert_requests.models import Request, Result, Stage

LAST_LESSON = 2
LINE_CHARACTERS = 60


async def standing(tx: Transaction, context: ChatContext) -> OutgoingMessage:
    """Of one request with what can be done; of several a line each, and a button to open it."""
    if context.in_group:
        return context.outgoing("say", said(("request-private", {})))
    hers = await context.services.requests.of_person(tx, context.person)
    if len(hers) == 1:
        return _state(context, hers[0])
    if not hers:
        return context.outgoing("say", said(("reply-request-status", {})))
    lines = [_line(one) for one in hers]
    return context.outgoing("say", said(*lines, buttons=keyboards.own_requests(hers)))


async def state_of(
    tx: Transaction, context: ChatContext, request_id: str, *, in_place: bool = False
) -> OutgoingMessage:
    """In the place of a pressed message of ours; never of words of the team."""
    request = await _hers(tx, context, request_id)
    if request:
        return _state(context, request, in_place=in_place)
    return context.outgoing("say", said(("request-gone", {})), in_place=in_place)


async def own(update: Update, context: ChatContext) -> None:
    """Look, write, withdraw."""
    pressed = context.payload(Own)
    async with context.work.finish() as tx:
        request = await _hers(tx, context, pressed.request_id)
        if request is None or not request.is_open or pressed.act is Act.STATE:
            in_place = pressed.act is not Act.ANSWER
            message = await state_of(tx, context, pressed.request_id, in_place=in_place)
        elif pressed.act is Act.ANSWER:
            message = _prompt(context, request)
        elif pressed.act is Act.WITHDRAW:
            line: Line = ("request-withdraw-sure", {"number": request.number or 0})
            data = said(line, buttons=keyboards.withdraw(request.request_id))
            message = context.outgoing("say", data, in_place=True)
        else:
            request = await context.services.requests.withdraw(tx, context.person, request.request_id)
            message = _state(context, request, in_place=True)
        if pressed.act is Act.WITHDRAW_SURE:
            # A second tap shows nothing new, which Telegram would refuse as an edit.
            message = replace(message, dedup_key=f"withdrawn:{pressed.request_id}:{message.edits_message_id}")
        await context.services.outbox.post(tx, message)


def _prompt(context: ChatContext, request: Request) -> OutgoingMessage:
    """Opens the reply on her phone; what she writes there is found by this message."""
    data = said(("request-write", {"number": request.number or 0})) | {"force_reply": True}
    key = f"request:{request.request_id}:prompt:{context.cause.update_id}"
    return replace(context.outgoing("say", data), dedup_key=key, reply_to=None, language=request.language)


async def decide(update: Update, context: ChatContext) -> None:
    """Her answer to a proposal; the last one counts until it is confirmed."""
    pressed = context.payload(Decide)
    async with context.work.finish() as tx:
        before = await _hers(tx, context, pressed.request_id)
        if before is None or before.stage is not Stage.PROPOSED:
            await context.services.outbox.post(tx, await state_of(tx, context, pressed.request_id))
            return
        if before.data.get("choice") == pressed.choice:
            return
        await context.services.requests.decide(tx, context.person, pressed.request_id, pressed.choice)
        text_id = "request-none-chosen" if pressed.choice == "no" else "request-chosen"
        await context.post(tx, "say", said((text_id, {"letter": pressed.choice})))


async def skip_lesson(update: Update, context: ChatContext) -> None:
    pressed = context.payload(SkipLesson)
    async with context.work.finish() as tx:
        await _lesson(tx, context, pressed.request_id, pressed.number, None)


async def _lesson(tx: Transaction, context: ChatContext, request_id: str, number: int, text: str | None) -> None:
    """Stores an answer and asks the next question; a skipped tap changes no answer, a later text does."""
    request = await _hers(tx, context, request_id)
    if request is None:
        await context.post(tx, "say", said(("request-gone", {})))
        return
    is_known = str(number) in request.data.get("lessons", {})
    if is_known and text is None:
        return
    await context.services.requests.lesson(tx, context.person, request_id, number, text)
    if is_known or number == LAST_LESSON:
        await context.post(tx, "say", said(("request-lessons-done", {})), in_place=text is None)
        return
    data = {"request": request_id, "number": request.number, "question": number + 1}
    message = replace(context.outgoing("request_lesson", data), language=request.language)
    await context.services.outbox.post(tx, replace(message, dedup_key=f"request:{request_id}:lesson:{number + 1}"))


async def replied_to(tx: Transaction, context: ChatContext) -> list[str] | None:
    """The key of the message about a request that hers replies to, in its parts."""
    source = context.cause.effective_message
    asked = source.reply_to_message if isinstance(source, Message) and not context.cause.callback_query else None
    key = asked and await context.services.outbox.find(tx, context.chat_id, asked.message_id)
    parts = key.split(":") if key else []
    return parts if parts[:1] == ["request"] else None


async def relay(tx: Transaction, context: ChatContext, target: list[str], text: str) -> None:
    """Her words to the team, or her answer to a question of the way back."""
    _, request_id, slot, *more = target
    if slot == "lesson":
        await _lesson(tx, context, request_id, int(more[0]), text)
        return
    request = await _hers(tx, context, request_id)
    if request is None or not request.is_open:
        await context.services.outbox.post(tx, await state_of(tx, context, request_id))
        return
    request = await context.services.requests.add(tx, context.person, request_id, text)
    message = context.outgoing("say", said(("request-passed-on", {"number": request.number or 0})), "relayed")
    await context.services.outbox.post(tx, replace(message, once=True, language=request.language))


async def refuses(context: ChatContext) -> bool:
    """Says of what is not text that it was not passed on, where it was meant for the team."""
    if context.in_group:
        return False
    async with context.services.database.transaction() as tx:
        waits = await context.services.requests.draft_of(tx, context.person)
        if not (waits or await replied_to(tx, context)):
            return False
    await context.finish("say", said(("request-not-passed-on", {}), *elsewhere(context)))
    return True


def elsewhere(context: ChatContext) -> list[Line]:
    """Where a talk goes on that does not belong into a chat."""
    contact = context.services.settings.secure_contact
    return [("team-contact", {"contact": contact})] if contact else []


def sent_lines(context: ChatContext, request: Request) -> list[Line]:
    """The number, and what comes next by the team's own rules."""
    lines: list[Line] = [("request-sent", {"number": request.number or 0})]
    if request.due_at:
        lines.append(("request-next", {"time": context.local(request.due_at)}))
    return [*lines, ("request-how-to-add", {})]


def _state(context: ChatContext, request: Request, *, in_place: bool = False) -> OutgoingMessage:
    lines = [_line(request)]
    if request.stage is Stage.SUBMITTED and request.due_at:
        lines.append(("request-next", {"time": context.local(request.due_at)}))
    data = said(*lines, buttons=keyboards.own_request(request))
    return replace(context.outgoing("say", data, in_place=in_place), language=request.language)


def _line(request: Request) -> Line:
    about = " ".join((request.details.task or request.question or "").split())
    if len(about) > LINE_CHARACTERS:
        about = about[:LINE_CHARACTERS].rstrip() + " …"
    return "request-line", {"number": request.number or 0, "state": _state_code(request), "about": about or "–"}


def _state_code(request: Request) -> str:
    """In her words: received, somebody has it, something is needed, there is a proposal, settled."""
    if request.stage is Stage.CLOSED:
        return str(request.result or Result.COMPLETED)
    if request.paused == "information":
        return "needs_you"
    return "taken" if request.stage is Stage.MATCHING else str(request.stage)


async def _hers(tx: Transaction, context: ChatContext, request_id: str) -> Request | None:
    hers = await context.services.requests.of_person(tx, context.person)
    return next((one for one in hers if one.request_id == request_id), None)
