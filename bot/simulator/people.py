"""People with phones, and their groups: what they do becomes updates for the bot."""

import re
import secrets
import time
from typing import TYPE_CHECKING

from bot.simulator.formatting import detect_entities
from bot.simulator.models import Chat, Json, Message
from bot.simulator.parameters import Upload
from bot.simulator.world import Press

if TYPE_CHECKING:
    from bot.simulator.simulator import Simulator

_FILES: dict[str, Json] = {
    "photo": {"width": 640, "height": 480},
    "voice": {"duration": 4, "mime_type": "audio/ogg"},
    "audio": {"duration": 90, "mime_type": "audio/mpeg", "file_name": "talk.mp3"},
    "video": {"width": 640, "height": 360, "duration": 7, "mime_type": "video/mp4"},
    "video_note": {"length": 240, "duration": 5},
    "animation": {"width": 320, "height": 240, "duration": 2},
    "document": {"file_name": "notes.pdf", "mime_type": "application/pdf"},
    "sticker": {"type": "regular", "width": 512, "height": 512, "is_animated": False}
    | {"is_video": False, "emoji": "🤝"},
}
_OTHERS: dict[str, Json] = {
    "location": {"latitude": 12.3456, "longitude": 45.6789},
    "contact": {"phone_number": "+15550100", "first_name": "Somebody"},
    "venue": {"location": {"latitude": 12.3, "longitude": 45.6}, "title": "Hall", "address": "1"},
    "dice": {"emoji": "🎲", "value": 3},
    "poll": {"id": "1", "question": "When?", "options": [{"text": "Now", "voter_count": 0}]}
    | {"total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular"}
    | {"allows_multiple_answers": False},
}
KINDS = (*_FILES, *_OTHERS)


class Person:
    """Somebody with a phone. Without `chat` everything happens in the chat with the bot."""

    def __init__(self, simulator: "Simulator", user_id: int, name: str, language: str) -> None:
        self._simulator, self._world = simulator, simulator.world
        self.user_id, self.name = user_id, name
        self.chat = Chat(user_id, "private", name)
        self._world.chats[user_id] = self.chat
        self.language = language

    @property
    def language(self) -> str:
        return str(self.user["language_code"])

    @language.setter
    def language(self, code: str) -> None:
        self.user: Json = {"id": self.user_id, "is_bot": False, "first_name": self.name}
        self.user["language_code"] = code
        self._world.users[self.user_id] = self.user

    def write(
        self,
        text: str,
        chat: Chat | None = None,
        reply_to: Message | None = None,
        thread_id: int | None = None,
    ) -> Message:
        content: Json = {"text": text}
        if entities := detect_entities(text):
            content["entities"] = entities
        return self._post(content, chat, reply_to, thread_id)

    def send(self, kind: str, caption: str = "", content: bytes = b"...", chat: Chat | None = None)\
            -> Message:  # fmt: skip
        """A message that is no text: one of `KINDS`."""
        if kind in _OTHERS:
            return self._post({kind: _OTHERS[kind]}, chat)
        described = self._world.keep_file(Upload(kind, content)) | _FILES[kind]
        body: Json = {kind: [described] if kind == "photo" else described}
        return self._post(body | ({"caption": caption} if caption else {}), chat)

    def forward(self, text: str, chat: Chat | None = None) -> Message:
        origin = {"type": "hidden_user", "sender_user_name": "Somebody", "date": int(time.time())}
        return self._post({"text": text, "forward_origin": origin}, chat)

    def edit(self, message: Message, text: str) -> None:
        content = message.content | {"text": text, "entities": detect_entities(text)}
        message.replace(time.time(), content)
        self._world.changed()
        self._push("edited_message", message.as_json(), message.chat)

    def press(self, button: str, message: Message | None = None, chat: Chat | None = None) -> Press:
        """Presses a button by its text or data: the newest that fits.

        Raises:
            LookupError: there is no such button.
        """
        shown = [message] if message else reversed((chat or self.chat).present())
        for candidate in shown:
            for found in candidate.buttons:
                if button in (found["text"], found.get("callback_data")):
                    return self._press(candidate, str(found["callback_data"]))
        raise LookupError(f"no button {button!r}")

    def _press(self, message: Message, data: str) -> Press:
        press = Press(secrets.token_hex(8), self.user_id, message, time.time())
        self._world.presses[press.press_id] = press
        body: Json = {"id": press.press_id, "from": self.user, "message": message.as_json()}
        body |= {"chat_instance": str(message.chat.chat_id), "data": data}
        self._push("callback_query", body, message.chat)
        return press

    def block(self) -> None:
        self._change_bot_status("kicked")

    def unblock(self) -> None:
        self._change_bot_status("member")

    def _change_bot_status(self, status: str) -> None:
        change_bot_status(self._simulator, self.chat, self.user, status)

    def _post(
        self,
        content: Json,
        chat: Chat | None,
        reply_to: Message | None = None,
        thread_id: int | None = None,
    ) -> Message:
        chat = chat or self.chat
        message = self._world.add(chat, self.user, content, reply_to, thread_id)
        if chat is self.chat and not chat.bot_status:
            chat.bot_status = "member"
        if chat.type == "private" or self._reaches_bot(message):
            self._push("message", message.as_json(), chat)
        return message

    def _reaches_bot(self, message: Message) -> bool:
        """Privacy mode: in a group a bot hears commands, its name, and replies to it."""
        if message.chat.bot_status == "administrator":
            return True
        replied = message.reply_to is not None and message.reply_to.from_bot
        named = f"@{self._world.username}".lower() in message.text.lower()
        command = re.match(r"/\w+(@\w+)?(\s|$)", message.text)
        return replied or named or bool(command and not command[1])

    def _push(self, kind: str, body: Json, chat: Chat) -> None:
        if chat.bot_status in ("member", "administrator"):
            queue = chat.chat_id if kind != "callback_query" else self.user_id
            self._simulator.updates.push(kind, body, (kind, queue) if kind == "callback_query"
                                         else ("chat", queue))  # fmt: skip


class Group:
    """A group chat that people join and the bot is added to."""

    def __init__(self, simulator: "Simulator", title: str, basic: bool, forum: bool) -> None:
        self._simulator, world = simulator, simulator.world
        number = 1 + sum(chat.chat_id < 0 for chat in world.chats.values())
        chat_id = -5000 - number if basic else -1_000_000_000_000 - number
        self.chat = Chat(chat_id, "group" if basic else "supergroup", title, is_forum=forum)
        world.chats[chat_id] = self.chat

    def join(self, person: Person, status: str = "member") -> None:
        """Adds somebody or changes what they are (`administrator`, `left`, `kicked`)."""
        before = self.chat.members.get(person.user_id, "left")
        self.chat.members[person.user_id] = status
        members = {"old_chat_member": {"user": person.user, "status": before}}
        members |= {"new_chat_member": {"user": person.user, "status": status}}
        body: Json = {"chat": self.chat.as_json(), "from": person.user, "date": int(time.time())}
        self._simulator.updates.push("chat_member", body | members, ("chat", self.chat.chat_id))

    def add_bot(self, by: Person, status: str = "member") -> None:
        """Adds, promotes or removes (`left`, `kicked`) the bot."""
        change_bot_status(self._simulator, self.chat, by.user, status)

    def migrate(self, by: Person) -> "Group":
        """A basic group becomes a supergroup with another id."""
        successor = Group(self._simulator, self.chat.title, basic=False, forum=False)
        successor.chat.members = dict(self.chat.members)
        successor.chat.bot_status = self.chat.bot_status
        self.chat.migrated_to = successor.chat.chat_id
        for chat, content in (
            (self.chat, {"migrate_to_chat_id": successor.chat.chat_id}),
            (successor.chat, {"migrate_from_chat_id": self.chat.chat_id}),
        ):
            message = self._simulator.world.add(chat, by.user, content)
            self._simulator.updates.push("message", message.as_json(), ("chat", chat.chat_id))
        return successor


def change_bot_status(simulator: "Simulator", chat: Chat, by: Json, status: str) -> None:
    bot, before = simulator.world.bot, chat.bot_status or "left"
    chat.bot_status = status
    body: Json = {"chat": chat.as_json(), "from": by, "date": int(time.time())}
    for key, value in (("old_chat_member", before), ("new_chat_member", status)):
        body[key] = {"user": bot, "status": value} | (
            {"until_date": 0} if value == "kicked" else {}
        )
    simulator.updates.push("my_chat_member", body, ("chat", chat.chat_id))
