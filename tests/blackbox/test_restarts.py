"""What is asked of a bad network or of a process that is killed is answered, once."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.simulator.control import BAD_NETWORK
from tests.blackbox.driver import World, served

pytestmark = pytest.mark.asyncio(loop_scope="module")
QUESTION = "Who monitored the ceasefire in Orlen?"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    async with served(tmp_path_factory.mktemp("restarts"), "polling", ACCESS="open") as opened:
        yield opened


async def test_a_bad_network_loses_and_doubles_nothing(world: World) -> None:
    world.simulator.faults.extend(BAD_NETWORK)
    people = [world.talk(f"Person {number}") for number in range(6)]
    questions = [one.person.write(QUESTION) for one in people]

    for one, question in zip(people, questions, strict=True):
        await one.answer_to(question, having="twelve officers")
    world.simulator.faults.clear()

    for question in questions:
        final = [one for one in world.simulator.replies_to(question) if "twelve officers" in one.text]
        assert len(final) == 1
    assert world.simulator.findings == []


async def test_questions_asked_around_a_kill_are_answered_once(world: World) -> None:
    amina, bela = world.talk("Amina"), world.talk("Bela")
    answered = (await amina.say(QUESTION)).reply_to
    cut = bela.person.write(QUESTION)
    await world.serve.kill()
    meanwhile = amina.person.write("How many delegates had the national dialogue of Tessaly?")

    await world.serve.start()

    await amina.answer_to(meanwhile, having="320 delegates")
    await bela.answer_to(cut, having="twelve officers")
    assert answered is not None
    for question in (answered, cut, meanwhile):
        assert len(world.simulator.replies_to(question)) == 1
    assert await world.serve.stop() == 0
    # An edit that was done before the kill is done again, which changes nothing.
    assert world.complaints(expected="message is not modified") == ""
