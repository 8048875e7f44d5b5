"""Who may go on: the first handler of every update.

Strangers hear one neutral sentence and then nothing; who is locked or revoked hears nothing; a
group is heard only where it was switched on. Above the rate a message waits, it is never dropped.
"""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import structlog
from telegram import Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.chat.callbacks import TeamAct, Ticked, unpack
from bot.chat.context import ChatContext, phone_language, said
from bot.chat.handlers.groups import is_addressed, is_anothers
from bot.database.transactions import Transaction
from bot.expert_requests.models import Officer
from bot.people.access import Action, may

ACKNOWLEDGE_SECONDS = 3.0
RATES = ((timedelta(minutes=1), 20), (timedelta(days=1), 300))
TEAM_COMMANDS = ("/duty", "/open", "/available")
GROUP_CHATS = (ChatType.GROUP, ChatType.SUPERGROUP)


async def admit(update: Update, context: ChatContext) -> None:
    """Sets `context.person` or stops the update here. Membership of chats passes: it is about
    the bot, not a wish of somebody."""
    if update.my_chat_member or _moves_group(update):
        return
    is_refused = update.callback_query is not None and is_anothers(update)
    await acknowledge(update, context, "not-your-button" if is_refused else None)
    user, chat = update.effective_user, update.effective_chat
    is_elsewhere = chat is not None and chat.type not in (ChatType.PRIVATE, *GROUP_CHATS)
    if user is None or user.is_bot or is_elsewhere or is_refused:
        raise ApplicationHandlerStop
    if context.in_group and not is_addressed(update, context):
        raise ApplicationHandlerStop
    is_member = context.in_group and await _is_of_the_team(context)
    async with context.services.database.transaction() as tx:
        is_admitted = await _may_pass(tx, update, context, is_member)
        wait = timedelta() if update.callback_query or is_member else await _wait(tx, context)
    if not is_admitted:
        raise ApplicationHandlerStop
    until = context.work.row.written_at + wait
    if wait and until > context.services.clock.now():
        await _hold_back(context, until)


async def acknowledge(update: Update, context: ChatContext, text_id: str | None) -> None:
    """Stops the clock on the pressed button, at once; a press that is too old does no harm."""
    if update.callback_query is None:
        return
    text = text_id and context.services.catalogue.format(context.language, text_id)
    try:
        async with asyncio.timeout(ACKNOWLEDGE_SECONDS):
            await update.callback_query.answer(text)
    except (TelegramError, TimeoutError) as error:
        structlog.get_logger().info("press_not_acknowledged", error=type(error).__name__)


async def _is_of_the_team(context: ChatContext) -> bool:
    """Whether this is the team's group, and Telegram says that who acts is in it."""
    async with context.services.database.transaction() as tx:
        linked = await context.duty_chat(tx)
    return linked == context.chat_id and await context.handling.members.include(linked, context.user.id)


async def _may_pass(tx: Transaction, update: Update, context: ChatContext, is_member: bool) -> bool:
    people, user = context.services.people, context.user
    person = await people.introduce(tx, user.id, phone_language(user))
    may_act = is_member if context.in_group else person is not None and may(person, Action.SEE_POOL)
    if may_act and (person is None or person.is_active):
        actor = person.person_id if person else people.unnamed(user.id)
        context.handling.officer = Officer(user.id, actor, user.full_name)
    if person is None and is_member:
        return _is_for_the_team(update)
    if person is None:
        return await _is_welcome(tx, update, context)
    if not person.is_active:
        return _brings_code(update)
    context.person = person
    if context.in_group and not await people.group_is_on(tx, context.chat_id):
        return _is_switch(update) or (is_member and _is_for_the_team(update))
    return True


async def _is_welcome(tx: Transaction, update: Update, context: ChatContext) -> bool:
    """A stranger with an invitation goes on; another is turned away with one sentence."""
    if _brings_code(update):
        return True
    if not context.in_group and await context.services.people.turn_away(tx, context.user.id):
        await context.post(tx, "say", said(("stranger", {})))
    return False


def _brings_code(update: Update) -> bool:
    words = _words(update)
    chat = update.effective_chat
    is_private = chat is not None and chat.type == ChatType.PRIVATE
    return is_private and len(words) == 2 and words[0].split("@")[0] == "/start"


def _is_switch(update: Update) -> bool:
    """What makes a group ours; the services check that an administrator sent it."""
    words = _words(update)
    return bool(words) and words[0].split("@")[0] in ("/group", "/link_roster", "/link_content")


def _is_for_the_team(update: Update) -> bool:
    """What a member of its group may do there without being invited: presses, replies, commands."""
    message, words = update.message, _words(update)
    if update.callback_query:
        return isinstance(unpack(update.callback_query.data), TeamAct | Ticked)
    is_reply = bool(message and message.reply_to_message and message.text)
    return words[:1] != [] and (words[0].split("@")[0] in TEAM_COMMANDS if words[0].startswith("/") else is_reply)


def _words(update: Update) -> list[str]:
    message = update.message
    return (message.text or "").split() if message else []


def _moves_group(update: Update) -> bool:
    return bool(update.message and update.message.migrate_to_chat_id)


async def _wait(tx: Transaction, context: ChatContext) -> timedelta:
    """Counted by the time of writing: what piled up while the bot was away is not too fast. None at
    all for most, also where Telegram's clock is ahead of ours."""
    row, inbox = context.work.row, context.services.inbox
    return max([span * ((await inbox.messages_written(tx, row, span) - 1) // allowed) for span, allowed in RATES])


async def _hold_back(context: ChatContext, until: datetime) -> None:
    message = context.outgoing("say", said(("too-fast", {})))
    once_an_hour = f"{context.user.id}:too-fast:{context.work.row.written_at:%Y%m%d%H}"
    await context.work.send_now(replace(message, dedup_key=once_an_hour))
    await context.work.postpone(until)
    raise ApplicationHandlerStop
