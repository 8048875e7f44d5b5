"""Who lost a lease changes nothing; who works long keeps it."""

import asyncio
from datetime import timedelta

import pytest

from bot.clock import SystemClock
from bot.database.engine import async_engine
from bot.database.transactions import Database
from bot.database.vault import Vault
from bot.delivery.inbox import Inbox
from bot.delivery.outbox import Outbox
from bot.delivery.store import Claim
from bot.delivery.work import LeaseLost, Work
from bot.delivery.worker import InboxWorker
from tests.delivery.conftest import Delivery, a_message, a_text, until
from tests.fakes import FixedClock

LEASE = timedelta(seconds=20)


async def claimed(delivery: Delivery, token: str) -> list[Claim]:
    now = delivery.clock.now()
    async with delivery.database.transaction() as transaction:
        return await delivery.inbox.rows.claim(transaction, token, now, now + LEASE, 10)


async def test_a_leased_row_is_out_once(delivery: Delivery) -> None:
    await delivery.inbox.store([a_message(1), a_message(2)])

    assert [claim.row_id for claim in await claimed(delivery, "a")] == [1]
    assert await claimed(delivery, "b") == []


async def test_whoever_lost_the_lease_finishes_nothing(delivery: Delivery, clock: FixedClock) -> None:
    await delivery.inbox.store([a_message(1)])
    (lost,) = await claimed(delivery, "a")
    clock.pass_time(seconds=21)
    (held,) = await claimed(delivery, "b")

    async def finish(claim: Claim, key: str) -> None:
        async with Work(claim, delivery.inbox, delivery.outbox).finish() as transaction:
            await delivery.outbox.post(transaction, a_text(key))

    with pytest.raises(LeaseLost):
        await finish(lost, "late")
    await finish(held, "in time")
    with pytest.raises(LeaseLost):
        await finish(held, "twice")

    delivery.start()
    await until(lambda: delivery.telegram.texts(7))
    assert delivery.telegram.texts(7) == ["in time"]


async def test_whoever_lost_the_lease_puts_nothing_back(delivery: Delivery, clock: FixedClock) -> None:
    await delivery.inbox.store([a_message(1)])
    (lost,) = await claimed(delivery, "a")
    clock.pass_time(seconds=21)
    await claimed(delivery, "b")

    await Work(lost, delivery.inbox, delivery.outbox).postpone(clock.now())

    assert await claimed(delivery, "c") == []


class ShortLeased(InboxWorker):
    lease = timedelta(seconds=0.9)
    look_seconds = 0.1


async def test_a_long_answer_keeps_its_lease(postgresql_url: str, vault: Vault) -> None:
    """Two replicas; the handler takes three times the lease."""
    databases = [Database(async_engine(postgresql_url)) for _ in range(2)]
    handled: list[int] = []

    async def handle(work: Work) -> None:
        handled.append(work.row.update_id)
        await asyncio.sleep(2.7)

    inboxes = [Inbox(database, vault, SystemClock()) for database in databases]
    workers = [ShortLeased(inbox, Outbox(inbox.database, vault, SystemClock()), handle) for inbox in inboxes]
    for worker in workers:
        worker.start()
    await inboxes[0].store([a_message(1)])
    async with asyncio.timeout(20):
        while await inboxes[1].pending():  # noqa: ASYNC110
            await asyncio.sleep(0.1)

    assert handled == [1]
    for worker, database in zip(workers, databases, strict=True):
        await worker.stop()
        await database.close()


async def test_after_a_kill_the_owner_of_a_file_goes_on_at_once_and_a_replica_waits(
    delivery: Delivery, clock: FixedClock
) -> None:
    await delivery.inbox.store([a_message(1)])
    await claimed(delivery, "of a killed process")

    delivery.start(delivery.answer)

    if delivery.database.is_postgresql:
        await asyncio.sleep(0.3)
        assert delivery.telegram.texts(7) == []
        clock.pass_time(seconds=21)
    await until(lambda: delivery.telegram.texts(7) == ["answer hello"])
