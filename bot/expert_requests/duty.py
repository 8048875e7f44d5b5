"""The rota: who answers while nobody has taken a request, until when, and who is behind them.

A newer watch on a post stands in for an older one; when it ends, the older one goes on.
"""

from datetime import datetime

from bot.clock import Clock
from bot.database.installation import fact, set_fact
from bot.database.transactions import Transaction
from bot.errors import UserFacing
from bot.expert_requests.models import Officer, Post, Watch
from bot.expert_requests.store import DutyStore


class Duty:
    """Every method takes the open transaction."""

    def __init__(self, store: DutyStore, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def set(
        self,
        tx: Transaction,
        post: Post,
        officer: Officer,
        until: datetime | None = None,
        since: datetime | None = None,
    ) -> Watch:
        """Puts an officer on a post, from now on unless `since` says from when."""
        now = self._clock.now()
        watch = Watch(post, officer, since or now, until)
        if until is not None and until <= max(watch.since, now):
            raise UserFacing("duty-is-over-before")
        await self._store.add(tx, watch)
        return watch

    async def watches(self, tx: Transaction) -> tuple[Watch, ...]:
        """Who stands on each post now, in the order in which they are called."""
        latest: dict[Post, Watch] = {}
        for watch in await self._store.begun(tx, self._clock.now()):
            latest.setdefault(watch.post, watch)
        return tuple(latest[post] for post in Post if post in latest)

    async def now(self, tx: Transaction) -> tuple[int, ...]:
        """Telegram ids in the order in which they are called, nobody twice."""
        return tuple(dict.fromkeys(watch.officer.telegram_id for watch in await self.watches(tx)))

    async def relieved(self, tx: Transaction) -> Officer | None:
        """The duty officer, when it is another one than at the last call."""
        on_duty = next((watch.officer for watch in await self.watches(tx) if watch.post is Post.DUTY), None)
        if on_duty is None or await fact(tx, "duty_officer") == on_duty.actor:
            return None
        await set_fact(tx, "duty_officer", on_duty.actor)
        return on_duty

    async def of(self, tx: Transaction, telegram_id: int) -> list[Watch]:
        """When somebody was or will be on duty."""
        return await self._store.of(tx, telegram_id)

    async def erase(self, tx: Transaction, telegram_id: int) -> None:
        await self._store.erase(tx, telegram_id)
