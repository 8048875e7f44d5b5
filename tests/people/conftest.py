"""The people service on both databases, with an administrator that the settings name."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar

import pytest

from bot.database.engine import async_engine
from bot.database.transactions import Database, Transaction
from bot.database.vault import Vault
from bot.delivery.models import OutgoingMessage
from bot.people.models import OPERATOR, CodeUse, Person, Role
from bot.people.privacy import HoldsPersonalData
from bot.people.service import People
from tests.fakes import FixedClock

ADMIN, MARIA, NNEKA, ALEX = 11, 22, 33, 44
T = TypeVar("T")


class Subject:
    """Something that keeps texts about people, as the query log does."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    async def erase_person(self, tx: Transaction, person: Person, pseudonym: str) -> None:
        self.texts.pop(pseudonym, None)

    async def export_person(self, tx: Transaction, person: Person, pseudonym: str) -> dict[str, object]:
        return {"texts": [self.texts[pseudonym]] if pseudonym in self.texts else []}


class BrokenSubject(Subject):
    async def erase_person(self, tx: Transaction, person: Person, pseudonym: str) -> None:
        raise OSError


class House:
    """People and their database; each method is one transaction."""

    def __init__(self, database: Database, vault: Vault, clock: FixedClock) -> None:
        self.database, self.vault, self.clock = database, vault, clock
        self.posted: list[OutgoingMessage] = []
        self.subject = Subject()
        self.people = self.service()

    def service(
        self, access: str = "invite", admin_ids: tuple[int, ...] = (ADMIN,), subjects: Sequence[HoldsPersonalData] = ()
    ) -> People:
        return People(
            self.vault,
            self.clock,
            self._post,
            access="open" if access == "open" else "invite",
            admin_ids=admin_ids,
            subjects=[self.subject, *subjects],
        )

    async def _post(self, tx: Transaction, message: OutgoingMessage) -> None:
        self.posted.append(message)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        async with self.database.transaction() as tx:
            yield tx

    async def do(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        async with self.database.transaction() as tx:
            return await work(tx)

    async def administrator(self) -> Person:
        person = await self.do(lambda tx: self.people.introduce(tx, ADMIN))
        assert person is not None
        return person

    async def code(self, role: Role = Role.MEDIATOR, label: str | None = None) -> str:
        admin = await self.administrator()
        return (await self.do(lambda tx: self.people.invite(tx, admin, role, label))).code

    async def use(self, who: int, code: str) -> CodeUse:
        return await self.do(lambda tx: self.people.use_code(tx, who, code, shown_name="Maria K."))

    async def member(self, who: int, role: Role = Role.MEDIATOR) -> Person:
        used = await self.use(who, await self.code(role))
        assert used.person is not None
        return used.person

    async def find(self, who: int) -> Person | None:
        return await self.do(lambda tx: self.people.find(tx, who))

    async def actions(self) -> list[str]:
        events = await self.do(lambda tx: self.people.audit(tx, OPERATOR))
        return [event.action for event in events]


@pytest.fixture
async def house(sqlite_url: str, vault: Vault, clock: FixedClock) -> AsyncIterator[House]:
    database = Database(async_engine(sqlite_url))
    yield House(database, vault, clock)
    await database.close()


@pytest.fixture
def each_house(database: Database, vault: Vault, clock: FixedClock) -> House:
    """On SQLite and again on PostgreSQL: for what stands on a statement of its own."""
    return House(database, vault, clock)
