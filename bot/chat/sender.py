"""Sends what waits in the outbox, and says what became of it in the words of delivery.

The language is the recipient's at the moment of sending. A repeated edit is no harm; a repeated
message is prevented where it can be: parts that went out are not sent again by this process.
"""

import asyncio
import html
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

import structlog
from telegram import (
    BotCommandScopeChat,
    ForceReply,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat.intake import ChatBot, pause_of
from bot.chat.menus import menu
from bot.chat.rendering import Rendered, Renderer
from bot.chat.splitting import split_html
from bot.chat.topics import PLACEHOLDER, TRIES_TO_FIND, Topics, is_thread_gone, numbers_in_order
from bot.delivery.models import TOPIC, OutboxRow, OutgoingMessage, Sent
from bot.errors import Permanent, Retryable
from bot.texts.catalogue import FALLBACK

TOKEN_REFUSED_SECONDS = 60.0
ROOT = "request_root"
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Failure(StrEnum):
    """What somebody must hear of, or see to, when a message did not arrive as it was meant."""

    BLOCKED = "blocked"
    THREAD_GONE = "thread_gone"
    NO_TOPICS = "no_topics"


class Recipients(Protocol):
    """What sending needs to know of chats, and tells about them."""

    async def language_of(self, chat_id: int) -> str: ...
    async def has_moved(self, chat_id: int, to_chat_id: int) -> None: ...
    async def has_failed(self, message: OutgoingMessage, failure: Failure) -> bool: ...


class Sender:
    """`send` is what the outbox worker calls."""

    def __init__(
        self, bot: ChatBot, renderer: Renderer, recipients: Recipients, source_file: Callable[[str], Path | None]
    ) -> None:
        self._bot, self._renderer, self._recipients = bot, renderer, recipients
        self._source_file, self._topics = source_file, Topics(bot)
        self._parts_sent: dict[int, list[int]] = {}

    async def send(self, row: OutboxRow) -> Sent:
        """Raises Retryable or Permanent, with a code that carries no text of anybody."""
        message = row.message
        try:
            return await self._send(row, message)
        except ChatMigrated as error:
            await self._recipients.has_moved(message.chat_id, error.new_chat_id)
            if message.thread_of or message.kind == TOPIC:
                raise Retryable("group_moved", 0.0) from None  # its thread opens anew there
            moved = replace(row, message=replace(message, chat_id=error.new_chat_id))
            return await self.send(moved)
        except Forbidden:
            await self._recipients.has_failed(message, Failure.BLOCKED)
            raise Permanent("forbidden") from None
        except BadRequest as error:
            if message.thread_of is None or not is_thread_gone(error):
                raise _translated(error) from None
            if not await self._recipients.has_failed(message, Failure.THREAD_GONE):
                raise Permanent("thread_gone") from None
            raise Retryable("thread_gone", 0.0) from None  # what opens it anew stands before it
        except TelegramError as error:
            raise _translated(error) from None

    async def _send(self, row: OutboxRow, message: OutgoingMessage) -> Sent:
        chat_id = message.chat_id
        language = message.language or await self._recipients.language_of(chat_id)
        if message.kind == "menu":
            return await self._set_menu(chat_id, language, str(message.data["role"]))
        if message.kind == "leave":
            return await self._leave(row, language)
        if message.kind == "file":
            return await self._send_file(message, language)
        rendered = self._renderer.render(message.kind, message.data, language)
        if message.kind == "request_topic_change":
            await self._topics.change(row, rendered.html)
            return Sent(None)
        if message.kind == TOPIC:
            return await self._open_thread(row, rendered)
        return await self._send_text(row, rendered)

    async def _open_thread(self, row: OutboxRow, rendered: Rendered) -> Sent:
        """A topic, else a message that all others of the thread answer."""
        if row.edits_message_id is None and (thread_id := await self._topics.open(row, rendered.html)):
            return Sent(thread_id)
        sent = await self._send_text(row, rendered)
        if not sent.is_placeholder:
            await self._recipients.has_failed(row.message, Failure.NO_TOPICS)
        return replace(sent, kind=ROOT)

    async def _send_text(self, row: OutboxRow, rendered: Rendered) -> Sent:
        """The first part takes the place of an edited message; buttons stand under the last."""
        parts = split_html(rendered.html)
        if row.message.once and row.edits_message_id is None:
            if not numbers_in_order(row.message.chat_id):
                return Sent(await self._placeholder(row.message), is_placeholder=True)
            if row.sent_maybe and row.attempts <= TRIES_TO_FIND:
                row = replace(row, edits_message_id=await self._left_behind(row, parts[0]))
        sent = self._parts_sent.setdefault(row.outbox_id, [])
        for number, part in enumerate(parts[len(sent) :], start=len(sent)):
            keyboard = rendered.keyboard if number == len(parts) - 1 else None
            edits = row.edits_message_id if number == 0 else None
            sent.append(await self._send_part(row.message, part, keyboard, edits))
        del self._parts_sent[row.outbox_id]
        return Sent(sent[0])

    async def _placeholder(self, message: OutgoingMessage) -> int:
        """Says nothing yet; whom it mentions, it must mention now, as an edit makes no sound."""
        mentioned = self._renderer.mentions(message.data, message.language or FALLBACK)
        shared = {"chat_id": message.chat_id, "text": mentioned or PLACEHOLDER, "parse_mode": ParseMode.HTML}
        return _id(await self._bot.call("sendMessage", **shared, **_placed(message)))

    async def _left_behind(self, row: OutboxRow, part: str) -> int:
        """The message of an earlier try, or else a new one, to be edited."""
        newest = await self._placeholder(row.message)
        shared = {"text": part, "parse_mode": ParseMode.HTML, "link_preview_options": NO_PREVIEW}
        found = await self._topics.find(row, newest, "editMessageText", "message_id", **shared)
        if found is None:
            return newest
        await self._topics.delete(row.message.chat_id, newest)
        return found

    async def _send_part(
        self, message: OutgoingMessage, part: str, keyboard: InlineKeyboardMarkup | ForceReply | None, edits: int | None
    ) -> int:
        try:
            return await self._put(message, part, keyboard, edits, ParseMode.HTML)
        except BadRequest as error:
            if "can't parse entities" not in error.message.lower():
                raise
            structlog.get_logger().error("markup_refused", kind=message.kind)
            return await self._put(message, part, keyboard, edits, None)

    async def _put(
        self,
        message: OutgoingMessage,
        part: str,
        keyboard: InlineKeyboardMarkup | ForceReply | None,
        edits: int | None,
        mode: ParseMode | None,
    ) -> int:
        shared = {
            "chat_id": message.chat_id,
            "text": part if mode else _without_markup(part),
            "parse_mode": mode,
            "reply_markup": keyboard,
            "link_preview_options": NO_PREVIEW,
        }
        if edits is not None and await self._edited(edits, shared):
            return edits
        return _id(await self._bot.call("sendMessage", **shared, **_placed(message)))

    async def _edited(self, message_id: int, shared: Mapping[str, object]) -> bool:
        """False when there is nothing left to edit: then the text is sent as a new message."""
        try:
            await self._bot.call("editMessageText", message_id=message_id, **shared)
        except BadRequest as error:
            words = error.message.lower()
            if "message to edit not found" in words or "can't be edited" in words:
                return False
            if "not modified" not in words:
                raise
        return True

    async def _send_file(self, message: OutgoingMessage, language: str) -> Sent:
        path = self._source_file(str(message.data["path"]))
        if path is None or not path.is_file():
            gone = self._renderer.render("say", {"lines": [["library-gone", {}]]}, language)
            return Sent(await self._put(message, gone.html, None, None, ParseMode.HTML))
        document = InputFile(await asyncio.to_thread(path.read_bytes), path.name)
        chat_id = message.chat_id
        placed = _placed(message)
        return Sent(_id(await self._bot.call("sendDocument", chat_id=chat_id, document=document, **placed)))

    async def _set_menu(self, chat_id: int, language: str, role: str) -> Sent:
        commands = menu(self._renderer, language, role)
        await self._bot.set_my_commands(commands, scope=BotCommandScopeChat(chat_id))
        return Sent(None)

    async def _leave(self, row: OutboxRow, language: str) -> Sent:
        """One sentence, then out of the group; the sentence is a courtesy, leaving is not."""
        rendered = self._renderer.render("say", row.message.data, language)
        try:
            await self._send_text(row, rendered)
        except (BadRequest, Forbidden):
            self._parts_sent.pop(row.outbox_id, None)
        await self._bot.leave_chat(row.message.chat_id)
        return Sent(None)


def _placed(message: OutgoingMessage) -> dict[str, object]:
    """Where a new message stands. What it replies to may be gone: then it stands alone."""
    reply = message.reply_to and ReplyParameters(message.reply_to, allow_sending_without_reply=True)
    return {
        "reply_parameters": reply,
        "message_thread_id": message.thread_id,
        "disable_notification": message.silent or None,
    }


def _id(sent: Mapping[str, Any]) -> int:
    return int(sent["message_id"])


def _without_markup(part: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", part))


def _translated(error: TelegramError) -> Retryable | Permanent:
    """The most special class first: BadRequest and TimedOut are kinds of NetworkError."""
    if isinstance(error, RetryAfter):
        return Retryable("too_many_requests", pause_of(error))
    if isinstance(error, BadRequest):
        return Permanent("bad_request")
    if isinstance(error, TimedOut):
        return Retryable("timed_out")
    if isinstance(error, InvalidToken | Conflict):
        return Retryable("token_refused", TOKEN_REFUSED_SECONDS)
    if isinstance(error, NetworkError):
        return Retryable("unreachable")
    return Retryable("telegram_error")
