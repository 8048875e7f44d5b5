"""The pool of experts in the database, sealed whole: only ids are clear.

Who is no longer in the file is set aside, not deleted: a running request may stand on it. Every
method works within the transaction it is given; what changes a row waits for others who do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from bot.database.tables import metadata
from bot.database.transactions import Transaction, insert_or_ignore
from bot.database.vault import Vault
from bot.errors import UserFacing
from bot.expert_requests.roster import EXPERT, Booking, BookingState, Expert, as_row

expert_table = sa.Table(
    "expert",
    metadata,
    sa.Column("expert_id", sa.String(64), primary_key=True),
    sa.Column("sealed", sa.Text, nullable=False),
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

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def everybody(self, tx: Transaction) -> tuple[Expert, ...]:
        """All who are not set aside, by id."""
        return tuple(expert for expert in (await self._all(tx)).values() if not expert.set_aside)

    async def get(self, tx: Transaction, expert_id: str) -> Expert | None:
        """Also one who was set aside since."""
        return (await self._all(tx)).get(expert_id)

    async def compare(self, tx: Transaction, experts: Iterable[Expert], remove_missing: bool = False) -> ImportReport:
        """What `import_` would change. With `remove_missing` also who was set aside before goes."""
        kept = await self._all(tx)
        active = {key: as_row(expert) for key, expert in kept.items() if not expert.set_aside}
        new = {expert.expert_id: as_row(expert) for expert in experts}
        changes = {
            key: tuple(name for name in active[key] | row if active[key].get(name) != row.get(name))
            for key, row in new.items()
            if key in active
        }
        return ImportReport(
            added=tuple(key for key in new if key not in active),
            changed={key: columns for key, columns in changes.items() if columns},
            set_aside=() if remove_missing else tuple(key for key in active if key not in new),
            removed=tuple(key for key in kept if key not in new) if remove_missing else (),
            unchanged=sum(not columns for columns in changes.values()),
        )

    async def import_(self, tx: Transaction, experts: Iterable[Expert], remove_missing: bool = False) -> ImportReport:
        """Makes the experts the pool; what is booked stays booked."""
        new = {expert.expert_id: expert for expert in experts}
        kept = await self._all(tx, lock=True)
        report = await self.compare(tx, new.values(), remove_missing)
        for key in (*report.added, *report.changed):
            await self._write(tx, replace(new[key], bookings=kept[key].bookings if key in kept else ()))
        for key in report.set_aside:
            await self._write(tx, replace(kept[key], set_aside=True))
        await tx.execute(sa.delete(expert_table).where(expert_table.c.expert_id.in_(report.removed)))
        return report

    async def set_availability(self, tx: Transaction, expert_id: str, start: date | None, end: date | None) -> None:
        """What an officer learned; it holds until a file says something else."""
        if start and end and end < start:
            raise UserFacing("roster-days-turned")
        expert = (await self._all(tx, lock=True))[expert_id]
        await self._write(tx, replace(expert, available_from=start, available_to=end))

    async def pencil(
        self, tx: Transaction, expert_id: str, request_id: str, start: date | None, end: date | None
    ) -> None:
        """Proposed: others see that the days may be taken."""
        expert = (await self._all(tx, lock=True))[expert_id]
        await self._book(tx, expert, request_id, Booking(request_id, BookingState.PENCILLED, start, end))

    async def block(
        self, tx: Transaction, expert_id: str, request_id: str, start: date | None, end: date | None
    ) -> None:
        """Confirmed: nobody else gets these days.

        Raises:
            UserFacing: another request has them already.
        """
        expert = (await self._all(tx, lock=True))[expert_id]
        if expert.is_booked(BookingState.BLOCKED, start, end, but_for=request_id):
            raise UserFacing("roster-days-taken")
        await self._book(tx, expert, request_id, Booking(request_id, BookingState.BLOCKED, start, end))

    async def free(self, tx: Transaction, request_id: str) -> None:
        """Closed, or proposed anew: pencilled days go, blocked ones count as use of the pool."""
        for expert in (await self._all(tx, lock=True)).values():
            mine = [one for one in expert.bookings if one.request_id == request_id]
            used = (replace(one, state=BookingState.ENDED) for one in mine if one.state is not BookingState.PENCILLED)
            if mine:
                await self._book(tx, expert, request_id, *used)

    async def _book(self, tx: Transaction, expert: Expert, request_id: str, *bookings: Booking) -> None:
        others = (one for one in expert.bookings if one.request_id != request_id)
        await self._write(tx, replace(expert, bookings=(*others, *bookings)))

    async def _all(self, tx: Transaction, lock: bool = False) -> dict[str, Expert]:
        statement = sa.select(expert_table.c.sealed).order_by(expert_table.c.expert_id)
        rows = await tx.scalars(statement.with_for_update() if lock else statement)
        experts = (EXPERT.validate_json(self._vault.open(sealed)) for sealed in rows)
        return {expert.expert_id: expert for expert in experts}

    async def _write(self, tx: Transaction, expert: Expert) -> None:
        row = {"sealed": self._vault.seal(EXPERT.dump_json(expert, by_alias=True).decode())}
        await tx.execute(insert_or_ignore(tx, expert_table).values(expert_id=expert.expert_id, **row))
        await tx.execute(sa.update(expert_table).where(expert_table.c.expert_id == expert.expert_id).values(row))
