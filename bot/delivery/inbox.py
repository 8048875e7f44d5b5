"""Updates are stored here before Telegram hears that they arrived.

Calls that arrive together share one transaction. Where somebody is, and whom they know, is never
stored: locations and contacts are blanked, so that a handler still sees what kind it was.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog

from bot.clock import Clock
from bot.database.transactions import Database, Transaction
from bot.database.vault import Vault
from bot.delivery.models import InboxRow
from bot.delivery.store import Claim, InboxRows

log = structlog.get_logger(__name__)

AT_ONCE = 500
LARGEST_ID = 2**63 - 1
# A press of a button may arrive before an earlier message, over another connection. It waits this
# long for ids that are missing below it.
PRESS_WAITS = timedelta(seconds=2)
PRESS_LOOKS_BACK = 50

_NOWHERE = {"latitude": 0, "longitude": 0}
BLANKS: Mapping[str, Any] = {
    "location": _NOWHERE,
    "venue": {"location": _NOWHERE, "title": "", "address": ""},
    "contact": {"phone_number": "", "first_name": ""},
}
LEFT_OUT = frozenset({"users_shared", "chat_shared", "passport_data", "proximity_alert_triggered"})


class Inbox:
    """The queue of updates. `arrived` is set when there is something new."""

    def __init__(self, database: Database, vault: Vault, clock: Clock) -> None:
        self.database, self.clock = database, clock
        self.rows = InboxRows()
        self.arrived = asyncio.Event()
        self._vault = vault
        self._waiting: list[tuple[list[dict[str, Any]], asyncio.Future[int]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def store(self, updates: Sequence[Mapping[str, Any]]) -> int:
        """Returns how many were new, once they are committed.

        Raises:
            Retryable, Misconfigured: nothing was stored; do not confirm.
        """
        rows = [row for update in updates if (row := self._row(update))]
        if not rows:
            return 0
        done: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting.append((rows, done))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        return await done

    async def messages_written(self, transaction: Transaction, row: InboxRow, within: timedelta) -> int:
        """How many messages the person wrote in a span of time that ends with this one."""
        return await self.rows.messages_written(transaction, row, within)

    async def pending(self) -> int:
        async with self.database.transaction() as transaction:
            return await self.rows.pending(transaction, self.clock.now())

    def read(self, claim: Claim) -> InboxRow:
        columns = claim.columns
        return InboxRow(
            update_id=claim.row_id,
            chat_id=columns["chat_id"],
            person_id=columns["person_id"],
            written_at=columns["written_at"],
            received_at=columns["created_at"],
            attempts=columns["attempts"],
            update=self._vault.open_json(columns["payload"]),
        )

    async def _write(self) -> None:
        while self._waiting:
            taken, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
            try:
                new = await self._insert([row for rows, _ in taken for row in rows])
            except Exception as error:  # noqa: BLE001 - each caller gets it and does not confirm
                for _, done in taken:
                    if not done.done():
                        done.set_exception(error)
                continue
            for rows, done in taken:
                if not done.done():
                    done.set_result(len(new & {row["update_id"] for row in rows}))
            self.arrived.set()

    async def _insert(self, rows: list[dict[str, Any]]) -> set[int]:
        async with self.database.transaction() as transaction:
            for row in rows:
                if row.pop("is_press"):
                    row["next_at"] = await self._after_the_earlier(transaction, row)
            return await self.rows.insert(transaction, rows)

    async def _after_the_earlier(self, transaction: Transaction, press: Mapping[str, Any]) -> datetime:
        """When a press may be handled: at once, unless an id shortly below it is missing, and
        was not missed for long already."""
        now: datetime = press["created_at"]
        expected, missed_since = press["update_id"] - 1, now
        before = await self.rows.arrived_before(transaction, press["update_id"], PRESS_LOOKS_BACK)
        for update_id, arrived in before:
            if update_id != expected:
                break
            expected, missed_since = update_id - 1, min(missed_since, arrived)
        else:
            if len(before) == PRESS_LOOKS_BACK:
                return now
        return max(now, missed_since + PRESS_WAITS)

    def _row(self, update: Mapping[str, Any]) -> dict[str, Any] | None:
        """The update as a row; None for what carries no usable id and can never be stored."""
        now = self.clock.now()
        update_id = update.get("update_id")
        if not isinstance(update_id, int) or not 0 <= update_id <= LARGEST_ID:
            log.warning("update_without_id")
            return None
        event = next((value for value in update.values() if isinstance(value, dict)), {})
        is_press = "callback_query" in update
        message = event.get("message") or {} if is_press else event
        person_id = _id(event.get("from"))
        return {
            "update_id": update_id,
            "chat_id": _id(message.get("chat")) or person_id or 0,
            "person_id": person_id,
            "written_at": _moment(event.get("edit_date") or event.get("date")) or now,
            "created_at": now,
            "next_at": now,
            "payload": self._vault.seal_json(without_whereabouts(update)),
            "is_message": "message" in update or "edited_message" in update,
            "is_press": is_press,
        }


def without_whereabouts(value: Any) -> Any:
    """The same JSON with places and contacts blanked at every depth."""
    if isinstance(value, Mapping):
        return {
            key: BLANKS[key] if key in BLANKS else without_whereabouts(inner)
            for key, inner in value.items()
            if key not in LEFT_OUT
        }
    return [without_whereabouts(inner) for inner in value] if isinstance(value, list) else value


def _id(holder: object) -> int | None:
    found = holder.get("id") if isinstance(holder, dict) else None
    return found if isinstance(found, int) and abs(found) <= LARGEST_ID else None


def _moment(seconds: object) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, int) else None
    except (ValueError, OverflowError, OSError):
        return None
