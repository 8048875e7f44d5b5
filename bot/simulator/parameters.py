"""Which methods there are, what they take, and how parameters read from JSON or from a form.

A parameter marked `!` is required. What is not in the table is a finding: Telegram ignores it, so
whoever sent it believes in something that does not happen.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.simulator.formatting import utf16
from bot.simulator.models import Json, Upload, bad_request

_TOPIC = "chat_id! message_thread_id!"
_SEND = "chat_id! message_thread_id disable_notification reply_parameters reply_markup"
METHODS = {
    "getMe": "",
    "getUpdates": "offset limit timeout allowed_updates",
    "setWebhook": "url max_connections allowed_updates drop_pending_updates secret_token",
    "deleteWebhook": "drop_pending_updates",
    "sendMessage": f"{_SEND} text! parse_mode link_preview_options",
    "sendDocument": f"{_SEND} document!",
    "editMessageText": "chat_id! message_id! text! reply_markup parse_mode link_preview_options",
    "answerCallbackQuery": "callback_query_id! text show_alert",
    "setMyCommands": "commands! scope language_code",
    "getFile": "file_id!",
    "deleteMessage": "chat_id! message_id!",
    "pinChatMessage": "chat_id! message_id! disable_notification",
    "getChat": "chat_id!",
    "getChatMember": "chat_id! user_id!",
    "getChatAdministrators": "chat_id!",
    "leaveChat": "chat_id!",
    "createForumTopic": "chat_id! name! icon_color",
    "editForumTopic": f"{_TOPIC} name",
    "closeForumTopic": _TOPIC,
    "reopenForumTopic": _TOPIC,
    "deleteForumTopic": _TOPIC,
}
_BY_LOWER_NAME = {name.lower(): name for name in METHODS}
_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "document": "there is no document in the request",
    "message_thread_id": "invalid message thread identifier specified",
    "name": "TOPIC_TITLE_EMPTY",
}
MAX_BUTTONS, MAX_DATA_BYTES, MAX_COPIED_CHARACTERS, MAX_PLACEHOLDER_UNITS = 100, 64, 256, 64


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
        return (name for name in self.given if name not in known)

    def check_required(self) -> None:
        for name in (name[:-1] for name in self._accepted if name.endswith("!")):
            if self.given.get(name, "") == "":
                raise bad_request(_MISSING.get(name, f'parameter "{name}" is required'))

    def text(self, name: str) -> str:
        return str(self.given.get(name, ""))

    def integer(self, name: str, default: int = 0) -> int:
        try:
            return int(self.given.get(name) or default)
        except (TypeError, ValueError):
            raise bad_request(f"invalid {name} specified") from None

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("true", "1", "yes")

    def structure(self, name: str) -> Any:
        """A JSON value, also where a form carries it as text; None where it is absent."""
        value = self.given.get(name)
        try:
            return json.loads(value or "null") if isinstance(value, str) else value
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def file(self, name: str) -> Upload:
        value = self.given[name]
        if not isinstance(value, Upload):
            raise bad_request("there is no document in the request")
        return value


def check_buttons(markup: Json) -> None:
    """Refuses an inline keyboard, or a wish for a reply, that Telegram would refuse."""
    if utf16(markup.get("input_field_placeholder", "-")) not in range(1, MAX_PLACEHOLDER_UNITS + 1):
        raise bad_request("can't parse reply markup: input_field_placeholder has a wrong length")
    buttons = [button for row in markup.get("inline_keyboard", ()) for button in row]
    if len(buttons) > MAX_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    for button in buttons:
        if not str(button.get("text", "")).strip():
            raise bad_request("can't parse inline keyboard button: text must be non-empty")
        if not set(button) - {"text", "style", "icon_custom_emoji_id"}:
            unallowed = "Text buttons are unallowed in the inline keyboard"
            raise bad_request(f"can't parse inline keyboard button: {unallowed}")
        if not 1 <= len(button.get("callback_data", "-").encode()) <= MAX_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
        if not button.get("url", "https://").startswith(("http://", "https://", "tg://")):
            raise bad_request("BUTTON_URL_INVALID")
        if not 1 <= len(button.get("copy_text", {"text": "-"})["text"]) <= MAX_COPIED_CHARACTERS:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
