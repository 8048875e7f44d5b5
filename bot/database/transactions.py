"""The bot's database: one engine, transactions that facts and the messages they cause share.

SQLite runs in WAL with BEGIN IMMEDIATE, so that a transaction that will write waits at its start
instead of failing in the middle; PostgreSQL uses its default isolation.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

Transaction: TypeAlias = AsyncConnection


class Database:
    """Opens transactions on an engine and knows which dialect it speaks."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self.is_postgresql = engine.dialect.name == "postgresql"

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Commits when the block ends, rolls back when it raises."""
        async with self._engine.begin() as connection:
            yield connection

    async def close(self) -> None:
        await self._engine.dispose()


def insert_or_ignore(
    transaction: Transaction, table: sa.Table
) -> sqlite.Insert | postgresql.Insert:
    """INSERT that does nothing when a unique key exists already, in both dialects."""
    if transaction.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()
