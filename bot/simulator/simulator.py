"""Telegram on this machine: carries calls out, keeps a journal, goes wrong when told to.

`journal` holds every call; `refusals` those that Telegram would have refused for the caller's own
mistake; `findings` what it would have ignored silently. A sound bot leaves the last two empty.
"""

import asyncio
import random
import re
import time
from collections import defaultdict, deque
from collections.abc import Mapping
from typing import Any

from bot.simulator.bot_api import BotApi
from bot.simulator.models import Call, Chat, ConnectionLost, Fault, Json, Message, Refused
from bot.simulator.parameters import Parameters, method_named
from bot.simulator.people import Group, Person
from bot.simulator.updates import Updates
from bot.simulator.world import World, member_json

TOKEN = "7000000001:simulated-token-of-35-characters-xx"
MISTAKES = (400, 401, 404, 413)
_LIMITED = ("sendMessage", "sendDocument", "editMessage", "createForumTopic")
_CHANGES = re.compile("send|edit|pin|deleteMessage|[a-z]+ForumTopic")


class Simulator:
    """A Bot API server for one bot, and the people who write to it."""

    def __init__(self, token: str = TOKEN, username: str = "mediation_demo_bot", *, limits: bool = True) -> None:
        self.world = World(token, username)
        self.updates = Updates()
        self.faults: list[Fault] = []
        self.journal: list[Call] = []
        self.findings: list[str] = []
        self.people: dict[int, Person] = {}
        self.limits = limits
        self.random = random.Random()
        self._api = BotApi(self.world, self.updates, self.findings.append)
        self._sent: dict[int, deque[float]] = defaultdict(deque)

    @property
    def refusals(self) -> list[Call]:
        return [call for call in self.journal if call.refusal and call.refusal.code in MISTAKES]

    def person(self, name: str = "Amina", language: str = "en", user_id: int = 0) -> Person:
        """Somebody with a phone; the same id is the same person."""
        user_id = user_id or 1001 + len(self.people)
        if user_id not in self.people:
            self.people[user_id] = Person(self, user_id, name, language)
        return self.people[user_id]

    def group(self, title: str, *, basic: bool = False, forum: bool = False) -> Group:
        return Group(self, title, basic, forum)

    def change_bot_status(self, chat: Chat, by: Json, status: str, denied: frozenset[str] = frozenset()) -> None:
        old = member_json(self.world.bot, chat.bot_status or "left", chat.denied)
        chat.bot_status, chat.denied = status, denied
        body: Json = {"chat": chat.as_json(), "from": by, "date": int(time.time())}
        body |= {"old_chat_member": old, "new_chat_member": member_json(self.world.bot, status, denied)}
        self.updates.push("my_chat_member", body, str(chat.chat_id))

    def replies_to(self, message: Message) -> list[Message]:
        """What the bot answered to a message and did not take back."""
        return [answer for answer in message.chat.present() if answer.from_bot and answer.reply_to is message]

    async def call(self, method: str, parameters: Mapping[str, Any]) -> object:
        """Carries a call out.

        Raises:
            Refused: Telegram's refusal, or one injected.
            ConnectionLost: the caller must not get an answer.
        """
        name = method_named(method)
        call = Call(time.time(), name or method, parameters)
        self.journal.append(call)
        fault = self._strike(call.method)
        if fault:
            call.fault = fault.kind
            await _before(fault)
        try:
            if name is None:
                raise Refused(404, "Not Found: method not found")
            given = Parameters(name, parameters)
            self.findings += [f"{name}: unknown parameter {key}" for key in given.unknown()]
            self._hold_limits(name, given)
            call.result = await self._api.perform(name, given)
        except Refused as refused:
            call.refusal = refused
            raise
        if fault:
            raise ConnectionLost
        return call.result

    def _strike(self, method: str) -> Fault | None:
        for fault in self.faults:
            meant = _CHANGES.match(method) if fault.method == "*" else method == fault.method
            if meant and fault.times != 0 and self.random.random() < fault.probability:
                fault.times = None if fault.times is None else fault.times - 1
                return fault
        return None

    def _hold_limits(self, method: str, given: Parameters) -> None:
        """30 messages a second in all, 20 a minute in a group, one a second with bursts in a private chat."""
        if not self.limits or not method.startswith(_LIMITED):
            return
        chat_id, now = given.integer("chat_id"), time.time()
        windows = [(0, 30, 1.0), (chat_id, 20, 60.0) if chat_id < 0 else (chat_id, 20, 20.0)]
        for key, allowed, seconds in windows:
            sent = self._sent[key]
            while sent and sent[0] <= now - seconds:
                sent.popleft()
            if len(sent) >= allowed:
                raise _too_many_requests(int(sent[0] + seconds - now) + 1)
        for key, _, _ in windows:
            self._sent[key].append(now)


async def _before(fault: Fault) -> None:
    if fault.kind == "429":
        raise _too_many_requests(max(1, int(fault.seconds)))
    if fault.kind == "500":
        raise Refused(500, "Internal Server Error")
    if fault.kind == "hang":
        await asyncio.sleep(fault.seconds)
    if fault.kind != "lost":
        raise ConnectionLost


def _too_many_requests(seconds: int) -> Refused:
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
