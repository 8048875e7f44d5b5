"""The handlers in order, like a table of contents, and the door that claimed updates come in by.

python-telegram-bot only dispatches here: fetching, storing, retrying and sending are ours. What a
handler raises goes back to the worker, except what is a sentence for the person.
"""

from collections.abc import Callable, Mapping
from typing import Any

import structlog
from telegram import Update
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.chat import callbacks
from bot.chat.context import HANDLING, App, Bot, ChatContext, Handling, Services
from bot.chat.guards import admit
from bot.chat.handlers import (
    administration,
    answers,
    attachments,
    groups,
    own_requests,
    privacy,
    requests,
    start,
    team,
    team_candidates,
    team_rota,
)
from bot.chat.handlers import library as shelves
from bot.chat.handlers.questions import ask
from bot.chat.members import Members
from bot.delivery.work import Work
from bot.errors import Permanent, UserFacing

COMMANDS = {
    "start": start.start,
    "help": start.help_,
    "ask": ask,
    "language": start.language,
    "library": shelves.library,
    "expert": requests.expert,
    "requests": requests.requests,
    "privacy": privacy.privacy,
    "forget": privacy.forget,
    "off": privacy.off,
    "invite": administration.invite,
    "people": administration.people,
    "lock": administration.lock,
    "group": administration.group,
    "link_roster": administration.link_roster,
    "link_content": administration.link_content,
    "duty": team_rota.duty,
    "open": team_rota.open_,
    "available": team_rota.available,
}
BUTTONS = {
    callbacks.UseLanguage: start.use_language,
    callbacks.Judge: answers.judge,
    callbacks.Why: answers.why,
    callbacks.Show: answers.show,
    callbacks.NewTopic: answers.new_topic,
    callbacks.Alert: answers.alert,
    callbacks.Forget: privacy.forget_confirmed,
    callbacks.Themes: shelves.themes,
    callbacks.Documents: shelves.documents,
    callbacks.Open: shelves.open_document,
    callbacks.SendFile: shelves.send_file,
    callbacks.Undo: administration.undo,
    callbacks.Heard: attachments.heard,
    callbacks.AskTeam: requests.ask_team,
    callbacks.Anew: requests.anew,
    callbacks.Fill: requests.fill,
    callbacks.TurnDraft: requests.turn_draft,
    callbacks.Own: own_requests.own,
    callbacks.Decide: own_requests.decide,
    callbacks.SkipLesson: own_requests.skip_lesson,
    callbacks.TeamAct: team.press,
    callbacks.Ticked: team_candidates.press,
}
ESSENTIAL = ("message_id", "date", "chat", "from", "message_thread_id", "is_topic_message")
# Notices of Telegram itself (somebody joined, a title changed) ask nothing.
ASKS_NOTHING = filters.StatusUpdate.ALL | filters.SUCCESSFUL_PAYMENT


class Chat:
    """Hands updates to their handlers."""

    def __init__(self, bot: Bot, services: Services) -> None:
        self._services, self._members = services, Members(bot, services.clock)
        self._app = _build(bot)

    async def start(self) -> None:
        """After the bot has learned its own name (see intake.connect)."""
        await self._app.initialize()

    async def stop(self) -> None:
        await self._app.shutdown()

    async def handle(self, work: Work) -> None:
        """What the inbox worker calls. Raises what a handler raised, so that the row goes back."""
        update = self._read(work.row.update)
        handling = Handling(work, self._services, self._members)
        token = HANDLING.set(handling)
        try:
            await self._app.process_update(update)
        finally:
            HANDLING.reset(token)
        if handling.error is not None:
            raise handling.error

    def _read(self, raw: Mapping[str, Any]) -> Update:
        """A message with content that this library cannot read is still somebody's message."""
        try:
            return Update.de_json(dict(raw), self._app.bot)
        except (TypeError, ValueError, LookupError, AttributeError):
            structlog.get_logger().warning("update_unreadable", update_id=raw.get("update_id"))
        try:
            return Update.de_json(_essentials(raw), self._app.bot)
        except (TypeError, ValueError, LookupError, AttributeError):
            raise Permanent("unreadable") from None


def _essentials(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The update with nothing but who wrote when and where, or which button was pressed."""
    if "callback_query" in raw:
        press = raw["callback_query"]
        return {**raw, "callback_query": {**press, "message": _placed(press["message"])}}
    return {**raw, "message": _placed(raw["message"])}


def _placed(message: Mapping[str, Any]) -> dict[str, Any]:
    return {key: message[key] for key in ESSENTIAL if key in message}


def _build(bot: Bot) -> App:
    builder = Application.builder().bot(bot).updater(None)
    app: App = builder.context_types(ContextTypes(context=ChatContext)).build()
    app.add_handler(TypeHandler(Update, admit), group=-1)
    app.add_handler(ChatMemberHandler(groups.membership, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, groups.migrated))
    app.add_handler(MessageHandler(filters.FORWARDED & ~ASKS_NOTHING, attachments.forwarded))
    for name, command in COMMANDS.items():
        app.add_handler(CommandHandler(name, command, filters=filters.UpdateType.MESSAGE))
    for kind, pressed in BUTTONS.items():
        app.add_handler(CallbackQueryHandler(pressed, pattern=_carries(kind)))
    # An unknown command in a group may be meant for another bot.
    unknown = filters.COMMAND & filters.UpdateType.MESSAGE
    app.add_handler(MessageHandler(unknown & filters.ChatType.PRIVATE, start.help_))
    app.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND & filters.REPLY, team.reply))
    app.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, ask))
    app.add_handler(MessageHandler(filters.VOICE & filters.UpdateType.MESSAGE, attachments.voice))
    app.add_handler(
        MessageHandler(filters.UpdateType.MESSAGE & ~ASKS_NOTHING & ~filters.COMMAND, attachments.attachment)
    )
    app.add_error_handler(_remember)
    return app


def _carries(kind: type[callbacks.Payload]) -> Callable[[object], bool]:
    return lambda data: isinstance(callbacks.unpack(data), kind)


async def _remember(update: object, context: ChatContext) -> None:
    """A sentence for the person is said; everything else is kept for `handle` to raise, as the
    dispatcher swallows it. An error here would be swallowed too. Whatever failed ends the update: without
    the guards' word no other handler may run."""
    error = context.error
    try:
        if isinstance(error, UserFacing):
            await context.say(error.text_id, error.arguments)
            error = None
    except Exception as failure:  # noqa: BLE001 - goes back to the worker like any other
        error = failure
    if error is not None:
        structlog.get_logger().warning("handler_failed", error=type(error).__name__)
    context.handling.error = error
    raise ApplicationHandlerStop
