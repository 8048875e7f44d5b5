"""Messages to send, committed together with the facts that cause them."""

import asyncio
from dataclasses import fields
from typing import Any

from bot.clock import Clock
from bot.database.transactions import Database, Transaction
from bot.database.vault import Vault
from bot.delivery.models import OutboxRow, OutgoingMessage
from bot.delivery.store import Claim, OutboxRows

COLUMNS = ("chat_id", "kind", "dedup_key", "edits", "due_at")


class Outbox:
    """The queue of messages. `posted` is set when there is something new."""

    def __init__(self, database: Database, vault: Vault, clock: Clock) -> None:
        self.database, self.clock = database, clock
        self.rows = OutboxRows()
        self.posted = asyncio.Event()
        self._vault = vault

    async def post(self, transaction: Transaction, message: OutgoingMessage) -> None:
        """Queues a message in the open transaction; a known dedup key changes nothing."""
        now = self.clock.now()
        content = {field.name: getattr(message, field.name) for field in fields(message)}
        row = {name: content.pop(name) for name in COLUMNS}
        row["due_at"] = row["due_at"] or now
        row |= {"payload": self._vault.seal_json(content), "created_at": now, "next_at": now}
        await self.rows.insert(transaction, row)
        self.database.after_commit(transaction, self.posted.set)

    async def pending(self) -> int:
        """Messages that are due and not yet delivered."""
        async with self.database.transaction() as transaction:
            return await self.rows.pending(transaction, self.clock.now())

    def read(self, claim: Claim, edited: int | None) -> OutboxRow:
        columns = claim.columns
        content: dict[str, Any] = self._vault.open_json(columns["payload"])
        message = OutgoingMessage(**content, **{name: columns[name] for name in COLUMNS})
        return OutboxRow(
            outbox_id=claim.row_id,
            message=message,
            edits_message_id=edited or message.edits_message_id,
            attempts=columns["attempts"],
            created_at=columns["created_at"],
            sent_maybe=columns["attempts"] - 1 > columns["failures"],
        )
