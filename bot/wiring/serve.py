"""`serve`: one process on Telegram until it is told to stop."""

import asyncio
import signal
import sys

from bot.errors import Misconfigured
from bot.settings import Settings
from bot.wiring.service import running_service


async def run_service(settings: Settings) -> None:
    """Serves until SIGINT or SIGTERM; what is under way is finished first."""
    stop = stop_on_signals()
    async with running_service(settings, lambda _progress: None, say) as serving:
        say("The assistant serves (Ctrl+C stops it).")
        await first_of(stop, serving.failed)
    if serving.failed.is_set():
        raise Misconfigured("The assistant had to stop; see above.")


def stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop


async def first_of(*events: asyncio.Event) -> None:
    waits = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()


def say(sentence: str) -> None:
    """To whoever watches the terminal; sentences of ours, never of people."""
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201
