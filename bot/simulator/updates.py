"""What waits for the bot: every update is kept until the bot confirms it or its time is over.

By long polling an update is confirmed by a higher offset, by webhook with a 2xx answer; a webhook
gets one chat's messages in order, button presses of a person in an order of their own.
"""

import asyncio
import random
import time
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass, field

import httpx

from bot.simulator.models import Json, Refused, bad_request

PRESS_SECONDS, DAY_SECONDS = 150.0, 86_400.0
LONGEST_POLL_SECONDS, LONGEST_RETRY_AFTER_SECONDS, WEBHOOK_TIMEOUT_SECONDS = 50.0, 3600.0, 60.0
_TAKEN = "terminated by other getUpdates request; make sure that only one bot instance is running"
_PUSHED = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


@dataclass(slots=True)
class Pending:
    update_id: int
    body: Json
    queue: str
    expires: float
    not_before: float = 0.0
    delay: float = 0.5


@dataclass(slots=True)
class Webhook:
    url: str
    secret: str
    max_connections: int
    busy: set[str] = field(default_factory=set)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def start(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)


class Updates:
    """The queue between people and the bot."""

    def __init__(self) -> None:
        self.pending: dict[int, Pending] = {}
        self.confirmed: list[int] = []
        self.allowed: set[str] | None = None
        self.webhook: Webhook | None = None
        self.time_scale = 1.0
        # Never below what a bot already confirmed to an earlier simulator.
        self._next_id = int(time.time())
        self._wake = asyncio.Event()
        self._poll: object = None
        self._interrupted = ""
        self._previous = (0, 0.0)

    def push(self, kind: str, content: Json, queue: str) -> None:
        """Queues an update, unless the bot did not ask for its kind."""
        if self.allowed is not None and kind not in self.allowed:
            return
        update_id, self._next_id = self._next_id, self._next_id + 1
        expires = time.time() + (PRESS_SECONDS if kind == "callback_query" else DAY_SECONDS)
        self.pending[update_id] = Pending(update_id, {"update_id": update_id, kind: content}, queue, expires)
        self._wake.set()

    def allow(self, kinds: list[str] | None) -> None:
        """An empty list means the default; None leaves what was asked for before."""
        if kinds is not None:
            self.allowed = set(kinds) or None

    async def get(self, offset: int, limit: int, seconds: float) -> list[Json]:
        if self.webhook:
            raise Refused(409, f"Conflict: {_PUSHED}")
        limit, seconds = max(1, min(100, limit)), max(0.0, min(LONGEST_POLL_SECONDS, seconds))
        now, (before, at) = time.monotonic(), self._previous
        # Telegram slows a bot down that asks again for what it did not confirm.
        if offset == before and now < at + 3:
            limit, seconds = 1 if now < at + 0.5 else limit, max(3, seconds)
        self._previous = (offset, now)
        self._interrupt(_TAKEN)
        self._poll = poll = object()
        while not (found := self._take(offset, limit)) and (left := now + seconds - time.monotonic()) > 0:
            self._wake.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), left)
            if self._poll is not poll:
                raise Refused(409, f"Conflict: {self._interrupted}")
        return found

    def _interrupt(self, reason: str) -> None:
        self._poll, self._interrupted = None, reason
        self._wake.set()

    def _take(self, offset: int, limit: int) -> list[Json]:
        waiting = self._waiting()
        if offset < 0 and waiting:
            offset = waiting[offset:][0].update_id
        for waits in waiting:
            if waits.update_id < offset:
                self._confirm(waits)
        return [waits.body for waits in self._waiting()[:limit]]

    def _waiting(self) -> list[Pending]:
        now = time.time()
        self.pending = {key: waits for key, waits in sorted(self.pending.items()) if waits.expires > now}
        return list(self.pending.values())

    def _confirm(self, waits: Pending) -> None:
        if self.pending.pop(waits.update_id, None):
            self.confirmed.append(waits.update_id)

    def set_webhook(self, url: str, secret: str, connections: int, drop: bool) -> None:
        """An empty url removes the webhook."""
        if url and not url.startswith(("http://", "https://")):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if drop:
            self.pending.clear()
        for task in self.webhook.tasks if self.webhook else ():
            task.cancel()
        self.webhook = None
        if url:
            self._interrupt("terminated by setWebhook request")
            self.webhook = Webhook(url, secret, max(1, min(100, connections)))
            self.webhook.start(self._deliver_all(self.webhook))

    async def _deliver_all(self, hook: Webhook) -> None:
        async with httpx.AsyncClient(timeout=WEBHOOK_TIMEOUT_SECONDS) as client:
            while True:
                self._wake.clear()
                pause = self._start_deliveries(hook, client)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), pause)

    def _start_deliveries(self, hook: Webhook, client: httpx.AsyncClient) -> float:
        """Hands out the head of every queue; returns the seconds until there may be more."""
        now, pause, taken = time.monotonic(), 5.0, set(hook.busy)
        for waits in self._waiting():
            if waits.queue in taken or len(hook.busy) >= hook.max_connections:
                continue
            taken.add(waits.queue)
            if waits.not_before > now:
                pause = min(pause, waits.not_before - now)
            else:
                hook.busy.add(waits.queue)
                hook.start(self._deliver(hook, client, waits))
        return pause

    async def _deliver(self, hook: Webhook, client: httpx.AsyncClient, waits: Pending) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        retry_after = 0.0
        try:
            response = await client.post(hook.url, json=waits.body, headers=headers)
            if response.is_success:
                self._confirm(waits)
                return
            retry_after = float(response.headers.get("Retry-After", "0"))
        except (httpx.HTTPError, ValueError):
            pass  # It is sent again like one that was answered with a failure.
        finally:
            hook.busy.discard(waits.queue)
            self._wake.set()
        waits.delay = min(random.uniform(60, 120), waits.delay * 2)
        wait = min(LONGEST_RETRY_AFTER_SECONDS, retry_after) or waits.delay
        waits.not_before = time.monotonic() + wait * self.time_scale
