"""Tables of delivery and the statements on them; both are queues of leased rows.

Of each chat one row is out at a time, the oldest open one. A lease is a token written into the
row: whoever lost it changes nothing any more. Texts come sealed and are erased when a row ends.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from bot.database.tables import Moment, metadata
from bot.database.transactions import Transaction, insert_or_ignore
from bot.delivery.models import InboxRow


class Status(StrEnum):
    OPEN = "open"
    DONE = "done"
    SET_ASIDE = "set_aside"


def _queue_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("payload", sa.Text),
        sa.Column("status", sa.String(16), nullable=False),
        # Starts of work on the row, and those of them known to have failed: the difference are
        # starts that nobody heard of again.
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        # Not to be taken before; while it is leased, the end of the lease.
        sa.Column("next_at", Moment, nullable=False),
        sa.Column("lease_by", sa.String(32)),
        sa.Column("reason", sa.String(64)),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("done_at", Moment),
    ]


inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
    *_queue_columns(),
    sa.Column("person_id", sa.BigInteger),
    sa.Column("written_at", Moment, nullable=False),
    sa.Column("is_message", sa.Boolean, nullable=False),
    sa.Index("ix_inbox_status_chat_id", "status", "chat_id", "update_id"),
    sa.Index("ix_inbox_person_id", "person_id", "written_at"),
)

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("outbox_id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    *_queue_columns(),
    sa.Column("dedup_key", sa.String(200), nullable=False, unique=True),
    sa.Column("kind", sa.String(64), nullable=False),
    sa.Column("edits", sa.String(200)),
    sa.Column("due_at", Moment, nullable=False),
    sa.Column("message_id", sa.BigInteger),
    sa.Index("ix_outbox_status_chat_id", "status", "chat_id", "outbox_id"),
)

KEPT = "request:"
"""How the keys of messages begin that are found back by what people reply to, until they are retired."""
NEW = {"status": Status.OPEN, "attempts": 0, "failures": 0}


@dataclass(frozen=True, slots=True)
class Claim:
    """A leased row as it stands in the table, and the token that proves the lease."""

    row_id: int
    token: str
    columns: Mapping[str, Any]


class LeasedRows:
    """What inbox and outbox have in common: claims, leases, ends."""

    _removable: Sequence[sa.ColumnElement[bool]] = ()

    def __init__(self, table: sa.Table) -> None:
        self._table = table
        (self._key,) = table.primary_key.columns

    async def claim(
        self,
        transaction: Transaction,
        token: str,
        now: datetime,
        until: datetime,
        limit: int,
        suspect_after: int | None = None,
    ) -> list[Claim]:
        """Leases the oldest open row of up to `limit` chats. Of rows that were begun so often
        without being heard of again, `suspect_after`, at most one, on top of the limit."""
        rows, unheard_of = self._table.c, self._table.c.attempts - self._table.c.failures
        heads = sa.select(sa.func.min(self._key)).where(*self._waiting(now)).group_by(rows.chat_id)
        ready = (
            sa.select(self._key)
            .where(self._key.in_(heads), *self._waiting(now), rows.next_at <= now)
            .order_by(self._key)
            .with_for_update(skip_locked=True)  # SQLite has one writer and leaves it out
        )
        chosen = [ready.limit(limit)]
        if suspect_after is not None:
            chosen = [
                ready.where(unheard_of < suspect_after).limit(limit),
                ready.where(unheard_of >= suspect_after).limit(1),
            ]
        ids = [found for each in chosen for found in (await transaction.execute(each)).scalars()]
        if not ids:
            return []
        leased = await transaction.execute(
            sa.update(self._table)
            .where(self._key.in_(ids))
            .values(attempts=rows.attempts + 1, lease_by=token, next_at=until)
            .returning(*rows)
        )
        claims = [Claim(row[self._key.name], token, dict(row)) for row in leased.mappings()]
        return sorted(claims, key=lambda claim: claim.row_id)

    def _waiting(self, now: datetime) -> list[sa.ColumnElement[bool]]:
        waiting = [self._table.c.status == Status.OPEN]
        # What is due later holds nobody up.
        return [*waiting, self._table.c.due_at <= now] if "due_at" in self._table.c else waiting

    async def end(
        self, transaction: Transaction, claim: Claim, now: datetime, status: Status = Status.DONE, **columns: Any
    ) -> bool:
        """Ends the row and erases its text; False when the lease was lost."""
        return await self._settle(transaction, claim, status=status, payload=None, done_at=now, **columns)

    async def put_back(self, transaction: Transaction, claim: Claim, next_at: datetime, **columns: Any) -> bool:
        """Gives the lease back; False when it was lost."""
        return await self._settle(transaction, claim, next_at=next_at, **columns)

    async def _settle(self, transaction: Transaction, claim: Claim, **columns: Any) -> bool:
        settled = await transaction.execute(
            sa.update(self._table)
            .where(self._key == claim.row_id, self._table.c.lease_by == claim.token)
            .values(lease_by=None, **columns)
        )
        return settled.rowcount == 1

    async def renew(self, transaction: Transaction, tokens: Collection[str], until: datetime) -> None:
        await transaction.execute(
            sa.update(self._table)
            .where(self._table.c.status == Status.OPEN, self._table.c.lease_by.in_(tokens))
            .values(next_at=until)
        )

    async def release_all(self, transaction: Transaction, now: datetime) -> None:
        """Ends every lease; only for a process that is alone on the data."""
        await transaction.execute(
            sa.update(self._table)
            .where(self._table.c.status == Status.OPEN, self._table.c.lease_by.is_not(None))
            .values(lease_by=None, next_at=now)
        )

    async def pending(self, transaction: Transaction, now: datetime) -> int:
        return await _count(transaction, self._table, *self._waiting(now))

    async def set_aside(self, transaction: Transaction) -> int:
        return await _count(transaction, self._table, self._table.c.status == Status.SET_ASIDE)

    async def remove_done(self, transaction: Transaction, before: datetime) -> int:
        removed = await transaction.execute(
            sa.delete(self._table).where(
                self._table.c.status != Status.OPEN, self._table.c.done_at < before, *self._removable
            )
        )
        return removed.rowcount


class InboxRows(LeasedRows):
    def __init__(self) -> None:
        super().__init__(inbox)

    async def insert(self, transaction: Transaction, rows: Sequence[Mapping[str, Any]]) -> set[int]:
        """Stores what is new; returns its update ids."""
        statement = insert_or_ignore(transaction, inbox).returning(inbox.c.update_id)
        stored = await transaction.execute(statement, [{**NEW, **row} for row in rows])
        return set(stored.scalars())

    async def arrived_before(self, transaction: Transaction, update_id: int, window: int) -> list[tuple[int, datetime]]:
        """Ids and arrivals of the updates directly before one, newest first."""
        found = await transaction.execute(
            sa.select(inbox.c.update_id, inbox.c.created_at)
            .where(inbox.c.update_id < update_id, inbox.c.update_id >= update_id - window)
            .order_by(inbox.c.update_id.desc())
        )
        return [(row.update_id, row.created_at) for row in found]

    async def messages_written(self, transaction: Transaction, row: InboxRow, within: timedelta) -> int:
        return await _count(
            transaction,
            inbox,
            inbox.c.person_id == row.person_id,
            inbox.c.is_message,
            inbox.c.written_at > row.written_at - within,
            inbox.c.written_at <= row.written_at,
            inbox.c.update_id <= row.update_id,
        )

    async def has_written(self, transaction: Transaction, chat_id: int) -> bool:
        """Whether anything ever came from a chat; Telegram refuses messages to one that was never opened."""
        return await _count(transaction, inbox, inbox.c.chat_id == chat_id) > 0

    async def chat_of(self, transaction: Transaction, update_id: int) -> int | None:
        chat_id: int | None = await transaction.scalar(sa.select(inbox.c.chat_id).where(inbox.c.update_id == update_id))
        return chat_id


class OutboxRows(LeasedRows):
    _removable = (~outbox.c.dedup_key.startswith(KEPT, autoescape=True),)

    def __init__(self) -> None:
        super().__init__(outbox)

    async def insert(self, transaction: Transaction, row: Mapping[str, Any]) -> None:
        await transaction.execute(insert_or_ignore(transaction, outbox), {**NEW, **row})

    async def move_chat(self, transaction: Transaction, old: int, new: int) -> None:
        """A group that became a supergroup has another id; what waits goes there."""
        await transaction.execute(
            outbox.update().where(outbox.c.chat_id == old, outbox.c.status == Status.OPEN).values(chat_id=new)
        )

    async def reopen(self, transaction: Transaction, row: Mapping[str, Any]) -> bool:
        reopened = await transaction.execute(
            outbox.update()
            .where(outbox.c.dedup_key == row["dedup_key"])
            .values({**NEW, **row, "message_id": None, "lease_by": None, "done_at": None})
        )
        return reopened.rowcount == 1

    async def retire(self, transaction: Transaction, prefix: str) -> None:
        await transaction.execute(
            outbox.update()
            .where(outbox.c.dedup_key.startswith(prefix, autoescape=True))
            .values(dedup_key="retired:" + outbox.c.dedup_key)
        )

    async def key_of(self, transaction: Transaction, chat_id: int, message_id: int) -> str | None:
        """Of the first message that stood there, when others took its place."""
        key: str | None = await transaction.scalar(
            sa.select(outbox.c.dedup_key)
            .where(outbox.c.status == Status.DONE, outbox.c.chat_id == chat_id, outbox.c.message_id == message_id)
            .order_by(outbox.c.outbox_id)
            .limit(1)
        )
        return key

    async def newest_id(self, transaction: Transaction, chat_id: int) -> int | None:
        """Of the messages known to have arrived in a chat."""
        newest: int | None = await transaction.scalar(
            sa.select(sa.func.max(outbox.c.message_id)).where(
                outbox.c.status == Status.DONE, outbox.c.chat_id == chat_id
            )
        )
        return newest

    async def places(self, transaction: Transaction, dedup_keys: Collection[str]) -> dict[str, tuple[int | None, str]]:
        """Message ids, and the kinds of what stands there."""
        found = await transaction.execute(
            sa.select(outbox.c.dedup_key, outbox.c.message_id, outbox.c.kind).where(outbox.c.dedup_key.in_(dedup_keys))
        )
        return {row.dedup_key: (row.message_id, row.kind) for row in found}

    async def succeed(self, transaction: Transaction, dedup_key: str, message_id: int) -> None:
        """A message was gone when it was to be edited; another stands for it from now on."""
        await transaction.execute(outbox.update().where(outbox.c.dedup_key == dedup_key).values(message_id=message_id))

    async def cancel(self, transaction: Transaction, dedup_key: str, now: datetime) -> bool:
        """Ends a message that nobody has begun to send; False when it is too late."""
        unsent = (outbox.c.status == Status.OPEN, outbox.c.attempts == 0)
        ended = {"status": Status.DONE, "payload": None, "done_at": now, "reason": "cancelled"}
        here = outbox.update().where(outbox.c.dedup_key == dedup_key, *unsent)
        return (await transaction.execute(here.values(ended))).rowcount == 1

    async def message_ids(self, transaction: Transaction, dedup_keys: Collection[str]) -> dict[str, int | None]:
        found = await transaction.execute(
            sa.select(outbox.c.dedup_key, outbox.c.message_id).where(outbox.c.dedup_key.in_(dedup_keys))
        )
        return {row.dedup_key: row.message_id for row in found}


async def _count(transaction: Transaction, table: sa.Table, *conditions: sa.ColumnElement[bool]) -> int:
    counted = await transaction.execute(sa.select(sa.func.count()).select_from(table).where(*conditions))
    return counted.scalar_one()
