"""What every handler is given: the claimed update, who caused it, the services, and the words to
answer with. Holds nothing beyond one update."""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol, Self, TypeVar
from zoneinfo import ZoneInfo

from telegram import Message, Update, User
from telegram.ext import Application, CallbackContext, ExtBot

from bot.chat.callbacks import Payload, unpack
from bot.chat.keyboards import Rows
from bot.chat.members import Members
from bot.chat.views import Shelves
from bot.clock import Clock
from bot.conversation.turns import Conversation
from bot.database.transactions import Database, Transaction
from bot.delivery.inbox import Inbox
from bot.delivery.models import OutgoingMessage
from bot.delivery.outbox import Outbox
from bot.delivery.work import Work
from bot.errors import UserFacing
from bot.expert_requests.models import Officer
from bot.expert_requests.roster_store import Roster
from bot.expert_requests.service import Requests
from bot.people.models import Person
from bot.people.service import People
from bot.query_log.recorder import Recorder
from bot.settings import Settings
from bot.texts.catalogue import FALLBACK, LANGUAGES, Catalogue

Words = Mapping[str, str | int]
Line = tuple[str, Words]


class Transcriber(Protocol):
    """Turns speech into text; None when nothing was understood."""

    async def transcribe(self, sound: bytes) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that handlers call; put together by wiring."""

    database: Database
    inbox: Inbox
    outbox: Outbox
    people: People
    conversation: Conversation
    recorder: Recorder
    library: Shelves
    catalogue: Catalogue
    clock: Clock
    settings: Settings
    requests: Requests
    roster: Roster
    vocabulary: Mapping[str, Mapping[str, str]]
    """Theme codes and their labels by language, in the order of the vocabulary."""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Of themes and regions."""
    transcriber: Transcriber | None = None


@dataclass(slots=True)
class Handling:
    """One update on its way through the handlers; carries what went wrong back out."""

    work: Work
    services: Services
    members: Members
    person: Person | None = None
    officer: Officer | None = None
    error: Exception | None = None


HANDLING: ContextVar[Handling] = ContextVar("handling")
Bot = ExtBot[None]
App = Application[Any, "ChatContext", dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]
P = TypeVar("P", bound=Payload)


class ChatContext(CallbackContext[Bot, dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """`person` is set by the guards before any handler runs; only who is active goes on."""

    cause: Update

    @classmethod
    def from_update(cls, update: object, application: Any) -> Self:
        context = super().from_update(update, application)
        if isinstance(update, Update):
            context.cause = update
        return context

    @property
    def handling(self) -> Handling:
        return HANDLING.get()

    @property
    def work(self) -> Work:
        return self.handling.work

    @property
    def services(self) -> Services:
        return self.handling.services

    @property
    def is_known(self) -> bool:
        return self.handling.person is not None

    @property
    def person(self) -> Person:
        person = self.handling.person
        assert person is not None
        return person

    @person.setter
    def person(self, person: Person) -> None:
        self.handling.person = person

    @property
    def officer(self) -> Officer:
        """Who acts for the team here; the guards said so."""
        if self.handling.officer is None:
            raise UserFacing("team-only")
        return self.handling.officer

    @property
    def user(self) -> User:
        user = self.cause.effective_user
        assert user is not None  # the guards let nothing else through
        return user

    @property
    def message(self) -> Message:
        message = self.cause.effective_message
        assert message is not None
        return message

    @property
    def chat_id(self) -> int:
        chat = self.cause.effective_chat
        return chat.id if chat else self.user.id

    @property
    def in_group(self) -> bool:
        return self.chat_id < 0

    @property
    def language(self) -> str:
        """Chosen by button, else the phone's."""
        chosen = self.person.language if self.is_known else None
        return chosen or phone_language(self.cause.effective_user)

    def payload(self, kind: type[P]) -> P:
        payload = unpack(self.cause.callback_query and self.cause.callback_query.data)
        assert isinstance(payload, kind)  # the handler is registered for this kind
        return payload

    def outgoing(
        self, kind: str, data: Mapping[str, Any], slot: str = "reply", *, in_place: bool = False
    ) -> OutgoingMessage:
        """A message to this chat: a reply to its cause, or in place of the pressed message.
        The same slot of the same update is never sent twice."""
        source, thread = self.cause.effective_message, None
        if isinstance(source, Message) and source.is_topic_message:
            thread = source.message_thread_id
        message_id = source.message_id if source else None
        return OutgoingMessage(
            chat_id=self.chat_id,
            kind=kind,
            data=data,
            dedup_key=f"{self.cause.update_id}:{slot}",
            language=self.language,
            edits_message_id=message_id if in_place else None,
            reply_to=None if in_place else message_id,
            thread_id=thread,
        )

    def replacing(self, slot: str, kind: str, data: Mapping[str, Any]) -> OutgoingMessage:
        """A message in the place of one that this update sent before."""
        return replace(self.outgoing(kind, data), edits=f"{self.cause.update_id}:{slot}")

    async def say(self, text_id: str, words: Words | None = None) -> None:
        """Ends the update with one short text."""
        await self.finish("say", said((text_id, words or {})))

    async def finish(self, kind: str, data: Mapping[str, Any], *, in_place: bool = False) -> None:
        """Ends the update with one message and nothing else."""
        async with self.work.finish() as tx:
            await self.post(tx, kind, data, in_place=in_place)

    async def post(
        self,
        tx: Transaction,
        kind: str,
        data: Mapping[str, Any],
        slot: str = "reply",
        *,
        in_place: bool = False,
        language: str | None = None,
    ) -> None:
        message = self.outgoing(kind, data, slot, in_place=in_place)
        message = replace(message, language=language or message.language)
        await self.services.outbox.post(tx, message)

    async def duty_chat(self, tx: Transaction) -> int | None:
        """Where the roster team is written to: linked in the chat, else as the settings say."""
        linked = await self.services.people.linked_chat(tx, "roster")
        return linked or self.services.settings.roster_chat_id

    def local(self, moment: datetime) -> str:
        zone = self.services.settings.time_zone
        return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} ({zone})"


def said(*lines: Line, buttons: Rows | None = None) -> dict[str, Any]:
    """The data of a message of kind "say"."""
    return {"lines": [list(line) for line in lines], "buttons": buttons or []}


def phone_language(user: User | None) -> str:
    code = ((user and user.language_code) or FALLBACK).split("-")[0].lower()
    return code if code in LANGUAGES else FALLBACK
