"""The pool of experts in the database: sealed rows, and the days that requests took of them.

Clear are only ids, days and states of bookings. Every method works within the transaction it is
given. Who is no longer in the file is set aside, not deleted: a running request may stand on it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from bot.clock import Clock
from bot.database.tables import Moment, metadata
from bot.database.transactions import Transaction, insert_or_ignore
from bot.database.vault import Vault
from bot.errors import UserFacing
from bot.expert_requests.roster import EXPERT, Booking, BookingState, Expert, as_row

expert_table = sa.Table(
    "expert",
    metadata,
    sa.Column("expert_id", sa.String(64), primary_key=True),
    sa.Column("sealed", sa.Text, nullable=False),
    sa.Column("imported_at", Moment, nullable=False),
    sa.Column("set_aside_at", Moment),
)
booking_table = sa.Table(
    "expert_booking",
    metadata,
    sa.Column("request_id", sa.String(64), primary_key=True),
    sa.Column("expert_id", sa.String(64), primary_key=True),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("start_day", sa.String(10)),
    sa.Column("end_day", sa.String(10)),
)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import changes: ids, and for a changed expert the columns."""

    added: tuple[str, ...]
    changed: Mapping[str, tuple[str, ...]]
    set_aside: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


class Roster:
    """The pool: taken in as a whole, read, booked."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault, self._clock = vault, clock

    async def everybody(self, tx: Transaction) -> tuple[Expert, ...]:
        """All who are not set aside, by id."""
        return await self._experts(tx, expert_table.c.set_aside_at.is_(None))

    async def get(self, tx: Transaction, expert_id: str) -> Expert | None:
        """Also one who was set aside since."""
        found = await self._experts(tx, expert_table.c.expert_id == expert_id)
        return found[0] if found else None

    async def compare(
        self, tx: Transaction, experts: Iterable[Expert], *, remove_missing: bool = False
    ) -> ImportReport:
        """What `import_` would change."""
        known = {expert.expert_id: as_row(expert) for expert in await self.everybody(tx)}
        new = {expert.expert_id: as_row(expert) for expert in experts}
        kept = set(await tx.scalars(sa.select(expert_table.c.expert_id)))  # also who was set aside before
        changes = {
            key: tuple(name for name in known[key] | row if known[key].get(name) != row.get(name))
            for key, row in new.items()
            if key in known
        }
        changed = {key: columns for key, columns in changes.items() if columns}
        return ImportReport(
            added=tuple(key for key in new if key not in known),
            changed=changed,
            set_aside=() if remove_missing else tuple(sorted(known.keys() - new.keys())),
            removed=tuple(sorted(kept - new.keys())) if remove_missing else (),
            unchanged=len(changes) - len(changed),
        )

    async def import_(
        self, tx: Transaction, experts: Iterable[Expert], *, remove_missing: bool = False
    ) -> ImportReport:
        """Makes the experts the pool. Who is missing is set aside, or removed with all bookings."""
        rows = {expert.expert_id: expert for expert in experts}
        report = await self.compare(tx, rows.values(), remove_missing=remove_missing)
        for expert_id in (*report.added, *report.changed):
            await self._write(tx, rows[expert_id])
        aside = expert_table.c.expert_id.in_(report.set_aside)
        await tx.execute(sa.update(expert_table).where(aside).values(set_aside_at=self._clock.now()))
        for table in (expert_table, booking_table):
            await tx.execute(sa.delete(table).where(table.c.expert_id.in_(report.removed)))
        return report

    async def set_availability(
        self, tx: Transaction, expert_id: str, start: date | None, end: date | None
    ) -> Expert | None:
        """What an officer learned; holds until the next import says something else."""
        if start and end and end < start:
            raise UserFacing("roster-days-turned")
        expert = await self.get(tx, expert_id)
        if expert:
            expert = replace(expert, available_from=start, available_to=end)
            await self._write(tx, expert)
        return expert

    async def pencil(
        self, tx: Transaction, expert_id: str, request_id: str, start: date | None, end: date | None
    ) -> None:
        """Proposed: others see that the days may be taken."""
        await self._book(tx, expert_id, Booking(request_id, BookingState.PENCILLED, start, end))

    async def block(
        self, tx: Transaction, expert_id: str, request_id: str, start: date | None, end: date | None
    ) -> None:
        """Confirmed: nobody else gets these days, and the other candidates are free again.

        Raises:
            UserFacing: another request has them already.
        """
        # Two officers may confirm at once: the second waits here and then sees the first's days.
        await tx.execute(
            sa.select(expert_table.c.expert_id).where(expert_table.c.expert_id == expert_id).with_for_update()
        )
        expert = await self.get(tx, expert_id)
        others = [booking for booking in expert.bookings if booking.request_id != request_id] if expert else []
        if any(booking.state is BookingState.BLOCKED and booking.overlaps(start, end) for booking in others):
            raise UserFacing("roster-days-taken")
        await self._unpencil(tx, request_id)
        await self._book(tx, expert_id, Booking(request_id, BookingState.BLOCKED, start, end))

    async def free(self, tx: Transaction, request_id: str) -> None:
        """Closed: what was pencilled goes, what was blocked counts as use of the pool."""
        await self._unpencil(tx, request_id)
        mine = booking_table.c.request_id == request_id
        await tx.execute(sa.update(booking_table).where(mine).values(state=BookingState.ENDED))

    async def _unpencil(self, tx: Transaction, request_id: str) -> None:
        key = {"request_id": request_id, "state": BookingState.PENCILLED}
        await tx.execute(sa.delete(booking_table).filter_by(**key))

    async def _experts(self, tx: Transaction, *which: sa.ColumnElement[bool]) -> tuple[Expert, ...]:
        bookings = defaultdict(list)
        for row in await tx.execute(sa.select(booking_table)):
            state, days = BookingState(row.state), (row.start_day, row.end_day)
            start, end = (date.fromisoformat(day) if day else None for day in days)
            bookings[row.expert_id].append(Booking(row.request_id, state, start, end))
        experts = [
            replace(EXPERT.validate_json(self._vault.open(row.sealed)), bookings=tuple(bookings[row.expert_id]))
            for row in await tx.execute(sa.select(expert_table).where(*which))
        ]
        return tuple(sorted(experts, key=lambda expert: expert.expert_id))

    async def _write(self, tx: Transaction, expert: Expert) -> None:
        sealed = self._vault.seal(EXPERT.dump_json(replace(expert, bookings=()), by_alias=True).decode())
        values = {"sealed": sealed, "imported_at": self._clock.now(), "set_aside_at": None}
        await tx.execute(insert_or_ignore(tx, expert_table).values(expert_id=expert.expert_id, **values))
        mine = expert_table.c.expert_id == expert.expert_id
        await tx.execute(sa.update(expert_table).where(mine).values(values))

    async def _book(self, tx: Transaction, expert_id: str, booking: Booking) -> None:
        key = {"request_id": booking.request_id, "expert_id": expert_id}
        start, end = (day and day.isoformat() for day in (booking.start, booking.end))
        await tx.execute(sa.delete(booking_table).filter_by(**key))
        await tx.execute(sa.insert(booking_table).values(**key, state=booking.state, start_day=start, end_day=end))
