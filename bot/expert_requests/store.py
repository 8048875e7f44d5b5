"""The tables of requests, their events and the rota. What people wrote, and names, are sealed;
stages, times, codes and themes are clear, so that figures need no key and outlive the texts."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from bot.database.tables import Moment, metadata
from bot.database.transactions import Transaction, insert_or_ignore
from bot.database.vault import Vault
from bot.expert_requests.models import Details, Event, Kind, Move, Officer, Post, Request, Result, Stage, Urgency, Watch

request = sa.Table(
    "request",
    metadata,
    sa.Column("request_id", sa.String(16), primary_key=True),
    sa.Column("number", sa.Integer, unique=True),
    *(sa.Column(name, sa.String(16), nullable=False) for name in ("kind", "stage", "urgency", "language")),
    *(sa.Column(name, Moment, nullable=False) for name in ("opened_at", "changed_at")),
    # `look_at`: when the clock has something to do with it.
    *(sa.Column(name, Moment) for name in ("closed_at", "due_at", "look_at", "erased_at")),
    sa.Column("result", sa.String(16)),
    sa.Column("requester_id", sa.String(8)),
    sa.Column("requester_chat", sa.BigInteger),
    sa.Column("query_id", sa.String(64)),
    sa.Column("step", sa.String(32)),
    sa.Column("paused", sa.String(32)),
    sa.Column("actor", sa.String(16)),
    sa.Column("themes", sa.Text, nullable=False),
    sa.Column("content", sa.Text),
    sa.Index("request_stage", "stage", "number"),
    sa.Index("request_look_at", "look_at"),
    sa.Index("request_requester", "requester_id", "opened_at"),
)
request_event = sa.Table(
    "request_event",
    metadata,
    sa.Column("request_id", sa.String(16), primary_key=True),
    sa.Column("sequence", sa.Integer, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    *(sa.Column(name, sa.String(16), nullable=False) for name in ("actor", "move", "stage_before", "stage_after")),
    sa.Column("paused", sa.String(32)),
    # Of a warning or an escalation: what is late.
    sa.Column("step", sa.String(16)),
    sa.Column("content", sa.Text),
)
duty = sa.Table(
    "duty",
    metadata,
    sa.Column("duty_id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("post", sa.String(16), nullable=False),
    sa.Column("telegram_id", sa.BigInteger, nullable=False),
    sa.Column("actor", sa.String(16), nullable=False),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("starts_at", Moment, nullable=False),
    sa.Column("ends_at", Moment),
    sa.Column("handed_over_at", Moment),
    sa.Index("duty_post", "post", "starts_at"),
)
request_counter = sa.Table(
    "request_counter",
    metadata,
    sa.Column("name", sa.String(16), primary_key=True),
    sa.Column("value", sa.Integer, nullable=False),
)

CLEAR = (
    *("request_id", "number", "kind", "stage", "urgency", "language", "opened_at", "changed_at", "closed_at"),
    *("due_at", "result", "requester_id", "requester_chat", "query_id", "step", "paused"),
)
EVENT = ("request_id", "sequence", "at", "actor", "move", "stage_before", "stage_after", "paused")
DETAILS = TypeAdapter(Details)
Condition = sa.ColumnElement[bool]


class RequestStore:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    # Requests

    async def add(self, tx: Transaction, new: Request) -> None:
        await tx.execute(request.insert().values(self._row(new)))

    async def save(self, tx: Transaction, changed: Request, look_at: datetime | None = None) -> None:
        here = request.c.request_id == changed.request_id
        await tx.execute(request.update().where(here).values({**self._row(changed), "look_at": look_at}))

    async def remove(self, tx: Transaction, request_id: str) -> None:
        await tx.execute(request.delete().where(request.c.request_id == request_id))

    async def get(self, tx: Transaction, request_id: str, *, lock: bool = False) -> Request | None:
        """With `lock` nobody else changes it until this transaction ends."""
        found = await self._all(tx, request.c.request_id == request_id, lock=lock)
        return found[0] if found else None

    async def by_number(self, tx: Transaction, number: int) -> Request | None:
        found = await self._all(tx, request.c.number == number)
        return found[0] if found else None

    async def draft_of(self, tx: Transaction, person_id: str) -> Request | None:
        found = await self._all(tx, request.c.requester_id == person_id, request.c.stage == Stage.DRAFT)
        return found[-1] if found else None

    async def sent_by(self, tx: Transaction, person_id: str, *, lock: bool = False) -> tuple[Request, ...]:
        return await self._all(tx, request.c.requester_id == person_id, request.c.number.is_not(None), lock=lock)

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
        return await self._all(
            tx, request.c.content.is_not(None), (request.c.closed_at < before) | forgotten, lock=True
        )

    async def erase(self, tx: Transaction, request_id: str, now: datetime) -> None:
        """Every text and every tie to a person; stages, times and themes stay."""
        gone = {"content": None, "requester_id": None, "requester_chat": None, "query_id": None, "step": None}
        await tx.execute(
            request.update().where(request.c.request_id == request_id).values(**gone, look_at=None, erased_at=now)
        )
        await tx.execute(request_event.update().where(request_event.c.request_id == request_id).values(content=None))

    # Events

    async def append(self, tx: Transaction, new: Event) -> None:
        words = {"reason": new.reason, "words": new.words, "data": dict(new.data)}
        content = self._vault.seal_json(words) if any(words.values()) else None
        row = {name: getattr(new, name) for name in EVENT}
        await tx.execute(request_event.insert().values(row | {"content": content, "step": new.data.get("step")}))

    async def events(self, tx: Transaction, request_id: str | None = None) -> tuple[Event, ...]:
        """Of one request, or of all, in order."""
        chosen = sa.true() if request_id is None else request_event.c.request_id == request_id
        order = (request_event.c.request_id, request_event.c.sequence)
        rows = await tx.execute(sa.select(request_event).where(chosen).order_by(*order))
        return tuple(self._event(dict(row)) for row in rows.mappings())

    async def last_sequence(self, tx: Transaction, request_id: str) -> int:
        here = request_event.c.request_id == request_id
        return await tx.scalar(sa.select(sa.func.max(request_event.c.sequence)).where(here)) or 0

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
        chosen = sa.select(request).where(*where).order_by(request.c.number, request.c.opened_at).limit(limit)
        rows = await tx.execute(chosen.with_for_update() if lock else chosen)
        return tuple(self._request(dict(row)) for row in rows.mappings())

    def _row(self, new: Request) -> dict[str, Any]:
        content = {
            "details": DETAILS.dump_python(new.details, mode="json"),
            "question": new.question,
            "officer": new.officer and [new.officer.telegram_id, new.officer.name],
            "data": dict(new.data),
        }
        return {name: getattr(new, name) for name in CLEAR} | {
            "actor": new.officer and new.officer.actor,
            "themes": json.dumps(new.details.expertise),
            "content": self._vault.seal_json(content),
        }

    def _request(self, row: Mapping[str, Any]) -> Request:
        content = self._vault.open_json(row["content"]) if row["content"] else {}
        telegram_id, name = content.get("officer") or (0, "")
        details = content.get("details") or {"expertise": json.loads(row["themes"])}
        values = {name: row[name] for name in CLEAR} | {
            "kind": Kind(row["kind"]),
            "stage": Stage(row["stage"]),
            "urgency": Urgency(row["urgency"]),
            "result": row["result"] and Result(row["result"]),
            "requester_id": row["requester_id"] or "",
            "requester_chat": row["requester_chat"] or 0,
            "details": DETAILS.validate_python(details),
            "question": content.get("question"),
            "officer": row["actor"] and Officer(telegram_id, row["actor"], name),
            "data": content.get("data", {}),
        }
        return Request(**values)

    def _event(self, row: dict[str, Any]) -> Event:
        content, step = row.pop("content"), row.pop("step")
        words = self._vault.open_json(content) if content else {"data": {"step": step} if step else {}}
        stages = {name: Stage(row[name]) for name in ("stage_before", "stage_after")}
        return Event(**row | stages | words | {"move": Move(row["move"])})


class DutyStore:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def add(self, tx: Transaction, watch: Watch) -> None:
        officer = watch.officer
        row = {"post": watch.post, "telegram_id": officer.telegram_id, "actor": officer.actor}
        row |= {"content": self._vault.seal(officer.name), "starts_at": watch.since, "ends_at": watch.until}
        await tx.execute(duty.insert().values(row))

    async def begun(self, tx: Transaction, now: datetime) -> tuple[Watch, ...]:
        """Watches that have begun and are not over, the latest of each post first."""
        lasts = duty.c.ends_at.is_(None) | (duty.c.ends_at > now)
        chosen = sa.select(duty).where(duty.c.starts_at <= now, lasts)
        rows = await tx.execute(chosen.order_by(duty.c.starts_at.desc(), duty.c.duty_id.desc()))
        return tuple(self._watch(dict(row)) for row in rows.mappings())

    async def hand_over(self, tx: Transaction, watch: Watch, now: datetime) -> bool:
        """True the first time for a watch."""
        here = (duty.c.post == watch.post, duty.c.starts_at == watch.since, duty.c.actor == watch.officer.actor)
        first = duty.update().where(*here, duty.c.handed_over_at.is_(None)).values(handed_over_at=now)
        return (await tx.execute(first)).rowcount > 0

    async def erase(self, tx: Transaction, telegram_id: int) -> None:
        await tx.execute(duty.delete().where(duty.c.telegram_id == telegram_id))

    async def of(self, tx: Transaction, telegram_id: int) -> tuple[Watch, ...]:
        rows = await tx.execute(sa.select(duty).where(duty.c.telegram_id == telegram_id))
        return tuple(self._watch(dict(row)) for row in rows.mappings())

    def _watch(self, row: Mapping[str, Any]) -> Watch:
        officer = Officer(row["telegram_id"], row["actor"], self._vault.open(row["content"]))
        return Watch(Post(row["post"]), officer, row["starts_at"], row["ends_at"])
