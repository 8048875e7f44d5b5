"""Ids and times of what was delivered are kept for a month, to prove a hole or a double; the texts
were erased when their rows ended."""

from datetime import datetime, timedelta

from bot.database.transactions import Transaction
from bot.delivery.store import InboxRows, OutboxRows

KEPT = timedelta(days=30)


async def remove_old(transaction: Transaction, now: datetime) -> int:
    """Returns how many rows of inbox and outbox were removed."""
    queues = (InboxRows(), OutboxRows())
    return sum([await rows.remove_done(transaction, now - KEPT) for rows in queues])
