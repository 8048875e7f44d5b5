"""One process's own conversation, without Telegram: `ask`, `chat`, `evaluate`."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.conversation.history import told
from bot.conversation.models import Asker, IncomingText, Turn
from bot.conversation.presentation import plain
from bot.conversation.turns import Conversation
from bot.people.access import Action, allow
from bot.people.models import Role
from bot.settings import Settings
from bot.texts.catalogue import Catalogue
from bot.wiring.answering import open_conversation
from bot.wiring.command import CommandServices, subjects
from bot.wiring.foundation import open_foundation
from retrieval.index.library import Library
from retrieval.ingest.embedding import Listener


@dataclass(frozen=True, slots=True)
class Asking:
    conversation: Conversation
    library: Library
    catalogue: Catalogue
    clock: Clock
    parts: CommandServices

    async def log(self, turn: Turn, asked_at: datetime) -> None:
        """Logs a turn that nobody on Telegram took."""
        async with self.parts.database.transaction() as tx:
            await self.parts.recorder.record(tx, turn, None, None, asked_at=asked_at)


@asynccontextmanager
async def open_asking(
    settings: Settings, progress: Listener, tell: Callable[[str], None], *, owner: bool = False
) -> AsyncIterator[Asking]:
    """A conversation over the library, brought up to date first."""
    async with (
        open_foundation(settings) as foundation,
        open_conversation(foundation, progress, tell, owner=owner) as prepared,
    ):
        await prepared.library_is_live()
        yield Asking(
            prepared.conversation,
            prepared.library,
            foundation.catalogue,
            foundation.clock,
            subjects(foundation, prepared.is_known_name),
        )


class Dialogue:
    """A conversation of one person in one terminal, kept in memory and nowhere else."""

    def __init__(self, asking: Asking, language: str, role: Role = Role.MEDIATOR) -> None:
        self._asking = asking
        self._asker = Asker(None, language, internal=allow(role, Action.READ_INTERNAL))
        self._said: list[tuple[str, str]] = []

    async def say(self, text: str) -> Turn:
        history = told(self._said, self._asker.language)
        message = IncomingText(text, self._asker, self._asking.clock.now(), history)
        turn = await self._asking.conversation.take_turn(message)
        self._said.append(("user", text))
        if turn.answer and turn.answer.short:
            self._said.append(("assistant", plain(turn.reply, turn.language, self._asking.catalogue).answer))
        return turn

    def start_topic(self) -> None:
        self._said.clear()
