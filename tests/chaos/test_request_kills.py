"""Killed at random moments while mediators send requests and replies of Telegram are lost: what was
confirmed to people is a row, once, and has a topic with its card, once; each escalation is said once."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.database.engine import sync_engine
from bot.simulator.app import build_simulator, running
from bot.simulator.models import Fault
from bot.simulator.simulator import Simulator
from tests.chaos.requesters import Requesters, Topics
from tests.chaos.service import Service
from tests.chaos.test_kills import refusals

pytestmark = pytest.mark.chaos

REQUESTS_PER_KILL = 3
LONGEST_LIFE_SECONDS = 4.0
SETTLE_SECONDS = 1800.0
URGENT_SECONDS = 30
# What a lost reply left behind is found by trying the numbers where it may stand.
SEARCHED = ("TOPIC_NOT_MODIFIED", "TOPIC_ID_INVALID", "message to edit not found", "message can't be edited")
# A press that was acknowledged before the kill is acknowledged again.
LATE = ("query is too old and response timeout expired or query ID is invalid",)
SERVICE_LEVELS = f"""
hours:
  acknowledgement: {{urgent: {URGENT_SECONDS / 3600}}}
round_the_clock: [critical, urgent]
calendar: {{days: [monday], hours: "09:00-17:00"}}
"""


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
async def test_every_request_has_one_row_one_topic_and_one_confirmation(
    dialect: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    kills = -(-request.config.getoption("--kills") // 2)
    url = request.getfixturevalue(f"{dialect}_url")
    # A group is written to twenty times a minute; held to that, this would take hours.
    simulator = Simulator(limits=False)
    simulator.faults.append(Fault("lost", probability=0.05))
    group = simulator.group("Roster team", forum=True)
    group.chat.bot_status = "administrator"
    levels = tmp_path / "levels.yaml"
    levels.write_text(SERVICE_LEVELS)

    async with running(build_simulator(simulator)) as telegram:
        requesters, topics = Requesters(simulator, kills * REQUESTS_PER_KILL), Topics(group.chat)
        settings = {"ROSTER_CHAT_ID": str(group.chat.chat_id), "SERVICE_LEVELS": str(levels)}
        async with Service(tmp_path / "service", telegram, url, webhook=False, **settings) as service:
            asking = asyncio.create_task(requesters.ask_all())
            await service.start()
            died = await live_and_die(simulator, service, lambda: asking.done() and topics.are_told(requesters), kills)
            await asking
            await asyncio.sleep(5)
            status = await service.stop()

    numbers = requesters.confirmed()
    lost = sum(call.fault == "lost" for call in simulator.journal)
    print(f"\n{dialect}: {died} kills, {requesters.wanted} requests, {lost} replies lost, {len(numbers)} confirmed")
    assert numbers == Counter(range(1, requesters.wanted + 1))
    assert stored(url) == numbers
    assert topics.numbers() == numbers
    assert topics.cards() == numbers
    assert topics.escalations() == Counter(dict.fromkeys(requesters.urgent(), 1))
    assert topics.left_behind() == []
    assert [one for one in refusals(simulator) if not one.endswith(SEARCHED + LATE)] == []
    assert simulator.findings == []
    assert status == 0
    assert "Traceback" not in service.log


async def live_and_die(simulator: Simulator, service: Service, is_done: Callable[[], bool], kills: int) -> int:
    """Kills at random moments, also while it starts; the last life goes on until all is told. After a kill the
    group's messages wait for the lease of whoever died, and it is written to twenty times a minute."""
    for _ in range(kills):
        await asyncio.sleep(random.uniform(LONGEST_LIFE_SECONDS / 4, 2 * LONGEST_LIFE_SECONDS))
        service.assert_alive()
        await service.kill()
        await service.start()
    with suppress(TimeoutError):
        async with asyncio.timeout(SETTLE_SECONDS):
            while not is_done():
                await simulator.world.wait_for_change(simulator.world.revision, 1.0)
    return kills


def stored(url: str) -> Counter[int]:
    query = "SELECT number FROM request WHERE number IS NOT NULL"
    engine = sync_engine(url)
    with engine.connect() as connection:
        numbers = Counter(connection.execute(sa.text(query)).scalars())
    engine.dispose()
    return numbers
