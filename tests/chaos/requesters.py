"""Mediators who send requests by buttons, however long it takes, and what the team's group shows of them."""

import asyncio
import re
from collections import Counter
from collections.abc import Iterator

from bot.simulator.models import Chat, Message
from bot.simulator.people import Person
from bot.simulator.simulator import Simulator
from bot.texts.catalogue import load_catalogue

PEOPLE = 12
URGENT_EVERY = 5
CATALOGUE = load_catalogue()


def word(text_id: str, **arguments: object) -> str:
    return CATALOGUE.format("en", text_id, arguments).replace("\u2068", "").replace("\u2069", "")


def numbered(text_id: str, **arguments: object) -> re.Pattern[str]:
    """The words with any number in the place of the request's."""
    return re.compile(re.escape(word(text_id, number="NUMBER", **arguments)).replace("NUMBER", r"(\d+)"))


SENT = numbered("request-sent")


class Requesters:
    """Twelve people who send so many requests in all; each goes on when the last one is confirmed."""

    def __init__(self, simulator: Simulator, wanted: int) -> None:
        self._world, self.wanted = simulator.world, wanted
        self._people = [simulator.person(f"P{number}") for number in range(PEOPLE)]
        self._urgent: set[int] = set()

    async def ask_all(self) -> None:
        cases = iter(range(1, self.wanted + 1))
        await asyncio.gather(*(self._ask(person, cases) for person in self._people))

    async def _ask(self, person: Person, cases: Iterator[int]) -> None:
        for case in cases:
            is_urgent = case % URGENT_EVERY == 0
            written = person.write(f"We need an expert in ceasefires in Goma, French required. Case {case}")
            await self._press(person, written, "request-week" if is_urgent else "request-no-hurry")
            await self._press(person, written, "request-here")
            await self._press(person, written, "request-send")
            number = int((await self._until(person, written, SENT))[1])
            if is_urgent:
                self._urgent.add(number)

    async def _press(self, person: Person, after: Message, text_id: str) -> None:
        label = word(text_id)
        while True:
            for message in self._since(person, after):
                if any(button["text"] == label for button in message.buttons):
                    person.press(label, message)
                    return
            await self._world.wait_for_change(self._world.revision, 1.0)

    async def _until(self, person: Person, after: Message, words: re.Pattern[str]) -> re.Match[str]:
        while True:
            for message in self._since(person, after):
                if found := words.search(message.text):
                    return found
            await self._world.wait_for_change(self._world.revision, 1.0)

    def _since(self, person: Person, after: Message) -> list[Message]:
        shown = person.chat.present()
        return [one for one in reversed(shown) if one.from_bot and one.message_id > after.message_id]

    def confirmed(self) -> Counter[int]:
        texts = (message.text for person in self._people for message in person.chat.present() if message.from_bot)
        return Counter(int(found[1]) for text in texts if (found := SENT.search(text)))

    def urgent(self) -> set[int]:
        return self._urgent


class Topics:
    """The team's group, read as an officer reads it."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self._escalated = numbered("team-step-escalate", due="DUE").pattern.partition("DUE")[0]

    def numbers(self) -> Counter[int]:
        return Counter(int(topic.name.split(" ")[0]) for topic in self._chat.topics.values())

    def cards(self) -> Counter[int]:
        return Counter(self._number(message) for message in self._chat.present() if message.buttons)

    def escalations(self) -> Counter[int]:
        told = re.compile(self._escalated)
        return Counter(self._number(message) for message in self._chat.present() if told.search(message.text))

    def left_behind(self) -> list[str]:
        """Placeholders that nothing took the place of."""
        return [message.text for message in self._chat.present() if message.text == "…"]

    def are_told(self, requesters: Requesters) -> bool:
        """Everything that is to come has come."""
        is_complete = sum(self.cards().values()) >= requesters.wanted
        return is_complete and self.escalations().keys() >= requesters.urgent() and not self.left_behind()

    def _number(self, message: Message) -> int:
        topic = self._chat.topics.get(message.thread_id or 0)
        return int(topic.name.split(" ")[0]) if topic else 0
