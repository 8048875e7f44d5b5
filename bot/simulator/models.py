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
        method: of the Bot API, `*` for all that send or edit.
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
class Chat:
    """A private chat (same id as the person) or a group.

    Attributes:
        bot_status: `member`, `administrator`, `kicked` (blocked, in a private chat), `left`, or empty: the person
            never wrote to the bot.
        members: Telegram user id -> status.
        topics: thread id -> name.
    """

    chat_id: int
    type: Literal["private", "group", "supergroup"]
    title: str
    bot_status: str = ""
    is_forum: bool = False
    migrated_to: int | None = None
    members: dict[int, str] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    messages: "dict[int, Message]" = field(default_factory=dict)

    def as_json(self) -> Json:
        name = "first_name" if self.type == "private" else "title"
        forum = {"is_forum": True} if self.is_forum else {}
        return {"id": self.chat_id, "type": self.type, name: self.title} | forum

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
    def buttons(self) -> list[Json]:
        rows = self.content.get("reply_markup", {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]

    def replace(self, now: float, content: Json) -> None:
        self.content = content
        self.versions.append((now, content))

    def as_json(self, with_reply: bool = True) -> Json:
        body: Json = {"message_id": self.message_id, "date": int(self.date), "from": self.sender}
        body |= {"chat": self.chat.as_json()} | self.content
        if self.thread_id:
            body |= {"message_thread_id": self.thread_id, "is_topic_message": True}
        if self.reply_to and with_reply:
            body["reply_to_message"] = self.reply_to.as_json(with_reply=False)
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
