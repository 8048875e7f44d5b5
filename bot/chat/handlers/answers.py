"""The buttons under an answer: was it useful, its sources, more of it, a copy, people instead.

Only the one who asked may press them; what was erased or withdrawn meanwhile is not shown."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from telegram import Message, Update

from bot.chat import keyboards
from bot.chat.callbacks import Alert, Judge, Part, Show, Why
from bot.chat.context import ChatContext, Line, said
from bot.chat.handlers.questions import answer
from bot.chat.handlers.requests import nobody_lines
from bot.chat.views import Data, answer_data, cited_passages, next_best, restored
from bot.conversation.presentation import copied_text
from bot.database.transactions import Transaction
from bot.errors import UserFacing
from bot.people.access import may_read_internal
from bot.query_log.models import Feedback, LoggedQuery
from retrieval.models import Answer


async def judge(update: Update, context: ChatContext) -> None:
    """Useful; or not: then why, and the next best passages at once."""
    pressed, services = context.payload(Judge), context.services
    async with context.work.finish() as tx:
        logged = await _mine(tx, context, pressed.query_id)
        feedback = Feedback.USEFUL if pressed.useful else Feedback.NOT_USEFUL
        await services.recorder.set_feedback(
            tx, logged.query_id, context.person.pseudonym, feedback, logged.feedback_reason
        )
        kind, data = "say", said(("thanks-useful", {}))
        if not pressed.useful:
            kind, data = ("passages", next_best(logged, services.library, services.catalogue, internal=_sees(context)))
            data["buttons"] = keyboards.reasons(logged.query_id)
        await context.post(tx, kind, data, language=logged.language)


async def why(update: Update, context: ChatContext) -> None:
    pressed = context.payload(Why)
    async with context.work.finish() as tx:
        logged = await _mine(tx, context, pressed.query_id)
        await context.services.recorder.set_feedback(
            tx, logged.query_id, context.person.pseudonym, Feedback.NOT_USEFUL, pressed.reason
        )
        await context.post(tx, "say", said(("thanks-why", {})), language=logged.language)


async def show(update: Update, context: ChatContext) -> None:
    """A part of an answer that was given."""
    pressed = context.payload(Show)
    if pressed.part is Part.QUESTION:
        await _answer_after_all(context, pressed.query_id)
        return
    async with context.work.finish() as tx:
        logged = await _mine(tx, context, pressed.query_id)
        is_team = pressed.part is Part.TEAM
        kind, data = await _to_the_team(tx, context, logged) if is_team else _part(context, logged, pressed.part)
        in_place = pressed.part is Part.MORE
        await context.post(tx, kind, data, in_place=in_place, language=logged.language)


def _part(context: ChatContext, logged: LoggedQuery, part: Part) -> tuple[str, Data]:
    services = context.services
    if part is Part.SOURCES:
        data = cited_passages(logged, services.library, services.catalogue, internal=_sees(context))
        return "passages", data
    shown = restored(logged, services.library, internal=_sees(context))
    if shown is None:
        raise UserFacing("answer-gone")
    if part is Part.COPY:
        date = f"{services.clock.now().astimezone(ZoneInfo(services.settings.time_zone)):%Y-%m-%d}"
        text = copied_text(shown, logged.language, services.catalogue, date)
        return "say", {"verbatim": text.split("\n")}
    return "answer", _whole(context, logged, shown)


async def _to_the_team(tx: Transaction, context: ChatContext, logged: LoggedQuery) -> tuple[str, Data]:
    """Three ways to put it to people; where nobody is linked, how they are reached elsewhere."""
    if context.in_group:
        return "say", said(("request-private", {}))
    if await context.duty_chat(tx) is None:
        return "say", said(*nobody_lines(context), buttons=[[keyboards.library()]])
    return "say", said(("request-ways", {}), buttons=keyboards.ways_to_the_team(logged.query_id))


def _whole(context: ChatContext, logged: LoggedQuery, shown: Answer) -> Data:
    """The whole answer, in the same message."""
    read_as = logged.content.get("read_as")
    data = answer_data(shown, logged.language, context.services.catalogue, whole=True)
    data["read_as"] = read_as
    data["buttons"] = keyboards.under_answer(logged.query_id, has_more=False, is_follow_up=read_as is not None)
    return data


async def _answer_after_all(context: ChatContext, query_id: str) -> None:
    """'This is a question': the words as typed stand in the message that was replied to; where
    Telegram gives them no more, as they were logged."""
    async with context.services.database.transaction() as tx:
        logged = await _mine(tx, context, query_id)
    message = context.cause.effective_message
    asked = message.reply_to_message if isinstance(message, Message) else None
    text = (asked and asked.text) or logged.content.get("question")
    if not text:
        raise UserFacing("answer-gone")
    await answer(context, text, certain=True)


async def new_topic(update: Update, context: ChatContext) -> None:
    async with context.work.finish() as tx:
        await context.services.people.start_topic(tx, context.person)
        await context.post(tx, "say", said(("topic-new", {})))


async def alert(update: Update, context: ChatContext) -> None:
    """Tells the duty chat that somebody needs a call; never what was written."""
    pressed, user = context.payload(Alert), context.user
    name = f"@{user.username}" if user.username else f"{user.full_name} (tg://user?id={user.id})"
    line: Line = ("alert-named", {"name": name}) if pressed.with_name else ("alert-unnamed", {})
    message = replace(context.outgoing("say", said(line), "alert"), reply_to=None, thread_id=None, language=None)
    async with context.work.finish() as tx:
        duty_chat = await context.duty_chat(tx)
        if duty_chat is None:
            raise UserFacing("alert-nobody")
        await context.services.outbox.post(tx, replace(message, chat_id=duty_chat))
        await context.post(tx, "say", said(("alert-sent", {})))


def _sees(context: ChatContext) -> bool:
    return may_read_internal(context.person) and not context.in_group


async def _mine(tx: Transaction, context: ChatContext, query_id: str) -> LoggedQuery:
    """The query, if this person asked it and it was not erased."""
    logged = await context.services.recorder.get(tx, query_id)
    if logged is None or not logged.content or logged.asker != context.person.pseudonym:
        raise UserFacing("answer-gone")
    return logged
