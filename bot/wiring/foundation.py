"""What every process stands on: settings, clock, texts, key and the bot's own database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.clock import Clock, SystemClock
from bot.database.engine import async_engine, opened_engine
from bot.database.migrate import upgrade
from bot.database.secret import fit_key, load_or_make_secret
from bot.database.transactions import Database
from bot.database.vault import Vault
from bot.settings import Settings
from bot.texts.catalogue import Catalogue, load_catalogue


@dataclass(frozen=True, slots=True)
class Foundation:
    settings: Settings
    clock: Clock
    catalogue: Catalogue
    vault: Vault
    database: Database


@asynccontextmanager
async def open_foundation(settings: Settings) -> AsyncIterator[Foundation]:
    """Opens the database at its newest revision, with the key that it was sealed with.

    Raises:
        Misconfigured: the folder, the address or the key cannot be used.
    """
    vault = Vault(load_or_make_secret(settings))
    await asyncio.to_thread(_prepare, settings.sqlalchemy_url, vault)
    database = Database(async_engine(settings.sqlalchemy_url))
    try:
        yield Foundation(settings, SystemClock(), load_catalogue(), vault, database)
    finally:
        await database.close()


def _prepare(url: str, vault: Vault) -> None:
    with opened_engine(url) as engine:
        upgrade(engine)
        fit_key(engine, vault)
