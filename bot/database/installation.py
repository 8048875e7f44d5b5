"""Small facts about this installation, by name: the bot's name, linked groups, a sealed secret."""

import sqlalchemy as sa

from bot.database.tables import installation
from bot.database.transactions import Transaction, insert_or_ignore


async def fact(transaction: Transaction, name: str) -> str | None:
    value: str | None = await transaction.scalar(sa.select(installation.c.value).where(installation.c.name == name))
    return value


async def set_fact(transaction: Transaction, name: str, value: str) -> None:
    await transaction.execute(insert_or_ignore(transaction, installation).values(name=name, value=value))
    await transaction.execute(installation.update().where(installation.c.name == name).values(value=value))


async def first_fact(transaction: Transaction, name: str, value: str) -> str:
    """Keeps the first value ever given, whoever gave it, and returns it."""
    await transaction.execute(insert_or_ignore(transaction, installation).values(name=name, value=value))
    return await fact(transaction, name) or value
