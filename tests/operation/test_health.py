"""`/healthz` says whether the service works, and nothing else."""

import pytest
from starlette.testclient import TestClient

from bot.console.app import IsHealthy, console_app


async def works() -> bool:
    return True


async def is_dead() -> bool:
    return False


async def breaks() -> bool:
    raise OSError("postgresql://user:password@host")


@pytest.mark.parametrize(
    ("is_healthy", "status", "body"),
    [
        (works, 200, {"status": "ok"}),
        (is_dead, 503, {"status": "unavailable"}),
        (breaks, 503, {"status": "unavailable"}),
    ],
)
def test_the_health_page_says_only_that(is_healthy: IsHealthy, status: int, body: dict[str, str]) -> None:
    answer = TestClient(console_app(is_healthy)).get("/healthz")

    assert (answer.status_code, answer.json()) == (status, body)


def test_there_is_nothing_else_yet() -> None:
    client = TestClient(console_app(works))

    assert client.get("/").status_code == 404
    assert client.post("/healthz").status_code == 405
