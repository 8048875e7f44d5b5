"""One claimed update, as a handler sees it.

The handler computes outside transactions; then one transaction holds its facts, its messages and
the row's end. If the lease was lost meanwhile, nothing of it happens.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from bot.database.transactions import Transaction
from bot.delivery.inbox import Inbox
from bot.delivery.models import InboxRow, OutgoingMessage
from bot.delivery.outbox import Outbox
from bot.delivery.store import Claim
from bot.errors import BotError


class LeaseLost(BotError):
    """Somebody else works on the row; what was done here is rolled back."""


class Work:
    """An inbox row under a lease."""

    def __init__(self, claim: Claim, inbox: Inbox, outbox: Outbox) -> None:
        self.row: InboxRow = inbox.read(claim)
        self.is_settled = False
        self._claim, self._inbox, self._outbox = claim, inbox, outbox

    async def send_now(self, message: OutgoingMessage) -> None:
        """Queues a message at once, before the work is finished (progress, a placeholder)."""
        async with self._inbox.database.transaction() as transaction:
            await self._outbox.post(transaction, message)

    @asynccontextmanager
    async def finish(self) -> AsyncIterator[Transaction]:
        """The one transaction of facts and messages; it ends the row.

        Raises:
            LeaseLost: before the block runs; somebody else finishes the row.
        """
        async with self._inbox.database.transaction() as transaction:
            now = self._inbox.clock.now()
            if not await self._inbox.rows.end(transaction, self._claim, now):
                raise LeaseLost
            yield transaction
        self.is_settled = True

    async def postpone(self, until: datetime) -> None:
        """Puts the row back until a moment; its chat waits, nobody else does."""
        async with self._inbox.database.transaction() as transaction:
            await self._inbox.rows.put_back(transaction, self._claim, until, attempts=self.row.attempts - 1)
        self.is_settled = True
