"""A working delivery: inbox, outbox and workers on a real database, and a scripted Telegram."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import pytest
import sqlalchemy as sa

from bot.clock import Clock
from bot.database.transactions import Database, Transaction
from bot.database.vault import Vault
from bot.delivery.inbox import Inbox
from bot.delivery.models import OutboxRow, OutgoingMessage, Sent
from bot.delivery.outbox import Outbox
from bot.delivery.work import Work
from bot.delivery.worker import InboxWorker, OutboxWorker
from tests.fakes import FixedClock

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


class MortalDatabase(Database):
    """What a killed process does not reach any more."""

    is_dead = False

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        async with super().transaction() as transaction:
            yield transaction
            if self.is_dead:
                raise ConnectionAbortedError


class Delivery:
    """One process: what it stores, handles and sends."""

    def __init__(self, database: Database, vault: Vault, clock: Clock, telegram: ScriptedTelegram) -> None:
        self.database, self.clock, self.telegram = database, clock, telegram
        self.inbox = Inbox(database, vault, clock)
        self.outbox = Outbox(database, vault, clock)
        self.set_aside: list[tuple[int, str]] = []
        self._workers: list[InboxWorker | OutboxWorker] = []

    def start(self, handle: Callable[[Work], Awaitable[None]] | None = None, at_once: int = 32) -> None:
        sending = OutboxWorker(self.outbox, self.telegram.send)
        self._workers.append(sending)
        if handle:
            self._workers.append(InboxWorker(self.inbox, self.outbox, handle, self._set_aside, at_once))
        for worker in self._workers:
            worker.look_seconds = 0.02
            worker.start()

    async def stop(self, within_seconds: float = 5.0) -> None:
        for worker in self._workers:
            await worker.stop(within_seconds)
        self._workers.clear()

    async def kill(self, database: "MortalDatabase") -> None:
        """The process is gone: nothing is finished, given back or written down."""
        database.is_dead = True
        tasks = [task for worker in self._workers for task in (*worker._loops, *worker._running)]
        self._workers.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await database.close()

    async def answer(self, work: Work) -> None:
        """What a handler does: progress, then one transaction with the answer."""
        chat, key = work.row.chat_id, f"{work.row.update_id}"
        await work.send_now(a_text(f"{key}:placeholder", chat, "..."))
        text = f"answer {work.row.update['message']['text']}"
        async with work.finish() as transaction:
            message = a_text(f"{key}:answer", chat, text, edits=f"{key}:placeholder")
            await self.outbox.post(transaction, message)

    async def post(self, message: OutgoingMessage) -> None:
        async with self.database.transaction() as transaction:
            await self.outbox.post(transaction, message)

    async def _set_aside(self, update_id: int, reason: str) -> None:
        self.set_aside.append((update_id, reason))

    async def undelivered(self) -> list[tuple[str, str]]:
        """Keys and reasons of the messages that were given up."""
        rows = sa.text("SELECT dedup_key, reason FROM outbox WHERE status = 'set_aside'")
        async with self.database.transaction() as transaction:
            return [(row.dedup_key, row.reason) for row in await transaction.execute(rows)]


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
        while not condition():  # noqa: ASYNC110 - the condition is not ours to signal
            await asyncio.sleep(0.01)


async def passing(clock: FixedClock, condition: Callable[[], object], seconds: float = 20.0) -> None:
    """Time passes until something has come true."""
    async with asyncio.timeout(seconds):
        while not condition():
            clock.pass_time(seconds=3)
            await asyncio.sleep(0.03)


async def until_idle(delivery: Delivery, seconds: float = 20.0) -> None:
    async with asyncio.timeout(seconds):
        while await delivery.inbox.pending() or await delivery.outbox.pending():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


@pytest.fixture
async def delivery(database: Database, vault: Vault, clock: FixedClock) -> AsyncIterator[Delivery]:
    working = Delivery(database, vault, clock, ScriptedTelegram())
    yield working
    await working.stop()
