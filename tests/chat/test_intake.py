"""Updates are stored before they are confirmed, in both modes, whatever they hold."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.chat.intake import ALLOWED_UPDATES, ChatBot, Polling, connect, open_bot, start_polling, start_webhook
from bot.chat.webhook import LARGEST_BODY, SECRET_HEADER, webhook_route
from bot.errors import Misconfigured, Retryable
from bot.simulator.app import build_simulator, running
from bot.simulator.models import Fault
from bot.simulator.simulator import TOKEN, Simulator

SECRET = "a-secret-of-the-webhook"


class Shelf:
    """Keeps updates; fails as often as told."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.failures = 0

    async def store(self, updates: Sequence[dict[str, Any]]) -> int:
        if self.failures:
            self.failures -= 1
            raise Retryable("disk_full")
        self.updates += updates
        return len(updates)


@pytest.fixture
def simulator() -> Simulator:
    return Simulator(limits=False)


@pytest.fixture
async def address(simulator: Simulator) -> AsyncIterator[str]:
    async with running(build_simulator(simulator)) as address:
        yield address


@pytest.fixture
async def bot(address: str) -> AsyncIterator[ChatBot]:
    bot = open_bot(TOKEN, f"{address}/bot")
    await connect(bot, print)
    yield bot
    await bot.shutdown()


async def polled(bot: ChatBot, shelf: Shelf, count: int) -> None:
    stop = asyncio.Event()
    polling = asyncio.create_task(Polling(bot, shelf).run(stop))
    async with asyncio.timeout(10):
        while len(shelf.updates) < count:  # noqa: ASYNC110 - the shelf has no bell
            await asyncio.sleep(0.02)
    await asyncio.sleep(0.1)
    stop.set()
    await polling


async def test_an_update_that_cannot_be_parsed_stops_nothing(bot: ChatBot, simulator: Simulator) -> None:
    shelf, amina = Shelf(), simulator.person()
    amina.write("before")
    simulator.updates.push("message", {"chat": "nonsense", "date": []}, "1")
    amina.write("after")

    await polled(bot, shelf, 3)

    assert [update["message"].get("text") for update in shelf.updates] == ["before", None, "after"]
    assert not simulator.updates.pending


async def test_what_cannot_be_stored_is_not_confirmed(bot: ChatBot, simulator: Simulator) -> None:
    shelf = Shelf()
    shelf.failures = 1
    simulator.person().write("hello")

    await polled(bot, shelf, 1)

    assert [update["message"]["text"] for update in shelf.updates] == ["hello"]
    offsets = [call.parameters.get("offset") for call in simulator.journal if call.method == "getUpdates"]
    assert offsets[:2] == [None, None]


async def test_polling_takes_a_webhook_away_first(bot: ChatBot, simulator: Simulator) -> None:
    await start_webhook(bot, "http://127.0.0.1:9/hook", SECRET, print)
    assert simulator.updates.webhook is not None
    assert simulator.updates.allowed == set(ALLOWED_UPDATES)

    await start_polling(bot, print)

    assert simulator.updates.webhook is None


async def test_a_wrong_token_is_one_sentence_without_the_token(address: str) -> None:
    bot = open_bot("123:wrong-token-wrong-token-wrong-token", f"{address}/bot")

    with pytest.raises(Misconfigured) as refused:
        await connect(bot, print)

    assert "TELEGRAM_BOT_TOKEN" in str(refused.value)
    assert "wrong-token" not in str(refused.value)


@pytest.mark.parametrize("token", ["", "123:with space", "123:line\nbreak", "123:a/b"])
def test_a_token_that_can_be_none_is_refused_before_it_is_used(token: str) -> None:
    with pytest.raises(Misconfigured, match="TELEGRAM_BOT_TOKEN"):
        open_bot(token, "http://127.0.0.1:9/bot")


async def test_an_address_that_telegram_refuses_is_one_sentence(bot: ChatBot) -> None:
    with pytest.raises(Misconfigured, match="WEBHOOK_URL"):
        await start_webhook(bot, "ftp://example.org/hook", SECRET, print)


async def test_an_endpoint_that_is_away_is_waited_for_and_told_once(simulator: Simulator, address: str) -> None:
    simulator.faults.append(Fault("500", "getMe", times=2))
    told: list[str] = []
    bot = open_bot(TOKEN, f"{address}/bot")

    me = await connect(bot, told.append)
    await bot.shutdown()

    assert me.username == simulator.world.username
    assert len(told) == 1


@pytest.fixture
async def hook() -> AsyncIterator[tuple[httpx.AsyncClient, Shelf]]:
    shelf = Shelf()
    app = Starlette(routes=[webhook_route("https://bot.example/deep/path", SECRET, shelf)])
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://hook") as client:
        yield client, shelf


Hook = tuple[httpx.AsyncClient, Shelf]
GIVEN = {SECRET_HEADER: SECRET}


async def test_a_webhook_update_is_stored_before_it_is_confirmed(hook: Hook) -> None:
    client, shelf = hook

    answer = await client.post("/deep/path", json={"update_id": 1}, headers=GIVEN)

    assert answer.status_code == 200
    assert shelf.updates == [{"update_id": 1}]


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: "guess"}, {SECRET_HEADER: "é".encode()}])
async def test_without_the_secret_nothing_is_stored(hook: Hook, headers: dict[str, str]) -> None:
    client, shelf = hook

    answer = await client.post("/deep/path", json={"update_id": 1}, headers=headers)

    assert (answer.status_code, shelf.updates) == (403, [])


async def test_what_cannot_be_stored_is_asked_for_again(hook: Hook) -> None:
    client, shelf = hook
    shelf.failures = 1

    answer = await client.post("/deep/path", json={"update_id": 1}, headers=GIVEN)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


@pytest.mark.parametrize(
    ("body", "status"), [(b"{", 400), (b"[1]", 400), (b"x" * (LARGEST_BODY + 1), 413), (b"[" * 100_000, 400)]
)
async def test_a_body_that_is_no_update_is_refused(hook: Hook, body: bytes, status: int) -> None:
    client, shelf = hook

    answer = await client.post("/deep/path", content=body, headers=GIVEN)

    assert (answer.status_code, shelf.updates) == (status, [])
