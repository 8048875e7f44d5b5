"""What is stored, what is not, and when Telegram may be told that it arrived."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.database.engine import async_engine
from bot.database.transactions import Database
from bot.database.vault import Vault
from bot.delivery.inbox import Inbox, without_whereabouts
from bot.delivery.retention import remove_old
from bot.delivery.work import Work
from bot.errors import Retryable
from tests.delivery.conftest import Delivery, a_message, until_idle
from tests.fakes import FixedClock

CANARY = "canary-9F3A"


async def test_a_repeated_update_is_stored_once(delivery: Delivery) -> None:
    assert await delivery.inbox.store([a_message(1), a_message(2)]) == 2
    assert await delivery.inbox.store([a_message(2), a_message(3)]) == 1
    assert await delivery.inbox.pending() == 3


async def test_calls_that_come_together_share_transactions(delivery: Delivery) -> None:
    commits = 0
    inner = delivery.database.transaction

    class Counting(Database):
        def transaction(self) -> Any:
            nonlocal commits
            commits += 1
            return inner()

    delivery.inbox.database = Counting(delivery.database._engine)
    stored = await asyncio.gather(*(delivery.inbox.store([a_message(number)]) for number in range(100)))

    assert sum(stored) == 100
    assert commits <= 3


async def test_what_could_not_be_committed_is_not_confirmed(sqlite_url: str, vault: Vault, clock: FixedClock) -> None:
    database = Database(async_engine(sqlite_url))
    inbox = Inbox(database, vault, clock)
    async with database.transaction() as transaction:
        await transaction.execute(sa.text("DROP TABLE inbox"))

    outcomes = await asyncio.gather(inbox.store([a_message(1)]), inbox.store([a_message(2)]), return_exceptions=True)

    assert [type(outcome) for outcome in outcomes] == [Retryable, Retryable]
    await database.close()


@pytest.mark.parametrize(
    "update", [{}, {"update_id": "1"}, {"update_id": -1}, {"update_id": 2**63}, {"update_id": None}], ids=str
)
async def test_an_update_that_can_never_be_stored_holds_nobody_up(delivery: Delivery, update: dict[str, Any]) -> None:
    assert await delivery.inbox.store([update, a_message(5)]) == 1


@pytest.mark.parametrize(
    "more",
    [
        {"text": "a lone surrogate \ud83d"},
        {"text": "a NUL \x00"},
        {"date": 10**18},
        {"date": "yesterday"},
        {"chat": {"id": 2**70}},
        {"chat": None},
        {"from": {"id": "x"}},
    ],
    ids=str,
)
async def test_odd_contents_arrive_as_they_are(delivery: Delivery, more: dict[str, Any]) -> None:
    seen: list[Any] = []

    async def handle(work: Work) -> None:
        seen.append(work.row.update)

    delivery.start(handle)
    await delivery.inbox.store([a_message(1, **more)])
    await until_idle(delivery)

    assert seen == [a_message(1, **more)]
    assert delivery.set_aside == []


async def test_texts_are_sealed_and_erased_when_the_update_is_handled(
    sqlite_url: str, vault: Vault, clock: FixedClock
) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    database = Database(async_engine(sqlite_url))
    inbox = Inbox(database, vault, clock)

    await inbox.store([a_message(1, text=CANARY)])
    kept = b"".join(path.read_bytes() for path in file.parent.glob("bot.sqlite3*"))
    assert CANARY.encode() not in kept

    async with database.transaction() as transaction:
        (claim,) = await inbox.rows.claim(transaction, "t", clock.now(), clock.now(), 1)
        await inbox.rows.end(transaction, claim, clock.now())
    async with database.transaction() as transaction:
        row = (await transaction.execute(sa.text("SELECT * FROM inbox"))).mappings().one()
    assert (row["update_id"], row["chat_id"], row["payload"]) == (1, 7, None)
    await database.close()


PLACES: list[dict[str, Any]] = [
    {"location": {"latitude": 12.5, "longitude": 42.25, "live_period": 60}},
    {"venue": {"location": {"latitude": 12.5, "longitude": 1}, "title": CANARY, "address": CANARY}},
    {"contact": {"phone_number": CANARY, "first_name": CANARY, "vcard": CANARY, "user_id": 1}},
    {"passport_data": {"data": CANARY}},
]


@pytest.mark.parametrize("kind", ["message", "edited_message", "channel_post"])
@pytest.mark.parametrize("place", PLACES, ids=lambda place: next(iter(place)))
@pytest.mark.parametrize("around", [None, "reply_to_message", "external_reply", "pinned_message"])
def test_where_somebody_is_and_whom_they_know_is_never_stored(
    kind: str, place: dict[str, Any], around: str | None
) -> None:
    content = {around: place} if around else place

    kept = without_whereabouts({"update_id": 1, kind: {"text": "kept", **content}})

    written = json.dumps(kept)
    assert CANARY not in written
    assert "12.5" not in written
    assert kept[kind]["text"] == "kept"


def test_a_handler_still_sees_that_it_was_a_place_or_a_contact() -> None:
    kept = without_whereabouts({"message": {**PLACES[0], **PLACES[1], **PLACES[2]}})["message"]

    assert kept["location"] == {"latitude": 0, "longitude": 0}
    assert kept["venue"]["title"] == ""
    assert kept["contact"] == {"phone_number": "", "first_name": ""}


async def test_messages_are_counted_by_the_time_of_writing(delivery: Delivery, clock: FixedClock) -> None:
    written = int(clock.now().timestamp()) - 5 * 3600  # an outage: they arrive together, later
    counted: list[int] = []

    async def count(work: Work) -> None:
        async with work.finish() as transaction:
            minute = timedelta(seconds=60)
            counted.append(await delivery.inbox.messages_written(transaction, work.row, minute))

    delivery.start(count)
    await delivery.inbox.store([a_message(n, date=written + 25 * n) for n in range(6)])
    await until_idle(delivery)

    assert counted == [1, 2, 3, 3, 3, 3]


async def test_done_rows_go_after_a_month_and_open_ones_stay(delivery: Delivery, clock: FixedClock) -> None:
    delivery.start(delivery.answer)
    await delivery.inbox.store([a_message(1)])
    await until_idle(delivery)
    await delivery.stop()
    await delivery.inbox.store([a_message(2)])

    async with delivery.database.transaction() as transaction:
        assert await remove_old(transaction, clock.now()) == 0
    clock.pass_time(days=31)
    async with delivery.database.transaction() as transaction:
        assert await remove_old(transaction, clock.now()) == 3

    assert await delivery.inbox.pending() == 1
