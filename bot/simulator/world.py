"""The simulated Telegram's facts: users, chats, messages, files, command menus, button presses."""

import asyncio
import itertools
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass

from bot.simulator.models import Chat, Json, Message, Refused, bad_request
from bot.simulator.parameters import Upload

PRESS_SECONDS = 150.0
_FORBIDDEN = {
    "": "bot can't initiate conversation with a user",
    "kicked": "bot was {verb} {by}",
    "left": "bot is not a member of the {type} chat",
    "deactivated": "user is deactivated",
}


@dataclass(slots=True)
class Press:
    """A button press; `answer` once the bot reacted to it."""

    press_id: str
    person_id: int
    message: Message
    at: float
    answer: Json | None = None


class World:
    def __init__(self, token: str, username: str) -> None:
        self.token, self.username = token, username
        self.bot: Json = {"id": int(token.split(":")[0]), "is_bot": True}
        self.bot |= {"first_name": "Mediation assistant", "username": username}
        self.users: dict[int, Json] = {int(self.bot["id"]): self.bot}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, Upload] = {}
        self.presses: dict[str, Press] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.revision = 0
        self._ids = itertools.count(1)
        self._changed = asyncio.Event()

    def changed(self) -> None:
        """Tells every page that looks on."""
        self.revision += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def wait_for_change(self, since: int, seconds: float) -> None:
        if self.revision == since:
            try:
                await asyncio.wait_for(self._changed.wait(), seconds)
            except TimeoutError:
                return

    def next_id(self, chat: Chat) -> int:
        """Supergroups count for themselves; all other chats of an account share one counter."""
        if chat.type == "supergroup":
            return max(chat.messages, default=0) + 1
        return next(self._ids)

    def add(
        self,
        chat: Chat,
        sender: Json,
        content: Json,
        reply_to: Message | None = None,
        thread_id: int | None = None,
    ) -> Message:
        message = Message(chat, self.next_id(chat), sender, time.time(), content)
        message.reply_to, message.thread_id = reply_to, thread_id
        message.versions.append((message.date, content))
        chat.messages[message.message_id] = message
        self.changed()
        return message

    def keep_file(self, upload: Upload) -> Json:
        """Stores a file and returns what every kind of file object begins with."""
        file_id = f"file{len(self.files) + 1:08d}"
        self.files[file_id] = upload
        unique = {"file_unique_id": f"u{file_id}", "file_size": len(upload.content)}
        return {"file_id": file_id, **unique}

    def reachable(self, chat_id: str) -> Chat:
        """The chat, if the bot may do something in it.

        Raises:
            Refused: 400 for an unknown or migrated chat, 403 where the bot is not wanted.
        """
        chat = self.chats.get(int(chat_id)) if chat_id.lstrip("-").isdigit() else None
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to:
            wrong = "group chat was upgraded to a supergroup chat"
            raise bad_request(wrong, migrate_to_chat_id=chat.migrated_to)
        if chat.bot_status in _FORBIDDEN:
            private = chat.type == "private"
            verb = "blocked" if private else "kicked"
            by = "by the user" if private else f"from the {chat.type} chat"
            wrong = _FORBIDDEN[chat.bot_status].format(verb=verb, by=by, type=chat.type)
            raise Refused(403, f"Forbidden: {wrong}")
        return chat

    def message(self, chat: Chat, message_id: int) -> Message | None:
        message = chat.messages.get(message_id)
        return None if message is None or message.deleted else message

    def commands_for(self, chat: Chat, person_id: int, language: str) -> list[Json]:
        """The command menu as Telegram chooses it: narrowest scope first, language first."""
        for scope in _scopes(chat, person_id):
            for code in (language, ""):
                if found := self.commands.get((scope_key(scope), code)):
                    return found
        return []


def scope_key(scope: Json | None) -> str:
    return json.dumps(scope or {"type": "default"}, sort_keys=True)


def _scopes(chat: Chat, person_id: int) -> Iterator[Json]:
    here = {"chat_id": chat.chat_id}
    administrator = chat.members.get(person_id) in ("administrator", "creator")
    if chat.type != "private":
        yield {"type": "chat_member", **here, "user_id": person_id}
        if administrator:
            yield {"type": "chat_administrators", **here}
    yield {"type": "chat", **here}
    if chat.type == "private":
        yield {"type": "all_private_chats"}
    else:
        if administrator:
            yield {"type": "all_chat_administrators"}
        yield {"type": "all_group_chats"}
    yield {"type": "default"}
