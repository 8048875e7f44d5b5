"""The methods of the Bot API, carried out on the simulated world or refused in Telegram's words.

Each is named like its method, in snake case. Methods that change nothing that a person could see
(names, descriptions, menu buttons) have no body here: they just succeed.
"""

import re
import time
from collections.abc import Callable

from bot.simulator.formatting import format_text, utf16
from bot.simulator.models import Chat, Json, Message, bad_request
from bot.simulator.parameters import Parameters, check_buttons
from bot.simulator.updates import PRESS_SECONDS, Updates
from bot.simulator.world import World, member_json, scope_key

TEXT_UNITS, CAPTION_UNITS, ALERT_UNITS, TOPIC_UNITS, MAX_COMMANDS = 4096, 1024, 200, 128, 100
_ACTION = re.compile("typing|(record|upload)_(video|voice|video_note)|upload_(photo|document)|find_location")
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_GIFTS = "unlimited_gifts limited_gifts unique_gifts premium_subscription gifts_from_channels"
_FULL_INFO: Json = {"accent_color_id": 0, "max_reaction_count": 11} | {
    "accepted_gift_types": dict.fromkeys(_GIFTS.split(), False)
}


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
        carry_out = getattr(self, re.sub("[A-Z]", lambda capital: f"_{capital[0].lower()}", method), None)
        result: object = carry_out(given) if carry_out else True
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

    def get_webhook_info(self, _: Parameters) -> Json:
        hook = self._updates.webhook
        info: Json = {"url": hook.url if hook else "", "has_custom_certificate": False}
        error = {"last_error_message": hook.last_error} if hook and hook.last_error else {}
        return info | {"pending_update_count": len(self._updates.pending)} | error

    def set_my_commands(self, given: Parameters) -> bool:
        commands = given.structure("commands")
        if len(commands) > MAX_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= utf16(command["description"].strip()) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self._world.commands[self._scope(given)] = commands
        return True

    def delete_my_commands(self, given: Parameters) -> bool:
        self._world.commands.pop(self._scope(given), None)
        return True

    def get_my_commands(self, given: Parameters) -> list[Json]:
        return self._world.commands.get(self._scope(given), [])

    def _scope(self, given: Parameters) -> tuple[str, str]:
        scope = given.structure("scope")
        if scope and "chat_id" in scope:
            scope["chat_id"] = self._world.reachable(str(scope["chat_id"])).chat_id
        return scope_key(scope), given.text("language_code")

    # -- messages

    def _chat(self, given: Parameters) -> Chat:
        return self._world.reachable(given.text("chat_id"))

    def _message(self, given: Parameters, purpose: str) -> Message:
        message = self._chat(given).messages.get(given.integer("message_id"))
        if message is None or message.deleted:
            raise bad_request(f"message to {purpose} not found")
        return message

    def _text(self, given: Parameters, field: str, entities: str) -> Json:
        formatted = format_text(given.text(field), given.text("parse_mode"), given.structure(entities))
        for dropped in formatted.dropped:
            self._note(f"formatting that Telegram drops: {dropped}")
        return {field: formatted.text} | ({entities: list(formatted.entities)} if formatted.entities else {})

    def _message_text(self, given: Parameters, too_long: str) -> Json:
        content = self._text(given, "text", "entities")
        if not content["text"]:
            raise bad_request("message text is empty")
        if utf16(content["text"]) > TEXT_UNITS:
            raise bad_request(too_long)
        return content

    def _markup(self, given: Parameters) -> Json:
        markup = given.structure("reply_markup") or {}
        check_buttons(markup)
        return {"reply_markup": markup} if markup.get("inline_keyboard") else {}

    def send_message(self, given: Parameters) -> Json:
        return self._send(given, self._message_text(given, "message is too long"))

    def send_document(self, given: Parameters) -> Json:
        sent = given.file("document")
        if not isinstance(sent, str) and not sent.content:
            raise bad_request("file must be non-empty")
        described = self._world.file(sent) if isinstance(sent, str) else self._world.keep_file(sent)
        caption = self._text(given, "caption", "caption_entities")
        if utf16(caption["caption"]) > CAPTION_UNITS:
            raise bad_request("message caption is too long")
        name = self._world.files[described["file_id"]].name
        content: Json = {"document": described | {"file_name": name}}
        return self._send(given, content | (caption if caption["caption"] else {}))

    def _send(self, given: Parameters, content: Json) -> Json:
        chat, thread_id = self._chat(given), given.integer("message_thread_id") or None
        if thread_id and thread_id not in chat.topics:
            raise bad_request("message thread not found")
        wanted = given.structure("reply_parameters") or {}
        reply_to = chat.messages.get(int(wanted.get("message_id", 0)))
        if reply_to is None or reply_to.deleted:
            reply_to = None
            if wanted and not wanted.get("allow_sending_without_reply"):
                raise bad_request("message to be replied not found")
        content = content | self._markup(given)
        return self._world.add(chat, self._world.bot, content, reply_to, thread_id).as_json()

    def send_chat_action(self, given: Parameters) -> bool:
        if not _ACTION.fullmatch(given.text("action")):
            raise bad_request("wrong parameter action in request")
        return bool(self._chat(given))

    def edit_message_text(self, given: Parameters) -> Json:
        message = self._message(given, "edit")
        if message.from_bot and "text" not in message.content:
            raise bad_request("there is no text in the message to edit")
        return self._replace(message, self._message_text(given, "MESSAGE_TOO_LONG"), given)

    def edit_message_reply_markup(self, given: Parameters) -> Json:
        message = self._message(given, "edit")
        kept = {key: value for key, value in message.content.items() if key != "reply_markup"}
        return self._replace(message, kept, given)

    def _replace(self, message: Message, content: Json, given: Parameters) -> Json:
        if not message.from_bot:
            raise bad_request("message can't be edited")
        content = content | self._markup(given)
        if content == message.content:
            raise bad_request(_NOT_MODIFIED)
        message.replace(time.time(), content)
        return message.as_json()

    def delete_message(self, given: Parameters) -> bool:
        message = self._message(given, "delete")
        rightful = message.chat.type == "private" or message.chat.bot_status == "administrator"
        if not message.from_bot and not rightful:
            raise bad_request("message can't be deleted")
        message.deleted = True
        return True

    def set_message_reaction(self, given: Parameters) -> bool:
        return bool(self._message(given, "react"))

    def pin_chat_message(self, given: Parameters) -> bool:
        return bool(self._message(given, "pin"))

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

    # -- groups

    def get_chat(self, given: Parameters) -> Json:
        return self._chat(given).as_json() | _FULL_INFO

    def _member(self, chat: Chat, user_id: int) -> Json:
        is_bot = user_id == self._world.bot["id"]
        return member_json(self._world.users[user_id], chat.bot_status if is_bot else chat.members.get(user_id, "left"))

    def get_chat_member(self, given: Parameters) -> Json:
        chat, user_id = self._chat(given), given.integer("user_id")
        if user_id not in self._world.users:
            raise bad_request("invalid user_id specified")
        return self._member(chat, user_id)

    def get_chat_administrators(self, given: Parameters) -> list[Json]:
        chat = self._chat(given)
        if chat.type == "private":
            raise bad_request("there are no administrators in the private chat")
        members = [self._member(chat, user_id) for user_id in (*chat.members, self._world.bot["id"])]
        return [member for member in members if member["status"] in ("administrator", "creator")]

    def leave_chat(self, given: Parameters) -> bool:
        chat = self._chat(given)
        if chat.type == "private":
            raise bad_request("chat member status can't be changed in private chats")
        chat.bot_status = "left"
        return True

    def _forum(self, given: Parameters) -> tuple[Chat, int]:
        chat, thread_id = self._chat(given), given.integer("message_thread_id")
        if not chat.is_forum:
            raise bad_request("the chat is not a forum")
        if chat.bot_status != "administrator":
            raise bad_request("not enough rights to create a topic")
        if thread_id and thread_id not in chat.topics:
            raise bad_request("message thread not found")
        return chat, thread_id

    def create_forum_topic(self, given: Parameters) -> Json:
        (chat, _), name = self._forum(given), given.text("name")
        if utf16(name) > TOPIC_UNITS:
            raise bad_request("TOPIC_TITLE_TOO_LONG")
        created = {"name": name, "icon_color": 7322096}
        message = self._world.add(chat, self._world.bot, {"forum_topic_created": created})
        message.thread_id = message.message_id
        chat.topics[message.message_id] = name
        return {"message_thread_id": message.message_id} | created

    def edit_forum_topic(self, given: Parameters) -> bool:
        (chat, thread_id), name = self._forum(given), given.text("name")
        if name in ("", chat.topics[thread_id]):
            raise bad_request("TOPIC_NOT_MODIFIED")
        chat.topics[thread_id] = name
        return True

    def close_forum_topic(self, given: Parameters, close: bool = True) -> bool:
        chat, thread_id = self._forum(given)
        if close == (thread_id in chat.closed_topics):
            raise bad_request("TOPIC_NOT_MODIFIED")
        chat.closed_topics ^= {thread_id}
        return True

    def reopen_forum_topic(self, given: Parameters) -> bool:
        return self.close_forum_topic(given, close=False)

    def delete_forum_topic(self, given: Parameters) -> bool:
        chat, thread_id = self._forum(given)
        del chat.topics[thread_id]
        for message in chat.messages.values():
            message.deleted = message.deleted or message.thread_id == thread_id
        return True
