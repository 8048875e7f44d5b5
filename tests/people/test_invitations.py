"""A code opens the door once, for one person, and whoever gave it hears of it."""

import asyncio

import pytest

from bot.database.transactions import Database, Transaction
from bot.database.vault import Vault
from bot.delivery.models import OutgoingMessage
from bot.errors import NotPermitted
from bot.people.models import OPERATOR, CodeOutcome, CodeUse, IssuedInvitation, Person, Role
from bot.people.service import People
from tests.fakes import FixedClock

ADMIN, MARIA, NNEKA, ALEX = 11, 22, 33, 44


class Letterbox:
    """Remembers what was posted."""

    def __init__(self) -> None:
        self.messages: list[OutgoingMessage] = []

    async def post(self, tx: Transaction, message: OutgoingMessage) -> None:
        self.messages.append(message)


@pytest.fixture
def letterbox() -> Letterbox:
    return Letterbox()


@pytest.fixture
def people(vault: Vault, clock: FixedClock, letterbox: Letterbox) -> People:
    return People(vault, clock, letterbox.post, admin_ids=(ADMIN,))


async def administrator(database: Database, people: People) -> Person:
    async with database.transaction() as tx:
        person = await people.introduce(tx, ADMIN)
    assert person is not None
    return person


async def invite(
    database: Database, people: People, role: Role = Role.MEDIATOR, label: str | None = None
) -> IssuedInvitation:
    admin = await administrator(database, people)
    async with database.transaction() as tx:
        return await people.invite(tx, admin, role, label)


async def use(database: Database, people: People, who: int, code: str) -> CodeUse:
    async with database.transaction() as tx:
        return await people.use_code(tx, who, code, shown_name="Maria K.")


async def test_a_code_makes_a_stranger_a_person_of_its_role(
    database: Database, people: People
) -> None:
    issued = await invite(database, people, Role.EDITOR)

    used = await use(database, people, MARIA, issued.code)

    assert used.outcome is CodeOutcome.JOINED
    assert used.person and used.person.role is Role.EDITOR
    assert used.person.person_id.startswith("p")


async def test_a_code_opens_the_door_once_even_when_many_use_it_at_the_same_moment(
    database: Database, people: People
) -> None:
    issued = await invite(database, people)

    uses = await asyncio.gather(
        *(use(database, people, who, issued.code) for who in range(100, 112))
    )

    assert [use.outcome for use in uses].count(CodeOutcome.JOINED) == 1
    async with database.transaction() as tx:
        assert len(await people.everybody(tx, OPERATOR)) == 2


async def test_a_mediator_invites_nobody(database: Database, people: People) -> None:
    issued = await invite(database, people)
    used = await use(database, people, MARIA, issued.code)
    assert used.person

    async with database.transaction() as tx:
        with pytest.raises(NotPermitted):
            await people.invite(tx, used.person, Role.MEDIATOR)
