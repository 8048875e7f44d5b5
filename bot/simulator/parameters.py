"""Which methods there are, what they take, and how parameters read from JSON or from a form.

A parameter marked `!` is required. What is not in the table is a finding: Telegram ignores it, so
whoever sent it believes in something that does not happen.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.simulator.models import Json, bad_request

_SEND = (
    "chat_id! message_thread_id direct_messages_topic_id business_connection_id parse_mode "
    "disable_notification protect_content allow_paid_broadcast message_effect_id reply_parameters "
    "suggested_post_parameters reply_markup"
)
_CAPTION = "caption caption_entities show_caption_above_media"
_EDIT = "chat_id! message_id! inline_message_id business_connection_id reply_markup"
_TOPIC = "chat_id! message_thread_id!"
_LOCALISED = "language_code"
METHODS = {
    "getMe": "",
    "logOut": "",
    "close": "",
    "getUpdates": "offset limit timeout allowed_updates",
    "setWebhook": "url! certificate ip_address max_connections allowed_updates"
    " drop_pending_updates secret_token",
    "deleteWebhook": "drop_pending_updates",
    "getWebhookInfo": "",
    "sendMessage": f"{_SEND} text! entities link_preview_options",
    "sendDocument": f"{_SEND} {_CAPTION} document! thumbnail disable_content_type_detection",
    "sendPhoto": f"{_SEND} {_CAPTION} photo! has_spoiler",
    "sendChatAction": "chat_id! action! message_thread_id business_connection_id",
    "editMessageText": f"{_EDIT} text! parse_mode entities link_preview_options",
    "editMessageCaption": f"{_EDIT} {_CAPTION} parse_mode",
    "editMessageReplyMarkup": _EDIT,
    "deleteMessage": "chat_id! message_id!",
    "deleteMessages": "chat_id! message_ids!",
    "answerCallbackQuery": "callback_query_id! text show_alert url cache_time",
    "setMessageReaction": "chat_id! message_id! reaction is_big",
    "pinChatMessage": "chat_id! message_id! business_connection_id disable_notification",
    "unpinChatMessage": "chat_id! message_id business_connection_id",
    "unpinAllChatMessages": "chat_id!",
    "setMyCommands": "commands! scope language_code",
    "deleteMyCommands": "scope language_code",
    "getMyCommands": "scope language_code",
    "setMyName": f"name {_LOCALISED}",
    "getMyName": _LOCALISED,
    "setMyDescription": f"description {_LOCALISED}",
    "getMyDescription": _LOCALISED,
    "setMyShortDescription": f"short_description {_LOCALISED}",
    "getMyShortDescription": _LOCALISED,
    "setChatMenuButton": "chat_id menu_button",
    "setMyDefaultAdministratorRights": "rights for_channels",
    "getFile": "file_id!",
    "getChat": "chat_id!",
    "getChatMember": "chat_id! user_id!",
    "getChatAdministrators": "chat_id! return_bots",
    "getChatMemberCount": "chat_id!",
    "leaveChat": "chat_id!",
    "createForumTopic": "chat_id! name! icon_color icon_custom_emoji_id",
    "editForumTopic": f"{_TOPIC} name icon_custom_emoji_id",
    "closeForumTopic": _TOPIC,
    "reopenForumTopic": _TOPIC,
    "deleteForumTopic": _TOPIC,
    "unpinAllForumTopicMessages": _TOPIC,
}
_BY_LOWER_NAME = {name.lower(): name for name in METHODS}
_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
    "action": "wrong parameter action in request",
    "file_id": "invalid file_id",
    "user_id": "invalid user_id specified",
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent in the body of a call."""

    name: str
    content: bytes


def method_named(name: str) -> str | None:
    """The method as the documentation writes it; Telegram ignores case."""
    return _BY_LOWER_NAME.get(name.lower())


class Parameters:
    """Parameters of one call, read as the type that the method wants."""

    def __init__(self, method: str, given: Mapping[str, Any]) -> None:
        self.given = {name: value for name, value in given.items() if value is not None}
        self._accepted = METHODS[method].split()

    def unknown(self) -> Iterator[str]:
        known = {name.rstrip("!") for name in self._accepted}
        return (name for name in self.given if name not in known and name != "method")

    def check_required(self) -> None:
        for name in self._accepted:
            if name.endswith("!") and self.given.get(name[:-1], "") == "" and name != "url!":
                wrong = _MISSING.get(name[:-1], f'parameter "{name[:-1]}" is required')
                raise bad_request(wrong)

    def text(self, name: str) -> str:
        return str(self.given.get(name, ""))

    def integer(self, name: str, default: int = 0) -> int:
        try:
            return int(self.given.get(name) or default)
        except (TypeError, ValueError):
            raise bad_request(f"invalid {name} specified") from None

    def flag(self, name: str) -> bool:
        return str(self.given.get(name, "")).lower() in ("true", "1", "yes")

    def structure(self, name: str) -> Any:
        """A JSON value, also where a form carries it as text; None where it is absent."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def upload_or_text(self, name: str) -> Upload | str:
        value = self.given[name]
        if isinstance(value, str) and value.startswith("attach://"):
            value = self.given.get(value.removeprefix("attach://"), "")
        return value if isinstance(value, Upload) else str(value)


def check_buttons(markup: Json) -> None:
    """Refuses an inline keyboard that Telegram would refuse."""
    rows = markup.get("inline_keyboard")
    if rows is None:
        return
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('can\'t parse inline keyboard: "inline_keyboard" must be an Array')
    if sum(len(row) for row in rows) > 100:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    for button in (button for row in rows for button in row):
        _check_button(button)


def _check_button(button: Json) -> None:
    if not str(button.get("text", "")).strip():
        raise bad_request("can't parse inline keyboard button: text must be non-empty")
    actions = set(button) - {"text", "style", "icon_custom_emoji_id"}
    if not actions:
        unallowed = "Text buttons are unallowed in the inline keyboard"
        raise bad_request(f"can't parse inline keyboard button: {unallowed}")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not str(button["url"]).startswith(("http://", "https://", "tg://")):
        raise bad_request("BUTTON_URL_INVALID")
    if "copy_text" in button and not 1 <= len(button["copy_text"].get("text", "")) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
