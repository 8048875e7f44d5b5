"""The assistant as a process that is killed and started again, and the people who write to it."""

import asyncio
import os
import random
import signal
import socket
import sys
from itertools import count, cycle
from pathlib import Path
from typing import Self

from bot.simulator.models import Message
from bot.simulator.simulator import TOKEN, Simulator
from bot.texts.catalogue import load_catalogue

ROOT = Path(__file__).resolve().parents[2]
# What else stands under a question: progress, twice where its reply was lost, and the line that
# makes a phone ring when an answer was late.
NO_ANSWERS = ("progress", "progress-writing", "answer-is-ready")
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

    def __init__(self, folder: Path, telegram: str, database_url: str, webhook: bool, **settings: str) -> None:
        knowledge = folder / "knowledge"
        knowledge.mkdir(parents=True)
        (knowledge / "monitoring.md").write_text(GUIDANCE)
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None
        self._environment = (
            {
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
            }
            | settings
            | (webhook_settings() if webhook else {})
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.kill()

    def assert_alive(self) -> None:
        assert self._process is not None
        assert self._process.returncode is None, f"serve ended by itself: {self.log[-300:]}"

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
        if self._process is None:
            return 0
        if self._process.returncode is None:
            self._process.send_signal(number)
        return await self._process.wait()

    @property
    def log(self) -> str:
        return (self._folder / "log").read_text("utf-8", "replace")


class Askers:
    """People who ask questions, five a second in all; every question is one of its own."""

    def __init__(self, simulator: Simulator, people: int, per_second: float = 5.0) -> None:
        self._pause = 1 / per_second
        self._people = [simulator.person(f"P{number}") for number in range(people)]
        self.questions: list[Message] = []
        catalogue = load_catalogue()
        self._no_answers = tuple(catalogue.format("en", text_id) for text_id in NO_ANSWERS)

    async def ask_on(self) -> None:
        numbers = count(1)
        for person in cycle(self._people):
            text = f"Who are the monitors of a ceasefire? Case {next(numbers)}"
            self.questions.append(person.write(text))
            await asyncio.sleep(random.expovariate(1 / self._pause))

    def final_answers(self) -> list[list[Message]]:
        """What stands under each question in the end."""
        under: dict[int, list[Message]] = {id(question): [] for question in self.questions}
        for person in self._people:
            for message in person.chat.present():
                if message.from_bot and not message.text.startswith(self._no_answers):
                    under.get(id(message.reply_to), []).append(message)
        return list(under.values())

    def answered(self) -> int:
        return sum(bool(answers) for answers in self.final_answers())

    def unanswered(self) -> int:
        return len(self.questions) - self.answered()


def webhook_settings() -> dict[str, str]:
    port = free_port()
    return {"WEBHOOK_URL": f"http://127.0.0.1:{port}/updates", "WEBHOOK_LISTEN": f"127.0.0.1:{port}"}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
