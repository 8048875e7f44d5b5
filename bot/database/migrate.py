"""Brings the bot's database to a revision, the newest one unless told, and says which it has."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command, op
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from bot.database.engine import explained
from bot.errors import Misconfigured, Retryable

MIGRATIONS = Path(__file__).parent / "migrations"
SQLITE_WORDS = {"DOUBLE PRECISION": "DOUBLE", "BIGSERIAL": "INTEGER", "SERIAL": "INTEGER"}
ONE_AT_A_TIME = 4_711_001
"""Any number: replicas that start together migrate one after the other."""


def _config(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def upgrade(engine: sa.Engine, revision: str = "head") -> None:
    """Applies what is missing, in one transaction. Safe to call at every start.

    Raises:
        Misconfigured: the database cannot be used, or a newer release has been here.
    """
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(ONE_AT_A_TIME)))
            command.upgrade(_config(connection), revision)
    except CommandError:
        raise Misconfigured("The database was made by a newer release; install that release.") from None
    except sa.exc.DBAPIError as error:
        raise _at_start(engine, explained(error)) from None


def run_script(name: str) -> None:
    """Runs the statements of `<name>.sql` beside the migration that calls this: PostgreSQL's, with
    the words that SQLite has another name for."""
    script = (MIGRATIONS / "versions" / f"{name}.sql").read_text("utf-8")
    if op.get_context().dialect.name == "sqlite":
        for word, other in SQLITE_WORDS.items():
            script = script.replace(word, other)
    for statement in filter(str.strip, script.split(";")):
        op.execute(statement)


def _at_start(engine: sa.Engine, error: Exception) -> Exception:
    """What may pass while serving needs the operator when nothing has begun yet."""
    if not isinstance(error, Retryable):
        return error
    if error.reason == "disk_full":
        return Misconfigured("There is no room left for the database; free some and start again.")
    place = engine.url.render_as_string(hide_password=True)
    return Misconfigured(f"The database {place} does not answer; check DATABASE_URL.")


def current_revision(engine: sa.Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()
