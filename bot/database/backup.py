"""Backups: one zip of JSON lines, a file per table, read at one moment while others write.

A backup of either dialect comes back into either one, also from an older release. Texts stay
sealed in it; the key is not in it, nor is the library, which is built from its documents.
"""

import base64
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

import sqlalchemy as sa

from bot.database.engine import opened_engine, snapshot
from bot.database.migrate import current_revision, upgrade
from bot.database.secret import key_fits
from bot.database.vault import Vault
from bot.errors import Misconfigured

FORMAT = 1
MANIFEST = "manifest.json"
ROWS_AT_ONCE = 500


def write_backup(engine: sa.Engine, file: Path) -> dict[str, int]:
    """Writes beside and renames, so that a file of that name is whole. Returns rows per table.

    Raises:
        Misconfigured: the file cannot be written, or the database is empty.
    """
    beside = file.with_name(f".{file.name}.part")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "wb") as raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as out:
            counts = _write(engine, out)
        os.replace(beside, file)
    except OSError as error:
        raise Misconfigured(f"{file} cannot be written ({error.strerror}).") from None
    finally:
        with suppress(OSError):
            beside.unlink()
    return counts


def restore_backup(file: Path, engine: sa.Engine, vault: Vault | None = None) -> dict[str, int]:
    """Replaces everything in the database by the backup, in one transaction.

    Raises:
        Misconfigured: not a whole backup, of a newer release, or sealed with another key than
            the vault's; nothing was changed.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            if manifest["format"] != FORMAT:
                raise Misconfigured(f"{file} was written by a newer release; install that one.")
            with _empty(manifest["revision"]) as scratch:
                _load(archive, manifest["rows"], scratch)
                upgrade(scratch)
                if vault and not key_fits(scratch, vault):
                    raise Misconfigured(f"{file} needs the SECRET_KEY that it was written with.")
                upgrade(engine)
                return _replace(scratch, engine)
    except FileNotFoundError:
        raise Misconfigured(f"There is no file {file}.") from None
    except (zipfile.BadZipFile, OSError, KeyError, ValueError, EOFError):
        raise Misconfigured(f"{file} is not a whole backup; nothing was changed.") from None


def _write(engine: sa.Engine, out: zipfile.ZipFile) -> dict[str, int]:
    revision = current_revision(engine)
    if revision is None:
        raise Misconfigured("There is nothing to back up yet: the database is empty.")
    with _empty(revision) as scratch:
        names = set(_tables(scratch))
    counts: dict[str, int] = {}
    with snapshot(engine) as connection:
        for name, table in _tables(connection).items():
            if name in names:
                with out.open(f"{name}.jsonl", "w") as lines:
                    counts[name] = _write_rows(connection, table, lines)
    manifest = {"format": FORMAT, "revision": revision, "rows": counts}
    out.writestr(MANIFEST, json.dumps(manifest))
    return counts


def _write_rows(connection: sa.Connection, table: sa.Table, lines: IO[bytes]) -> int:
    count = 0
    found = connection.execution_options(yield_per=ROWS_AT_ONCE).execute(sa.select(table))
    for row in found.mappings():
        lines.write(json.dumps(dict(row), default=_bytes_as_text).encode() + b"\n")
        count += 1
    return count


def _load(archive: zipfile.ZipFile, counts: dict[str, int], scratch: sa.Engine) -> None:
    tables = _tables(scratch)
    with scratch.begin() as connection:
        for name, count in counts.items():
            with archive.open(f"{name}.jsonl") as lines:
                rows = (_row(json.loads(line), tables[name]) for line in lines)
                if _insert(connection, tables[name], rows) != count:
                    raise ValueError(name)


def _replace(scratch: sa.Engine, engine: sa.Engine) -> dict[str, int]:
    source, target = _tables(scratch), _tables(engine)
    counts: dict[str, int] = {}
    with scratch.connect() as reading, engine.begin() as writing:
        for name in reversed(source):
            writing.execute(sa.delete(target[name]))
        for name, table in source.items():
            rows = (dict(row) for row in reading.execute(sa.select(table)).mappings())
            counts[name] = _insert(writing, target[name], rows)
            _continue_numbers(writing, target[name])
    return counts


def _insert(connection: sa.Connection, table: sa.Table, rows: Iterator[dict[str, Any]]) -> int:
    count = 0
    while some := list(islice(rows, ROWS_AT_ONCE)):
        connection.execute(sa.insert(table), some)
        count += len(some)
    return count


def _continue_numbers(connection: sa.Connection, table: sa.Table) -> None:
    """PostgreSQL counts beside the table; rows that brought their number did not move it on."""
    key = table.autoincrement_column
    if connection.dialect.name == "postgresql" and key is not None and key.server_default:
        sequence = sa.func.pg_get_serial_sequence(table.name, key.name)
        largest = sa.select(sa.func.coalesce(sa.func.max(key), 0) + 1).scalar_subquery()
        connection.execute(sa.select(sa.func.setval(sequence, largest, False)))


@contextmanager
def _empty(revision: str) -> Iterator[sa.Engine]:
    """A database of a release, to know its tables, and to migrate what is brought back."""
    with TemporaryDirectory() as folder, opened_engine(f"sqlite:///{folder}/scratch.sqlite3") as scratch:
        upgrade(scratch, revision)
        yield scratch


def _tables(bind: sa.Engine | sa.Connection) -> dict[str, sa.Table]:
    """As they are, parents first."""
    metadata = sa.MetaData()
    metadata.reflect(bind)
    return {table.name: table for table in metadata.sorted_tables if table.name != "alembic_version"}


def _bytes_as_text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    raise TypeError(f"No column may hold a {type(value).__name__}.")


def _row(line: dict[str, Any], table: sa.Table) -> dict[str, Any]:
    for column in table.columns:
        if isinstance(column.type, sa.LargeBinary) and line[column.name] is not None:
            line[column.name] = base64.b64decode(line[column.name])
    return line
