"""Messages to send, committed together with the facts that cause them."""

import asyncio
from dataclasses import fields, replace
from typing import Any

from bot.clock import Clock
from bot.database.transactions import Database, Transaction
from bot.database.vault import Vault
from bot.delivery.models import TOPIC, OutboxRow, OutgoingMessage
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
        await self.rows.insert(transaction, self._row(message))
        self.database.after_commit(transaction, self.posted.set)

    async def post_again(self, transaction: Transaction, message: OutgoingMessage) -> None:
        """Queues a message whose earlier self is gone, in that one's place in the order."""
        row = self._row(message)
        if not await self.rows.reopen(transaction, row):
            await self.rows.insert(transaction, row)
        self.database.after_commit(transaction, self.posted.set)

    async def find(self, transaction: Transaction, chat_id: int, message_id: int) -> str | None:
        """The dedup key of a message that somebody answers, or of the topic that it opened."""
        return await self.rows.key_of(transaction, chat_id, message_id)

    async def retire(self, transaction: Transaction, prefix: str) -> None:
        """What these rows belong to is erased: they are removed with the others in time."""
        await self.rows.retire(transaction, prefix)

    def _row(self, message: OutgoingMessage) -> dict[str, Any]:
        now = self.clock.now()
        content = {field.name: getattr(message, field.name) for field in fields(message)}
        row = {name: content.pop(name) for name in COLUMNS}
        row["due_at"] = row["due_at"] or now
        return row | {"payload": self._vault.seal_json(content), "created_at": now, "next_at": now}

    async def cancel(self, transaction: Transaction, dedup_key: str) -> bool:
        """Takes a message back that waits for its moment; False once somebody began to send it."""
        return await self.rows.cancel(transaction, dedup_key, self.clock.now())

    async def pending(self) -> int:
        """Messages that are due and not yet delivered."""
        async with self.database.transaction() as transaction:
            return await self.rows.pending(transaction, self.clock.now())

    async def placed(self, transaction: Transaction, row: OutboxRow) -> OutboxRow:
        """The row with what is known only now: the message that it edits, and where it stands."""
        message = row.message
        found = await self.rows.places(transaction, [key for key in (message.edits, message.thread_of) if key])
        edited, _ = found.get(message.edits or "", (None, ""))
        opened, kind = found.get(message.thread_of or "", (None, ""))
        if opened and kind == TOPIC:
            message = replace(message, thread_id=opened)
        elif opened:
            message = replace(message, reply_to=message.reply_to or opened)
        after = await self.rows.newest_id(transaction, message.chat_id) if row.sent_maybe else None
        return replace(row, message=message, edits_message_id=edited or row.edits_message_id, after_id=after)

    def read(self, claim: Claim) -> OutboxRow:
        columns = claim.columns
        content: dict[str, Any] = self._vault.open_json(columns["payload"])
        message = OutgoingMessage(**content, **{name: columns[name] for name in COLUMNS})
        return OutboxRow(
            outbox_id=claim.row_id,
            message=message,
            edits_message_id=columns["message_id"] or message.edits_message_id,
            attempts=columns["attempts"],
            created_at=columns["created_at"],
            sent_maybe=columns["attempts"] - 1 > columns["failures"],
        )
