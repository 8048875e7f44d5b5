"""Killed at random moments under load, with replies of Telegram lost, the assistant answers every
question once: as seen on the phones, and in the log."""

import asyncio
import random
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.database.engine import sync_engine
from bot.simulator.app import build_simulator, running
from bot.simulator.models import Fault
from bot.simulator.simulator import Simulator
from tests.chaos.service import Askers, Service

pytestmark = pytest.mark.chaos

WAYS = [(mode, dialect) for mode in ("polling", "webhook") for dialect in ("sqlite", "postgresql")]
PEOPLE = 25
LONGEST_LIFE_SECONDS = 4.0
SETTLE_SECONDS = 180.0


@pytest.mark.parametrize(("mode", "dialect"), WAYS)
async def test_every_question_is_answered_once_and_logged_once(
    mode: str, dialect: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    kills = -(-request.config.getoption("--kills") // len(WAYS))
    url = request.getfixturevalue(f"{dialect}_url")
    simulator = Simulator()
    simulator.updates.time_scale = 0.1  # Telegram's pauses between tries of a webhook
    simulator.faults.append(Fault("lost", probability=0.05))

    async with running(build_simulator(simulator)) as telegram:
        askers = Askers(simulator, PEOPLE)
        async with Service(tmp_path / "service", telegram, url, mode == "webhook") as service:
            await live_and_die(service, askers, kills)
            await settled(service, askers)
            status = await service.stop()

    report(f"{mode} {dialect}", kills, askers, simulator)
    assert Counter(map(len, askers.final_answers())) == Counter({1: len(askers.questions)})
    assert logged(url) == Counter(dict.fromkeys(simulator.updates.confirmed, 1))
    assert refusals(simulator) == []
    assert simulator.findings == []
    assert status == 0
    assert "Traceback" not in service.log


async def live_and_die(service: Service, askers: Askers, kills: int) -> None:
    """Starts and kills while people go on asking; also in the middle of starting."""
    await service.start()
    asking = asyncio.create_task(askers.ask_on())
    for _ in range(kills):
        answered = askers.answered()
        await asyncio.sleep(random.uniform(0.0, LONGEST_LIFE_SECONDS))
        if random.random() < 0.7:  # most lives are long enough to begin answering
            while askers.answered() <= answered:
                service.assert_alive()
                await asyncio.sleep(0.05)
        await service.kill()
        await service.start()
    asking.cancel()


async def settled(service: Service, askers: Askers) -> None:
    """Until nothing is open, and a little longer: a double would come late."""
    with suppress(TimeoutError):
        async with asyncio.timeout(SETTLE_SECONDS):
            while askers.unanswered():
                service.assert_alive()
                await asyncio.sleep(0.2)
    await asyncio.sleep(3)


def logged(url: str) -> Counter[int]:
    engine = sync_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT update_id FROM query")).scalars()
        counted = Counter(rows)
    engine.dispose()
    return counted


def refusals(simulator: Simulator) -> list[str]:
    """An edit that is repeated because its reply was lost is "not modified": that is success."""
    found = [str(call.refusal) for call in simulator.refusals]
    return [refusal for refusal in found if "message is not modified" not in refusal]


def report(way: str, kills: int, askers: Askers, simulator: Simulator) -> None:
    lost = sum(call.fault == "lost" for call in simulator.journal)
    limited = sum(call.refusal is not None and call.refusal.code == 429 for call in simulator.journal)
    print(
        f"\n{way}: {kills} kills, {len(askers.questions)} questions,"
        f" {askers.unanswered()} unanswered, {lost} replies lost, {limited} times 429"
    )
