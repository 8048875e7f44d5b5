"""What becomes of a message when Telegram, or the way to it, refuses."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.chat.intake import ChatBot, connect, open_bot
from bot.chat.rendering import Renderer
from bot.chat.sender import Failure, Sender
from bot.delivery.models import OutboxRow, OutgoingMessage
from bot.errors import Permanent, Retryable
from bot.simulator.app import build_simulator, running
from bot.simulator.models import Fault
from bot.simulator.people import Person
from bot.simulator.simulator import TOKEN, Simulator
from bot.texts.catalogue import load_catalogue


class Neighbourhood:
    def __init__(self) -> None:
        self.moved: list[tuple[int, int]] = []
        self.failures: list[Failure] = []

    async def language_of(self, chat_id: int) -> str:
        return "fr"

    async def has_moved(self, chat_id: int, to_chat_id: int) -> None:
        self.moved.append((chat_id, to_chat_id))

    async def has_failed(self, message: OutgoingMessage, failure: Failure) -> bool:
        self.failures.append(failure)
        return failure is Failure.THREAD_GONE


@pytest.fixture
def simulator() -> Simulator:
    return Simulator(limits=False)


@pytest.fixture
async def bot(simulator: Simulator) -> AsyncIterator[ChatBot]:
    async with running(build_simulator(simulator)) as address:
        bot = open_bot(TOKEN, f"{address}/bot")
        await connect(bot, print)
        yield bot
        await bot.shutdown()


@pytest.fixture
def amina(simulator: Simulator) -> Person:
    amina = simulator.person()
    amina.write("hello")
    return amina


@pytest.fixture
def neighbourhood() -> Neighbourhood:
    return Neighbourhood()


@pytest.fixture
def sender(bot: ChatBot, neighbourhood: Neighbourhood) -> Sender:
    return Sender(bot, Renderer(load_catalogue()), neighbourhood, lambda path: None)


def a_row(chat_id: int, text: str = "Bonjour", edits: int | None = None, reply_to: int | None = None) -> OutboxRow:
    message = OutgoingMessage(chat_id, "say", {"verbatim": [text]}, "key", reply_to=reply_to)
    return OutboxRow(1, message, edits, 1, created_at=datetime.now(UTC))


async def test_a_long_message_goes_out_in_parts(sender: Sender, amina: Person) -> None:
    await sender.send(a_row(amina.chat.chat_id, "word " * 2000))

    parts = [message.text for message in amina.chat.present() if message.from_bot]
    assert len(parts) == 3
    assert sum(part.count("word") for part in parts) == 2000


async def test_parts_that_went_out_are_not_sent_again(sender: Sender, amina: Person, simulator: Simulator) -> None:
    row = a_row(amina.chat.chat_id, "word " * 2000)
    simulator.faults.append(Fault("500", "sendMessage", probability=0.0))
    await sender.send(a_row(amina.chat.chat_id, "first"))
    simulator.faults[:] = []
    original = simulator.call
    calls = 0

    async def second_call_fails(method: str, parameters: dict[str, object]) -> object:
        nonlocal calls
        calls += method == "sendMessage"
        if calls == 2:
            simulator.faults[:] = [Fault("500", "sendMessage", times=1)]
        return await original(method, parameters)

    simulator.call = second_call_fails  # type: ignore[method-assign, assignment]
    with pytest.raises(Retryable):
        await sender.send(row)
    await sender.send(row)

    parts = [message.text for message in amina.chat.present() if message.from_bot][1:]
    assert sum(part.count("word") for part in parts) == 2000


async def test_the_same_edit_twice_is_no_failure(sender: Sender, amina: Person) -> None:
    sent = await sender.send(a_row(amina.chat.chat_id))

    again = await sender.send(a_row(amina.chat.chat_id, edits=sent.message_id))

    assert again == sent


async def test_an_edit_of_a_message_that_is_gone_becomes_a_new_message(sender: Sender, amina: Person) -> None:
    sent = await sender.send(a_row(amina.chat.chat_id, edits=4711))

    assert sent.message_id is not None
    assert amina.chat.present()[-1].text == "Bonjour"


async def test_an_answer_to_a_deleted_question_stands_alone(sender: Sender, amina: Person) -> None:
    await sender.send(a_row(amina.chat.chat_id, reply_to=4711))

    assert amina.chat.present()[-1].text == "Bonjour"


async def test_too_fast_waits_as_long_as_telegram_says(sender: Sender, amina: Person, simulator: Simulator) -> None:
    simulator.faults.append(Fault("429", "sendMessage", seconds=7))

    with pytest.raises(Retryable) as refused:
        await sender.send(a_row(amina.chat.chat_id))

    assert refused.value.after_seconds == 7


@pytest.mark.parametrize("kind", ["500", "drop", "lost"])
async def test_a_failure_on_the_way_is_tried_again(
    sender: Sender, amina: Person, simulator: Simulator, kind: str
) -> None:
    simulator.faults.append(Fault(kind, "sendMessage"))  # type: ignore[arg-type]

    with pytest.raises(Retryable):
        await sender.send(a_row(amina.chat.chat_id))


async def test_who_blocked_the_bot_is_not_tried_again(sender: Sender, amina: Person) -> None:
    amina.block()

    with pytest.raises(Permanent, match="forbidden"):
        await sender.send(a_row(amina.chat.chat_id))


async def test_a_group_that_moved_is_written_to_where_it_is(
    sender: Sender, amina: Person, simulator: Simulator, neighbourhood: Neighbourhood
) -> None:
    group = simulator.group("Talks", basic=True)
    group.add_bot(amina)
    moved = group.migrate(amina)

    await sender.send(a_row(group.chat.chat_id))

    assert moved.chat.present()[-1].text == "Bonjour"
    assert neighbourhood.moved == [(group.chat.chat_id, moved.chat.chat_id)]


async def test_a_file_that_is_gone_is_said_in_the_readers_language(sender: Sender, amina: Person) -> None:
    message = OutgoingMessage(amina.chat.chat_id, "file", {"path": "gone.md"}, "key")

    await sender.send(OutboxRow(1, message, None, 1, created_at=datetime.now(UTC)))

    assert "bibliothèque" in amina.chat.present()[-1].text
