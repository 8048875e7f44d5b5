"""The real service, with a pool of experts who are all made up; it stands on everything, so it is
loaded once the demo's page is up."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from bot.expert_requests.roster import read_roster
from bot.settings import Settings
from bot.wiring.command import command_services
from bot.wiring.service import Serving, running_service
from retrieval.ingest.embedding import Listener
from retrieval.ingest.vocabulary import load_vocabulary

POOL = Path(__file__).with_name("demo_roster.csv")


@asynccontextmanager
async def demo_service(settings: Settings, progress: Listener, tell: Callable[[str], None]) -> AsyncIterator[Serving]:
    """The assistant at work on a pool that is there from the first message on."""
    pool = read_roster(POOL.read_bytes(), load_vocabulary([settings.bundled_knowledge]).themes)
    async with command_services(settings) as parts, parts.database.transaction() as tx:
        await parts.roster.import_(tx, pool.experts)
    async with running_service(settings, progress, tell) as serving:
        yield serving
