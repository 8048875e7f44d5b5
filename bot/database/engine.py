"""Engines for SQLite and PostgreSQL from one kind of URL.

People write plain URLs (`postgresql://…`, `sqlite:///…`); the drivers are our business.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import Misconfigured, Retryable

BUSY_TIMEOUT_SECONDS = 30
MISSING_DRIVER = 'PostgreSQL needs its driver: pip install "mediation-bot[postgres]".'


def async_engine(url: str) -> AsyncEngine:
    """The engine of the bot's own tables."""
    parsed = _parse(url)
    if parsed.get_backend_name() == "postgresql":
        return create_async_engine(parsed, pool_size=10, pool_pre_ping=True, hide_parameters=True)
    engine = create_async_engine(
        parsed.set(drivername="sqlite+aiosqlite"), connect_args={"timeout": BUSY_TIMEOUT_SECONDS}, hide_parameters=True
    )
    _configure_sqlite(engine.sync_engine)
    return engine


def sync_engine(url: str) -> sa.Engine:
    """An engine for work in threads: the library, migrations, backups."""
    parsed = _parse(url)
    if parsed.get_backend_name() == "postgresql":
        return sa.create_engine(parsed, pool_size=4, pool_pre_ping=True, hide_parameters=True)
    engine = sa.create_engine(parsed, connect_args={"timeout": BUSY_TIMEOUT_SECONDS}, hide_parameters=True)
    _configure_sqlite(engine)
    return engine


@contextmanager
def opened_engine(url: str) -> Iterator[sa.Engine]:
    """The same for the length of one piece of work."""
    engine = sync_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def snapshot(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Reads one moment of the data, however long it takes, and holds no writer up."""
    options: dict[str, Any] = {"only_reads": True}
    if engine.dialect.name == "postgresql":
        options = {"isolation_level": "REPEATABLE READ"}
    with engine.connect().execution_options(**options) as connection:
        yield connection


def explained(error: sa.exc.DBAPIError) -> Exception:
    """Our own error for what only an operator or time can mend, else the error itself."""
    text = str(error.orig).lower()
    if "disk is full" in text or "no space left" in text:
        return Retryable("disk_full")
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return Misconfigured("The database cannot be written to; check DATA_DIR and its rights.")
    if "malformed" in text or "not a database" in text:
        return Misconfigured("The database file is damaged; bring back a backup with `restore`.")
    if "password authentication" in text or ("database" in text and "does not exist" in text):
        return Misconfigured("PostgreSQL refuses the user or database named in DATABASE_URL.")
    if error.connection_invalidated or isinstance(error, sa.exc.OperationalError | sa.exc.InterfaceError):
        return Retryable("database_unavailable")
    return error


def library_url(bot_url: str, data_dir: Path) -> str:
    """The library has its own database beside a SQLite bot, or a schema within PostgreSQL."""
    if _parse(bot_url).get_backend_name() == "postgresql":
        return bot_url
    return f"sqlite:///{data_dir.absolute() / 'library.sqlite3'}"


def _parse(url: str) -> sa.URL:
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError:
        raise Misconfigured("DATABASE_URL is not a database address; write postgresql://… or sqlite:///….") from None
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise Misconfigured("DATABASE_URL must name SQLite or PostgreSQL.")
    if parsed.get_backend_name() == "sqlite":
        _make_folder(parsed)
        return parsed.set(drivername="sqlite")
    if find_spec("psycopg") is None:
        raise Misconfigured(MISSING_DRIVER)
    return parsed.set(drivername="postgresql+psycopg")


def _make_folder(url: sa.URL) -> None:
    if url.database and url.database != ":memory:":
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Misconfigured(
                f"The folder {Path(url.database).parent} cannot be made ({error.strerror}); choose another DATA_DIR."
            ) from None


def _configure_sqlite(engine: sa.Engine) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        # The driver must not open transactions by itself, or BEGIN IMMEDIATE below comes too late.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: sa.Connection) -> None:
        only_reads = connection.get_execution_options().get("only_reads")
        connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")

    @event.listens_for(engine, "invalidate")
    def on_invalidate(connection: Any, _record: Any, _error: Any) -> None:
        # A task was cancelled in the middle of a statement. Closing alone is not enough: SQLite
        # keeps the lock until the last cursor is gone, and everybody would wait for that.
        with suppress(sqlite3.Error, ValueError):
            connection.rollback()
