from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.simulator.app import build_simulator, running
from bot.simulator.people import Person
from bot.simulator.simulator import TOKEN, Simulator


@pytest.fixture
def simulator() -> Simulator:
    return Simulator(limits=False)


@pytest.fixture
def amina(simulator: Simulator) -> Person:
    person = simulator.person("Amina")
    person.write("hello")
    return person


@pytest.fixture
async def address(simulator: Simulator) -> AsyncIterator[str]:
    async with running(build_simulator(simulator)) as url:
        yield url


@pytest.fixture
async def bot(address: str) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, base_url=f"{address}/bot", base_file_url=f"{address}/file/bot") as connected:
        yield connected
