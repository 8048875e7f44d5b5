"""The web application beside the bot; for now only `/healthz`, for load balancers and containers.

It says whether the service works and nothing else: no version, no figure, no name.
"""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

IsHealthy = Callable[[], Awaitable[bool]]
"""Asks the database something and looks whether the workers are alive; may raise."""


def console_app(is_healthy: IsHealthy) -> Starlette:
    async def healthz(_request: Request) -> JSONResponse:
        try:
            healthy = await is_healthy()
        except Exception:  # noqa: BLE001 - whatever is broken, the answer is the same
            healthy = False
        status, code = ("ok", 200) if healthy else ("unavailable", 503)
        headers = {"Cache-Control": "no-store"}
        return JSONResponse({"status": status}, status_code=code, headers=headers)

    return Starlette(routes=[Route("/healthz", healthz)])
