"""Updates by webhook: stored before Telegram hears 200, refused without the secret."""

import json
import secrets
from urllib.parse import urlsplit

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.chat.intake import Stores
from bot.errors import BotError

LARGEST_BODY = 1_000_000
RETRY_AFTER_SECONDS = "5"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
log = structlog.get_logger(__name__)


def webhook_route(url: str, secret: str, inbox: Stores) -> Route:
    """The route on the path of WEBHOOK_URL."""

    async def receive(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not secrets.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        return await _store(body, inbox)

    return Route(urlsplit(url).path or "/", receive, methods=["POST"])


async def _body(request: Request) -> bytes | None:
    """The body, or None as soon as it is longer than any update."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


async def _store(body: bytes, inbox: Stores) -> Response:
    try:
        update = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return Response(status_code=400)
    if not isinstance(update, dict):
        return Response(status_code=400)
    try:
        await inbox.store([update])
    except BotError as error:
        log.warning("not_stored", reason=type(error).__name__)
        return Response(status_code=503, headers={"Retry-After": RETRY_AFTER_SECONDS})
    return Response()
