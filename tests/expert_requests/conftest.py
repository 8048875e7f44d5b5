"""Requests on both databases, with a team of three, two mediators, and a clock that is told the time."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.database.installation import set_fact
from bot.database.transactions import Database, Transaction
from bot.database.vault import Vault
from bot.delivery.models import OutgoingMessage
from bot.delivery.outbox import Outbox
from bot.expert_requests.deadlines import load_service_levels
from bot.expert_requests.duty import Duty
from bot.expert_requests.models import Details, Event, Group, Kind, Move, Officer, Post, Request, Urgency
from bot.expert_requests.notices import notices
from bot.expert_requests.roster_store import Roster
from bot.expert_requests.service import Requests
from bot.expert_requests.store import DutyStore, RequestStore
from bot.people.models import Person, Role, Standing
from tests.fakes import FixedClock

T = TypeVar("T")
GROUP = -100_500
NOOR, TOMAS, HEAD = (
    Officer(telegram_id, f"member-{telegram_id:08d}", name)
    for telegram_id, name in ((501, "Noor"), (502, "Tomas"), (503, "Ines"))
)
DETAILS = Details(
    expertise=("ceasefires_security",), task="read our text", location="Geneva", contact="+41 79 000 00 00"
)
PROPOSAL = {"proposal": [{"letter": "A", "expert_id": "e1"}, {"letter": "B", "expert_id": "e2"}]}


def a_person(number: int) -> Person:
    joined = datetime.fromisoformat("2026-01-05T08:00:00+00:00")
    return Person(f"p{number:04d}", number, Role.MEDIATOR, Standing.ACTIVE, "fr", False, False, None, joined)


MARIA, NNEKA = a_person(22), a_person(33)


class Posting(Outbox):
    """The real outbox, which also remembers what was committed to it."""

    def __init__(self, database: Database, vault: Vault, clock: FixedClock) -> None:
        super().__init__(database, vault, clock)
        self.messages: list[OutgoingMessage] = []

    async def post(self, transaction: Transaction, message: OutgoingMessage) -> None:
        await super().post(transaction, message)
        self.database.after_commit(transaction, lambda: self.messages.append(message))


class House:
    """The service and its database; each method is one transaction."""

    def __init__(self, database: Database, vault: Vault, clock: FixedClock, levels: Path | None = None) -> None:
        self.database, self.vault, self.clock = database, vault, clock
        self.outbox = Posting(database, vault, clock)
        self.requests = self.replica(levels)

    def replica(self, levels: Path | None = None) -> Requests:
        """Another process's service on the same data."""
        return Requests(
            RequestStore(self.vault),
            Duty(DutyStore(self.vault), self.clock),
            self.outbox,
            self.clock,
            load_service_levels(levels, "Europe/Paris"),
            notices,
            Group(None),
            Roster(self.vault),
        )

    async def do(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        async with self.database.transaction() as tx:
            return await work(tx)

    async def set_up(self) -> None:
        await self.do(lambda tx: set_fact(tx, "roster_chat_id", str(GROUP)))
        for post, officer in zip(Post, (NOOR, TOMAS, HEAD), strict=True):
            await self.do(lambda tx, post=post, officer=officer: self.requests.duty.set(tx, post, officer))

    async def draft(self, person: Person = MARIA, kind: Kind = Kind.DEPLOYMENT, **details: Any) -> Request:
        return await self.do(lambda tx: self.requests.start(tx, person, kind, replace(DETAILS, **details)))

    async def submit(self, draft: Request, person: Person = MARIA) -> Request:
        return await self.do(lambda tx: self.requests.submit(tx, person, draft))

    async def sent(
        self, urgency: Urgency = Urgency.ROUTINE, kind: Kind = Kind.DEPLOYMENT, person: Person = MARIA, **details: Any
    ) -> Request:
        return await self.submit(await self.draft(person, kind, urgency=urgency, **details), person)

    async def move(self, request: Request, move: Move, officer: Officer = NOOR, **given: Any) -> Request:
        return await self.do(lambda tx: self.requests.move(tx, officer, request.request_id, move, **given))

    async def led_to(self, request: Request, *moves: Move) -> Request:
        """Makes these moves of an officer with what each needs."""
        given: dict[Move, dict[str, Any]] = {Move.PROPOSE: {"data": PROPOSAL}, Move.TELL: {"words": "our answer"}}
        for move in moves:
            if move is Move.CONFIRM:
                await self.all_ticks(request)
            request = await self.move(request, move, **given.get(move, {}))
        return request

    async def all_ticks(self, request: Request) -> None:
        for item in ({"item": "requester"}, {"item": "expert"}, APPROVED):
            await self.move(request, Move.TICK, data=item)

    async def tick(self, requests: Requests | None = None) -> None:
        await self.do(lambda tx: (requests or self.requests).tick(tx))

    async def later(self, **how_long: float) -> None:
        self.clock.pass_time(**how_long)
        await self.tick()

    async def get(self, request: Request) -> Request:
        return await self.do(lambda tx: self.requests.get(tx, request.request_id))

    async def events(self, request: Request) -> tuple[Event, ...]:
        return await self.do(lambda tx: self.requests.events(tx, request.request_id))

    async def moves(self, request: Request) -> list[Move]:
        return [event.move for event in await self.events(request)]

    def told(self, kind: str) -> list[OutgoingMessage]:
        return [message for message in self.outbox.messages if message.kind == kind]


APPROVED = {"item": "approver", "budget_line": "B-17", "contract_holder": "the unit"}


@pytest.fixture
async def house(database: Database, vault: Vault, clock: FixedClock) -> House:
    made = House(database, vault, clock)
    await made.set_up()
    return made
