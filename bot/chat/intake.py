"""Updates by long polling: fetched as raw JSON, stored, and only then confirmed by the offset.

Nothing is parsed here, so no update can stop the polling; what cannot be stored is not confirmed
and comes again. Also the first contact: which token and endpoint these are.
"""

import asyncio
import re
import warnings
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, Protocol

import structlog
from telegram import User
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest
from telegram.warnings import PTBDeprecationWarning

from bot.errors import BotError, Misconfigured

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
POLL_SECONDS = 30
READ_SECONDS = POLL_SECONDS + 10.0
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.5, 30.0
TOKEN_REFUSED = (
    "Telegram refuses TELEGRAM_BOT_TOKEN at this TELEGRAM_API_BASE_URL; take the token from "
    "@BotFather, and let the address end in /bot."
)
WEBHOOK_REFUSED = (
    "Telegram refuses WEBHOOK_URL or WEBHOOK_SECRET; the address must be public https on port 443, 80, 88 or "
    "8443, the secret 1 to 256 letters, digits, _ or -."
)
log = structlog.get_logger(__name__)
Update = dict[str, Any]


class Stores(Protocol):
    async def store(self, updates: list[Update]) -> int: ...


class ChatBot(ExtBot[None]):
    """The Bot API client, with updates and results as the JSON that Telegram sent: a message that
    went out must not count as failed because its description cannot be read."""

    async def call(self, method: str, **fields: Any) -> Any:
        """Calls a method of the Bot API and returns its result as it came."""
        given = {name: value for name, value in fields.items() if value is not None}
        return await self._post(method, given)

    async def raw_updates(self, offset: int | None) -> list[Update]:
        data: dict[str, Any] = {"timeout": POLL_SECONDS, "allowed_updates": ALLOWED_UPDATES}
        if offset is not None:
            data["offset"] = offset
        result = await self._post("getUpdates", data, read_timeout=READ_SECONDS)
        return [item for item in result if isinstance(item, dict)] if result else []


def open_bot(token: str, base_url: str) -> ChatBot:
    """A client that is not connected yet. `base_url` ends in `/bot`, as in the settings."""
    if not base_url.startswith(("http://", "https://")) or not base_url.endswith("/bot"):
        raise Misconfigured("TELEGRAM_API_BASE_URL must be an address that ends in /bot.")
    if not re.fullmatch(r"[\w:.-]+", token, re.ASCII):
        raise Misconfigured(TOKEN_REFUSED)
    return ChatBot(
        token,
        base_url=base_url,
        base_file_url=base_url.removesuffix("/bot") + "/file/bot",
        request=HTTPXRequest(connection_pool_size=64, pool_timeout=30.0, read_timeout=15.0),
        get_updates_request=HTTPXRequest(connection_pool_size=2, read_timeout=READ_SECONDS),
    )


async def connect(bot: ChatBot, tell: Callable[[str], None]) -> User:
    """Learns who the bot is. Waits for an endpoint that cannot be reached, and says so once.

    Raises:
        Misconfigured: the token is refused.
    """
    await _until_done(bot.initialize, tell)
    return bot.bot


async def start_polling(bot: ChatBot, tell: Callable[[str], None]) -> None:
    """Takes a webhook away, if there is one: both at once are refused by Telegram."""
    await _until_done(lambda: bot.delete_webhook(drop_pending_updates=False), tell)


async def start_webhook(bot: ChatBot, url: str, secret: str, tell: Callable[[str], None]) -> None:
    """Tells Telegram where updates go.

    Raises:
        Misconfigured: Telegram does not take this address or secret.
    """

    async def attempt() -> None:
        try:
            await bot.set_webhook(url, allowed_updates=ALLOWED_UPDATES, secret_token=secret, max_connections=40)
        except BadRequest:
            raise Misconfigured(WEBHOOK_REFUSED) from None

    await _until_done(attempt, tell)


class Polling:
    """Fetches and stores until it is told to stop."""

    def __init__(self, bot: ChatBot, inbox: Stores) -> None:
        self._bot, self._inbox = bot, inbox
        self._offset: int | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Returns soon after `stop`, also in the middle of a long poll.

        Raises:
            Misconfigured: the token is refused (any more), or the database must be mended.
        """
        stopped = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                poll = asyncio.create_task(self._poll())
                await asyncio.wait({poll, stopped}, return_when=asyncio.FIRST_COMPLETED)
                if not poll.done():
                    poll.cancel()
                    await asyncio.gather(poll, return_exceptions=True)
                    return
                await poll
        finally:
            stopped.cancel()

    async def _poll(self) -> None:
        """One fetch and its storing, however long it takes until both went well."""
        await _until_done(self._fetch_and_store, lambda sentence: log.warning("polling_waits", reason=sentence))

    async def _fetch_and_store(self) -> None:
        updates = await self._bot.raw_updates(self._offset)
        await self._inbox.store(updates)
        ids = [item["update_id"] for item in updates if isinstance(item.get("update_id"), int)]
        if ids:
            self._offset = max(ids) + 1


async def _until_done(attempt: Callable[[], Awaitable[object]], tell: Callable[[str], None]) -> None:
    """Tries with growing pauses. Tells once what is waited for; never a token or a text."""
    pause, told = FIRST_PAUSE_SECONDS, False
    while True:
        try:
            await attempt()
            return
        except InvalidToken:
            raise Misconfigured(TOKEN_REFUSED) from None
        except RetryAfter as error:
            pause = pause_of(error)
        except Conflict:
            _say_once(tell, told, "Another process fetches this bot's updates; waiting for it to end.")
        except Misconfigured:
            raise
        except NetworkError:
            _say_once(tell, told, "Telegram cannot be reached; trying again until it can.")
        except TelegramError as error:
            log.warning("telegram_error", error=type(error).__name__)
        except BotError as error:
            log.warning("not_stored", reason=str(error))
        told = True
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


def pause_of(error: RetryAfter) -> float:
    """The seconds that Telegram asks for; the library gives a number or a span, and warns of the change."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PTBDeprecationWarning)
        seconds = error.retry_after
    return seconds.total_seconds() if isinstance(seconds, timedelta) else float(seconds)


def _say_once(tell: Callable[[str], None], told: bool, sentence: str) -> None:
    if not told:
        tell(sentence)
