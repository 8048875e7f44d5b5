"""The table of logged queries. Content is sealed by the vault; times, codes and versions are
clear, so that figures need no key. Every method works within the transaction it is given."""

import json
from collections.abc import AsyncIterator
from dataclasses import fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.database.tables import Moment, metadata
from bot.database.transactions import Transaction, insert_or_ignore
from bot.database.vault import Vault
from bot.query_log.models import Feedback, LoggedQuery

PAGE_ROWS = 500

query = sa.Table(
    "query",
    metadata,
    sa.Column("query_id", sa.String(64), primary_key=True),
    sa.Column("update_id", sa.BigInteger, unique=True),
    sa.Column("asked_at", Moment, nullable=False),
    sa.Column("asker", sa.String(32)),
    sa.Column("language", sa.String(8), nullable=False),
    sa.Column("intent", sa.String(32), nullable=False),
    sa.Column("outcome", sa.String(32), nullable=False),
    sa.Column("reason", sa.String(64)),
    sa.Column("confidence", sa.Double),
    sa.Column("feedback", sa.String(16)),
    sa.Column("feedback_reason", sa.String(64)),
    sa.Column("milliseconds", sa.Double),
    sa.Column("content", sa.Text),
    sa.Column("versions", sa.Text, nullable=False),
    sa.Column("erased_at", Moment),
    sa.Index("query_asked_at", "asked_at", "query_id"),
    sa.Index("query_asker", "asker", "asked_at"),
    sa.Index("query_outcome", "outcome", "asked_at"),
)


class QueryLogStore:
    """Reads and writes `LoggedQuery` rows."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def add(self, tx: Transaction, logged: LoggedQuery) -> bool:
        """Writes the row, unless its id or its update is known: then nothing changes."""
        sealed = self._vault.seal_json(dict(logged.content)) if logged.content else None
        values = {field.name: getattr(logged, field.name) for field in fields(logged)}
        values |= {"content": sealed, "versions": json.dumps(dict(logged.versions))}
        # The count of rows is not told for every driver's INSERT.
        result = await tx.execute(insert_or_ignore(tx, query).values(values).returning(query.c.query_id))
        return result.scalar() is not None

    async def get(self, tx: Transaction, query_id: str) -> LoggedQuery | None:
        row = (await tx.execute(sa.select(query).where(query.c.query_id == query_id))).first()
        return self._logged(row) if row else None

    async def id_of_update(self, tx: Transaction, update_id: int) -> str | None:
        """Which query an update became: an edited or repeated message finds its row again."""
        statement = sa.select(query.c.query_id).where(query.c.update_id == update_id)
        found: str | None = (await tx.execute(statement)).scalar()
        return found

    async def recent(self, tx: Transaction, asker: str, since: datetime, limit: int) -> tuple[LoggedQuery, ...]:
        """The asker's last queries with content, oldest first."""
        statement = (
            sa.select(query)
            .where(query.c.asker == asker, query.c.asked_at >= since, query.c.content.is_not(None))
            .order_by(query.c.asked_at.desc(), query.c.update_id.desc())
            .limit(limit)
        )
        rows = (await tx.execute(statement)).all()
        return tuple(self._logged(row) for row in reversed(rows))

    async def set_feedback(
        self, tx: Transaction, query_id: str, asker: str, feedback: Feedback, reason: str | None
    ) -> bool:
        """Only the one who asked may judge."""
        result = await tx.execute(
            sa.update(query)
            .where(query.c.query_id == query_id, query.c.asker == asker)
            .values(feedback=feedback, feedback_reason=reason)
        )
        return result.rowcount == 1

    async def erase_asker(self, tx: Transaction, asker: str, at: datetime) -> int:
        """Erases content and cuts every tie to the person; the update id is one, as the inbox
        keeps whose it was."""
        result = await tx.execute(
            sa.update(query)
            .where(query.c.asker == asker)
            .values(content=None, asker=None, update_id=None, erased_at=at)
        )
        return result.rowcount

    async def erase_before(self, tx: Transaction, moment: datetime, at: datetime) -> int:
        result = await tx.execute(
            sa.update(query)
            .where(query.c.asked_at < moment, query.c.content.is_not(None))
            .values(content=None, erased_at=at)
        )
        return result.rowcount

    async def page(
        self,
        tx: Transaction,
        *,
        before: tuple[datetime, str] | None = None,
        since: datetime | None = None,
        outcome: str | None = None,
        limit: int = PAGE_ROWS,
    ) -> tuple[LoggedQuery, ...]:
        """Newest first; the next page starts before (asked_at, query_id) of the last row."""
        statement = sa.select(query).order_by(query.c.asked_at.desc(), query.c.query_id.desc())
        if before:
            # The decorated type must be named: a tuple of bare values has none.
            place = sa.tuple_(query.c.asked_at, query.c.query_id)
            statement = statement.where(place < sa.tuple_(sa.literal(before[0], Moment), sa.literal(before[1])))
        if since:
            statement = statement.where(query.c.asked_at >= since)
        if outcome:
            statement = statement.where(query.c.outcome == outcome)
        rows = (await tx.execute(statement.limit(limit))).all()
        return tuple(self._logged(row) for row in rows)

    async def iterate(
        self, tx: Transaction, *, since: datetime | None = None, outcome: str | None = None
    ) -> AsyncIterator[LoggedQuery]:
        """Every query, newest first, in bounded memory."""
        before = None
        while rows := await self.page(tx, before=before, since=since, outcome=outcome):
            for row in rows:
                yield row
            before = (rows[-1].asked_at, rows[-1].query_id)

    def _logged(self, row: sa.Row[Any]) -> LoggedQuery:
        values = dict(row._mapping)
        del values["erased_at"]
        values["feedback"] = Feedback(row.feedback) if row.feedback else None
        values["content"] = self._vault.open_json(row.content) if row.content else {}
        values["versions"] = json.loads(row.versions)
        return LoggedQuery(**values)
