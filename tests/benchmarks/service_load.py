"""The real process under load: start-up on an existing index, questions a second, memory."""

import asyncio
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import yaml

from bot.simulator.models import Message
from tests.blackbox.driver import PLACEHOLDERS, World, served

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS_A_SECOND, SECONDS = 20, 15
PEOPLE = 60
WAIT_SECONDS = 60.0


def service_load(folder: Path) -> dict[str, float]:
    """`serve` with the bundled library and the local model, 20 questions a second for 15 s
    (goals: first answer within 5 s of a start on an existing index, all answered, below 600 MB)."""
    return asyncio.run(_measure(folder))


async def _measure(folder: Path) -> dict[str, float]:
    settings = {
        "ACCESS": "open",
        "KNOWLEDGE_DIR": str(ROOT / "knowledge"),
        "EMBEDDING_MODEL": "local",
        "XDG_CACHE_HOME": str(Path.home() / ".cache"),
        "LOG_LEVEL": "WARNING",
    }
    async with served(folder, "polling", **settings) as world:
        first = world.talk("First")
        await _answered(world, first.person.write("How was the ceasefire in Aceh monitored?"), 300.0)
        await world.serve.stop()
        started = time.perf_counter()
        await world.serve.start()
        await _answered(world, first.person.write("Who chaired the talks in Northern Ireland?"), WAIT_SECONDS)
        first_answer = time.perf_counter() - started
        waits = await _load(world)
        return {
            "seconds from start to first answer": round(first_answer, 2),
            "questions asked": QUESTIONS_A_SECOND * SECONDS,
            "answered": len(waits),
            "answer seen after, median seconds": round(median(waits), 3),
            "answer seen after, 95th percentile": round(quantiles(waits, n=20)[-1], 3),
            "memory at the end, MB": round(_resident_megabytes(world), 1),
        }


async def _load(world: World) -> list[float]:
    texts = [case["text"] for case in _direct_questions()]
    people = [world.talk(f"Person {number}").person for number in range(PEOPLE)]
    asked: list[asyncio.Task[float]] = []
    for number in range(QUESTIONS_A_SECOND * SECONDS):
        message = people[number % PEOPLE].write(texts[number % len(texts)])
        asked.append(asyncio.create_task(_answered(world, message, WAIT_SECONDS)))
        await asyncio.sleep(1 / QUESTIONS_A_SECOND)
    waits = await asyncio.gather(*asked, return_exceptions=True)
    return [wait for wait in waits if isinstance(wait, float)]


async def _answered(world: World, message: Message, patience: float) -> float:
    """Seconds until the phone shows something else than progress in reply."""
    started = time.perf_counter()
    async with asyncio.timeout(patience):
        while not any(reply.text not in PLACEHOLDERS for reply in world.simulator.replies_to(message)):  # noqa: ASYNC110 - as a person looks
            await asyncio.sleep(0.02)
    return time.perf_counter() - started


def _direct_questions() -> list[dict[str, Any]]:
    cases = yaml.safe_load((ROOT / "knowledge" / "questions" / "cases.yaml").read_text("utf-8"))
    return [case for case in cases if case["kind"] == "direct"]


def _resident_megabytes(world: World) -> float:
    assert world.serve.process
    status = Path(f"/proc/{world.serve.process.pid}/status").read_text()
    [line] = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024
