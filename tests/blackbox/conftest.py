from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.blackbox.driver import World, served


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["polling", "webhook"])
async def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """The assistant, started once for all journeys of a module, by invitation only."""
    async with served(tmp_path_factory.mktemp(request.param), request.param) as opened:
        yield opened
