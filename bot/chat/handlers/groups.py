"""Groups: when the assistant is spoken to there, and what happens to its membership."""

from telegram import Chat, MessageEntity, Update

from bot.chat.context import ChatContext, said
from bot.expert_requests.threads import Threads
from bot.people.access import Action, may

GONE = ("left", "kicked")


def is_addressed(update: Update, context: ChatContext) -> bool:
    """By a mention, a reply to it, a command, or one of its buttons; nothing else is read."""
    message = update.effective_message
    if update.callback_query or message is None:
        return update.callback_query is not None
    if message.migrate_to_chat_id:
        return True
    # In a topic every message answers the notice that opened it; that is not spoken to us.
    answered = message.reply_to_message
    replied_to = answered.from_user if answered and not answered.forum_topic_created else None
    name = f"@{context.bot.username}".lower()
    words = message.parse_entities([MessageEntity.MENTION, MessageEntity.BOT_COMMAND]).values()
    return bool(replied_to and replied_to.id == context.bot.id) or any(
        word.lower() == name or (word.startswith("/") and ("@" not in word or name in word.lower())) for word in words
    )


def is_anothers(update: Update) -> bool:
    """Whether a pressed button stands under the answer to somebody else."""
    query = update.callback_query
    message = update.effective_message
    asked = getattr(message, "reply_to_message", None)
    author = asked.from_user if asked else None
    return bool(query and author and not author.is_bot and author.id != query.from_user.id)


async def membership(update: Update, context: ChatContext) -> None:
    """Added to a group by somebody who may not switch groups on: one sentence, then out."""
    change = update.my_chat_member
    if change is None or change.chat.type in (Chat.PRIVATE, Chat.CHANNEL):
        return
    if change.new_chat_member.status in GONE or change.old_chat_member.status not in GONE:
        return
    services = context.services
    async with context.work.finish() as tx:
        person = await services.people.introduce(tx, change.from_user.id)
        is_on = await services.people.group_is_on(tx, change.chat.id)
        allowed = is_on or (person is not None and may(person, Action.SWITCH_GROUP))
        text_id, kind = ("group-hello", "say") if allowed else ("group-not-allowed", "leave")
        await context.post(tx, kind, said((text_id, {})))


async def migrated(update: Update, context: ChatContext) -> None:
    """A group became a supergroup: what was switched on and linked moves with it."""
    new_chat_id = context.message.migrate_to_chat_id
    if new_chat_id is None:
        return
    async with context.work.finish() as tx:
        await Threads(context.services.requests, context.services.outbox).move(tx, context.chat_id, new_chat_id)
        await context.services.people.move_group(tx, context.chat_id, new_chat_id)
