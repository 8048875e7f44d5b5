"""The methods of the Bot API, carried out on the simulated world or refused in Telegram's words.

Methods that change nothing that a person could see (names, descriptions, pins) just succeed.
"""

import time
from collections.abc import Callable
from typing import Any

from bot.simulator.formatting import format_text, utf16
from bot.simulator.models import Chat, Json, Message, Topic, bad_request
from bot.simulator.parameters import Parameters, check_buttons
from bot.simulator.updates import Updates
from bot.simulator.world import PRESS_SECONDS, World, scope_key

TEXT_UNITS, CAPTION_UNITS, ALERT_UNITS = 4096, 1024, 200
ACTIONS = set(
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document"
    " choose_sticker find_location record_video_note upload_video_note".split()
)
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
_RIGHTS = (
    "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats"
    " can_restrict_members can_promote_members can_change_info can_invite_users can_post_stories"
    " can_edit_stories can_delete_stories can_pin_messages can_manage_topics"
).split()
_FULL_INFO: Json = {"accent_color_id": 0, "max_reaction_count": 11} | {
    "accepted_gift_types": dict.fromkeys(
        (
            "unlimited_gifts limited_gifts unique_gifts premium_subscription gifts_from_channels"
        ).split(),
        False,
    )
}


class BotApi:
    """One method per method of the Bot API that does something."""

    def __init__(self, world: World, updates: Updates, note: Callable[[str], None]) -> None:
        self._world, self._updates, self._note = world, updates, note
        self._methods: dict[str, Callable[[Parameters], Any]] = {
            "getMe": self._get_me,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._set_webhook,
            "getWebhookInfo": self._get_webhook_info,
            "sendMessage": self._send_message,
            "sendDocument": self._send_file,
            "sendPhoto": self._send_file,
            "sendChatAction": self._send_chat_action,
            "editMessageText": self._edit_text,
            "editMessageCaption": self._edit_caption,
            "editMessageReplyMarkup": self._edit_markup,
            "deleteMessage": self._delete_message,
            "deleteMessages": self._delete_messages,
            "answerCallbackQuery": self._answer_press,
            "setMessageReaction": self._act_on_message,
            "pinChatMessage": self._act_on_message,
            "setMyCommands": self._set_commands,
            "deleteMyCommands": self._delete_commands,
            "getMyCommands": self._get_commands,
            "getMyName": lambda _: {"name": world.bot["first_name"]},
            "getMyDescription": lambda _: {"description": ""},
            "getMyShortDescription": lambda _: {"short_description": ""},
            "getFile": self._get_file,
            "getChat": lambda given: self._chat(given).as_json() | _FULL_INFO,
            "getChatMember": self._get_member,
            "getChatAdministrators": self._get_administrators,
            "getChatMemberCount": lambda given: len(self._chat(given).members) + 1,
            "leaveChat": self._leave,
            "createForumTopic": self._create_topic,
            "editForumTopic": self._edit_topic,
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
        handler = self._methods.get(method)
        return handler(given) if handler else True

    # -- the bot itself

    def _get_me(self, _: Parameters) -> Json:
        sees = {"can_join_groups": True, "can_read_all_group_messages": False}
        return self._world.bot | sees | {"supports_inline_queries": False}

    def _set_webhook(self, given: Parameters) -> bool:
        self._updates.allow(given.structure("allowed_updates"))
        self._updates.set_webhook(
            given.text("url"),
            given.text("secret_token") or None,
            given.integer("max_connections", 40),
            given.flag("drop_pending_updates"),
        )
        return True

    def _get_webhook_info(self, _: Parameters) -> Json:
        hook = self._updates.webhook
        info: Json = {"url": hook.url if hook else "", "has_custom_certificate": False}
        info["pending_update_count"] = len(self._updates.pending)
        if hook and hook.last_error:
            info |= {"last_error_message": hook.last_error, "last_error_date": int(time.time())}
        return info

    def _set_commands(self, given: Parameters) -> bool:
        commands = given.structure("commands")
        if len(commands) > 100:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            name, description = str(command["command"]), str(command["description"])
            if not (1 <= len(name) <= 32 and name.isascii() and name.islower()):
                raise bad_request("BOT_COMMAND_INVALID")
            if not name.replace("_", "").isalnum() or not 1 <= utf16(description) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self._world.commands[self._scope(given)] = commands
        self._world.changed()
        return True

    def _delete_commands(self, given: Parameters) -> bool:
        self._world.commands.pop(self._scope(given), None)
        return True

    def _get_commands(self, given: Parameters) -> list[Json]:
        return self._world.commands.get(self._scope(given), [])

    def _scope(self, given: Parameters) -> tuple[str, str]:
        scope = given.structure("scope")
        if scope and "chat_id" in scope:
            scope["chat_id"] = self._world.reachable(str(scope["chat_id"])).chat_id
        return scope_key(scope), given.text("language_code")

    # -- messages

    def _chat(self, given: Parameters) -> Chat:
        return self._world.reachable(given.text("chat_id"))

    def _text(self, given: Parameters, field: str, entities: str) -> Json:
        source, mode = given.text(field), given.text("parse_mode") or None
        formatted = format_text(source, mode, given.structure(entities))
        for dropped in formatted.dropped:
            self._note(f"formatting that Telegram drops: {dropped}")
        return {field: formatted.text} | (
            {entities: list(formatted.entities)} if formatted.entities else {}
        )

    def _message_text(self, given: Parameters, too_long: str) -> Json:
        content = self._text(given, "text", "entities")
        if not content["text"]:
            raise bad_request("message text is empty")
        if utf16(content["text"]) > TEXT_UNITS:
            raise bad_request(too_long)
        return content

    def _caption(self, given: Parameters) -> Json:
        content = self._text(given, "caption", "caption_entities")
        if utf16(content["caption"]) > CAPTION_UNITS:
            raise bad_request("message caption is too long")
        return content

    def _markup(self, given: Parameters) -> Json:
        markup = given.structure("reply_markup")
        if not markup:
            return {}
        check_buttons(markup)
        return {"reply_markup": markup} if markup.get("inline_keyboard") else {}

    def _send_message(self, given: Parameters) -> Json:
        chat = self._chat(given)
        return self._send(given, chat, self._message_text(given, "message is too long"))

    def _send_file(self, given: Parameters) -> Json:
        kind = "document" if "document" in given.given else "photo"
        chat, sent = self._chat(given), given.upload_or_text(kind)
        if isinstance(sent, str):
            if sent not in self._world.files:
                raise bad_request("wrong file identifier/HTTP URL specified")
            described = {"file_id": sent, "file_unique_id": f"u{sent}"}
            name = self._world.files[sent].name
        elif not sent.content:
            raise bad_request("file must be non-empty")
        else:
            described, name = self._world.keep_file(sent), sent.name
        size = {"width": 640, "height": 480}
        content: Json = {kind: described | {"file_name": name}}
        if kind == "photo":
            content = {kind: [described | size]}
        return self._send(
            given, chat, content | (self._caption(given) if "caption" in given.given else {})
        )

    def _send(self, given: Parameters, chat: Chat, content: Json) -> Json:
        markup, thread_id = self._markup(given), given.integer("message_thread_id") or None
        if thread_id:
            self._topic(chat, thread_id)
        reply_to = self._replied(given, chat)
        content |= markup
        return self._world.add(chat, self._world.bot, content, reply_to, thread_id).as_json()

    def _replied(self, given: Parameters, chat: Chat) -> Message | None:
        wanted = given.structure("reply_parameters")
        if not wanted:
            return None
        message = self._world.message(chat, int(wanted["message_id"]))
        if message is None and not wanted.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
        return message

    def _send_chat_action(self, given: Parameters) -> bool:
        self._chat(given)
        if given.text("action") not in ACTIONS:
            raise bad_request("wrong parameter action in request")
        return True

    def _own_message(self, given: Parameters) -> Message:
        message = self._world.message(self._chat(given), given.integer("message_id"))
        if message is None:
            raise bad_request("message to edit not found")
        if not message.from_bot:
            raise bad_request("message can't be edited")
        return message

    def _edit_text(self, given: Parameters) -> Json:
        message = self._own_message(given)
        if "text" not in message.content:
            raise bad_request("there is no text in the message to edit")
        return self._replace(message, self._message_text(given, "MESSAGE_TOO_LONG"), given)

    def _edit_caption(self, given: Parameters) -> Json:
        message = self._own_message(given)
        kept = {
            key: message.content[key] for key in ("document", "photo") if key in message.content
        }
        if not kept:
            raise bad_request("there is no caption in the message to edit")
        return self._replace(message, kept | self._caption(given), given)

    def _edit_markup(self, given: Parameters) -> Json:
        message = self._own_message(given)
        kept = {key: value for key, value in message.content.items() if key != "reply_markup"}
        return self._replace(message, kept, given)

    def _replace(self, message: Message, content: Json, given: Parameters) -> Json:
        content = content | self._markup(given)
        if content == message.content:
            raise bad_request(_NOT_MODIFIED)
        message.replace(time.time(), content)
        self._world.changed()
        return message.as_json()

    def _delete_message(self, given: Parameters) -> bool:
        chat = self._chat(given)
        message = self._world.message(chat, given.integer("message_id"))
        if message is None:
            raise bad_request("message to delete not found")
        if not message.from_bot and chat.type != "private" and chat.bot_status != "administrator":
            raise bad_request("message can't be deleted")
        message.deleted = True
        self._world.changed()
        return True

    def _delete_messages(self, given: Parameters) -> bool:
        chat = self._chat(given)
        for message_id in given.structure("message_ids"):
            if message := self._world.message(chat, int(message_id)):
                message.deleted = True
        self._world.changed()
        return True

    def _act_on_message(self, given: Parameters) -> bool:
        if self._world.message(self._chat(given), given.integer("message_id")) is None:
            raise bad_request("message to react not found" if "reaction" in given.given
                              else "message to pin not found")  # fmt: skip
        return True

    def _answer_press(self, given: Parameters) -> bool:
        press = self._world.presses.get(given.text("callback_query_id"))
        if press is None or press.answer is not None or time.time() > press.at + PRESS_SECONDS:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        if utf16(given.text("text")) > ALERT_UNITS:
            raise bad_request("MESSAGE_TOO_LONG")
        press.answer = {"text": given.text("text"), "show_alert": given.flag("show_alert")}
        self._world.changed()
        return True

    def _get_file(self, given: Parameters) -> Json:
        file_id = given.text("file_id")
        upload = self._world.files.get(file_id)
        if upload is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        described = {"file_id": file_id, "file_unique_id": f"u{file_id}"}
        return described | {"file_size": len(upload.content), "file_path": f"files/{file_id}"}

    # -- groups

    def _member(self, chat: Chat, user_id: int) -> Json:
        mine = user_id == self._world.bot["id"]
        status = chat.bot_status if mine else chat.members.get(user_id, "left")
        member: Json = {"user": self._world.users[user_id], "status": status}
        if status == "administrator":
            member |= dict.fromkeys(_RIGHTS, True) | {"is_anonymous": False}
        if status == "creator":
            member["is_anonymous"] = False
        return member | ({"until_date": 0} if status == "kicked" else {})

    def _get_member(self, given: Parameters) -> Json:
        chat, user_id = self._chat(given), given.integer("user_id")
        if user_id not in self._world.users:
            raise bad_request("invalid user_id specified")
        return self._member(chat, user_id)

    def _get_administrators(self, given: Parameters) -> list[Json]:
        chat = self._chat(given)
        if chat.type == "private":
            raise bad_request("there are no administrators in the private chat")
        everybody = {**chat.members, int(self._world.bot["id"]): chat.bot_status}
        chosen = [
            who for who, status in everybody.items() if status in ("administrator", "creator")
        ]
        return [self._member(chat, user_id) for user_id in chosen]

    def _leave(self, given: Parameters) -> bool:
        chat = self._chat(given)
        if chat.type == "private":
            raise bad_request("chat member status can't be changed in private chats")
        chat.bot_status = "left"
        return True

    def _topic(self, chat: Chat, thread_id: int) -> Topic:
        if thread_id not in chat.topics:
            raise bad_request("message thread not found")
        return chat.topics[thread_id]

    def _forum(self, given: Parameters) -> Chat:
        chat = self._chat(given)
        if not chat.is_forum:
            raise bad_request("the chat is not a forum")
        if chat.bot_status != "administrator":
            raise bad_request("not enough rights to create a topic")
        return chat

    def _create_topic(self, given: Parameters) -> Json:
        chat, name = self._forum(given), given.text("name")
        if utf16(name) > 128:
            raise bad_request("TOPIC_TITLE_TOO_LONG")
        created = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        message = self._world.add(chat, self._world.bot, created)
        message.thread_id = message.message_id
        chat.topics[message.message_id] = Topic(message.message_id, name)
        return {"message_thread_id": message.message_id, **created["forum_topic_created"]}

    def _edit_topic(self, given: Parameters) -> bool:
        topic = self._topic(self._forum(given), given.integer("message_thread_id"))
        if given.text("name") == topic.name:
            raise bad_request("TOPIC_NOT_MODIFIED")
        topic.name = given.text("name") or topic.name
        self._world.changed()
        return True

    def _close_topic(self, given: Parameters, closed: bool) -> bool:
        topic = self._topic(self._forum(given), given.integer("message_thread_id"))
        if topic.closed == closed:
            raise bad_request("TOPIC_NOT_MODIFIED")
        topic.closed = closed
        self._world.changed()
        return True

    def _delete_topic(self, given: Parameters) -> bool:
        chat = self._forum(given)
        self._topic(chat, thread_id := given.integer("message_thread_id"))
        del chat.topics[thread_id]
        for message in chat.messages.values():
            message.deleted = message.deleted or message.thread_id == thread_id
        self._world.changed()
        return True
