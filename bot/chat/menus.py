"""The command menus, per language and role: what Telegram offers when a person types a slash."""

from typing import Protocol

import structlog
from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import BadRequest

from bot.texts.catalogue import FALLBACK, LANGUAGES

EVERYBODY = ("ask", "expert", "requests", "library", "language", "privacy", "off", "forget", "help")
OFFICER = (*EVERYBODY, "open", "duty", "available")
ADMINISTRATOR = (*OFFICER, "invite", "people", "lock", "group", "link_roster", "link_content")
GROUPS = ("ask", "library", "help")


class Texts(Protocol):
    def plain(self, language: str, text_id: str) -> str: ...


def menu(texts: Texts, language: str, role: str = "mediator") -> list[BotCommand]:
    names = {"administrator": ADMINISTRATOR, "officer": OFFICER}
    return _commands(texts, language, names.get(role, EVERYBODY))


def _commands(texts: Texts, language: str, names: tuple[str, ...]) -> list[BotCommand]:
    return [BotCommand(name, texts.plain(language, f"command-{name.replace('_', '-')}")) for name in names]


async def publish_menus(bot: Bot, texts: Texts) -> None:
    """The menus that everybody gets by the language of the phone; an administrator's own comes
    with /start. English stands for every other language."""
    for language in LANGUAGES:
        code = None if language == FALLBACK else language
        for scope, names in ((BotCommandScopeAllPrivateChats(), EVERYBODY), (BotCommandScopeAllGroupChats(), GROUPS)):
            try:
                commands = _commands(texts, language, names)
                await bot.set_my_commands(commands, scope=scope, language_code=code)
            except BadRequest:
                structlog.get_logger().warning("menu_refused", language=language)
