"""`demo`: the real service against a simulated Telegram on loopback, shown on a page.

The page is open from the first second and tells what is still being prepared. Its data lies in a
folder of its own; no account, key or network is needed, except once for the embedding model.
"""

import asyncio
import webbrowser
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from pydantic import SecretStr
from rich.console import Console

from bot.errors import Misconfigured
from bot.settings import Settings, load_settings
from bot.simulator.app import build_simulator, running
from bot.simulator.models import Chat, Status, Step
from bot.simulator.simulator import TOKEN, Simulator
from bot.wiring.serve import first_of, say, stop_on_signals
from retrieval.errors import LibraryError
from retrieval.index.weights import ensure_local_model

if TYPE_CHECKING:
    from bot.wiring.service import Serving
    from retrieval.ingest.embedding import Listener, Progress

    RunningService = Callable[[Settings, Listener, Callable[[str], None]], AbstractAsyncContextManager[Serving]]

EXAMPLES = {
    "en": (
        "How was the ceasefire in the Nuba Mountains monitored?",
        "Who chose the delegates of Yemen's national dialogue?",
        "How does climate enter peace talks?",
        "We need a ceasefire monitoring expert in Goma next Monday for two weeks, French required",
    ),
    "fr": (
        "Comment le cessez-le-feu dans les monts Nouba a-t-il été surveillé ?",
        "Que faut-il pour qu'un dialogue national soit inclusif ?",
        "Il nous faut un expert du suivi du cessez-le-feu à Goma lundi prochain pour deux semaines, français exigé",
    ),
    "es": (
        "¿Cómo se supervisó el alto el fuego en Aceh?",
        "Necesitamos un experto en supervisión del alto el fuego en Goma el próximo lunes por dos semanas, con francés",
    ),
    "ar": (
        "كيف تمت مراقبة وقف إطلاق النار في جبال النوبة؟",
        "نحتاج إلى خبير في مراقبة وقف إطلاق النار في غوما يوم الاثنين القادم لمدة أسبوعين، الفرنسية مطلوبة",
    ),
    "ru": (
        "Как проводился мониторинг прекращения огня в Ачехе?",
        "Нам нужен эксперт по мониторингу прекращения огня в Гоме в следующий понедельник"
        " на две недели, нужен французский",
    ),
    "pt": (
        "Como foi monitorado o cessar-fogo em Aceh?",
        "Precisamos de um especialista em monitoramento de cessar-fogo em Goma na próxima segunda-feira"
        " por duas semanas, francês obrigatório",
    ),
}
MODEL, READING, ASSISTANT = "Embedding model", "Library", "Assistant"
FOLDER = "demo"
UNIT, SECURE_CONTACT = "Roster team (demo)", "Signal: +41 00 000 00 00 (an example)"
OFFICERS, FIRST_OFFICER_ID = ("Noor", "Tomas"), 501
STOP_SECONDS = 15.0


class Preparing:
    """What is done and what is still to do, for the page and the terminal."""

    def __init__(self, console: Console) -> None:
        self._console, self._is_live = console, False
        self._steps = {label: Step(label, "waiting") for label in (MODEL, READING, ASSISTANT)}

    def status(self) -> Status:
        steps = tuple(self._steps.values())
        return Status(steps, ready=all(step.state in ("done", "failed") for step in steps))

    def begin(self, label: str) -> None:
        self._steps[label] = Step(label, "running")

    def end(self, label: str, *, well: bool = True) -> None:
        if self._steps[label].state not in ("done", "failed"):
            self._steps[label] = Step(label, "done" if well else "failed")
            self._console.print(f"{'✓' if well else '–'} {label}", highlight=False)

    def live(self) -> None:
        self._is_live = True
        self.end(READING)

    def reading(self, progress: "Progress") -> None:
        state: Literal["done", "running"] = "done" if self._is_live and progress.done == progress.total else "running"
        self._steps[READING] = Step(READING, state, progress.done, progress.total)


async def run_demo(
    settings: Settings, load_service: "Callable[[], RunningService]", *, port: int, open_browser: bool
) -> None:
    """Runs until SIGINT or SIGTERM. The libraries behind the service take seconds to load, so it
    is loaded by `load_service` once the page is up."""
    stop = stop_on_signals()
    preparing = Preparing(Console(stderr=True))
    simulator = Simulator()
    team = roster_team(simulator)
    page = build_simulator(simulator, preparing.status, EXAMPLES, team)
    try:
        async with running(page, port) as address:
            say(f"The demo runs at {address} (Ctrl+C stops it). It prepares:")
            if open_browser:
                # Some browsers' launchers block until they are closed.
                asyncio.get_running_loop().run_in_executor(None, webbrowser.open, address)
            await _until(stop, _serve(demo_settings(settings, address, team), preparing, load_service, stop))
    except OSError as error:
        raise Misconfigured(f"Port {port} cannot be listened on ({error.strerror}); choose another --port.") from None


async def _serve(
    settings: Settings, preparing: Preparing, load_service: "Callable[[], RunningService]", stop: asyncio.Event
) -> None:
    await _weights(settings, preparing)
    running_service = await asyncio.to_thread(load_service)
    preparing.begin(READING)
    # The simulated phones are new each time, and so is what the bot remembers of them.
    with TemporaryDirectory(prefix="mediation-demo-") as chats:
        chats_url = SecretStr(f"sqlite:///{Path(chats) / 'bot.sqlite3'}")
        adapted = settings.model_copy(update={"database_url": chats_url})
        async with running_service(adapted, preparing.reading, say) as serving:
            preparing.end(ASSISTANT)
            await serving.library_is_live()
            preparing.live()
            await first_of(stop, serving.failed)


async def _until(stop: asyncio.Event, work: Coroutine[None, None, None]) -> None:
    """Runs the work to its end, or leaves it soon after `stop`, also while it prepares."""
    task = asyncio.create_task(work)
    waiting = asyncio.create_task(stop.wait())
    await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if not task.done():
        await asyncio.wait({task}, timeout=STOP_SECONDS)
        task.cancel()
    await asyncio.gather(task, return_exceptions=stop.is_set())


async def _weights(settings: Settings, preparing: Preparing) -> None:
    preparing.begin(MODEL)
    if settings.embedding_model != "local":
        preparing.end(MODEL)
        return
    try:
        await asyncio.to_thread(ensure_local_model, settings.cache_dir)
        preparing.end(MODEL)
    except LibraryError as error:
        say(f"{error} The demo goes on with keywords alone.")
        preparing.end(MODEL, well=False)


def roster_team(simulator: Simulator) -> Chat:
    """The team's group, with officers who opened their own chat with the assistant."""
    group = simulator.group(UNIT, forum=True)
    for number, name in enumerate(OFFICERS, start=FIRST_OFFICER_ID):
        officer = simulator.person(name, user_id=number)
        officer.write("/start")
        group.join(officer)
    group.chat.bot_status = "administrator"
    return group.chat


def demo_settings(settings: Settings, address: str, team: Chat) -> Settings:
    """The same settings, on the simulator, open to everybody, in a folder of its own."""
    folder: Path = settings.data_dir / FOLDER
    return load_settings(
        **settings.model_dump(exclude={"database_url", "chroma_url", "secret_key", "webhook_url"})
        | {
            "data_dir": folder,
            "telegram_bot_token": TOKEN,
            "telegram_api_base_url": f"{address}/bot",
            "access": "open",
            "console_listen": "127.0.0.1:0",
            "roster_chat_id": team.chat_id,
            "unit_name": settings.unit_name or UNIT,
            "secure_contact": settings.secure_contact or SECURE_CONTACT,
        }
    )
