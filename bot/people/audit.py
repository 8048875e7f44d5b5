"""Who changed whose access, when, and to what: events are only ever appended.

An event holds ids and codes, never a name, label or text, so it may outlive the person's erasure.
"""

from bot.clock import Clock
from bot.database.transactions import Transaction
from bot.people.models import Actor, AuditEvent, Operator, Person
from bot.people.store import PeopleStore


class Audit:
    def __init__(self, store: PeopleStore, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def record(
        self, tx: Transaction, actor: Actor | str, action: str, person_id: str | None = None, detail: str | None = None
    ) -> None:
        name = actor.person_id if isinstance(actor, Person) else "operator" if isinstance(actor, Operator) else actor
        await self._store.append_audit(tx, AuditEvent(self._clock.now(), name, action, person_id, detail))
