"""The whole chat over HTTP against the simulator: real intake, inbox, handlers, outbox, sender,
people and log; only the answers are scripted, from a small library."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal

import pytest

from bot.chat.app import Chat
from bot.chat.context import Services, Transcriber
from bot.chat.intake import Polling, connect, open_bot, start_polling
from bot.chat.recipients import KnownRecipients
from bot.chat.rendering import Renderer
from bot.chat.sender import Sender
from bot.clock import SystemClock
from bot.conversation.turns import Conversation
from bot.database.engine import async_engine
from bot.database.transactions import Database
from bot.database.vault import Vault
from bot.delivery.inbox import Inbox
from bot.delivery.outbox import Outbox
from bot.delivery.worker import InboxWorker, OutboxWorker
from bot.expert_requests.deadlines import load_service_levels
from bot.expert_requests.duty import Duty
from bot.expert_requests.models import Group
from bot.expert_requests.notices import notices
from bot.expert_requests.roster_store import Roster
from bot.expert_requests.service import Requests
from bot.expert_requests.store import DutyStore, RequestStore
from bot.expert_requests.threads import Threads
from bot.query_log.recorder import Recorder
from bot.query_log.redaction import Redactor
from bot.query_log.store import QueryLogStore
from bot.settings import Settings
from bot.simulator.app import build_simulator, running
from bot.simulator.models import Message
from bot.simulator.simulator import TOKEN, Simulator
from bot.texts.catalogue import load_catalogue
from tests.chat.fakes import Ears, LateClock, MoodyPeople, ScriptedAnswerer, SmallLibrary

ADMINISTRATOR = 42
THEMES = {"ceasefires_security": {"en": "Ceasefires", "fr": "Cessez-le-feu"}}


class Assistant:
    """One process of the bot, and what it was built from."""

    def __init__(
        self,
        simulator: Simulator,
        database: Database,
        vault: Vault,
        folder: Path,
        *,
        access: Literal["open", "invite"] = "open",
        transcriber: Transcriber | None = None,
    ) -> None:
        self.simulator, self.database = simulator, database
        clock, self.clock = SystemClock(), LateClock()
        self.inbox, self.outbox = Inbox(database, vault, clock), Outbox(database, vault, clock)
        self.store = QueryLogStore(vault)
        recorder = Recorder(self.store, Redactor(), clock)
        self.people = MoodyPeople(
            vault, clock, self.outbox.post, access=access, admin_ids=[ADMINISTRATOR], subjects=[recorder]
        )
        self.library = SmallLibrary(folder)
        self.answerer = ScriptedAnswerer(self.library)
        self.settings = Settings(unit_name="the Test Unit", secure_contact="+1 555 0100")
        self.roster = Roster(vault)
        self.requests = Requests(
            RequestStore(vault),
            Duty(DutyStore(vault), clock),
            self.outbox,
            self.clock,
            load_service_levels(None, "UTC"),
            notices,
            Group(None, unit_name="the Test Unit", secure_contact="+1 555 0100"),
            Roster(vault),
        )
        self.services = Services(
            database=database,
            inbox=self.inbox,
            outbox=self.outbox,
            people=self.people,
            conversation=Conversation(self.answerer, self.library, Redactor()),
            recorder=recorder,
            library=self.library,
            catalogue=load_catalogue(),
            clock=self.clock,
            settings=self.settings,
            requests=self.requests,
            roster=self.roster,
            vocabulary=THEMES,
            transcriber=transcriber,
        )

    @asynccontextmanager
    async def serving(self, base_url: str) -> AsyncIterator["Assistant"]:
        bot = open_bot(TOKEN, f"{base_url}/bot")
        await connect(bot, print)
        await start_polling(bot, print)
        chat = Chat(bot, self.services)
        await chat.start()
        recipients = KnownRecipients(self.database, self.people, Threads(self.requests, self.outbox))
        sender = Sender(bot, Renderer(self.services.catalogue, THEMES), recipients, self.library.source_file)
        workers = (InboxWorker(self.inbox, self.outbox, chat.handle), OutboxWorker(self.outbox, sender.send))
        for worker in workers:
            worker.look_seconds = 0.05
            worker.start()
        stop = asyncio.Event()
        polling = asyncio.create_task(Polling(bot, self.inbox).run(stop))
        try:
            yield self
        finally:
            stop.set()
            await polling
            # Another poll ends the one that the server still holds, so that it can close at once.
            await self.simulator.updates.get(0, 1, 0)
            for worker in workers:
                await worker.stop()
            await chat.stop()

    async def answers_to(self, message: Message, count: int = 1) -> list[Message]:
        """What the bot replied, once nothing is left to do."""
        await self.until(lambda: len(self.simulator.replies_to(message)) >= count)
        await self.rest()
        return self.simulator.replies_to(message)

    async def answer_to(self, message: Message) -> str:
        return (await self.answers_to(message))[-1].text

    async def rest(self) -> None:
        """Until every update is handled and every message sent."""
        while (  # noqa: ASYNC110 - four parties take part, nobody knows them all
            self.simulator.updates.pending or await self.inbox.pending() or (await self.outbox.pending())
        ):
            await asyncio.sleep(0.02)

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(15):
            while not condition():  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.02)


@asynccontextmanager
async def started(url: str, *arguments: Any, **options: Any) -> AsyncIterator[Assistant]:
    """No call that Telegram would refuse may be left behind."""
    simulator = Simulator(limits=False)
    database = Database(async_engine(url))
    async with running(build_simulator(simulator)) as address:
        built = Assistant(simulator, database, *arguments, **options)
        async with built.serving(address) as assistant:
            yield assistant
    await database.close()
    assert [(call.method, call.refusal) for call in simulator.refusals] == []
    assert simulator.findings == []


@pytest.fixture
async def assistant(sqlite_url: str, vault: Vault, tmp_path: Path) -> AsyncIterator[Assistant]:
    """Everybody is answered."""
    async with started(sqlite_url, vault, tmp_path) as assistant:
        yield assistant


@pytest.fixture
async def closed(sqlite_url: str, vault: Vault, tmp_path: Path) -> AsyncIterator[Assistant]:
    """Only invited people are answered."""
    async with started(sqlite_url, vault, tmp_path, access="invite") as assistant:
        yield assistant


@pytest.fixture
async def hearing(sqlite_url: str, vault: Vault, tmp_path: Path) -> AsyncIterator[Assistant]:
    """With ears."""
    ears = Ears("How does a joint commission verify incidents?")
    async with started(sqlite_url, vault, tmp_path, transcriber=ears) as assistant:
        yield assistant
