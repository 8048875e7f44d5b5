"""Whatever order things happen in, and wherever processes die: nothing is lost, nothing is done
twice, and each chat keeps its order."""

import random
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

import sqlalchemy as sa

from bot.database.tables import metadata
from bot.database.transactions import Database
from bot.database.vault import Vault
from bot.delivery.inbox import Inbox
from bot.delivery.outbox import Outbox
from bot.delivery.store import Claim
from bot.delivery.work import LeaseLost, Work
from tests.delivery.conftest import a_message, a_text
from tests.fakes import FixedClock

STEPS = "store store repeat claim claim claim finish finish finish crash raise postpone wait send"
LEASE = timedelta(seconds=20)
CHATS = 3


@dataclass
class World:
    """Processes that store, work and send on one database, step by step."""

    inbox: Inbox
    outbox: Outbox
    clock: FixedClock
    stored: list[int] = field(default_factory=list)
    held: list[Claim] = field(default_factory=list)
    sending: list[Claim] = field(default_factory=list)
    facts: list[int] = field(default_factory=list)
    shown: dict[int, list[str]] = field(default_factory=dict)

    async def take(self, step: str, number: int) -> None:
        await getattr(self, f"_{step}")(number)

    async def _store(self, number: int) -> None:
        new = len(self.stored) + 1
        assert await self.inbox.store([a_message(new, chat_id=number % CHATS + 1)]) == 1
        self.stored.append(new)

    async def _repeat(self, number: int) -> None:
        if self.stored:
            again = self.stored[number % len(self.stored)]
            assert await self.inbox.store([a_message(again)]) == 0

    async def _claim(self, number: int) -> None:
        self.held += await self._claimed(self.inbox, number + 1)

    async def _claimed(self, queue: Inbox | Outbox, limit: int) -> list[Claim]:
        now = self.clock.now()
        async with queue.database.transaction() as transaction:
            return await queue.rows.claim(transaction, uuid4().hex, now, now + LEASE, limit)

    async def _finish(self, number: int) -> None:
        """Also of claims whose lease ran out long ago: the fence must hold."""
        if not self.held:
            return
        claim = self.held.pop(number % len(self.held))
        try:
            work = Work(claim, self.inbox, self.outbox)
            async with work.finish() as transaction:
                await self.outbox.post(transaction, a_text(f"{claim.row_id} {uuid4()}", work.row.chat_id))
            self.facts.append(claim.row_id)
        except LeaseLost:
            return

    async def _crash(self, number: int) -> None:
        """A process dies with what it holds; sometimes it only thinks so and comes back."""
        if number % 2:
            self.held.clear()
        self.sending.clear()

    async def _raise(self, number: int) -> None:
        if self.held:
            claim = self.held.pop(number % len(self.held))
            async with self.inbox.database.transaction() as transaction:
                await self.inbox.rows.put_back(transaction, claim, self.clock.now())

    async def _postpone(self, number: int) -> None:
        if self.held:
            claim = self.held.pop(number % len(self.held))
            until = self.clock.now() + timedelta(seconds=number)
            await Work(claim, self.inbox, self.outbox).postpone(until)

    async def _wait(self, number: int) -> None:
        self.clock.pass_time(seconds=number * 8)

    async def _send(self, number: int) -> None:
        for claim in await self._claimed(self.outbox, number + 1):
            row = self.outbox.read(claim)
            self.shown.setdefault(row.message.chat_id, []).append(row.message.dedup_key)
            async with self.outbox.database.transaction() as transaction:
                await self.outbox.rows.end(transaction, claim, self.clock.now())

    async def come_to_an_end(self) -> None:
        self.held.clear()
        for _ in range(3 * len(self.stored) + 3):
            self.clock.pass_time(seconds=60)
            await self._claim(5)
            while self.held:
                await self._finish(0)
            await self._send(5)


async def play(world: World, chance: random.Random) -> None:
    for table in ("inbox", "outbox"):
        async with world.inbox.database.transaction() as transaction:
            await transaction.execute(sa.delete(metadata.tables[table]))
    for step in chance.choices(STEPS.split(), k=80):
        await world.take(step, chance.randrange(6))
    await world.come_to_an_end()


async def test_nothing_is_lost_or_doubled_and_chats_keep_their_order(database: Database, vault: Vault) -> None:
    for seed in range(5):
        clock = FixedClock()
        world = World(Inbox(database, vault, clock), Outbox(database, vault, clock), clock)

        await play(world, random.Random(seed))

        assert sorted(world.facts) == world.stored, f"seed {seed}"
        answered = [[int(key.split()[0]) for key in keys] for keys in world.shown.values()]
        assert sorted(number for keys in answered for number in keys) == world.stored
        assert all(keys == sorted(keys) for keys in answered), f"seed {seed}"
