"""What is wrong with a database is said in one sentence, without the address's password."""

import asyncio
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.database.engine import async_engine, sync_engine
from bot.database.migrate import upgrade
from bot.database.tables import installation
from bot.database.transactions import Database, insert_or_ignore
from bot.errors import Misconfigured, Retryable


@pytest.mark.parametrize("url", ["nonsense", "mysql://localhost/bot", "://"])
def test_another_kind_of_address_is_refused(url: str) -> None:
    with pytest.raises(Misconfigured, match="DATABASE_URL"):
        sync_engine(url)


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    engine = sync_engine("postgresql://bot:hush@127.0.0.1:9/bot")

    with pytest.raises(Misconfigured, match=r"127\.0\.0\.1:9") as refusal:
        upgrade(engine)

    assert "hush" not in str(refusal.value)


def test_a_file_that_is_no_database_is_called_damaged(tmp_path: Path) -> None:
    (tmp_path / "bot.sqlite3").write_bytes(b"not a database at all, but long enough " * 50)

    with pytest.raises(Misconfigured, match="damaged"):
        upgrade(sync_engine(f"sqlite:///{tmp_path / 'bot.sqlite3'}"))


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(Misconfigured, match="cannot be made"):
        sync_engine(f"sqlite:///{tmp_path / 'file' / 'bot.sqlite3'}")


async def test_a_full_disk_may_pass(sqlite_url: str) -> None:
    database = Database(async_engine(sqlite_url))

    async def fill() -> None:
        async with database.transaction() as transaction:
            pages = (await transaction.exec_driver_sql("PRAGMA page_count")).scalar_one()
            await transaction.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            await transaction.execute(installation.insert().values(name="large", value="x" * 1_000_000))

    with pytest.raises(Retryable, match="disk_full"):
        await fill()

    async with database.transaction() as transaction:
        assert (await transaction.execute(sa.select(installation.c.name))).all() == []
    await database.close()


async def test_what_is_committed_is_followed_by_its_actions(database: Database) -> None:
    heard: list[str] = []

    async with database.transaction() as transaction:
        database.after_commit(transaction, lambda: heard.append("committed"))
        assert heard == []

    assert heard == ["committed"]


async def test_what_is_rolled_back_leaves_nothing_and_calls_nobody(database: Database) -> None:
    heard: list[str] = []

    async def fail() -> None:
        async with database.transaction() as transaction:
            await transaction.execute(installation.insert().values(name="a", value="b"))
            database.after_commit(transaction, lambda: heard.append("committed"))
            raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"):
        await fail()

    async with database.transaction() as transaction:
        assert (await transaction.execute(sa.select(installation.c.name))).all() == []
    assert heard == []


async def test_many_writers_wait_for_each_other(database: Database) -> None:
    async def write(number: int) -> None:
        async with database.transaction() as transaction:
            known = sa.select(sa.func.count()).select_from(installation)
            await transaction.execute(known)
            await transaction.execute(
                insert_or_ignore(transaction, installation).values(name=f"{number % 50}", value="")
            )

    await asyncio.gather(*(write(number) for number in range(100)))

    async with database.transaction() as transaction:
        counted = await transaction.execute(sa.select(sa.func.count()).select_from(installation))
        assert counted.scalar_one() == 50


async def test_a_cancelled_writer_leaves_no_lock_behind(database: Database) -> None:
    async def write(name: str) -> None:
        async with database.transaction() as transaction:
            await transaction.execute(sa.select(installation))
            await transaction.execute(installation.insert().values(name=name, value=""))
            await transaction.execute(sa.select(installation))

    for number in range(30):
        writers = [asyncio.create_task(write(f"cancelled {number} {other}")) for other in range(3)]
        await asyncio.sleep(number / 3000)
        for writer in writers:
            writer.cancel()
        await asyncio.gather(*writers, return_exceptions=True)
        await write(f"{number}")  # raises when the lock is held for longer than the driver waits

    async with database.transaction() as transaction:
        names = (await transaction.execute(sa.select(installation.c.name))).scalars().all()
    assert {f"{number}" for number in range(30)} <= set(names)


async def test_two_processes_write_to_one_file(sqlite_url: str) -> None:
    ours, theirs = Database(async_engine(sqlite_url)), Database(async_engine(sqlite_url))

    async def write(database: Database, name: str) -> None:
        for number in range(40):
            async with database.transaction() as transaction:
                await transaction.execute(installation.insert().values(name=f"{name}{number}", value=""))

    await asyncio.gather(write(ours, "a"), write(theirs, "b"))

    async with ours.transaction() as transaction:
        counted = await transaction.execute(sa.select(sa.func.count()).select_from(installation))
        assert counted.scalar_one() == 80
    await ours.close()
    await theirs.close()


async def test_a_database_that_must_not_be_written_is_said(sqlite_url: str) -> None:
    database = Database(async_engine(sqlite_url))

    async def write() -> None:
        async with database.transaction() as transaction:
            await transaction.exec_driver_sql("PRAGMA query_only = ON")
            await transaction.execute(installation.insert().values(name="a", value="b"))

    with pytest.raises(Misconfigured, match="cannot be written"):
        await write()

    await database.close()
