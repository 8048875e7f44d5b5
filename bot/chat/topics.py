"""Forum topics of a group, and finding again what stands there although Telegram's reply was lost.

A supergroup numbers its messages one after the other, a topic has the number of the message that opened
it. What a lost reply left behind therefore stands between the newest message known before the try and one
sent after it. Whatever accepts the edit there is ours: of each chat one message is out at a time.
"""

import html

from telegram.error import BadRequest

from bot.chat.intake import ChatBot
from bot.chat.splitting import shortened
from bot.delivery.models import OutboxRow

NEWEST_BASIC_GROUP = -1_000_000_000_000
PROBES = 100
TRIES_TO_FIND = 6
THREAD_GONE = ("thread not found", "topic_id_invalid", "topic_deleted")
PLACEHOLDER = "…"
TITLE_UNITS = 128
CHANGES = {
    "rename": "editForumTopic",
    "close": "closeForumTopic",
    "reopen": "reopenForumTopic",
    "delete": "deleteForumTopic",
}


def numbers_in_order(chat_id: int) -> bool:
    return chat_id < NEWEST_BASIC_GROUP


def between(after: int | None, before: int) -> range:
    """Where a message may stand that was sent after one and before another."""
    return range(max(after or 0, before - PROBES) + 1, before)


def is_thread_gone(error: BadRequest) -> bool:
    return any(words in error.message.lower() for words in THREAD_GONE)


class Topics:
    """Opens, renames, closes and deletes; a topic is never opened twice."""

    def __init__(self, bot: ChatBot) -> None:
        self._bot = bot

    async def open(self, row: OutboxRow, rendered: str) -> int | None:
        """The topic's id; None where the group has no topics, or the bot may not manage them."""
        chat_id, title = row.message.chat_id, _title(rendered)
        if not numbers_in_order(chat_id) or not await self._may_manage(chat_id):
            return None
        if row.sent_maybe and row.attempts <= TRIES_TO_FIND:
            newest = (await self._bot.call("sendMessage", chat_id=chat_id, text=PLACEHOLDER))["message_id"]
            found = await self.find(row, newest, "editForumTopic", "message_thread_id", name=title)
            await self.delete(chat_id, newest)
            if found is not None:
                return found
        try:
            return int((await self._bot.call("createForumTopic", chat_id=chat_id, name=title))["message_thread_id"])
        except BadRequest:
            return None

    async def change(self, row: OutboxRow, rendered: str) -> None:
        """What is gone, or so already, needs nothing; a thread of replies has no title and no end."""
        wish, thread_id = row.message.data["change"], row.message.thread_id
        if thread_id is not None:
            name = _title(rendered) if wish == "rename" else None
            place = {"chat_id": row.message.chat_id, "message_thread_id": thread_id}
            await self._accepts(CHANGES[wish], **place, name=name)

    async def find(self, row: OutboxRow, newest: int, method: str, id_name: str, **content: object) -> int | None:
        """What an earlier try left, now with the content."""
        chat_id = row.message.chat_id
        for candidate in between(row.after_id, newest):
            if await self._accepts(method, chat_id=chat_id, **{id_name: candidate}, **content):
                return candidate
        return None

    async def delete(self, chat_id: int, message_id: int) -> None:
        await self._accepts("deleteMessage", chat_id=chat_id, message_id=message_id)

    async def _may_manage(self, chat_id: int) -> bool:
        if not (await self._bot.call("getChat", chat_id=chat_id)).get("is_forum"):
            return False
        me = await self._bot.call("getChatMember", chat_id=chat_id, user_id=self._bot.id)
        return bool(me.get("can_manage_topics"))

    async def _accepts(self, method: str, **fields: object) -> bool:
        """Whether it is now as it should be; Telegram refuses a change that changes nothing."""
        try:
            await self._bot.call(method, **fields)
        except BadRequest as error:
            return "not modified" in error.message.lower().replace("_", " ")
        return True


def _title(rendered: str) -> str:
    return shortened(html.unescape(rendered), TITLE_UNITS)
