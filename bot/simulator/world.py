"""The simulated Telegram's facts: users, chats, messages, files, command menus, button presses."""

import asyncio
import itertools
import json
import secrets
import time
from collections import defaultdict
from collections.abc import Container, Iterator
from contextlib import suppress
from dataclasses import dataclass

from bot.simulator.models import Chat, Json, Message, Refused, Upload, bad_request

EPOCH = 1_700_000_000
_FORBIDDEN = {
    ("private", ""): "bot can't initiate conversation with a user",
    ("private", "kicked"): "bot was blocked by the user",
    ("group", "kicked"): "bot was kicked from the group chat",
    ("supergroup", "kicked"): "bot was kicked from the supergroup chat",
}
_RIGHTS = "manage_chat manage_topics manage_video_chats post_stories edit_stories delete_stories restrict_members"
_RIGHTS += " promote_members be_edited delete_messages change_info invite_users pin_messages"


@dataclass(slots=True)
class Press:
    """A button press; `answer` once the bot reacted to it."""

    press_id: str
    person_id: int
    message: Message
    at: float
    answer: Json | None = None


class World:
    """What is true at Telegram; `revision` grows with whatever a person could see."""

    def __init__(self, token: str, username: str) -> None:
        self.token, self.username = token, username
        self.bot: Json = {"id": int(token.split(":")[0]), "is_bot": True, "username": username}
        self.bot["first_name"] = "Mediation assistant"
        self.users: dict[int, Json] = {int(self.bot["id"]): self.bot}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, Upload] = {}
        self.presses: dict[str, Press] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.revision = 0
        # A bot remembers messages and files of yesterday's simulator: no id comes twice.
        first_id = int(time.time()) - EPOCH
        self._ids: dict[int, Iterator[int]] = defaultdict(lambda: itertools.count(first_id))
        self._changed = asyncio.Event()

    def changed(self) -> None:
        self.revision += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def wait_for_change(self, since: int, seconds: float) -> None:
        if self.revision == since:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), seconds)

    def add(
        self, chat: Chat, sender: Json, content: Json, reply_to: Message | None = None, thread_id: int | None = None
    ) -> Message:
        if reply_to and not thread_id and chat.type == "supergroup":
            thread_id = reply_to.thread_id or (None if chat.is_forum else reply_to.message_id)
        # A supergroup counts its own messages, all other chats those of the account.
        ids = self._ids[chat.chat_id if chat.type == "supergroup" else 0]
        message = Message(chat, next(ids), sender, time.time(), content, reply_to, thread_id)
        message.versions.append((message.date, content))
        chat.messages[message.message_id] = message
        self.changed()
        return message

    def keep_file(self, upload: Upload) -> Json:
        """Stores a file and returns what every kind of file object begins with."""
        file_id = secrets.token_hex(12)
        self.files[file_id] = upload
        return self.file(file_id)

    def file(self, file_id: str) -> Json:
        if file_id not in self.files:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        size = len(self.files[file_id].content)
        return {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": size}

    def remove(self, message: Message) -> None:
        """The bot is never told."""
        del message.chat.messages[message.message_id]
        self.changed()

    def remove_topic(self, chat: Chat, thread_id: int) -> None:
        del chat.topics[thread_id]
        for message in [one for one in chat.present() if one.thread_id == thread_id]:
            self.remove(message)

    def reachable(self, chat_id: str) -> Chat:
        """The chat, if the bot may do something in it; else 400 (unknown, migrated) or 403 (not wanted)."""
        chat = self.chats.get(int(chat_id)) if chat_id.lstrip("-").isdigit() else None
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to:
            moved = "group chat was upgraded to a supergroup chat"
            raise bad_request(moved, migrate_to_chat_id=chat.migrated_to)
        if chat.bot_status not in ("member", "administrator"):
            other = f"bot is not a member of the {chat.type} chat"
            raise Refused(403, f"Forbidden: {_FORBIDDEN.get((chat.type, chat.bot_status), other)}")
        return chat

    def commands_for(self, chat: Chat, language: str) -> list[Json]:
        """The menu as Telegram chooses it: narrowest scope first, then the language."""
        wide = {"type": "all_private_chats" if chat.type == "private" else "all_group_chats"}
        scopes = ({"type": "chat", "chat_id": chat.chat_id}, wide, None)
        places = ((scope_key(scope), code) for scope in scopes for code in (language, ""))
        return next((found for place in places if (found := self.commands.get(place))), [])


def scope_key(scope: Json | None) -> str:
    return json.dumps(scope or {"type": "default"}, sort_keys=True)


def member_json(user: Json, status: str, denied: Container[str] = ()) -> Json:
    """A member of a chat as the Bot API describes it; administrators may do what is not denied."""
    member: Json = {"user": user, "status": status}
    if status in ("administrator", "creator"):
        member |= {f"can_{right}": right not in denied for right in _RIGHTS.split()} | {"is_anonymous": False}
    return member | ({"until_date": 0} if status == "kicked" else {})
