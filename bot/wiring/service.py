"""The serving process: intake, workers, conversation, console, in the order in which they stand
on each other. Whoever opens closes, in reverse; what runs is finished before the end."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import structlog
from filelock import FileLock, Timeout
from starlette.applications import Starlette

from bot.chat.app import Chat
from bot.chat.context import Services
from bot.chat.intake import ChatBot, Polling, connect, open_bot, start_polling, start_webhook
from bot.chat.menus import publish_menus
from bot.chat.recipients import KnownRecipients
from bot.chat.rendering import Renderer
from bot.chat.sender import Sender
from bot.chat.webhook import webhook_route
from bot.console.app import console_app
from bot.conversation.emergency import load_contacts
from bot.database.installation import first_fact
from bot.delivery.retention import remove_old
from bot.delivery.worker import InboxWorker, OutboxWorker
from bot.errors import Misconfigured
from bot.expert_requests.threads import Threads
from bot.schedule import Schedule
from bot.settings import Settings
from bot.wiring.answering import open_conversation
from bot.wiring.command import CommandServices, subjects
from bot.wiring.foundation import open_foundation
from bot.wiring.notices import Apologies
from bot.wiring.web import served
from retrieval.ingest.embedding import Listener

log = structlog.get_logger(__name__)
RETENTION_SECONDS = 6 * 3600.0
DEADLINE_SECONDS = 5.0
DAY_SECONDS = 24 * 3600.0
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Serving:
    """A service at work. `failed` is set when it cannot go on by itself; `library_is_live`
    returns once questions are answered from a library."""

    failed: asyncio.Event
    library_is_live: Callable[[], Awaitable[object]]


@asynccontextmanager
async def running_service(settings: Settings, progress: Listener, tell: Tell) -> AsyncIterator[Serving]:
    """The assistant at work; `progress` hears how far the library is.

    Raises:
        Misconfigured: a setting, the token or the key cannot be used.
    """
    if settings.telegram_bot_token is None:
        raise Misconfigured("TELEGRAM_BOT_TOKEN is not set; take one from @BotFather, or run `demo` without one.")
    if settings.access == "invite" and not load_contacts(settings.emergency_contacts):
        tell("EMERGENCY_CONTACTS names nobody: people in danger will be told no number.")
    with _alone_on(settings.data_dir):
        async with AsyncExitStack() as stack:
            foundation = await stack.enter_async_context(open_foundation(settings))
            bot = open_bot(settings.telegram_bot_token.get_secret_value(), settings.telegram_api_base_url)
            prepared = await stack.enter_async_context(open_conversation(foundation, progress, tell))
            parts = subjects(foundation, prepared.is_known_name)
            failed = await _start(stack, settings, bot, parts, prepared.services(parts), tell)
            yield Serving(failed, prepared.library_is_live)


async def _start(
    stack: AsyncExitStack, settings: Settings, bot: ChatBot, parts: CommandServices, services: Services, tell: Tell
) -> asyncio.Event:
    """Opens in this order, closes in the reverse: intake stops first, messages go out last."""
    recipients = KnownRecipients(parts.database, parts.people, Threads(parts.requests, parts.outbox))
    renderer = Renderer(parts.catalogue, services.labels)
    sender = Sender(bot, renderer, recipients, services.library.source_file)
    chat = Chat(bot, services)
    apologies = Apologies(parts)
    outgoing = OutboxWorker(parts.outbox, sender.send)
    incoming = InboxWorker(parts.inbox, parts.outbox, chat.handle, apologies.tell)
    me = await connect(bot, tell)
    stack.push_async_callback(bot.shutdown)
    async with parts.database.transaction() as tx:
        await parts.people.learn_bot_name(tx, me.username or "")
        await parts.people.settle_administrators(tx)
    await chat.start()
    stack.push_async_callback(chat.stop)
    outgoing.start()
    stack.push_async_callback(outgoing.stop)
    incoming.start()
    stack.push_async_callback(incoming.stop)
    schedule = Schedule()
    stack.push_async_callback(schedule.stop)
    _plan(schedule, settings, parts, bot, renderer)

    async def is_healthy() -> bool:
        return incoming.is_running and outgoing.is_running and await parts.database.is_alive()

    await stack.enter_async_context(served(console_app(is_healthy), settings.console_listen, "CONSOLE_LISTEN"))
    failed = asyncio.Event()
    await _open_intake(stack, settings, bot, parts, failed, tell)
    return failed


async def _open_intake(
    stack: AsyncExitStack, settings: Settings, bot: ChatBot, parts: CommandServices, failed: asyncio.Event, tell: Tell
) -> None:
    if settings.webhook_url:
        secret = await _webhook_secret(settings, parts)
        app = Starlette(routes=[webhook_route(settings.webhook_url, secret, parts.inbox)])
        await stack.enter_async_context(served(app, settings.webhook_listen, "WEBHOOK_LISTEN"))
        await start_webhook(bot, settings.webhook_url, secret, tell)
        return
    await start_polling(bot, tell)
    stop = asyncio.Event()
    task = asyncio.create_task(Polling(bot, parts.inbox).run(stop), name="polling")

    def ended(finished: asyncio.Task[None]) -> None:
        if not finished.cancelled() and (error := finished.exception()):
            tell(str(error))
            failed.set()

    task.add_done_callback(ended)

    async def stop_polling() -> None:
        stop.set()
        await asyncio.gather(task, return_exceptions=True)

    stack.push_async_callback(stop_polling)


async def _webhook_secret(settings: Settings, parts: CommandServices) -> str:
    """As set, else made up once and kept sealed, the same for every replica."""
    if settings.webhook_secret:
        return settings.webhook_secret.get_secret_value()
    async with parts.database.transaction() as tx:
        made = parts.vault.seal(secrets.token_urlsafe(32))
        return parts.vault.open(await first_fact(tx, "webhook_secret", made))


def _plan(schedule: Schedule, settings: Settings, parts: CommandServices, bot: ChatBot, renderer: Renderer) -> None:
    async def forget_what_is_due() -> None:
        async with parts.database.transaction() as tx:
            await parts.recorder.apply_retention(tx, settings.retention_days)
            await parts.requests.apply_retention(tx, settings.request_retention_days)
            await remove_old(tx, parts.clock.now())

    async def look_at_deadlines() -> None:
        async with parts.database.transaction() as tx:
            await parts.requests.tick(tx)

    schedule.every(DEADLINE_SECONDS, "deadlines", look_at_deadlines)
    schedule.every(RETENTION_SECONDS, "retention", forget_what_is_due)
    schedule.every(DAY_SECONDS, "menus", lambda: publish_menus(bot, renderer))


@contextmanager
def _alone_on(data_dir: Path) -> Iterator[None]:
    """Holds the data folder; `restore` and a second service are refused meanwhile."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        lock = FileLock(data_dir / "serve.lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise Misconfigured(
            f"Another `serve` or `demo` works on {data_dir}; stop it, or set another DATA_DIR."
        ) from None
    except OSError as error:
        raise Misconfigured(
            f"The folder {data_dir} cannot be written ({error.strerror}); choose another DATA_DIR."
        ) from None
    try:
        yield
    finally:
        lock.release()
