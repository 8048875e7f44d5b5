"""What waits for the bot: every update is kept until the bot confirms it or its time is over.

By long polling an update is confirmed by a higher offset, by webhook with a 2xx answer; a webhook
gets one chat's messages in order, button presses of a person in an order of their own.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import httpx

from bot.simulator.models import Json, Refused, bad_request

LIFETIME_SECONDS = {"callback_query": 150.0}
DAY_SECONDS = 86_400.0
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
LONGEST_POLL_SECONDS, LONGEST_RETRY_AFTER_SECONDS = 50.0, 3600.0
WEBHOOK_TIMEOUT_SECONDS = 60.0


@dataclass(slots=True)
class Pending:
    update_id: int
    kind: str
    body: Json
    queue: str
    expires: float
    not_before: float = 0.0
    failures: int = 0
    delay: float = 0.5


@dataclass(slots=True)
class Webhook:
    url: str
    secret: str = ""
    max_connections: int = 40
    last_error: str | None = None
    busy: set[str] = field(default_factory=set)
    task: "asyncio.Task[None] | None" = None


class Updates:
    """The queue between people and the bot."""

    def __init__(self, perform: Callable[[str, Json], Awaitable[object]]) -> None:
        self.pending: dict[int, Pending] = {}
        self.confirmed: list[int] = []
        self.allowed: set[str] | None = None
        self.webhook: Webhook | None = None
        self.time_scale = 1.0
        self._perform = perform
        # Never below what a bot already confirmed to an earlier simulator.
        self._next_id = int(time.time())
        self._wake = asyncio.Event()
        self._poll: object = None
        self._interrupted = ""
        self._previous = (0, 0.0)
        self._deliveries: set[asyncio.Task[None]] = set()

    def push(self, kind: str, content: Json, queue: str) -> int | None:
        """Queues an update; None when the bot did not ask for its kind."""
        if kind in NOT_BY_DEFAULT if self.allowed is None else kind not in self.allowed:
            return None
        update_id, self._next_id = self._next_id, self._next_id + 1
        expires = time.time() + LIFETIME_SECONDS.get(kind, DAY_SECONDS)
        body: Json = {"update_id": update_id, kind: content}
        self.pending[update_id] = Pending(update_id, kind, body, queue, expires)
        self._wake.set()
        return update_id

    def allow(self, kinds: list[str] | None) -> None:
        """An empty list means the default; None leaves what was asked for before."""
        if kinds is not None:
            self.allowed = set(kinds) or None

    async def get(self, offset: int, limit: int, seconds: float) -> list[Json]:
        if self.webhook:
            raise _conflict("can't use getUpdates method while webhook is active; use deleteWebhook"
                            " to delete the webhook first")  # fmt: skip
        limit, seconds = max(1, min(100, limit)), max(0.0, min(LONGEST_POLL_SECONDS, seconds))
        now, (before, at) = time.monotonic(), self._previous
        # Telegram slows a bot down that asks again for what it did not confirm.
        if offset == before and seconds < 3 and now < at + 3:
            seconds = 3
        if offset == before and now < at + 0.5:
            limit = 1
        self._previous = (offset, now)
        self._interrupt("terminated by other getUpdates request; make sure that only one bot"
                        " instance is running")  # fmt: skip
        self._poll = poll = object()
        while not (found := self._take(offset, limit)) and (left := now + seconds) > time.monotonic():
            self._wake.clear()
            try:
                await asyncio.wait_for(self._wake.wait(), left - time.monotonic())
            except TimeoutError:
                return []
            if self._poll is not poll:
                raise _conflict(self._interrupted)
        return found

    def _interrupt(self, reason: str) -> None:
        self._poll, self._interrupted = None, reason
        self._wake.set()

    def _take(self, offset: int, limit: int) -> list[Json]:
        self._expire()
        waiting = sorted(self.pending)
        if offset < 0:
            offset = waiting[offset:][0] if waiting else 0
        for update_id in waiting:
            if update_id < offset:
                self._confirm(update_id)
        return [self.pending[update_id].body for update_id in sorted(self.pending)[:limit]]

    def _confirm(self, update_id: int) -> None:
        if self.pending.pop(update_id, None):
            self.confirmed.append(update_id)

    def _expire(self) -> None:
        now = time.time()
        self.pending = {key: waits for key, waits in self.pending.items() if waits.expires > now}

    def set_webhook(self, url: str, secret: str, connections: int, drop: bool) -> None:
        """An empty url removes the webhook."""
        if drop:
            self.pending.clear()
        if self.webhook and self.webhook.task:
            self.webhook.task.cancel()
        self.webhook = None
        if url:
            if not url.startswith(("http://", "https://")):
                raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
            self._interrupt("terminated by setWebhook request")
            self.webhook = hook = Webhook(url, secret, max(1, min(100, connections)))
            hook.task = asyncio.create_task(self._deliver_all(hook))

    async def _deliver_all(self, hook: Webhook) -> None:
        limits = httpx.Limits(max_connections=hook.max_connections)
        async with httpx.AsyncClient(timeout=WEBHOOK_TIMEOUT_SECONDS, limits=limits) as client:
            while True:
                self._wake.clear()
                pause = self._start_deliveries(hook, client)
                try:
                    await asyncio.wait_for(self._wake.wait(), pause)
                except TimeoutError:
                    continue

    def _start_deliveries(self, hook: Webhook, client: httpx.AsyncClient) -> float:
        self._expire()
        now, pause, taken = time.monotonic(), 5.0, set(hook.busy)
        for update_id in sorted(self.pending):
            waits = self.pending[update_id]
            if waits.queue in taken or len(hook.busy) >= hook.max_connections:
                continue
            taken.add(waits.queue)
            if waits.not_before > now:
                pause = min(pause, waits.not_before - now)
                continue
            hook.busy.add(waits.queue)
            task = asyncio.create_task(self._deliver(hook, client, waits))
            self._deliveries.add(task)
            task.add_done_callback(self._deliveries.discard)
        return pause

    async def _deliver(self, hook: Webhook, client: httpx.AsyncClient, waits: Pending) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        retry_after = 0.0
        try:
            response = await client.post(hook.url, json=waits.body, headers=headers)
            if response.is_success:
                self._confirm(waits.update_id)
                await self._obey(response)
                return
            hook.last_error = f"Wrong response from the webhook: {response.status_code}"
            retry_after = float(response.headers.get("Retry-After", "0"))
        except (httpx.HTTPError, ValueError) as error:
            hook.last_error = f"Connection failed: {type(error).__name__}"
        finally:
            hook.busy.discard(waits.queue)
            self._wake.set()
        waits.failures += 1
        waits.delay = min(random.uniform(60, 120), waits.delay * 2)
        wait = min(LONGEST_RETRY_AFTER_SECONDS, retry_after) or waits.delay
        waits.not_before = time.monotonic() + wait * self.time_scale

    async def _obey(self, response: httpx.Response) -> None:
        """A bot may call one method in its answer to a webhook; it never learns the result."""
        if "json" in response.headers.get("Content-Type", "") and response.content:
            body = response.json()
            if isinstance(body, dict) and "method" in body:
                await self._perform(str(body.pop("method")), body)


def _conflict(description: str) -> Refused:
    return Refused(409, f"Conflict: {description}")
