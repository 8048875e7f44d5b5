"""What the simulated Telegram keeps: chats, messages with every version, calls, faults, status.

Shapes that the Bot API defines travel as its own JSON; everything else is typed here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]


class Refused(Exception):
    """Telegram's answer to a call that it does not carry out."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        self.code, self.description, self.parameters = code, description, parameters
        super().__init__(description)

    def as_json(self) -> Json:
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(description: str, **parameters: int) -> Refused:
    return Refused(400, f"Bad Request: {description}", **parameters)


class ConnectionLost(Exception):
    """The caller gets no answer; whether the work was done is for the journal to say."""


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    content: bytes


@dataclass(slots=True)
class Fault:
    """Something that goes wrong on purpose.

    Attributes:
        kind: `429`, `500`; `hang` for `seconds`, then nothing; `drop` nothing done, no answer; `lost` done, no answer.
        method: of the Bot API, `*` for all that change what people see.
        times: how often it may still strike, None for ever.
    """

    kind: Literal["429", "500", "hang", "drop", "lost"]
    method: str = "*"
    probability: float = 1.0
    seconds: float = 1.0
    times: int | None = None


@dataclass(slots=True)
class Call:
    """One call of the Bot API. `refusal` is Telegram's own, `fault` one injected on purpose."""

    at: float
    method: str
    parameters: Mapping[str, Any]
    result: object = None
    refusal: Refused | None = None
    fault: str | None = None


@dataclass(slots=True)
class Topic:
    """A topic of a forum; `of_bot`: the bot opened it, and may close it without a right."""

    name: str
    of_bot: bool = False
    closed: bool = False


@dataclass(slots=True)
class Chat:
    """A private chat (same id as the person) or a group.

    Attributes:
        bot_status: `member`, `administrator`, `kicked` (blocked, in a private chat), `left`, or empty: the person
            never wrote to the bot.
        denied: rights that the bot does not have although it is an administrator, as `manage_topics`.
        members: Telegram user id -> status.
        topics: by thread id, which is the id of the message that says that the topic was opened.
    """

    chat_id: int
    type: Literal["private", "group", "supergroup"]
    title: str
    bot_status: str = ""
    denied: frozenset[str] = frozenset()
    is_forum: bool = False
    migrated_to: int | None = None
    members: dict[int, str] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: "dict[int, Message]" = field(default_factory=dict)

    def as_json(self) -> Json:
        name = "first_name" if self.type == "private" else "title"
        forum = {"is_forum": True} if self.is_forum else {}
        return {"id": self.chat_id, "type": self.type, name: self.title} | forum

    def lets_bot(self, right: str) -> bool:
        return self.bot_status == "administrator" and right not in self.denied

    def present(self) -> "list[Message]":
        return list(self.messages.values())


@dataclass(slots=True)
class Message:
    """A message; `content` holds the Bot API fields that its kind brings (text, document, ...)."""

    chat: Chat
    message_id: int
    sender: Json
    date: float
    content: Json
    reply_to: "Message | None" = None
    thread_id: int | None = None
    versions: list[tuple[float, Json]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return str(self.content.get("text") or self.content.get("caption") or "")

    @property
    def from_bot(self) -> bool:
        return bool(self.sender["is_bot"])

    @property
    def asks_reply(self) -> bool:
        return bool(self.content.get("reply_markup", {}).get("force_reply"))

    @property
    def buttons(self) -> list[Json]:
        rows = self.content.get("reply_markup", {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]

    def replace(self, now: float, content: Json) -> None:
        self.content = content
        self.versions.append((now, content))

    def _opening(self) -> "Message | None":
        """Whatever is written in a topic replies to the message that opened it."""
        is_in_topic = self.chat.is_forum and self.thread_id != self.message_id
        return self.chat.messages.get(self.thread_id or 0) if is_in_topic else None

    def as_json(self, with_reply: bool = True) -> Json:
        body: Json = {"message_id": self.message_id, "date": int(self.date), "from": self.sender}
        body |= {"chat": self.chat.as_json()} | self.content
        if self.asks_reply:
            body.pop("reply_markup")  # Only the phone knows it; `force_reply` is not part of a message.
        if self.thread_id:
            body |= {"message_thread_id": self.thread_id} | ({"is_topic_message": True} if self.chat.is_forum else {})
        if with_reply and (replied_to := self.reply_to or self._opening()):
            body["reply_to_message"] = replied_to.as_json(with_reply=False)
        if len(self.versions) > 1:
            body["edit_date"] = int(self.versions[-1][0])
        return body


@dataclass(frozen=True, slots=True)
class Step:
    """A step of preparation as the page shows it; `total` 0 where nothing is counted."""

    label: str
    state: Literal["waiting", "running", "done", "failed"]
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Status:
    steps: tuple[Step, ...] = ()
    ready: bool = True
