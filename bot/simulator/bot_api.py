"""The methods of the Bot API, carried out on the simulated world or refused in Telegram's words.

Each is named like its method, in snake case: those that the assistant calls. Any other is not found,
which a test notices.
"""

import re
import time
from collections.abc import Callable

from bot.simulator.formatting import format_text, utf16
from bot.simulator.models import Chat, Json, Topic, bad_request
from bot.simulator.parameters import Parameters, check_buttons
from bot.simulator.updates import PRESS_SECONDS, Updates
from bot.simulator.world import World, member_json, scope_key

TEXT_UNITS, ALERT_UNITS, TOPIC_UNITS, MAX_COMMANDS = 4096, 200, 128, 100
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
_GIFTS = "unlimited_gifts limited_gifts unique_gifts premium_subscription gifts_from_channels"
_FULL_INFO: Json = {"accent_color_id": 0, "max_reaction_count": 11, "permissions": {"can_send_messages": True}} | {
    "accepted_gift_types": dict.fromkeys(_GIFTS.split(), False)
}
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
        entities = [found for one in formatted.entities if (found := self._mention(one))]
        return {"text": formatted.text} | ({"entities": entities} if entities else {})

    def _mention(self, entity: Json) -> Json | None:
        """A link to somebody whom the bot met becomes a mention, to anybody else nothing."""
        if not (user_id := entity.get("url", "").partition("tg://user?id=")[2]):
            return entity
        if user := self._world.users.get(int(user_id)):
            return {"type": "text_mention", "offset": entity["offset"], "length": entity["length"], "user": user}
        self._note("a mention of somebody whom the bot does not know")
        return None

    def _markup(self, given: Parameters) -> Json:
        markup = given.structure("reply_markup") or {}
        check_buttons(markup)
        return {"reply_markup": markup} if markup.get("inline_keyboard") or markup.get("force_reply") else {}

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
        if thread_id and chat.topics[thread_id].closed and not chat.lets_bot("manage_topics"):
            raise bad_request("TOPIC_CLOSED")
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
        if not message.from_bot or message.asks_reply:
            raise bad_request("message can't be edited")
        if "text" not in message.content:
            raise bad_request("there is no text in the message to edit")
        content = self._text(given, "MESSAGE_TOO_LONG") | self._markup(given)
        if content.get("reply_markup", {}).get("force_reply"):
            raise bad_request("inline keyboard expected")
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

    def delete_message(self, given: Parameters) -> bool:
        chat = self._chat(given)
        message = chat.messages.get(given.integer("message_id"))
        if message is None:
            raise bad_request("message to delete not found")
        rightful = message.from_bot or chat.type == "private" or chat.lets_bot("delete_messages")
        if not rightful or message.message_id in chat.topics:
            raise bad_request("message can't be deleted")
        self._world.remove(message)
        return True

    def pin_chat_message(self, given: Parameters) -> bool:
        chat = self._chat(given)
        if chat.type != "private" and not chat.lets_bot("pin_messages"):
            raise bad_request("not enough rights to manage pinned messages in the chat")
        if given.integer("message_id") not in chat.messages:
            raise bad_request("message to pin not found")
        return True

    # -- groups

    def get_chat(self, given: Parameters) -> Json:
        return self._chat(given).as_json() | _FULL_INFO

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

    def _member(self, chat: Chat, user_id: int) -> Json:
        if user_id == self._world.bot["id"]:
            return member_json(self._world.bot, chat.bot_status, chat.denied)
        return member_json(self._world.users[user_id], chat.members.get(user_id, "left"))

    def leave_chat(self, given: Parameters) -> bool:
        chat = self._chat(given)
        if chat.type == "private":
            raise bad_request("chat member status can't be changed in private chats")
        chat.bot_status = "left"
        return True

    # -- topics

    def create_forum_topic(self, given: Parameters) -> Json:
        chat, name = self._chat(given), given.text("name")
        if not chat.is_forum:
            raise bad_request("the chat is not a forum")
        if not chat.lets_bot("manage_topics"):
            raise bad_request("not enough rights to create a topic")
        if utf16(name) > TOPIC_UNITS:
            raise bad_request("TOPIC_TITLE_TOO_LONG")
        created = {"name": name, "icon_color": given.integer("icon_color", 7322096)}
        message = self._world.add(chat, self._world.bot, {"forum_topic_created": created})
        message.thread_id = message.message_id
        chat.topics[message.message_id] = Topic(name, of_bot=True)
        return {"message_thread_id": message.message_id} | created

    def _topic(self, given: Parameters, right: str = "manage_topics") -> Topic:
        chat, thread_id = self._chat(given), given.integer("message_thread_id")
        if not chat.is_forum:
            raise bad_request("the chat is not a forum")
        if thread_id not in chat.topics:
            raise bad_request("TOPIC_ID_INVALID")
        topic = chat.topics[thread_id]
        if not chat.lets_bot(right) and not (topic.of_bot and right == "manage_topics"):
            raise bad_request("not enough rights to change the topic")
        return topic

    def edit_forum_topic(self, given: Parameters) -> bool:
        topic, name = self._topic(given), given.text("name")
        if name in ("", topic.name):
            raise bad_request("TOPIC_NOT_MODIFIED")
        topic.name = name
        return True

    def close_forum_topic(self, given: Parameters, close: bool = True) -> bool:
        topic = self._topic(given)
        if topic.closed == close:
            raise bad_request("TOPIC_NOT_MODIFIED")
        topic.closed = close
        return True

    def reopen_forum_topic(self, given: Parameters) -> bool:
        return self.close_forum_topic(given, close=False)

    def delete_forum_topic(self, given: Parameters) -> bool:
        self._topic(given, "delete_messages")
        self._world.remove_topic(self._chat(given), given.integer("message_thread_id"))
        return True
