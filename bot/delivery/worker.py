"""Works off inbox and outbox: claims, hands over, ends or puts back.

Whatever a handler or the sender raises stops nobody else: the row goes back with growing pauses
and is set aside in the end, also when it kills the process each time.
"""

import asyncio
import random
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Collection, Coroutine
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import uuid4

import structlog

from bot.database.transactions import Transaction
from bot.delivery.inbox import Inbox
from bot.delivery.models import TOPIC, OutboxRow, Sent
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Pacer
from bot.delivery.store import Claim, LeasedRows, Status
from bot.delivery.work import LeaseLost, Work
from bot.errors import Permanent, Retryable

log = structlog.get_logger(__name__)
Others = Collection[asyncio.Task[None]]

RETRY_SECONDS = 2.0
TRIES = 5
SUSPECT_AFTER = 3
KILLED_TOO_OFTEN = 25
"""A machine that is restarted again and again hits the same update by chance, too: it is given up
only where chance can hardly be meant."""
LONGEST_PAUSE_SECONDS = 60.0


class _Worker(ABC):
    """The loop that both queues share: up to `concurrency` rows at a time, one of each chat."""

    look_seconds = 1.0
    """Other processes post too, and pauses end: how often an idle worker looks."""
    lease = timedelta(seconds=15)
    """Of a process that was killed on PostgreSQL, others take over after it; renewed meanwhile."""
    _suspect_after: int | None = None

    def __init__(self, queue: Inbox | Outbox, wake: asyncio.Event, concurrency: int) -> None:
        self._queue, self._wake, self._concurrency = queue, wake, concurrency
        self._rows: LeasedRows = queue.rows
        self._running: dict[asyncio.Task[None], Claim] = {}
        self._loops: list[asyncio.Task[None]] = []
        self._is_stopping = False

    def start(self) -> None:
        self._loops = [asyncio.create_task(self._work_off()), asyncio.create_task(self._renew())]

    @property
    def is_running(self) -> bool:
        return bool(self._loops) and not any(loop.done() for loop in self._loops)

    async def stop(self, within_seconds: float = 10.0) -> None:
        """Takes nothing new, lets what runs finish in time, gives the rest back."""
        self._is_stopping = True
        self._wake.set()
        if not self._loops:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(within_seconds):
                await asyncio.wait(self._loops[:1])
                while self._running:
                    await asyncio.wait(self._running)
        for task in (late := [*self._running, *self._loops]):
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _work_off(self) -> None:
        is_alone = not self._queue.database.is_postgresql
        while not self._is_stopping:
            self._wake.clear()
            try:
                if is_alone:
                    # Leases of a process that was killed; nobody else works on this file.
                    async with self._queue.database.transaction() as transaction:
                        await self._rows.release_all(transaction, self._now())
                    is_alone = False
                taken = await self._take()
            except Exception as error:  # noqa: BLE001 - a database that is away comes back
                log.warning("queue_unavailable", error=type(error).__name__)
                taken = 0
            if not taken:
                await self._wait_for_news()

    async def _take(self) -> int:
        free = self._concurrency - len(self._running)
        if free <= 0:
            return 0
        now = self._now()
        async with self._queue.database.transaction() as transaction:
            claims = await self._rows.claim(transaction, uuid4().hex, now, now + self.lease, free, self._suspect_after)
        for claim in claims:
            task = asyncio.create_task(self._run(claim, list(self._running)))
            self._running[task] = claim
            task.add_done_callback(self._forget)
        return len(claims)

    @abstractmethod
    async def _run(self, claim: Claim, others: Others) -> None:
        """Does the work of one row and ends it; `others` are the rows under way beside it."""

    def _forget(self, task: asyncio.Task[None]) -> None:
        del self._running[task]
        if not task.cancelled() and (error := task.exception()):
            # Could not even be put back; its lease runs out.
            log.warning("row_left", error=type(error).__name__)
        self._wake.set()

    async def _wait_for_news(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), self.look_seconds)

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(self.lease.total_seconds() / 3)
            if tokens := {claim.token for claim in self._running.values()}:
                try:
                    async with self._queue.database.transaction() as transaction:
                        await self._rows.renew(transaction, tokens, self._now() + self.lease)
                except Exception as error:  # noqa: BLE001 - tried again, before leases run out
                    log.warning("leases_not_renewed", error=type(error).__name__)

    async def _put_back(self, claim: Claim, seconds: float, **columns: object) -> None:
        async with self._queue.database.transaction() as transaction:
            until = self._now() + timedelta(seconds=seconds)
            await self._rows.put_back(transaction, claim, until, **columns)

    async def _give_back(self, claim: Claim, seconds: float = 0.0) -> None:
        """Puts it back as if it had never been begun."""
        await self._put_back(claim, seconds, attempts=claim.columns["attempts"] - 1)

    async def _set_aside(self, claim: Claim, reason: str) -> bool:
        async with self._queue.database.transaction() as transaction:
            return await self._rows.end(transaction, claim, self._now(), Status.SET_ASIDE, reason=reason[:64])

    def _now(self) -> datetime:
        return self._queue.clock.now()


class InboxWorker(_Worker):
    """Hands every update to `handle`; `on_set_aside(update_id, reason)` hears of those that
    nobody could handle."""

    _suspect_after = SUSPECT_AFTER

    def __init__(
        self,
        inbox: Inbox,
        outbox: Outbox,
        handle: Callable[[Work], Awaitable[None]],
        on_set_aside: Callable[[int, str], Awaitable[None]] | None = None,
        concurrency: int = 32,
    ) -> None:
        super().__init__(inbox, inbox.arrived, concurrency)
        self._inbox, self._outbox = inbox, outbox
        self._handle, self._on_set_aside = handle, on_set_aside

    async def _take(self) -> int:
        is_suspect_out = any(map(_is_suspect, self._running.values()))
        return 0 if is_suspect_out else await super()._take()

    async def _run(self, claim: Claim, others: Others) -> None:
        if _unheard_of(claim) > KILLED_TOO_OFTEN:
            await self._give_up(claim, "killed")
            return
        try:
            if _is_suspect(claim) and others:
                await asyncio.wait(others)  # runs alone, to take nobody along
            work = Work(claim, self._inbox, self._outbox)
            await self._handle(work)
            if not work.is_settled:
                async with work.finish():
                    pass
        except LeaseLost:
            log.info("lease_lost", update_id=claim.row_id)
        except asyncio.CancelledError:
            await self._give_back(claim)
            raise
        except Permanent as error:
            await self._give_up(claim, error.reason)
        except Retryable as error:
            await self._give_back(claim, error.after_seconds or RETRY_SECONDS)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others go on
            await self._failed(claim, type(error).__name__)

    async def _failed(self, claim: Claim, reason: str) -> None:
        failures = claim.columns["failures"] + 1
        log.warning("update_failed", update_id=claim.row_id, tries=failures, error=reason)
        if failures >= TRIES:
            await self._give_up(claim, reason)
        else:
            await self._put_back(claim, _pause(failures), failures=failures, reason=reason[:64])

    async def _give_up(self, claim: Claim, reason: str) -> None:
        if await self._set_aside(claim, reason):
            log.error("update_set_aside", update_id=claim.row_id, reason=reason)
            if self._on_set_aside:
                await self._on_set_aside(claim.row_id, reason)


class OutboxWorker(_Worker):
    """Hands every message to `send`, in order of each chat, as fast as Telegram allows."""

    def __init__(self, outbox: Outbox, send: Callable[[OutboxRow], Awaitable[Sent]], concurrency: int = 16) -> None:
        super().__init__(outbox, outbox.posted, concurrency)
        self._outbox, self._send = outbox, send
        self._pacer = Pacer()

    async def _run(self, claim: Claim, others: Others) -> None:
        try:
            row = await self._read(claim)
            await asyncio.sleep(self._wait(row))
            sent = await self._send(row)
        except asyncio.CancelledError:
            await self._put_back(claim, 0.0)
            raise
        except Permanent as error:
            await self._give_up(claim, error.reason)
        except Retryable as error:
            await self._again(claim, error)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others go on
            log.warning("message_failed", outbox_id=claim.row_id, error=type(error).__name__)
            if claim.columns["attempts"] >= TRIES:
                await self._give_up(claim, type(error).__name__)
            else:
                await self._put_back(claim, _pause(claim.columns["attempts"]))
        else:
            await _to_the_end(self._sent(claim, row, sent))

    def _wait(self, row: OutboxRow) -> float:
        """Opening a topic is no message."""
        if row.message.kind == TOPIC:
            return 0.0
        return self._pacer.wait(row.message.chat_id, row.edits_message_id is not None, _steady())

    async def _read(self, claim: Claim) -> OutboxRow:
        row = self._outbox.read(claim)
        if not (row.message.edits or row.message.thread_of or row.sent_maybe):
            return row
        async with self._outbox.database.transaction() as transaction:
            return await self._outbox.placed(transaction, row)

    async def _sent(self, claim: Claim, row: OutboxRow, sent: Sent) -> None:
        """Telegram has it: while this cannot be written down, the row must not be sent again."""
        while True:
            try:
                async with self._outbox.database.transaction() as transaction:
                    await self._write_down(transaction, claim, row, sent)
                return
            except Retryable:
                await asyncio.sleep(self.look_seconds)

    async def _write_down(self, transaction: Transaction, claim: Claim, row: OutboxRow, sent: Sent) -> None:
        if sent.is_placeholder:
            failures = claim.columns["attempts"]
            await self._rows.put_back(transaction, claim, self._now(), message_id=sent.message_id, failures=failures)
            return
        kind = sent.kind or row.message.kind
        await self._rows.end(transaction, claim, self._now(), message_id=sent.message_id, kind=kind)
        if row.message.edits and sent.message_id and sent.message_id != row.edits_message_id:
            await self._outbox.rows.succeed(transaction, row.message.edits, sent.message_id)

    async def _again(self, claim: Claim, error: Retryable) -> None:
        attempts, failures = claim.columns["attempts"], claim.columns["failures"]
        seconds = _pause(attempts)
        if error.after_seconds is not None:  # told to wait, so it was certainly not sent
            seconds, failures = error.after_seconds, failures + 1
            self._pacer.refused(claim.columns["chat_id"], seconds, _steady())
        await self._put_back(claim, seconds, failures=failures, reason=error.reason[:64])

    async def _give_up(self, claim: Claim, reason: str) -> None:
        log.warning("message_undelivered", outbox_id=claim.row_id, reason=reason)
        await self._set_aside(claim, reason)


def _unheard_of(claim: Claim) -> int:
    """Earlier starts of which nothing was heard again."""
    return int(claim.columns["attempts"] - 1 - claim.columns["failures"])


def _is_suspect(claim: Claim) -> bool:
    return _unheard_of(claim) >= SUSPECT_AFTER


def _pause(tries: int) -> float:
    """Growing pauses, spread so that rows which failed together do not return together."""
    return min(LONGEST_PAUSE_SECONDS, 0.5 * 2.0 ** min(tries, 10)) * random.uniform(0.5, 1.0)


async def _to_the_end(running: Coroutine[None, None, None]) -> None:
    """A stop that comes in between waits until it is done."""
    task = asyncio.create_task(running)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise


def _steady() -> float:
    return asyncio.get_running_loop().time()
