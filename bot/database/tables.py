"""The one metadata that all subjects' stores define their tables on, and shared column types."""

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

metadata = sa.MetaData()


class Moment(sa.TypeDecorator[datetime]):
    """An aware UTC datetime, stored as seconds since the epoch: the same in SQLite and
    PostgreSQL, comparable and easy to bucket."""

    impl = sa.Double
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> float | None:
        return None if value is None else value.timestamp()

    def process_result_value(self, value: float | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromtimestamp(value, UTC)


installation = sa.Table(
    "installation",
    metadata,
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
"""Small facts about this installation: the key's fingerprint, linked groups, the bot's name."""
