"""Serves a web application on an address of the settings, inside a running event loop."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import uvicorn
from starlette.applications import Starlette

from bot.errors import Misconfigured


@asynccontextmanager
async def served(app: Starlette, listen: str, setting: str) -> AsyncIterator[str]:
    """Listens on `host:port` (port 0 takes a free one) and yields the address in use.

    Raises:
        Misconfigured: names the setting whose address cannot be listened on.
    """
    host, _, port = listen.rpartition(":")
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host.strip("[]"), int(port)), family=family)
    except (OSError, ValueError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or "it must be host:port"
        raise Misconfigured(f"{setting}={listen} cannot be listened on ({reason}); choose another address.") from None
    # Telegram's or a proxy's words never reach a log: uvicorn's own logging is off.
    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=3)
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield f"{host}:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        with suppress(asyncio.CancelledError):
            await task
