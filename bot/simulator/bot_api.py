"""The methods of the Bot API, carried out on the simulated world or refused in Telegram's words.

Each is named like its method, in snake case: those that the assistant calls. Any other is not found,
which a test notices.
"""

import re
import time
from collections.abc import Callable

from bot.simulator.formatting import format_text, utf16
from bot.simulator.models import Chat, Json, bad_request
from bot.simulator.parameters import Parameters, check_buttons
from bot.simulator.updates import PRESS_SECONDS, Updates
from bot.simulator.world import World, scope_key

TEXT_UNITS, ALERT_UNITS, MAX_COMMANDS = 4096, 200, 100
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class BotApi:
    """Carries methods out; `note` is told what Telegram would ignore silently."""

    def __init__(self, world: World, updates: Updates, note: Callable[[str], None]) -> None:
        self._world, self._updates, self._note = world, updates, note

    async def perform(self, method: str, given: Parameters) -> object:
        """The result, or Telegram's refusal raised."""
        if method == "getUpdates":
            self._updates.allow(given.structure("allowed_updates"))
            offset, limit = given.integer("offset"), given.integer("limit", 100)
            return await self._updates.get(offset, limit, given.integer("timeout"))
        given.check_required()
        carry_out = getattr(self, re.sub("[A-Z]", lambda capital: f"_{capital[0].lower()}", method))
        result: object = carry_out(given)
        self._world.changed()
        return result

    # -- the bot itself

    def get_me(self, _: Parameters) -> Json:
        return self._world.bot | {"can_join_groups": True, "can_read_all_group_messages": False}

    def set_webhook(self, given: Parameters) -> bool:
        self._updates.allow(given.structure("allowed_updates"))
        url, secret = given.text("url"), given.text("secret_token")
        if secret and not re.fullmatch(r"[\w-]{1,256}", secret, re.ASCII):
            raise bad_request("secret token contains unallowed characters")
        drop = given.flag("drop_pending_updates")
        self._updates.set_webhook(url, secret, given.integer("max_connections", 40), drop)
        return True

    delete_webhook = set_webhook

    def set_my_commands(self, given: Parameters) -> bool:
        commands = given.structure("commands")
        if len(commands) > MAX_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= utf16(command["description"].strip()) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        scope = given.structure("scope")
        if scope and "chat_id" in scope:
            scope["chat_id"] = self._world.reachable(str(scope["chat_id"])).chat_id
        self._world.commands[scope_key(scope), given.text("language_code")] = commands
        return True

    # -- messages

    def _chat(self, given: Parameters) -> Chat:
        return self._world.reachable(given.text("chat_id"))

    def _text(self, given: Parameters, too_long: str) -> Json:
        formatted = format_text(given.text("text"), given.text("parse_mode"))
        for dropped in formatted.dropped:
            self._note(f"formatting that Telegram drops: {dropped}")
        if not formatted.text:
            raise bad_request("message text is empty")
        if utf16(formatted.text) > TEXT_UNITS:
            raise bad_request(too_long)
        return {"text": formatted.text} | ({"entities": list(formatted.entities)} if formatted.entities else {})

    def _markup(self, given: Parameters) -> Json:
        markup = given.structure("reply_markup") or {}
        check_buttons(markup)
        return {"reply_markup": markup} if markup.get("inline_keyboard") else {}

    def send_message(self, given: Parameters) -> Json:
        return self._send(given, self._text(given, "message is too long"))

    def send_document(self, given: Parameters) -> Json:
        sent = given.file("document")
        if not sent.content:
            raise bad_request("file must be non-empty")
        return self._send(given, {"document": self._world.keep_file(sent) | {"file_name": sent.name}})

    def _send(self, given: Parameters, content: Json) -> Json:
        chat, thread_id = self._chat(given), given.integer("message_thread_id") or None
        if thread_id and thread_id not in chat.topics:
            raise bad_request("message thread not found")
        wanted = given.structure("reply_parameters") or {}
        reply_to = chat.messages.get(int(wanted.get("message_id", 0)))
        if wanted and reply_to is None and not wanted.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
        content = content | self._markup(given)
        return self._world.add(chat, self._world.bot, content, reply_to, thread_id).as_json()

    def edit_message_text(self, given: Parameters) -> Json:
        message = self._chat(given).messages.get(given.integer("message_id"))
        if message is None:
            raise bad_request("message to edit not found")
        if not message.from_bot:
            raise bad_request("message can't be edited")
        if "text" not in message.content:
            raise bad_request("there is no text in the message to edit")
        content = self._text(given, "MESSAGE_TOO_LONG") | self._markup(given)
        if content == message.content:
            raise bad_request(_NOT_MODIFIED)
        message.replace(time.time(), content)
        return message.as_json()

    def answer_callback_query(self, given: Parameters) -> bool:
        press = self._world.presses.get(given.text("callback_query_id"))
        if press is None or press.answer is not None or time.time() > press.at + PRESS_SECONDS:
            raise bad_request(_TOO_OLD)
        if utf16(given.text("text")) > ALERT_UNITS:
            raise bad_request("MESSAGE_TOO_LONG")
        press.answer = {"text": given.text("text"), "show_alert": given.flag("show_alert")}
        return True

    def get_file(self, given: Parameters) -> Json:
        file_id = given.text("file_id")
        return self._world.file(file_id) | {"file_path": f"files/{file_id}"}

    def leave_chat(self, given: Parameters) -> bool:
        chat = self._chat(given)
        if chat.type == "private":
            raise bad_request("chat member status can't be changed in private chats")
        chat.bot_status = "left"
        return True
