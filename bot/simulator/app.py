"""The simulator over HTTP: the Bot API, files, the page with phones, and a door for tests.

Meant for loopback. Foreign host names are refused, and the door takes JSON only, so that a page
elsewhere in the browser cannot reach it.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from bot.simulator.control import Control
from bot.simulator.models import Chat, ConnectionLost, Json, Refused, Status, Upload
from bot.simulator.simulator import Simulator

PAGE = Path(__file__).parent / "page"
MAX_BODY_BYTES = 50 * 2**20
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def build_simulator(
    simulator: Simulator,
    status: Callable[[], Status] = Status,
    examples: Mapping[str, Sequence[str]] | None = None,
    team: Chat | None = None,
) -> Starlette:
    """The web application; `status` tells what is still being prepared, `examples` are questions
    by language that the page offers on a first visit; the members of the group `team` have a phone too."""
    control = Control(simulator, status, examples or {}, team)
    bot_api = _BotApiRoutes(simulator)
    return Starlette(
        routes=[
            Route("/", _phones),
            Route("/bot{token}/{method}", bot_api.call, methods=["GET", "POST"]),
            Route("/file/bot{token}/files/{file_id}", bot_api.download),
            Route("/control/{action}", control.act, methods=["POST"]),
            Mount("/page", StaticFiles(directory=PAGE)),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])],
    )


@asynccontextmanager
async def running(app: Starlette, port: int = 0) -> AsyncIterator[str]:
    """Serves on loopback and yields the address; port 0 takes a free one."""
    listener = socket.create_server(("127.0.0.1", port))
    config = uvicorn.Config(app, log_level="critical", lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        with suppress(asyncio.CancelledError):
            await task


async def _phones(_: Request) -> Response:
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    return FileResponse(PAGE / "phones.html", headers=headers)


class _BotApiRoutes:
    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    async def call(self, request: Request) -> Response:
        try:
            self._authorise(request)
            parameters = await _parameters(request)
            result = await self._simulator.call(request.path_params["method"], parameters)
        except Refused as refused:
            return JSONResponse(refused.as_json(), refused.code)
        except ConnectionLost:
            return _NoAnswer()
        return JSONResponse({"ok": True, "result": result})

    async def download(self, request: Request) -> Response:
        upload = self._simulator.world.files.get(request.path_params["file_id"])
        if request.path_params["token"] != self._simulator.world.token or upload is None:
            return JSONResponse(Refused(404, "Not Found").as_json(), 404)
        return Response(upload.content, media_type="application/octet-stream")

    def _authorise(self, request: Request) -> None:
        if request.path_params["token"] != self._simulator.world.token:
            raise Refused(401, "Unauthorized")
        if int(request.headers.get("Content-Length", "0")) > MAX_BODY_BYTES:
            raise Refused(413, "Request Entity Too Large")


async def _parameters(request: Request) -> Json:
    given: Json = dict(request.query_params)
    kind = request.headers.get("Content-Type", "").partition(";")[0]
    if kind == "application/json":
        try:
            body: Any = await request.json()
        except ValueError:
            raise Refused(400, "Bad Request: object expected as a JSON body") from None
        return given | (body if isinstance(body, dict) else {})
    async with request.form() as form:
        for name, value in form.items():
            if isinstance(value, UploadFile):
                given[name] = Upload(value.filename or name, await value.read())
            else:
                given[name] = value
    return given


class _NoAnswer(Response):
    """Promises a body and hangs up: what a caller sees when the network drops the answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        length = [(b"content-length", b"1")]
        await send({"type": "http.response.start", "status": 200, "headers": length})
