"""What is done again and again beside the conversation. State is in rows: a run that is missed
is made up for by the next one."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger(__name__)


class Schedule:
    """Runs jobs one after another, each in its own rhythm; a failing job stops nobody."""

    def __init__(self) -> None:
        self._tasks: list[asyncio.Task[None]] = []

    def every(self, seconds: float, name: str, job: Callable[[], Awaitable[object]]) -> None:
        """Starts at once, then again `seconds` after each end."""
        self._tasks.append(asyncio.create_task(self._repeat(seconds, name, job), name=name))

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _repeat(self, seconds: float, name: str, job: Callable[[], Awaitable[object]]) -> None:
        while True:
            try:
                await job()
            except Exception as error:  # noqa: BLE001 - tried again; the others go on
                log.warning("job_failed", job=name, error=type(error).__name__)
            await asyncio.sleep(seconds)
