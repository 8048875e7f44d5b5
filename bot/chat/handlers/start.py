"""The first message, help and the language: everything that a person needs to know at first, in
one message; a question may be typed before any button is pressed."""

from telegram import Update

from bot.chat import keyboards
from bot.chat.callbacks import UseLanguage
from bot.chat.context import ChatContext, Line, said
from bot.database.transactions import Transaction
from bot.people.models import CodeOutcome
from bot.texts.catalogue import LANGUAGES


async def start(update: Update, context: ChatContext) -> None:
    """Also opens the door for an invitation. A stranger with a wrong code hears what every
    stranger hears, once."""
    code = "" if context.in_group else (context.args or [""])[0]
    async with context.work.finish() as tx:
        line = await _use_code(tx, context, code) if code else None
        if context.is_known:
            await _welcome(tx, context, [line] if line else [])
        elif line:
            await context.post(tx, "say", said(line))


async def _use_code(tx: Transaction, context: ChatContext, code: str) -> Line | None:
    """What is said about the code, and `context.person` when it opened the door."""
    people, user = context.services.people, context.user
    used = await people.use_code(tx, user.id, code, language=context.language, shown_name=user.full_name)
    if used.person and used.person.is_active:
        context.person = used.person
    if used.outcome is CodeOutcome.SILENCED or used.outcome is CodeOutcome.JOINED:
        return None
    if used.outcome is CodeOutcome.ROLE_CHANGED and used.person:
        return "invitation-role-changed", {"role": used.person.role}
    if context.is_known:
        text_id = "invitation-already" if used.outcome is CodeOutcome.ALREADY else "invitation-bad"
        return text_id, {}
    return ("stranger", {}) if await people.turn_away(tx, user.id) else None


async def _welcome(tx: Transaction, context: ChatContext, lines: list[Line]) -> None:
    welcome: list[Line] = [(text_id, {}) for text_id in WELCOME]
    data = said(*lines, *welcome, buttons=keyboards.languages())
    await context.post(tx, "say", data, "welcome")
    await _set_menu(tx, context)


WELCOME = ("welcome", "welcome-logged", "welcome-not-encrypted", "welcome-never-type", "welcome-go")


async def _set_menu(tx: Transaction, context: ChatContext) -> None:
    if not context.in_group:
        await context.post(tx, "menu", {"role": context.person.role.value}, "menu")


async def help_(update: Update, context: ChatContext) -> None:
    await context.finish("say", said(("help", {}), buttons=[[keyboards.library()]]))


async def language(update: Update, context: ChatContext) -> None:
    await context.finish("say", said(("language-choose", {}), buttons=keyboards.languages()))


async def use_language(update: Update, context: ChatContext) -> None:
    """The pressed message turns to the language that was chosen."""
    code = context.payload(UseLanguage).code
    if code not in LANGUAGES:
        return
    async with context.work.finish() as tx:
        context.person = await context.services.people.set_language(tx, context.person, code)
        lines: list[Line] = [("language-chosen", {}), *((text_id, {}) for text_id in WELCOME)]
        data = said(*lines, buttons=keyboards.languages())
        await context.post(tx, "say", data, in_place=True)
        await _set_menu(tx, context)
