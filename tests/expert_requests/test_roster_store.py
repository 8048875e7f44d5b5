"""The pool in the database: taken in as a whole, sealed, booked by one request at a time."""

import asyncio
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from bot.database.transactions import Database
from bot.database.vault import Vault
from bot.errors import UserFacing
from bot.expert_requests.roster import Booking, BookingState, Expert
from bot.expert_requests.roster_store import Roster

FIRST, LAST = date(2026, 4, 1), date(2026, 4, 10)


def an_expert(expert_id: str, **known: Any) -> Expert:
    return Expert(expert_id=expert_id, **{"modality": "both", "name": f"Canary {expert_id}"} | known)


@pytest.fixture
async def roster(database: Database, vault: Vault) -> Roster:
    pool = Roster(vault)
    async with database.transaction() as tx:
        await pool.import_(tx, [an_expert("a"), an_expert("b")])
    return pool


async def test_taking_a_file_in_again_changes_nothing(database: Database, roster: Roster) -> None:
    async with database.transaction() as tx:
        report = await roster.import_(tx, [an_expert("a"), an_expert("b")])

    assert (report.unchanged, report.added, report.changed, report.set_aside) == (2, (), {}, ())


async def test_a_preview_says_what_an_import_then_does(database: Database, roster: Roster) -> None:
    new = [an_expert("a", level="lead", extra={"car": "own"}), an_expert("c")]

    async with database.transaction() as tx:
        preview = await roster.compare(tx, new)
        before = await roster.everybody(tx)
        report = await roster.import_(tx, new)
        after = await roster.everybody(tx)

    assert preview == report
    assert report.changed == {"a": ("level", "car")}
    assert (report.added, report.set_aside) == (("c",), ("b",))
    assert ([one.expert_id for one in before], list(after)) == (["a", "b"], new)


async def test_who_is_set_aside_is_still_known_and_comes_back_with_what_was_booked(
    database: Database, roster: Roster
) -> None:
    async with database.transaction() as tx:
        await roster.block(tx, "b", "r1", FIRST, LAST)
        await roster.import_(tx, [an_expert("a")])
        aside = await roster.get(tx, "b")
        await roster.import_(tx, [an_expert("a"), an_expert("b")])
        back = (await roster.everybody(tx))[1]

    assert aside is not None
    assert aside.set_aside
    assert back.bookings == (Booking("r1", BookingState.BLOCKED, FIRST, LAST),)


async def test_removing_deletes_also_who_was_set_aside_before(database: Database, roster: Roster) -> None:
    async with database.transaction() as tx:
        await roster.import_(tx, [an_expert("a")])
        report = await roster.import_(tx, [an_expert("a")], remove_missing=True)

        assert report.removed == ("b",)
        assert await roster.get(tx, "b") is None


async def test_no_name_is_readable_in_the_database(database: Database, roster: Roster) -> None:
    async with database.transaction() as tx:
        rows = (await tx.execute(sa.text("SELECT * FROM expert"))).all()

    assert len(rows) == 2
    assert "Canary" not in str(rows)


async def test_days_blocked_by_one_request_are_refused_to_another(database: Database, roster: Roster) -> None:
    async with database.transaction() as tx:
        await roster.pencil(tx, "a", "r1", FIRST, LAST)
        await roster.pencil(tx, "a", "r2", FIRST, LAST)
        await roster.block(tx, "a", "r1", FIRST, LAST)
        with pytest.raises(UserFacing, match="roster-days-taken"):
            await roster.block(tx, "a", "r2", LAST, None)
        await roster.block(tx, "a", "r2", date(2026, 4, 11), None)
        expert = await roster.get(tx, "a")

    assert expert is not None
    assert [(one.request_id, one.state) for one in expert.bookings] == [("r1", "blocked"), ("r2", "blocked")]


async def test_of_two_officers_who_confirm_at_once_one_gets_the_days(database: Database, roster: Roster) -> None:
    async def confirm(request_id: str) -> None:
        async with database.transaction() as tx:
            await roster.block(tx, "a", request_id, FIRST, LAST)

    done = await asyncio.gather(confirm("r1"), confirm("r2"), return_exceptions=True)

    assert sorted(type(one) for one in done if one) == [UserFacing]


async def test_extending_moves_the_days_of_the_same_request(database: Database, roster: Roster) -> None:
    async with database.transaction() as tx:
        await roster.block(tx, "a", "r1", FIRST, LAST)
        await roster.block(tx, "a", "r1", FIRST, date(2026, 5, 1))
        expert = await roster.get(tx, "a")

    assert expert is not None
    assert expert.bookings == (Booking("r1", BookingState.BLOCKED, FIRST, date(2026, 5, 1)),)


async def test_freeing_forgets_pencilled_days_and_keeps_blocked_ones_as_use(database: Database, roster: Roster) -> None:
    async with database.transaction() as tx:
        await roster.pencil(tx, "a", "r1", FIRST, LAST)
        await roster.block(tx, "b", "r1", FIRST, LAST)
        await roster.pencil(tx, "b", "r2", FIRST, LAST)
        await roster.free(tx, "r1")
        one, other = await roster.everybody(tx)

    assert one.bookings == ()
    assert {(booking.request_id, booking.state) for booking in other.bookings} == {("r1", "ended"), ("r2", "pencilled")}


async def test_an_officer_changes_availability_and_turned_days_are_refused(database: Database, roster: Roster) -> None:
    async with database.transaction() as tx:
        await roster.set_availability(tx, "a", FIRST, None)
        with pytest.raises(UserFacing, match="roster-days-turned"):
            await roster.set_availability(tx, "a", LAST, FIRST)
        expert = await roster.get(tx, "a")

    assert expert is not None
    assert (expert.available_from, expert.available_to) == (FIRST, None)
