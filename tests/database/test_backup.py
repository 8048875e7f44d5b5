"""A backup is one moment of the data; it comes back into either dialect, or not at all."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.clock import SystemClock
from bot.database.backup import restore_backup, write_backup
from bot.database.engine import async_engine, snapshot, sync_engine
from bot.database.migrate import upgrade
from bot.database.tables import installation
from bot.database.transactions import Database
from bot.database.vault import Vault
from bot.delivery.outbox import Outbox
from bot.errors import Misconfigured
from tests.delivery.conftest import a_text

CANARY = "canary-in-a-question"
DIALECTS = ["sqlite", "postgresql"]


async def with_messages(url: str, vault: Vault, *keys: str) -> sa.Engine:
    database = Database(async_engine(url))
    outbox = Outbox(database, vault, SystemClock())
    async with database.transaction() as transaction:
        for key in keys:
            await outbox.post(transaction, a_text(key, text=CANARY))
    await database.close()
    return sync_engine(url)


def messages(engine: sa.Engine) -> list[tuple[int, str]]:
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT outbox_id, dedup_key FROM outbox ORDER BY 1"))
        return [(number, key) for number, key in rows]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("other", DIALECTS)
async def test_a_backup_comes_back_into_either_dialect(
    dialect: str, other: str, request: pytest.FixtureRequest, tmp_path: Path, vault: Vault
) -> None:
    source = await with_messages(request.getfixturevalue(f"{dialect}_url"), vault, "a", "b")
    file = tmp_path / "backup.gz"
    write_backup(source, file)
    kept = messages(source)
    url = request.getfixturevalue(f"{other}_url")
    target = await with_messages(url, vault, "later")

    counts = restore_backup(file, target)

    assert messages(target) == kept
    assert counts["outbox"] == 2
    await with_messages(url, vault, "new")
    assert [key for _, key in messages(target)] == ["a", "b", "new"]
    source.dispose()
    target.dispose()


async def test_a_backup_holds_no_text_and_is_for_its_owner_alone(sqlite_url: str, tmp_path: Path, vault: Vault) -> None:
    source = await with_messages(sqlite_url, vault, "a")
    file = tmp_path / "backup.gz"

    write_backup(source, file)

    content = gzip.decompress(file.read_bytes())
    assert b"outbox" in content
    assert CANARY.encode() not in content
    assert file.stat().st_mode & 0o777 == 0o600


async def test_a_backup_is_one_moment_and_holds_nobody_up(sqlite_url: str, tmp_path: Path, vault: Vault) -> None:
    source = await with_messages(sqlite_url, vault, "a")
    with snapshot(source) as reading:
        count = sa.text("SELECT count(*) FROM outbox")
        assert reading.scalar(count) == 1
        await with_messages(sqlite_url, vault, "b")

        assert reading.scalar(count) == 1
    assert len(messages(source)) == 2


@pytest.mark.parametrize("harm", ["cut", "empty", "altered", "no_database", "newer"])
async def test_a_file_that_is_no_whole_backup_changes_nothing(
    harm: str, sqlite_url: str, tmp_path: Path, vault: Vault
) -> None:
    source = await with_messages(sqlite_url, vault, "a")
    file = tmp_path / "backup.gz"
    write_backup(source, file)
    spoil(file, harm)
    await with_messages(sqlite_url, vault, "b")

    with pytest.raises(Misconfigured):
        restore_backup(file, source)

    assert [key for _, key in messages(source)] == ["a", "b"]


def spoil(file: Path, harm: str) -> None:
    content = file.read_bytes()
    if harm == "cut":
        file.write_bytes(content[: len(content) // 2])
    elif harm == "empty":
        file.write_bytes(b"")
    elif harm == "altered":
        middle = len(content) // 2
        file.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    elif harm == "no_database":
        file.write_bytes(gzip.compress(b"something else" * 1000))
    else:
        database = file.with_name("newer.sqlite3")
        database.write_bytes(gzip.decompress(content))
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute("UPDATE alembic_version SET version_num = '9004'")
        file.write_bytes(gzip.compress(database.read_bytes()))


def test_a_missing_file_is_named(sqlite_url: str, tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="no file"):
        restore_backup(tmp_path / "none.gz", sync_engine(sqlite_url))


@pytest.mark.parametrize("folder", ["none", "bot.sqlite3"])
def test_a_place_that_cannot_be_written_is_named(sqlite_url: str, tmp_path: Path, folder: str) -> None:
    with pytest.raises(Misconfigured, match="cannot be written"):
        write_backup(sync_engine(sqlite_url), tmp_path / folder / "backup.gz")


def test_an_old_backup_is_brought_to_the_newest_release(tmp_path: Path, sqlite_url: str) -> None:
    old = sync_engine(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    upgrade(old, "0001")
    with old.begin() as connection:
        connection.execute(installation.insert().values(name="bot", value="name"))
    write_backup(old, tmp_path / "old.gz")
    target = sync_engine(sqlite_url)

    restore_backup(tmp_path / "old.gz", target)

    with target.connect() as connection:
        assert connection.execute(sa.select(installation)).all() == [("bot", "name")]
