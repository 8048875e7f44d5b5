"""Commands of the team: who is on duty, what is open, and when somebody of the pool is available."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from telegram import Update

from bot.chat.context import ChatContext, Line, said
from bot.database.transactions import Transaction
from bot.errors import NotPermitted, UserFacing
from bot.expert_requests.clockwork import in_a_list
from bot.expert_requests.models import Officer, Post, Watch
from bot.expert_requests.notices import key, local
from bot.people.access import Action, may


async def duty(update: Update, context: ChatContext) -> None:
    """/duty shows the rota. /duty POST [UNTIL] puts the writer on it, or whose message it answers."""
    officer, requests, words = context.officer, context.services.requests, list(context.args or ())
    async with context.work.finish() as tx:
        if words:
            post = _post(words.pop(0))
            await requests.duty.set(tx, post, await _meant(tx, context, officer), _until(context, words))
        watches, group = await requests.duty.watches(tx), await requests.group(tx)
        lines = [_line(watch, local(watch.until, group) if watch.until else None) for watch in watches]
        await context.post(tx, "say", said(*(lines or [("team-no-watch", {})]), ("team-duty-how", {})))


def _line(watch: Watch, until: str | None) -> Line:
    return "team-watch", {"post": watch.post, "name": watch.officer.name, "until": until or "–"}


def _post(word: str) -> Post:
    if word.lower() not in set(Post):
        raise UserFacing("team-duty-how")
    return Post(word.lower())


async def _meant(tx: Transaction, context: ChatContext, officer: Officer) -> Officer:
    answered = context.message.reply_to_message
    somebody = answered.from_user if answered and not answered.forum_topic_created else None
    if somebody is None or somebody.is_bot or somebody.id == officer.telegram_id:
        return officer
    person = await context.services.people.find(tx, somebody.id)
    actor = person.person_id if person else context.services.people.unnamed(somebody.id)
    return Officer(somebody.id, actor, somebody.full_name)


def _until(context: ChatContext, words: list[str]) -> datetime | None:
    """The end of the day that is named."""
    if not words:
        return None
    zone = ZoneInfo(context.services.settings.time_zone)
    return datetime.combine(_day(words[0]) + timedelta(days=1), time(), zone).astimezone(UTC)


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise UserFacing("team-day-how") from None


async def open_(update: Update, context: ChatContext) -> None:
    """/open: what is open, with links to the topics in the group."""
    _officer, services = context.officer, context.services
    async with context.work.finish() as tx:
        requests, group = await services.requests.open_requests(tx), await services.requests.group(tx)
        ids = await services.outbox.rows.message_ids(tx, [key(one, "topic") for one in requests])
        listed = [in_a_list(one) | {"link": _link(group.chat_id, ids.get(key(one, "topic")))} for one in requests]
        message = context.outgoing("request_open", {"requests": listed})
        await services.outbox.post(tx, replace(message, language=None if context.in_group else message.language))


def _link(chat_id: int | None, thread_id: int | None) -> str | None:
    """Only supergroups have addresses for their messages."""
    known = thread_id and chat_id and str(chat_id).startswith("-100")
    return f"https://t.me/c/{str(chat_id)[4:]}/{thread_id}" if known else None


async def available(update: Update, context: ChatContext) -> None:
    """/available EXPERT FROM TO"""
    if not (context.is_known and may(context.person, Action.SEE_POOL)):
        raise NotPermitted(Action.SEE_POOL)
    words = context.args or []
    if len(words) != 3:
        raise UserFacing("team-available-how")
    async with context.work.finish() as tx:
        if await context.services.roster.get(tx, words[0]) is None:
            raise UserFacing("team-expert-unknown", expert=words[0])
        await context.services.roster.set_availability(tx, words[0], _day(words[1]), _day(words[2]))
        line: Line = ("team-available", {"expert": words[0], "start": words[1], "end": words[2]})
        await context.post(tx, "say", said(line))
