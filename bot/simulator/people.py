"""People with phones, and their groups: what they do becomes updates for the bot."""

import re
import secrets
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.simulator.formatting import detect_entities
from bot.simulator.models import Chat, Json, Message, Upload
from bot.simulator.world import Press

if TYPE_CHECKING:
    from bot.simulator.simulator import Simulator

_SIZE = {"width": 640, "height": 480}
_FILES: dict[str, Json] = {
    "photo": _SIZE,
    "voice": {"duration": 4, "mime_type": "audio/ogg"},
    "audio": {"duration": 90, "file_name": "talk.mp3"},
    "video": _SIZE | {"duration": 7},
    "video_note": {"length": 240, "duration": 5},
    "animation": _SIZE | {"duration": 2},
    "document": {"file_name": "notes.pdf", "mime_type": "application/pdf"},
    "sticker": _SIZE | {"type": "regular", "emoji": "🤝", "is_video": False, "is_animated": False},
}
_OTHERS: dict[str, Json] = {
    "location": {"latitude": 12.3456, "longitude": 45.6789},
    "contact": {"phone_number": "+15550100", "first_name": "Somebody"},
    "venue": {"location": {"latitude": 12.3, "longitude": 45.6}, "title": "Hall", "address": "1"},
    "dice": {"emoji": "🎲", "value": 3},
    "poll": {"id": "1", "question": "When?", "type": "regular", "total_voter_count": 0, "is_anonymous": True}
    | dict.fromkeys(("is_closed", "allows_multiple_answers", "allows_revoting", "members_only"), False)
    | {"options": [{"persistent_id": "1", "text": "Now", "voter_count": 0}]},
}
KINDS = (*_FILES, *_OTHERS)


class Person:
    """Somebody with a phone. Without `chat` everything happens in the chat with the bot."""

    def __init__(self, simulator: "Simulator", user_id: int, name: str, language: str) -> None:
        self._simulator, self._world = simulator, simulator.world
        self.user_id, self.chat = user_id, Chat(user_id, "private", name)
        self.user: Json = {"id": user_id, "is_bot": False, "first_name": name, "language_code": language}
        self._world.chats[user_id], self._world.users[user_id] = self.chat, self.user

    @property
    def language(self) -> str:
        return str(self.user["language_code"])

    @language.setter
    def language(self, code: str) -> None:
        # Messages already written keep the user as it was.
        self.user = self.user | {"language_code": code}

    def write(
        self, text: str, chat: Chat | None = None, reply_to: Message | None = None, thread_id: int | None = None
    ) -> Message:
        return self._post(_typed(text), chat, reply_to, thread_id)

    def send(self, kind: str, caption: str = "", content: bytes = b"...", chat: Chat | None = None) -> Message:
        """A message that is no text: one of `KINDS`."""
        if kind in _OTHERS:
            return self._post({kind: _OTHERS[kind]}, chat)
        described = self._world.keep_file(Upload(kind, content)) | _FILES[kind]
        body: Json = {kind: [described] if kind == "photo" else described}
        return self._post(body | ({"caption": caption} if caption else {}), chat)

    def forward(self, text: str) -> Message:
        origin = {"type": "hidden_user", "sender_user_name": "Somebody", "date": int(time.time())}
        return self._post(_typed(text) | {"forward_origin": origin}, None)

    def edit(self, message: Message, text: str) -> None:
        message.replace(time.time(), _typed(text))
        self._world.changed()
        self._push("edited_message", message.as_json(), message.chat)

    def press(self, button: str, message: Message | None = None, chat: Chat | None = None) -> Press:
        """Presses a button by its text or data, the newest that fits; LookupError where there is none."""
        shown = [message] if message else reversed((chat or self.chat).present())
        fitting = (
            (one, data)
            for one in shown
            for found in one.buttons
            if (data := found.get("callback_data")) and button in (found["text"], data)
        )
        if not (found := next(fitting, None)):
            raise LookupError(f"no button {button!r}")
        message, data = found
        press = Press(secrets.token_hex(8), self.user_id, message, time.time())
        self._world.presses[press.press_id] = press
        body: Json = {"id": press.press_id, "from": self.user, "message": message.as_json(), "data": data}
        self._push("callback_query", body | {"chat_instance": str(message.chat.chat_id)}, message.chat)
        return press

    def delete(self, message: Message) -> None:
        self._world.remove(message)

    def block(self) -> None:
        self._simulator.change_bot_status(self.chat, self.user, "kicked")

    def unblock(self) -> None:
        self._simulator.change_bot_status(self.chat, self.user, "member")

    def _post(
        self, content: Json, chat: Chat | None, reply_to: Message | None = None, thread_id: int | None = None
    ) -> Message:
        chat = chat or self.chat
        if chat is self.chat:
            chat.bot_status = chat.bot_status or "member"
        message = self._world.add(chat, self.user, content, reply_to, thread_id)
        if chat.type == "private" or self._is_heard(message):
            self._push("message", message.as_json(), chat)
        return message

    def _is_heard(self, message: Message) -> bool:
        """Privacy mode: in a group a bot hears commands, its name, and replies to it."""
        command = re.match(r"/\w+(@\w+)?(?=\s|$)", message.text)
        return (
            message.chat.bot_status == "administrator"
            or bool(message.reply_to and message.reply_to.from_bot)
            or f"@{self._world.username}".lower() in message.text.lower()
            or bool(command and not command[1])
        )

    def _push(self, kind: str, body: Json, chat: Chat) -> None:
        """Presses stand in a queue of their own: they and messages may overtake each other."""
        if chat.bot_status in ("member", "administrator"):
            queue = f"press {self.user_id}" if kind == "callback_query" else str(chat.chat_id)
            self._simulator.updates.push(kind, body, queue)


class Group:
    """A group chat that people join and the bot is added to."""

    def __init__(self, simulator: "Simulator", title: str, basic: bool, forum: bool) -> None:
        self._simulator, chats = simulator, simulator.world.chats
        chat_id = -(5000 if basic else 1_000_000_005_000) - len(chats)
        self.chat = Chat(chat_id, "group" if basic else "supergroup", title, is_forum=forum)
        chats[chat_id] = self.chat

    def join(self, person: Person, status: str = "member") -> None:
        """Adds somebody or changes what they are (`administrator`, `left`, `kicked`)."""
        self.chat.members[person.user_id] = status

    def add_bot(self, by: Person, status: str = "member", *, without: Iterable[str] = ()) -> None:
        """Adds, promotes or removes (`left`, `kicked`) the bot; `without` rights of an administrator."""
        self._simulator.change_bot_status(self.chat, by.user, status, frozenset(without))

    def close_topic(self, thread_id: int, by: Person) -> None:
        self.chat.topics[thread_id].closed = True
        told = self._simulator.world.add(self.chat, by.user, {"forum_topic_closed": {}}, None, thread_id)
        self._simulator.updates.push("message", told.as_json(), str(self.chat.chat_id))

    def delete_topic(self, thread_id: int) -> None:
        self._simulator.world.remove_topic(self.chat, thread_id)

    def migrate(self, by: Person) -> "Group":
        """A basic group becomes a supergroup with another id."""
        new = Group(self._simulator, self.chat.title, basic=False, forum=False)
        new.chat.members, new.chat.bot_status = dict(self.chat.members), self.chat.bot_status
        self.chat.migrated_to = new.chat.chat_id
        told = {"migrate_to_chat_id": new.chat.chat_id}, {"migrate_from_chat_id": self.chat.chat_id}
        for chat, content in zip((self.chat, new.chat), told, strict=True):
            message = self._simulator.world.add(chat, by.user, content)
            self._simulator.updates.push("message", message.as_json(), str(chat.chat_id))
        return new


def _typed(text: str) -> Json:
    entities = detect_entities(text)
    return {"text": text} | ({"entities": entities} if entities else {})
