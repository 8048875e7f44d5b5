"""A working delivery: inbox, outbox and workers on a real database, and a scripted Telegram."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import count
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.database.transactions import Database
from bot.database.vault import Vault
from bot.delivery.inbox import Inbox
from bot.delivery.models import OutboxRow, OutgoingMessage, Sent
from bot.delivery.outbox import Outbox
from bot.delivery.work import Work
from bot.delivery.worker import InboxWorker, OutboxWorker

Script = list[BaseException | None]


class ScriptedTelegram:
    """Sends nothing, remembers everything; `script` says what goes wrong next."""

    def __init__(self) -> None:
        self.calls: list[OutboxRow] = []
        self.shown: dict[int, tuple[int, str]] = {}
        self.script: Script = []
        self._ids = count(1)

    async def send(self, row: OutboxRow) -> Sent:
        self.calls.append(row)
        await asyncio.sleep(0)
        if self.script and (trouble := self.script.pop(0)):
            raise trouble
        message_id = row.edits_message_id or next(self._ids)
        self.shown[message_id] = (row.message.chat_id, row.message.data["text"])
        return Sent(message_id)

    def texts(self, chat_id: int) -> list[str]:
        return [text for chat, text in self.shown.values() if chat == chat_id]


class Delivery:
    """One process: what it stores, handles and sends."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self.database = database
        self.inbox = Inbox(database, vault, SystemClock())
        self.outbox = Outbox(database, vault, SystemClock())
        self.telegram = ScriptedTelegram()
        self.set_aside: list[tuple[int, str]] = []
        self.undelivered: list[tuple[str, str]] = []
        self._workers: list[InboxWorker | OutboxWorker] = []

    def start(self, handle: Callable[[Work], Awaitable[None]] | None = None) -> None:
        sending = OutboxWorker(self.outbox, self.telegram.send, self._undelivered)
        self._workers.append(sending)
        if handle:
            self._workers.append(InboxWorker(self.inbox, self.outbox, handle, self._set_aside))
        for worker in self._workers:
            worker.start()

    async def stop(self, within_seconds: float = 5.0) -> None:
        for worker in self._workers:
            await worker.stop(within_seconds)
        self._workers.clear()

    async def post(self, message: OutgoingMessage) -> None:
        async with self.database.transaction() as transaction:
            await self.outbox.post(transaction, message)

    async def _set_aside(self, update_id: int, reason: str) -> None:
        self.set_aside.append((update_id, reason))

    async def _undelivered(self, row: OutboxRow, reason: str) -> None:
        self.undelivered.append((row.message.dedup_key, reason))


def a_message(update_id: int, chat_id: int = 7, text: str = "hello", **more: Any) -> dict[str, Any]:
    message = {
        "message_id": update_id,
        "date": 1_790_000_000 + update_id,
        "chat": {"id": chat_id, "type": "private"},
        "from": {"id": chat_id, "is_bot": False, "first_name": "M"},
        "text": text,
    }
    return {"update_id": update_id, "message": message | more}


def a_press(update_id: int, chat_id: int = 7) -> dict[str, Any]:
    person = {"id": chat_id, "is_bot": False, "first_name": "M"}
    pressed = {"message_id": 1, "date": 0, "chat": {"id": chat_id, "type": "private"}}
    press = {"id": "1", "from": person, "chat_instance": "1", "data": "x", "message": pressed}
    return {"update_id": update_id, "callback_query": press}


def a_text(key: str, chat_id: int = 7, text: str = "", **more: Any) -> OutgoingMessage:
    return OutgoingMessage(chat_id, "test", {"text": text or key}, key, **more)


async def until(condition: Callable[[], object], seconds: float = 20.0) -> None:
    """Waits for what must come; fails when it does not."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)


async def until_idle(delivery: Delivery, seconds: float = 20.0) -> None:
    async with asyncio.timeout(seconds):
        while await delivery.inbox.pending() or await delivery.outbox.pending():
            await asyncio.sleep(0.02)


@pytest.fixture
async def delivery(database: Database, vault: Vault) -> AsyncIterator[Delivery]:
    working = Delivery(database, vault)
    yield working
    await working.stop()
