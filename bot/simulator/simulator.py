"""Telegram on this machine: carries calls out, keeps a journal, goes wrong when told to.

`journal` holds every call; `refusals` those that Telegram would have refused for the caller's own
mistake; `findings` what it would have ignored silently. A sound bot leaves the last two empty.
"""

import asyncio
import random
import time
from collections import defaultdict, deque
from collections.abc import Mapping
from typing import Any

from bot.simulator.bot_api import BotApi
from bot.simulator.models import Call, Chat, ConnectionLost, Fault, Json, Message, Refused
from bot.simulator.parameters import Parameters, method_named
from bot.simulator.people import Group, Person
from bot.simulator.updates import Updates
from bot.simulator.world import World

TOKEN = "7000000001:simulated-token-of-35-characters-xx"
MISTAKES = {400, 401, 404, 413}
_LIMITED = ("send", "edit")


class Simulator:
    """A Bot API server for one bot, and the people who write to it."""

    def __init__(
        self,
        token: str = TOKEN,
        username: str = "mediation_demo_bot",
        *,
        limits: bool = True,
        seed: int | None = None,
    ) -> None:
        self.world = World(token, username)
        self.updates = Updates(self.call)
        self.faults: list[Fault] = []
        self.journal: list[Call] = []
        self.findings: list[str] = []
        self.limits = limits
        self.people: dict[int, Person] = {}
        self._api = BotApi(self.world, self.updates, self.findings.append)
        self._random = random.Random(seed)
        self._sent: dict[int, deque[float]] = defaultdict(deque)

    @property
    def refusals(self) -> list[Call]:
        return [call for call in self.journal if call.refusal and call.code in MISTAKES]

    def person(
        self, name: str = "Amina", language: str = "en", user_id: int | None = None
    ) -> Person:
        """Somebody with a phone; the same id is the same person."""
        user_id = user_id or 1001 + len(self.people)
        if user_id not in self.people:
            self.people[user_id] = Person(self, user_id, name, language)
        return self.people[user_id]

    def group(self, title: str, *, basic: bool = False, forum: bool = False) -> Group:
        return Group(self, title, basic, forum)

    def replies_to(self, message: Message) -> list[Message]:
        """What the bot answered to a message and did not take back."""
        return [
            answer
            for answer in message.chat.present()
            if answer.from_bot and answer.reply_to is message
        ]

    async def call(self, method: str, parameters: Mapping[str, Any]) -> object:
        """Carries a call out.

        Raises:
            Refused: Telegram's refusal, or one injected.
            ConnectionLost: the caller must not get an answer.
        """
        name = method_named(method)
        call = Call(time.time(), name or method, parameters)
        self.journal.append(call)
        try:
            if name is None:
                raise Refused(404, "Not Found: method not found")
            fault = self._strike(name)
            call.fault = fault.kind if fault else None
            await _before(fault)
            given = Parameters(name, parameters)
            self.findings += [f"{name}: unknown parameter {key}" for key in given.unknown()]
            self._hold_limits(name, given)
            call.result = await self._api.perform(name, given)
        except Refused as refused:
            if not call.fault:
                call.refusal, call.code = refused.description, refused.code
            raise
        if fault and fault.kind == "lost":
            raise ConnectionLost
        return call.result

    def _strike(self, method: str) -> Fault | None:
        for fault in self.faults:
            meant = method.startswith(_LIMITED) if fault.method == "*" else fault.method == method
            if meant and fault.times != 0 and self._random.random() < fault.probability:
                fault.times = None if fault.times is None else fault.times - 1
                return fault
        return None

    def _hold_limits(self, method: str, given: Parameters) -> None:
        """30 messages a second in all, 20 a minute in a group, about one a second in a chat."""
        if not self.limits or not method.startswith(_LIMITED) or method == "sendChatAction":
            return
        chat_id = given.integer("chat_id")
        windows = [(0, 30, 1.0), (chat_id, 20, 60.0) if chat_id < 0 else (chat_id, 5, 5.0)]
        now = time.time()
        for key, allowed, seconds in windows:
            sent = self._sent[key]
            while sent and sent[0] <= now - seconds:
                sent.popleft()
            if len(sent) >= allowed:
                raise too_many_requests(int(sent[0] + seconds - now) + 1)
        for key, _, _ in windows:
            self._sent[key].append(now)

    def chat(self, chat_id: int) -> Chat | None:
        return self.world.chats.get(chat_id)

    def page(self, person: Person, chat: Chat) -> Json:
        """A chat as it looks on this person's phone."""
        world, presses = self.world, list(self.world.presses.values())
        alerts = [press.answer for press in presses if press.person_id == person.user_id]
        return {
            "title": world.bot["first_name"] if chat.type == "private" else chat.title,
            "messages": [
                message.as_json() | {"mine": message.sender["id"] == person.user_id}
                for message in chat.present()
            ],
            "commands": world.commands_for(chat, person.user_id, person.language),
            "alert": alerts[-1] if alerts else None,
            "alerts": len([alert for alert in alerts if alert]),
        }


async def _before(fault: Fault | None) -> None:
    if fault is None or fault.kind == "lost":
        return
    if fault.kind == "429":
        raise too_many_requests(max(1, int(fault.seconds)))
    if fault.kind == "500":
        raise Refused(500, "Internal Server Error")
    if fault.kind == "hang":
        await asyncio.sleep(fault.seconds)
    raise ConnectionLost


def too_many_requests(seconds: int) -> Refused:
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
