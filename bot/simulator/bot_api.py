"""The methods of the Bot API, carried out on the simulated world or refused in Telegram's words.

Methods that change nothing that a person could see (names, descriptions, pins) just succeed.
"""

import re
import time
from collections.abc import Callable

from bot.simulator.formatting import format_text, utf16
from bot.simulator.models import Chat, Json, Message, bad_request
from bot.simulator.parameters import Parameters, check_buttons
from bot.simulator.updates import Updates
from bot.simulator.world import PRESS_SECONDS, World, member_json, scope_key

TEXT_UNITS, CAPTION_UNITS, ALERT_UNITS, TOPIC_UNITS, MAX_COMMANDS = 4096, 1024, 200, 128, 100
_ACTION = re.compile("typing|(record|upload)_(video|voice|video_note)|upload_(photo|document)"
                     "|choose_sticker|find_location")  # fmt: skip
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
_FULL_INFO: Json = {"accent_color_id": 0, "max_reaction_count": 11} | {
    "accepted_gift_types": dict.fromkeys((*_GIFTS, "gifts_from_channels"), False)
}


class BotApi:
    """Carries methods out; `note` is told what Telegram would ignore silently."""

    def __init__(self, world: World, updates: Updates, note: Callable[[str], None]) -> None:
        self._world, self._updates, self._note = world, updates, note
        self._methods: dict[str, Callable[[Parameters], object]] = {
            "getMe": lambda _: world.bot | {"can_join_groups": True},
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._set_webhook,
            "getWebhookInfo": self._get_webhook_info,
            "sendMessage": self._send_message,
            "sendDocument": self._send_document,
            "sendChatAction": self._send_chat_action,
            "editMessageText": self._edit_text,
            "editMessageReplyMarkup": self._edit_markup,
            "deleteMessage": self._delete_message,
            "answerCallbackQuery": self._answer_press,
            "setMessageReaction": lambda given: bool(self._message(given, "react")),
            "pinChatMessage": lambda given: bool(self._message(given, "pin")),
            "setMyCommands": self._set_commands,
            "deleteMyCommands": self._delete_commands,
            "getMyCommands": lambda given: world.commands.get(self._scope(given), []),
            "getFile": self._get_file,
            "getChat": lambda given: self._chat(given).as_json() | _FULL_INFO,
            "getChatMember": self._get_member,
            "getChatAdministrators": self._get_administrators,
            "leaveChat": self._leave,
            "createForumTopic": self._create_topic,
            "editForumTopic": self._rename_topic,
            "closeForumTopic": lambda given: self._close_topic(given, True),
            "reopenForumTopic": lambda given: self._close_topic(given, False),
            "deleteForumTopic": self._delete_topic,
        }

    async def perform(self, method: str, given: Parameters) -> object:
        """The result, or Telegram's refusal raised."""
        if method == "getUpdates":
            self._updates.allow(given.structure("allowed_updates"))
            offset, limit = given.integer("offset"), given.integer("limit", 100)
            return await self._updates.get(offset, limit, given.integer("timeout"))
        given.check_required()
        result = self._methods[method](given) if method in self._methods else True
        self._world.changed()
        return result

    # -- the bot itself

    def _set_webhook(self, given: Parameters) -> bool:
        self._updates.allow(given.structure("allowed_updates"))
        url, secret = given.text("url"), given.text("secret_token")
        if secret and not re.fullmatch(r"[\w-]{1,256}", secret, re.ASCII):
            raise bad_request("secret token contains unallowed characters")
        drop = given.flag("drop_pending_updates")
        self._updates.set_webhook(url, secret, given.integer("max_connections", 40), drop)
        return True

    def _get_webhook_info(self, _: Parameters) -> Json:
        hook = self._updates.webhook
        info: Json = {"url": hook.url if hook else "", "has_custom_certificate": False}
        error = {"last_error_message": hook.last_error} if hook and hook.last_error else {}
        return info | {"pending_update_count": len(self._updates.pending)} | error

    def _set_commands(self, given: Parameters) -> bool:
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

    def _delete_commands(self, given: Parameters) -> bool:
        self._world.commands.pop(self._scope(given), None)
        return True

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
        mode = given.text("parse_mode")
        formatted = format_text(given.text(field), mode, given.structure(entities))
        for dropped in formatted.dropped:
            self._note(f"formatting that Telegram drops: {dropped}")
        shown = {entities: list(formatted.entities)} if formatted.entities else {}
        return {field: formatted.text} | shown

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

    def _send_message(self, given: Parameters) -> Json:
        return self._send(given, self._message_text(given, "message is too long"))

    def _send_document(self, given: Parameters) -> Json:
        sent = given.file("document")
        if isinstance(sent, str):
            described = self._world.file(sent)
        elif not sent.content:
            raise bad_request("file must be non-empty")
        else:
            described = self._world.keep_file(sent)
        name = self._world.files[described["file_id"]].name
        caption = self._text(given, "caption", "caption_entities")
        if utf16(caption["caption"]) > CAPTION_UNITS:
            raise bad_request("message caption is too long")
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

    def _send_chat_action(self, given: Parameters) -> bool:
        if not _ACTION.fullmatch(given.text("action")):
            raise bad_request("wrong parameter action in request")
        return bool(self._chat(given))

    def _edit_text(self, given: Parameters) -> Json:
        message = self._message(given, "edit")
        if message.from_bot and "text" not in message.content:
            raise bad_request("there is no text in the message to edit")
        return self._replace(message, self._message_text(given, "MESSAGE_TOO_LONG"), given)

    def _edit_markup(self, given: Parameters) -> Json:
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

    def _delete_message(self, given: Parameters) -> bool:
        message = self._message(given, "delete")
        rightful = message.chat.type == "private" or message.chat.bot_status == "administrator"
        if not message.from_bot and not rightful:
            raise bad_request("message can't be deleted")
        message.deleted = True
        return True

    def _answer_press(self, given: Parameters) -> bool:
        press = self._world.presses.get(given.text("callback_query_id"))
        if press is None or press.answer is not None or time.time() > press.at + PRESS_SECONDS:
            raise bad_request(_TOO_OLD)
        if utf16(given.text("text")) > ALERT_UNITS:
            raise bad_request("MESSAGE_TOO_LONG")
        press.answer = {"text": given.text("text"), "show_alert": given.flag("show_alert")}
        return True

    def _get_file(self, given: Parameters) -> Json:
        file_id = given.text("file_id")
        return self._world.file(file_id) | {"file_path": f"files/{file_id}"}

    # -- groups

    def _member(self, chat: Chat, user_id: int) -> Json:
        mine = user_id == self._world.bot["id"]
        status = chat.bot_status if mine else chat.members.get(user_id, "left")
        return member_json(self._world.users[user_id], status)

    def _get_member(self, given: Parameters) -> Json:
        chat, user_id = self._chat(given), given.integer("user_id")
        if user_id not in self._world.users:
            raise bad_request("invalid user_id specified")
        return self._member(chat, user_id)

    def _get_administrators(self, given: Parameters) -> list[Json]:
        chat = self._chat(given)
        if chat.type == "private":
            raise bad_request("there are no administrators in the private chat")
        members = [self._member(chat, user_id) for user_id in (*chat.members, self._world.bot["id"])]
        return [member for member in members if member["status"] in ("administrator", "creator")]

    def _leave(self, given: Parameters) -> bool:
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

    def _create_topic(self, given: Parameters) -> Json:
        (chat, _), name = self._forum(given), given.text("name")
        if utf16(name) > TOPIC_UNITS:
            raise bad_request("TOPIC_TITLE_TOO_LONG")
        created = {"name": name, "icon_color": 7322096}
        message = self._world.add(chat, self._world.bot, {"forum_topic_created": created})
        message.thread_id = message.message_id
        chat.topics[message.message_id] = name
        return {"message_thread_id": message.message_id} | created

    def _rename_topic(self, given: Parameters) -> bool:
        (chat, thread_id), name = self._forum(given), given.text("name")
        if name in ("", chat.topics[thread_id]):
            raise bad_request("TOPIC_NOT_MODIFIED")
        chat.topics[thread_id] = name
        return True

    def _close_topic(self, given: Parameters, close: bool) -> bool:
        chat, thread_id = self._forum(given)
        if close == (thread_id in chat.closed_topics):
            raise bad_request("TOPIC_NOT_MODIFIED")
        chat.closed_topics ^= {thread_id}
        return True

    def _delete_topic(self, given: Parameters) -> bool:
        chat, thread_id = self._forum(given)
        del chat.topics[thread_id]
        for message in chat.messages.values():
            message.deleted = message.deleted or message.thread_id == thread_id
        return True
