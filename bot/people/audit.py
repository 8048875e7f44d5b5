"""Who changed whose access, when, and to what: events are only ever appended.

An event holds ids and codes, never a name, label or text, so it may outlive the person's erasure.
"""

from bot.clock import Clock
from bot.database.transactions import Transaction
from bot.people.models import Actor, AuditEvent, Operator
from bot.people.store import PeopleStore


class Audit:
    def __init__(self, store: PeopleStore, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def record(
        self, tx: Transaction, actor: Actor | str, action: str, person_id: str | None = None, detail: str | None = None
    ) -> None:
        event = AuditEvent(self._clock.now(), actor_name(actor), action, person_id, detail)
        await self._store.append_audit(tx, event)

    async def events(self, tx: Transaction, person_id: str | None = None) -> tuple[AuditEvent, ...]:
        """Oldest first; of one person, or all."""
        return await self._store.audit_of(tx, person_id)


def actor_name(actor: Actor | str) -> str:
    if isinstance(actor, str):
        return actor
    return "operator" if isinstance(actor, Operator) else actor.person_id
