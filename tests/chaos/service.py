"""The assistant as a process that is killed and started again, and the people who write to it."""

import asyncio
import os
import random
import signal
import socket
import sys
from collections.abc import Mapping
from itertools import count, cycle
from pathlib import Path

from bot.simulator.models import Message
from bot.simulator.simulator import TOKEN, Simulator

ROOT = Path(__file__).resolve().parents[2]
PROGRESS = ("Looking in the library …", "Still writing …")
GUIDANCE = """---
title: Ceasefire monitoring
type: guidance
---
# Ceasefire monitoring

## Who monitors
Monitors of a ceasefire are agreed by the parties before the ceasefire enters into force.

## Joint commissions
A joint monitoring commission meets every two weeks and reports violations to both parties.
"""


class Service:
    """`serve` in a process of its own, with data of its own."""

    def __init__(self, folder: Path, telegram: str, database_url: str, webhook: bool) -> None:
        knowledge = folder / "knowledge"
        knowledge.mkdir(parents=True)
        (knowledge / "monitoring.md").write_text(GUIDANCE)
        self._folder, self._process = folder, None
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "PYTHONPATH": str(ROOT),
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE_URL": f"{telegram}/bot",
            "DATABASE_URL": database_url,
            "DATA_DIR": str(folder / "data"),
            "KNOWLEDGE_DIR": str(knowledge),
            "EMBEDDING_MODEL": "none",
            "ACCESS": "open",
            "CONSOLE_LISTEN": f"127.0.0.1:{free_port()}",
        } | (webhook_settings() if webhook else {})

    _process: asyncio.subprocess.Process | None

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "serve"),
            env=self._environment,
            cwd=self._folder,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=(self._folder / "log").open("ab"),
        )

    async def kill(self) -> None:
        """SIGKILL: nothing can be tidied up."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        return await self._end(signal.SIGTERM)

    async def _end(self, number: signal.Signals) -> int:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(number)
        return await self._process.wait()

    @property
    def log(self) -> str:
        return (self._folder / "log").read_text("utf-8", "replace")


class Askers:
    """People who ask questions, five a second in all; every question is one of its own."""

    def __init__(self, simulator: Simulator, people: int, per_second: float = 5.0) -> None:
        self._simulator, self._pause = simulator, 1 / per_second
        self._people = [simulator.person(f"P{number}") for number in range(people)]
        self.questions: list[Message] = []

    async def ask_on(self) -> None:
        numbers = count(1)
        for person in cycle(self._people):
            text = f"Who are the monitors of a ceasefire? Case {next(numbers)}"
            self.questions.append(person.write(text))
            await asyncio.sleep(random.expovariate(1 / self._pause))

    def final_answers(self, question: Message) -> list[Message]:
        """What stands under a question in the end; a progress line that was sent twice, because
        its reply was lost, is no answer."""
        replies = self._simulator.replies_to(question)
        return [reply for reply in replies if not reply.text.startswith(PROGRESS)]

    def unanswered(self) -> list[Message]:
        return [question for question in self.questions if not self.final_answers(question)]


def webhook_settings() -> Mapping[str, str]:
    port = free_port()
    return {
        "WEBHOOK_URL": f"http://127.0.0.1:{port}/updates",
        "WEBHOOK_LISTEN": f"127.0.0.1:{port}",
    }


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
