"""The migrations and the tables that the stores define are the same schema, on both dialects."""

import importlib
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from bot.database.engine import sync_engine
from bot.database.migrate import current_revision, newest_revision, upgrade
from bot.database.tables import metadata
from bot.errors import Misconfigured

ROOT = Path(__file__).resolve().parents[2]


def know_all_tables() -> None:
    for store in sorted((ROOT / "bot").rglob("*store.py")):
        importlib.import_module(".".join(store.relative_to(ROOT).with_suffix("").parts))


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_the_migrated_schema_is_the_one_that_the_stores_use(dialect: str, request: pytest.FixtureRequest) -> None:
    know_all_tables()
    engine = sync_engine(request.getfixturevalue(f"{dialect}_url"))

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)

    engine.dispose()
    assert differences == []


def test_a_second_upgrade_changes_nothing(sqlite_url: str) -> None:
    engine = sync_engine(sqlite_url)

    upgrade(engine)

    assert current_revision(engine) == newest_revision()


def test_data_of_a_newer_release_is_refused(sqlite_url: str) -> None:
    engine = sync_engine(sqlite_url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(Misconfigured, match="newer release"):
        upgrade(engine)
