"""The tables of requests, their events and the rota: each row is a sealed whole beside the few ids
and times by which it is found."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from bot.database.tables import Moment, metadata
from bot.database.transactions import Transaction, insert_or_ignore
from bot.database.vault import Vault
from bot.expert_requests.models import Event, Request, Stage, Watch

request = sa.Table(
    "request",
    metadata,
    sa.Column("request_id", sa.String(16), primary_key=True),
    sa.Column("number", sa.Integer, unique=True),
    sa.Column("stage", sa.String(16), nullable=False),
    sa.Column("requester_id", sa.String(8)),
    sa.Column("actor", sa.String(16)),
    sa.Column("changed_at", Moment, nullable=False),
    sa.Column("closed_at", Moment),
    # When the clock has something to do with it.
    sa.Column("look_at", Moment),
    sa.Column("content", sa.Text, nullable=False),
    sa.Index("request_stage", "stage", "number"),
    sa.Index("request_look_at", "look_at"),
    sa.Index("request_requester", "requester_id", "number"),
)
request_event = sa.Table(
    "request_event",
    metadata,
    sa.Column("request_id", sa.String(16), primary_key=True),
    sa.Column("sequence", sa.Integer, primary_key=True),
    sa.Column("content", sa.Text, nullable=False),
)
duty = sa.Table(
    "duty",
    metadata,
    sa.Column("duty_id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("telegram_id", sa.BigInteger, nullable=False),
    sa.Column("starts_at", Moment, nullable=False),
    sa.Column("ends_at", Moment),
    sa.Column("content", sa.Text, nullable=False),
    sa.Index("duty_starts_at", "starts_at"),
)
request_counter = sa.Table(
    "request_counter",
    metadata,
    sa.Column("name", sa.String(16), primary_key=True),
    sa.Column("value", sa.Integer, nullable=False),
)
REQUEST, EVENT, WATCH = TypeAdapter(Request), TypeAdapter(Event), TypeAdapter(Watch)
Condition = sa.ColumnElement[bool]


class RequestStore:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    # Requests

    async def add(self, tx: Transaction, new: Request) -> None:
        await tx.execute(request.insert().values(self._row(new)))

    async def save(self, tx: Transaction, changed: Request, look_at: datetime | None = None) -> None:
        here = request.c.request_id == changed.request_id
        await tx.execute(request.update().where(here).values(self._row(changed) | {"look_at": look_at}))

    async def remove(self, tx: Transaction, request_id: str) -> None:
        await tx.execute(request.delete().where(request.c.request_id == request_id))

    async def get(self, tx: Transaction, request_id: str, *, lock: bool = False) -> Request | None:
        """With `lock` nobody else changes it until this transaction ends."""
        return next(iter(await self._all(tx, request.c.request_id == request_id, lock=lock)), None)

    async def draft_of(self, tx: Transaction, person_id: str) -> Request | None:
        hers = request.c.requester_id == person_id
        return next(iter(await self._all(tx, hers, request.c.stage == Stage.DRAFT)), None)

    async def of(self, tx: Transaction, person_id: str) -> tuple[Request, ...]:
        """What somebody asked for, a draft too; nobody else changes it until this transaction ends."""
        return await self._all(tx, request.c.requester_id == person_id, lock=True)

    async def held_by(self, tx: Transaction, actor: str) -> tuple[Request, ...]:
        return await self._all(tx, request.c.actor == actor, lock=True)

    async def everything(self, tx: Transaction, *, only_open: bool = False) -> tuple[Request, ...]:
        """What was ever sent, by number."""
        is_open = request.c.stage.not_in((Stage.DRAFT, Stage.CLOSED)) if only_open else sa.true()
        return await self._all(tx, request.c.number.is_not(None), is_open)

    async def to_look_at(self, tx: Transaction, now: datetime, limit: int) -> tuple[Request, ...]:
        return await self._all(tx, request.c.look_at <= now, lock=True, limit=limit)

    async def to_erase(self, tx: Transaction, before: datetime) -> tuple[Request, ...]:
        """Closed before the moment, and drafts that nobody touched since."""
        forgotten = (request.c.stage == Stage.DRAFT) & (request.c.changed_at < before)
        old = (request.c.closed_at < before) | forgotten
        return await self._all(tx, request.c.requester_id.is_not(None), old, lock=True)

    # Events

    async def append(self, tx: Transaction, new: Event) -> None:
        row = {"request_id": new.request_id, "sequence": new.sequence, "content": self._sealed(EVENT, new)}
        await tx.execute(request_event.insert().values(row))

    async def events(self, tx: Transaction, request_id: str | None = None) -> tuple[Event, ...]:
        """Of one request, or of all, in order."""
        chosen = sa.true() if request_id is None else request_event.c.request_id == request_id
        order = (request_event.c.request_id, request_event.c.sequence)
        rows = await tx.execute(sa.select(request_event.c.content).where(chosen).order_by(*order))
        return tuple(EVENT.validate_python(self._vault.open_json(content)) for content in rows.scalars())

    async def last_sequence(self, tx: Transaction, request_id: str) -> int:
        here = request_event.c.request_id == request_id
        last: int | None = await tx.scalar(sa.select(sa.func.max(request_event.c.sequence)).where(here))
        return last or 0

    async def remove_events(self, tx: Transaction, request_id: str) -> None:
        await tx.execute(request_event.delete().where(request_event.c.request_id == request_id))

    # One after another

    async def next_number(self, tx: Transaction) -> int:
        """Without holes: whoever rolls back gives the number back, others wait meanwhile."""
        await tx.execute(insert_or_ignore(tx, request_counter).values(name="number", value=0))
        here = request_counter.c.name == "number"
        counted = request_counter.update().where(here).values(value=request_counter.c.value + 1)
        number: int = (await tx.execute(counted.returning(request_counter.c.value))).scalar_one()
        return number

    async def is_alone(self, tx: Transaction) -> bool:
        """True for one transaction at a time, over all replicas."""
        await tx.execute(insert_or_ignore(tx, request_counter).values(name="clock", value=0))
        here = sa.select(request_counter.c.name).where(request_counter.c.name == "clock")
        return (await tx.execute(here.with_for_update(skip_locked=True))).first() is not None

    # From rows to values and back

    async def _all(
        self, tx: Transaction, *where: Condition, lock: bool = False, limit: int | None = None
    ) -> tuple[Request, ...]:
        chosen = sa.select(request.c.content).where(*where).order_by(request.c.number).limit(limit)
        rows = await tx.execute(chosen.with_for_update() if lock else chosen)
        return tuple(REQUEST.validate_python(self._vault.open_json(content)) for content in rows.scalars())

    def _row(self, new: Request) -> dict[str, Any]:
        row = {name: getattr(new, name) for name in ("request_id", "number", "stage", "changed_at", "closed_at")}
        row |= {"requester_id": new.requester_id or None, "actor": new.officer and new.officer.actor}
        return row | {"content": self._sealed(REQUEST, new)}

    def _sealed(self, kind: TypeAdapter[Any], value: object) -> str:
        return self._vault.seal_json(kind.dump_python(value, mode="json"))


class DutyStore:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def add(self, tx: Transaction, watch: Watch) -> None:
        row = {"telegram_id": watch.officer.telegram_id, "starts_at": watch.since, "ends_at": watch.until}
        row |= {"content": self._vault.seal_json(WATCH.dump_python(watch, mode="json"))}
        await tx.execute(duty.insert().values(row))

    async def begun(self, tx: Transaction, now: datetime) -> list[Watch]:
        """Watches that have begun and are not over, the latest first."""
        lasts = duty.c.ends_at.is_(None) | (duty.c.ends_at > now)
        return await self._all(tx, duty.c.starts_at <= now, lasts)

    async def erase(self, tx: Transaction, telegram_id: int) -> None:
        await tx.execute(duty.delete().where(duty.c.telegram_id == telegram_id))

    async def of(self, tx: Transaction, telegram_id: int) -> list[Watch]:
        return await self._all(tx, duty.c.telegram_id == telegram_id)

    async def _all(self, tx: Transaction, *where: Condition) -> list[Watch]:
        order = (duty.c.starts_at.desc(), duty.c.duty_id.desc())
        rows = await tx.execute(sa.select(duty.c.content).where(*where).order_by(*order))
        return [WATCH.validate_python(self._vault.open_json(content)) for content in rows.scalars()]
