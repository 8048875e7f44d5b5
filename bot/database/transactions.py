"""The bot's database: one engine, transactions that facts and the messages they cause share.

SQLite runs in WAL with BEGIN IMMEDIATE, so that a transaction that will write waits at its start
instead of failing in the middle; PostgreSQL uses its default isolation. Failures of the database
leave here as our own errors.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import TypeAlias

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.database.engine import explained

Transaction: TypeAlias = AsyncConnection


class Database:
    """Opens transactions on an engine and knows which dialect it speaks."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self.is_postgresql = engine.dialect.name == "postgresql"
        # SQLite has one writer. A fair queue in front of it beats its own waiting, which sleeps
        # and tries again: under load the unlucky wait for seconds.
        self._turn: AbstractAsyncContextManager[None] = nullcontext() if self.is_postgresql else asyncio.Lock()
        self._after_commit: dict[Transaction, list[Callable[[], None]]] = {}

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Commits when the block ends, rolls back when it raises.

        Raises:
            Retryable: the database cannot be reached or has no room; nothing was changed.
            Misconfigured: it is damaged or must not be written to.
        """
        actions: list[Callable[[], None]] = []
        try:
            async with self._turn, self._engine.begin() as connection:
                self._after_commit[connection] = actions
                try:
                    yield connection
                finally:
                    del self._after_commit[connection]
        except sa.exc.DBAPIError as error:
            raise explained(error) from None
        for action in actions:
            action()

    def after_commit(self, transaction: Transaction, action: Callable[[], None]) -> None:
        """Runs `action` once the open transaction is committed, never when it is rolled back."""
        self._after_commit[transaction].append(action)

    async def is_alive(self) -> bool:
        """Whether the database answers at all."""
        async with self.transaction() as transaction:
            return await transaction.scalar(sa.select(1)) == 1

    async def close(self) -> None:
        await self._engine.dispose()


def insert_or_ignore(transaction: Transaction, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
    """INSERT that does nothing when a unique key exists already, in both dialects."""
    if transaction.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()
