"""The real process in front of the simulated Telegram, and people who talk to it.

Nothing here reaches into the process: it is started with settings and met over the Bot API.
"""

import asyncio
import json
import os
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from bot.simulator.app import build_simulator, running
from bot.simulator.models import Chat, Message
from bot.simulator.people import Group, Person
from bot.simulator.simulator import TOKEN, Simulator
from bot.simulator.world import Press
from bot.texts.catalogue import LANGUAGES, load_catalogue

T = TypeVar("T")
ADMINISTRATORS = range(9001, 9011)
# A group is written to twenty times a minute, and whoever waits behind that waits a minute.
PATIENCE_SECONDS = 100.0
CATALOGUE = load_catalogue()
PLACEHOLDERS = {CATALOGUE.format(language, text) for language in LANGUAGES
                for text in ("progress", "progress-writing")}  # fmt: skip

KNOWLEDGE = {
    "orlen-ceasefire.md": (
        "title: The ceasefire of Orlen\nlanguage: en\nthemes: [ceasefires]\nyear: 2012\npublisher: Institute of Marra",
        "# The ceasefire of Orlen\n\n## Monitoring\n\nThe ceasefire in Orlen was monitored by a"
        " joint commission of twelve officers. The commission met every Tuesday in Marra.\n\n"
        "## Violations\n\nIn the first year the commission of Orlen counted 48 violations, most of"
        " them at the river crossing of Dovra.\n",
    ),
    "tessaly-dialogue.md": (
        "title: The national dialogue of Tessaly\nlanguage: en\nthemes: [national_dialogue]",
        "# The national dialogue of Tessaly\n\nThe national dialogue of Tessaly had 320 delegates."
        " A third of the seats was kept for women.\n",
    ),
    "reserved.md": (
        "title: Field notes of Kessim\nlanguage: en\naudience: internal",
        "# Field notes of Kessim\n\nThe facilitators of Kessim used two separate venues in Harbour Street.\n",
    ),
}


ROOT = Path(__file__).resolve().parents[2]
MORE_KNOWLEDGE = ROOT / "tests" / "quality" / "material" / "documents"


def write_knowledge(folder: Path) -> Path:
    folder.mkdir()
    for name, (front, body) in KNOWLEDGE.items():
        (folder / name).write_text(f"---\n{front}\n---\n\n{body}", "utf-8")
    return folder


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@dataclass
class Serve:
    """`mediation-bot serve` as a process that can be killed and started again on its data."""

    folder: Path
    environment: dict[str, str]
    process: asyncio.subprocess.Process | None = None
    log: list[Path] = field(default_factory=list)

    async def start(self) -> None:
        self.log.append(self.folder / f"serve-{len(self.log)}.log")
        with self.log[-1].open("wb") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "serve"),
                env=self.environment, cwd=self.folder, stdout=log, stderr=log,
            )  # fmt: skip

    async def stop(self) -> int:
        assert self.process
        if self.process.returncode is None:
            self.process.terminate()
        return await asyncio.wait_for(self.process.wait(), PATIENCE_SECONDS)

    async def kill(self) -> None:
        assert self.process
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()

    def said(self) -> str:
        return "".join(log.read_text("utf-8", "replace") for log in self.log)


def settings(folder: Path, address: str, knowledge: Path, **more: str) -> dict[str, str]:
    """The whole environment of the process: nothing of the tester's own gets in."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": str(ROOT),
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_BASE_URL": f"{address}/bot",
        "DATA_DIR": str(folder / "data"),
        "KNOWLEDGE_DIR": f"{knowledge},{MORE_KNOWLEDGE}",
        "EMBEDDING_MODEL": "none",
        "ADMIN_IDS": ",".join(map(str, ADMINISTRATORS)),
        "CONSOLE_LISTEN": "127.0.0.1:0",
        "LOG_LEVEL": "DEBUG",
        "UNIT_NAME": "Mediation Support Unit",
        **more,
    }


@asynccontextmanager
async def served(folder: Path, mode: str, team: str = "", **more: str) -> AsyncIterator["World"]:
    """A simulated Telegram and the assistant on it, by `polling` or by `webhook`; with a group of the roster
    `team`: `forum`, `supergroup` (without topics) or `basic`."""
    simulator = Simulator(limits=False)
    group = simulator.group("Roster team", basic=team == "basic", forum=team == "forum")
    if team:
        # The assistant is in the group before it is started.
        group.chat.bot_status = "administrator"
        more = {"ROSTER_CHAT_ID": str(group.chat.chat_id)} | more
    if mode == "webhook":
        port = free_port()
        hook = {"WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK_LISTEN": f"127.0.0.1:{port}"}
        more = hook | more
    knowledge = write_knowledge(folder / "knowledge")
    async with running(build_simulator(simulator)) as address:
        serve = Serve(folder, settings(folder, address, knowledge, **more))
        await serve.start()
        for number in ADMINISTRATORS:
            simulator.person("Admin", user_id=number).write("/start")
        try:
            yield World(simulator, serve, group)
        finally:
            await serve.stop()


@dataclass
class World:
    simulator: Simulator
    serve: Serve
    team: Group

    def officer(self, name: str, language: str = "en") -> "Officer":
        """A member of the roster team's group, who has written to the assistant before."""
        person = self.simulator.person(name, language)
        person.write("/start")
        self.team.join(person)
        return Officer(self, person)

    async def command(self, *words: str) -> str:
        """What a command prints, beside the running service."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *words),
            env=self.serve.environment, cwd=self.serve.folder,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        printed, complained = await process.communicate()
        assert process.returncode == 0, complained.decode()
        return printed.decode()

    async def request(self, number: int) -> Any:
        """A request with its events, as `requests show` tells it."""
        return json.loads(await self.command("requests", "show", str(number), "--json"))

    def talk(self, name: str, language: str = "en", user_id: int = 0) -> "Talk":
        return Talk(self, self.simulator.person(name, language, user_id))

    def administrator(self) -> "Talk":
        """One of several: nobody writes more than 20 messages a minute."""
        return self.talk("Admin", user_id=ADMINISTRATORS[len(self.simulator.people) % 10])

    async def invited(self, name: str, role: str = "mediator", language: str = "en") -> "Talk":
        """Somebody who came in by an invitation that the administrator passed on."""
        administrator = self.administrator()
        passed_on = await administrator.say(f"/invite {role} {name}", having="start=")
        [code] = [line.partition("start=")[2] for line in passed_on.text.split() if "start=" in line]
        somebody = self.talk(name, language)
        await somebody.say(f"/start {code}")
        return somebody

    def complaints(self, expected: str = "nothing") -> str:
        """What Telegram would have refused or ignored; empty for a sound assistant."""
        refused = [
            {"method": call.method, "refusal": str(call.refusal), "given": str(call.parameters)[:500]}
            for call in self.simulator.refusals
            if expected not in str(call.refusal)
        ]
        return json.dumps([*refused, *self.simulator.findings], ensure_ascii=False, indent=1).strip("[]")


class Talk:
    """One person's conversation, as it is seen on the phone."""

    def __init__(self, world: World, person: Person) -> None:
        self.world, self.person = world, person
        self.language = person.language

    @property
    def chat(self) -> Chat:
        return self.person.chat

    def word(self, text_id: str, **arguments: str | int) -> str:
        """The assistant's own words in this person's language."""
        text = CATALOGUE.format(self.language, text_id, arguments)
        return text.replace("\u2068", "").replace("\u2069", "")

    async def say(self, text: str, chat: Chat | None = None, having: str = "") -> Message:
        """Writes and returns what the assistant finally said to it."""
        return await self.answer_to(self.person.write(text, chat), having)

    async def send(self, kind: str, **more: str) -> Message:
        return await self.answer_to(self.person.send(kind, **more))

    async def answer_to(self, message: Message, having: str = "") -> Message:
        """The last message after this one with such words in it, once it is no placeholder."""

        def found() -> Message | None:
            later = [
                one
                for one in message.chat.present()
                if one.from_bot and one.message_id > message.message_id and having in one.text
            ]
            return later[-1] if later and later[-1].text not in PLACEHOLDERS else None

        return await self.until(found)

    async def press(self, text_id: str, message: Message | None = None) -> Message:
        """Presses a button and returns the message that this changed or brought."""
        word = self.word(text_id)
        return await self.press_label(lambda label: label == word, message)

    async def press_label(self, fits: Callable[[str], bool], message: Message | None = None) -> Message:
        before = self._seen()
        shown = [message] if message else list(reversed(self.chat.present()))
        labels = [button["text"] for one in shown for button in one.buttons if fits(button["text"])]
        press = self.person.press(labels[0] if labels else "", message)

        def found() -> Message | None:
            changed = [one for one in self._seen().items() if before.get(one[0]) != one[1]]
            if not changed or press.answer is None:
                return None
            return self.chat.messages[changed[-1][0]]

        return await self.until(found)

    async def turn_pages_to(self, words: str, message: Message) -> Message:
        """Presses the button with such words in it, on whichever page of a list it stands."""
        while not any(words in button["text"] for button in message.buttons):
            message = await self.press_label(lambda label: label == "›", message)
        return await self.press_label(lambda label: words in label, message)

    def _seen(self) -> dict[int, int]:
        return {one.message_id: len(one.versions) for one in self.chat.present() if one.from_bot}

    async def until(self, found: Callable[[], T | None]) -> T:
        """Waits for something to become true at Telegram."""
        simulated = self.world.simulator.world
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while (result := found()) is None:
                    assert self.world.serve.process
                    if self.world.serve.process.returncode is not None:
                        break
                    await simulated.wait_for_change(simulated.revision, 1.0)
        except TimeoutError:
            result = None
        assert result is not None, self._transcript()
        return result

    def _transcript(self) -> str:
        lines = [f"{'bot' if one.from_bot else 'person'}: {one.text[:200]}" for one in self.chat.present()[-8:]]
        return "\n".join(["Waited in vain.", *lines, self.world.serve.said()[-2000:]])


class Officer(Talk):
    """An officer in the team's group; everything of one request stands in its topic, or below its first message."""

    @property
    def chat(self) -> Chat:
        return self.world.team.chat

    def thread(self, number: int) -> int | None:
        start = f"{number} ·"
        topics = [thread_id for thread_id, topic in self.chat.topics.items() if topic.name.startswith(start)]
        roots = [one.message_id for one in self.chat.present() if one.from_bot and one.text.startswith(start)]
        return next(iter([*topics, *roots]), None)

    def about(self, number: int) -> list[Message]:
        """What the assistant wrote about a request."""
        thread = self.thread(number)
        below = (one.thread_id or (one.reply_to and one.reply_to.message_id) for one in self.chat.present())
        return [one for one, root in zip(self.chat.present(), below, strict=True) if one.from_bot and thread == root]

    async def sees(self, number: int, words: str) -> Message:
        """The newest message about a request with such words in it."""

        def found() -> Message | None:
            return next((one for one in reversed(self.about(number)) if words in one.text), None)

        return await self.until(found)

    async def card(self, number: int) -> Message:
        """The one that carries the moves, once it is complete."""
        return await self.until(lambda: next((one for one in self.about(number) if one.buttons), None))

    async def act(self, act: str, message: Message, text_id: str = "team-act") -> Press:
        """Presses one of the team's buttons, once it is there."""
        word = self.word(text_id, code=act)
        await self.until(lambda: word in self.labels(message) or None)
        press = self.person.press(word, message)
        await self.until(lambda: press.answer)
        return press

    @staticmethod
    def labels(message: Message) -> list[str]:
        return [button["text"] for button in message.buttons]

    async def move(self, act: str, number: int) -> None:
        """A move on the card, on its second page where it stands there."""
        card = await self.card(number)
        word, more = self.word("team-act", code=act), self.word("team-act", code="more")
        await self.until(lambda: {word, more} & {*self.labels(card)} or None)
        if word not in self.labels(card):
            await self.act("more", card)
        await self.act(act, card)

    async def moved(self, number: int, state: str) -> Message:
        """The card once it shows a state."""
        card, word = await self.card(number), self.word("team-state", code=state)
        return await self.until(lambda: card if word in card.text else None)

    async def types(self, number: int, text: str) -> Message:
        """Replies to what asks the officer for words."""
        asking = await self.until(lambda: next((one for one in reversed(self.about(number)) if one.asks_reply), None))
        return self.person.write(text, self.chat, asking)

    async def tell(self, act: str, number: int, text: str) -> None:
        """ASK or TELL: words to the requester, read once more and sent."""
        await self.move(act, number)
        preview = await self.answer_to(await self.types(number, text))
        await self.act("send", preview)
