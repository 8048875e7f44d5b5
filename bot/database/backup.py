"""Backups: a packed SQLite database with all rows, read at one moment while others write.

A backup of either dialect comes back into either one, also from an older release; packing tells
whether the file is whole. Texts stay sealed in it; the key is not in it, nor is the library, which
is built from its documents.
"""

import gzip
import os
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from bot.database.engine import opened_engine, snapshot
from bot.database.migrate import current_revision, upgrade
from bot.database.secret import key_fits
from bot.database.vault import Vault
from bot.errors import Misconfigured

ROWS_AT_ONCE = 500
SCRATCH = "scratch.sqlite3"


def write_backup(engine: sa.Engine, file: Path) -> dict[str, int]:
    """Writes beside and renames, so that a file of that name is whole. Returns rows per table.

    Raises:
        Misconfigured: the file cannot be written, or the database is empty.
    """
    try:
        with TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
            counts = _write(engine, Path(folder) / SCRATCH)
            packed = Path(folder) / file.name
            with (Path(folder) / SCRATCH).open("rb") as rows, gzip.open(packed, "wb") as out:
                shutil.copyfileobj(rows, out)
            packed.chmod(0o600)
            os.replace(packed, file)
    except (OSError, sa.exc.DBAPIError) as error:
        reason = getattr(error, "strerror", None) or "the database or the disk failed"
        raise Misconfigured(f"{file} cannot be written ({reason}).") from None
    return counts


def restore_backup(file: Path, engine: sa.Engine, vault: Vault | None = None) -> dict[str, int]:
    """Replaces everything in the database by the backup, in one transaction.

    Raises:
        Misconfigured: not a whole backup, of a newer release, or sealed with another key than
            the vault's; nothing was changed.
    """
    with _unpacked(file) as scratch:
        upgrade(scratch)
        if vault and not key_fits(scratch, vault):
            raise Misconfigured(f"{file} needs the SECRET_KEY that it was written with.")
        upgrade(engine)
        with scratch.connect() as reading:
            return _replace(engine, reading)


def _write(engine: sa.Engine, scratch: Path) -> dict[str, int]:
    revision = current_revision(engine)
    if revision is None:
        raise Misconfigured("There is nothing to back up yet: the database is empty.")
    with opened_engine(f"sqlite:///{scratch}") as target:
        upgrade(target, revision)
        with snapshot(engine) as reading:
            return _replace(target, reading)


@contextmanager
def _unpacked(file: Path) -> Iterator[sa.Engine]:
    """The database in a backup, in a place where it may be migrated."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / SCRATCH
        with opened_engine(f"sqlite:///{path}") as scratch:
            try:
                with gzip.open(file) as packed, path.open("wb") as rows:
                    shutil.copyfileobj(packed, rows)
                revision = current_revision(scratch)
            except FileNotFoundError:
                raise Misconfigured(f"There is no file {file}.") from None
            except (OSError, EOFError, zlib.error, sa.exc.DBAPIError):
                revision = None
            if revision is None:
                raise Misconfigured(f"{file} is not a whole backup; nothing was changed.")
            yield scratch


def _replace(target: sa.Engine, reading: sa.Connection) -> dict[str, int]:
    """All rows of the target's tables by those that are read; how many there are now."""
    metadata = sa.MetaData()
    metadata.reflect(target)
    tables = [table for table in metadata.sorted_tables if table.name != "alembic_version"]
    counts = {table.name: 0 for table in tables}
    with target.begin() as writing:
        for table in reversed(tables):
            writing.execute(sa.delete(table))
        for table in tables:
            found = reading.execution_options(yield_per=ROWS_AT_ONCE).execute(sa.select(table))
            for rows in found.mappings().partitions():
                writing.execute(sa.insert(table), [dict(row) for row in rows])
                counts[table.name] += len(rows)
            _continue_numbers(writing, table)
    return counts


def _continue_numbers(connection: sa.Connection, table: sa.Table) -> None:
    """PostgreSQL counts beside the table; rows that brought their number did not move it on."""
    key = table.autoincrement_column
    if connection.dialect.name == "postgresql" and key is not None and key.server_default:
        sequence = sa.func.pg_get_serial_sequence(table.name, key.name)
        largest = sa.select(sa.func.coalesce(sa.func.max(key), 0) + 1).scalar_subquery()
        connection.execute(sa.select(sa.func.setval(sequence, largest, False)))
