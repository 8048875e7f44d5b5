"""From a stored update to a message on the phone: once, in order, whatever happens between."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.database.engine import async_engine
from bot.database.transactions import Database
from bot.database.vault import Vault
from bot.delivery.work import Work
from bot.delivery.worker import KILLED_TOO_OFTEN
from bot.errors import Permanent, Retryable
from tests.delivery.conftest import (
    Delivery,
    MortalDatabase,
    ScriptedTelegram,
    a_message,
    a_press,
    a_text,
    passing,
    until,
    until_idle,
)
from tests.fakes import FixedClock


async def test_every_question_gets_one_answer_in_order(delivery: Delivery) -> None:
    delivery.start(delivery.answer)

    for number in range(1, 31):
        await delivery.inbox.store([a_message(number, chat_id=number % 3 + 1, text=str(number))])
    await until_idle(delivery)

    for chat in (1, 2, 3):
        expected = [f"answer {number}" for number in range(1, 31) if number % 3 + 1 == chat]
        assert delivery.telegram.texts(chat) == expected


async def test_a_slow_chat_holds_nobody_else_up(delivery: Delivery) -> None:
    slow = asyncio.Event()

    async def handle(work: Work) -> None:
        if work.row.chat_id == 1:
            await slow.wait()
        await delivery.answer(work)

    delivery.start(handle)
    await delivery.inbox.store([a_message(1, 1), a_message(2, 1), a_message(3, 2, "other")])

    await until(lambda: delivery.telegram.texts(2) == ["answer other"])
    assert delivery.telegram.texts(1) == []
    slow.set()
    await until(lambda: len(delivery.telegram.texts(1)) == 2)


async def test_a_poison_update_is_set_aside_and_stops_nobody(delivery: Delivery, clock: FixedClock) -> None:
    async def handle(work: Work) -> None:
        if work.row.update_id == 1:
            raise ZeroDivisionError
        await delivery.answer(work)

    delivery.start(handle)
    await delivery.inbox.store([a_message(1, 1), a_message(2, 1, "next"), a_message(3, 2, "other")])

    await until(lambda: delivery.telegram.texts(2) == ["answer other"])
    assert delivery.telegram.texts(1) == []
    await passing(clock, lambda: delivery.set_aside)
    assert delivery.set_aside == [(1, "ZeroDivisionError")]
    await until(lambda: delivery.telegram.texts(1) == ["answer next"])


async def test_what_cannot_succeed_is_set_aside_at_once(delivery: Delivery) -> None:
    async def handle(work: Work) -> None:
        raise Permanent("no_such_thing")

    delivery.start(handle)
    await delivery.inbox.store([a_message(1)])

    await until(lambda: delivery.set_aside)
    assert delivery.set_aside == [(1, "no_such_thing")]


async def test_what_may_pass_is_tried_until_it_passes(delivery: Delivery, clock: FixedClock) -> None:
    tries = 0

    async def handle(work: Work) -> None:
        nonlocal tries
        tries += 1
        if tries < 12:
            raise Retryable("not_yet")
        await delivery.answer(work)

    delivery.start(handle)
    await delivery.inbox.store([a_message(1, text="late")])

    await passing(clock, lambda: delivery.telegram.texts(7) == ["answer late"])
    assert delivery.set_aside == []


async def test_a_postponed_message_holds_its_own_chat_only(delivery: Delivery, clock: FixedClock) -> None:
    later = clock.now().replace(hour=10)

    async def handle(work: Work) -> None:
        if work.row.chat_id == 1 and clock.now() < later:
            await work.postpone(later)
        else:
            await delivery.answer(work)

    delivery.start(handle)
    await delivery.inbox.store([a_message(1, 1, "a"), a_message(2, 1, "b"), a_message(3, 2, "c")])

    await until(lambda: delivery.telegram.texts(2) == ["answer c"])
    assert delivery.telegram.texts(1) == []
    clock.moment = later
    await until(lambda: delivery.telegram.texts(1) == ["answer a", "answer b"])


async def test_a_handler_that_does_nothing_ends_the_update(delivery: Delivery) -> None:
    seen: list[int] = []

    async def ignore(work: Work) -> None:
        seen.append(work.row.update_id)

    delivery.start(ignore)
    await delivery.inbox.store([a_message(1), a_message(2)])

    await until_idle(delivery)
    assert seen == [1, 2]
    assert delivery.telegram.calls == []


async def test_facts_and_messages_of_a_failing_handler_are_rolled_back(delivery: Delivery, clock: FixedClock) -> None:
    has_failed = False

    async def handle(work: Work) -> None:
        nonlocal has_failed
        async with work.finish() as transaction:
            await delivery.outbox.post(transaction, a_text(f"try {has_failed}"))
            if not has_failed:
                has_failed = True
                raise ZeroDivisionError

    delivery.start(handle)
    await delivery.inbox.store([a_message(1)])

    await passing(clock, lambda: delivery.telegram.texts(7))
    assert delivery.telegram.texts(7) == ["try True"]


async def test_a_press_does_not_overtake_a_message_that_is_still_on_its_way(
    delivery: Delivery, clock: FixedClock
) -> None:
    handled: list[int] = []

    async def handle(work: Work) -> None:
        handled.append(work.row.update_id)

    delivery.start(handle)
    await delivery.inbox.store([a_message(1)])
    await until(lambda: handled == [1])

    await delivery.inbox.store([a_press(3)])
    await asyncio.sleep(0.2)
    await delivery.inbox.store([a_message(2)])
    await passing(clock, lambda: len(handled) == 3)

    assert handled == [1, 2, 3]


async def test_a_press_whose_forerunners_are_all_here_is_handled_at_once(delivery: Delivery, clock: FixedClock) -> None:
    handled: list[int] = []

    async def handle(work: Work) -> None:
        handled.append(work.row.update_id)

    delivery.start(handle)
    await delivery.inbox.store([a_message(number, chat_id=number) for number in range(1, 60)])
    await delivery.inbox.store([a_press(60)])

    await until(lambda: 60 in handled)


async def test_a_graceful_stop_finishes_what_runs_in_time_and_gives_back_the_rest(delivery: Delivery) -> None:
    started, never = asyncio.Semaphore(0), asyncio.Event()

    async def handle(work: Work) -> None:
        started.release()
        if work.row.chat_id == 1:
            await never.wait()
        await asyncio.sleep(0.1)
        await delivery.answer(work)

    delivery.start(handle)
    await delivery.inbox.store([a_message(1, 1, "stuck"), a_message(2, 2, "quick")])
    await started.acquire()
    await started.acquire()

    await delivery.stop(within_seconds=1)

    assert await delivery.inbox.pending() == 1
    delivery.start(delivery.answer)  # at once, without waiting for a lease to end
    await until(lambda: delivery.telegram.texts(1) == ["answer stuck"])
    assert delivery.telegram.texts(2) == ["answer quick"]


async def test_two_replicas_share_the_work_and_double_nothing(
    postgresql_url: str, vault: Vault, clock: FixedClock
) -> None:
    telegram = ScriptedTelegram()
    databases = [Database(async_engine(postgresql_url)) for _ in range(2)]
    replicas = [Delivery(database, vault, clock, telegram) for database in databases]
    handled: list[tuple[int, int]] = []
    has_begun = [asyncio.Event() for _ in replicas]

    def handler(number: int, replica: Delivery) -> Callable[[Work], Awaitable[None]]:
        async def handle(work: Work) -> None:
            handled.append((number, work.row.update_id))
            has_begun[number].set()
            for begun in has_begun:  # the work is there for both, however late one of them starts
                await begun.wait()
            await replica.answer(work)

        return handle

    for number, replica in enumerate(replicas):
        replica.start(handler(number, replica), at_once=2)
    updates = [a_message(number, chat_id=number % 8 + 1, text=str(number)) for number in range(40)]
    await asyncio.gather(
        *(replica.inbox.store(updates[start : start + 10]) for replica in replicas for start in range(0, 40, 10))
    )
    await until_idle(replicas[0])

    assert sorted(update_id for _, update_id in handled) == list(range(40))
    for chat in range(1, 9):
        expected = [f"answer {number}" for number in range(40) if number % 8 + 1 == chat]
        assert telegram.texts(chat) == expected
    for replica, database in zip(replicas, databases, strict=True):
        await replica.stop()
        await database.close()


@pytest.mark.parametrize("count", [3, 40])
async def test_a_row_that_kills_the_process_is_set_aside_and_takes_nobody_along(
    sqlite_url: str, vault: Vault, clock: FixedClock, count: int
) -> None:
    """Each round is a process: it dies with everything in its hands when row 1 is handled."""
    telegram = ScriptedTelegram()
    updates = [a_message(number, chat_id=number, text=str(number)) for number in range(1, count)]
    set_aside: list[tuple[int, str]] = []
    for _ in range(KILLED_TOO_OFTEN + 5):
        database = MortalDatabase(async_engine(sqlite_url))
        process = Delivery(database, vault, clock, telegram)
        await process.inbox.store(updates)
        died = asyncio.Event()
        process.start(deadly(process, died))

        ended = [asyncio.create_task(until_idle(process)), asyncio.create_task(died.wait())]
        await asyncio.wait(ended, return_when=asyncio.FIRST_COMPLETED)
        await process.kill(database)

        for task in ended:
            task.cancel()
        set_aside += process.set_aside

    assert set_aside == [(1, "killed")]
    for number in range(2, count):
        assert telegram.texts(number) == [f"answer {number}"]


def deadly(process: Delivery, died: asyncio.Event) -> Callable[[Work], Awaitable[None]]:
    async def handle(work: Work) -> None:
        if work.row.update_id == 1:
            died.set()
            await asyncio.Event().wait()
        await process.answer(work)

    return handle
