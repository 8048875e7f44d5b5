"""What is kept about a person, everywhere: given out, or erased.

People stand below the subjects that keep texts, so each subject offers `HoldsPersonalData` and
wiring hands them over. Erasing also cuts the pseudonym: what a subject had to keep (figures) can
never be joined to the person again, not even with the key.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from bot.database.transactions import Transaction
from bot.people.models import Person
from bot.people.store import PeopleStore

KEPT = ("forget-keeps-access", "forget-keeps-figures", "forget-keeps-chat")
"""Texts that say what stays: the right of access, figures without words, the chat on the phone."""


class HoldsPersonalData(Protocol):
    """A subject with rows about people, known by Telegram id, person id or pseudonym."""

    async def erase_person(self, tx: Transaction, person: Person, pseudonym: str) -> object:
        """Erases every text of the person in this transaction."""

    async def export_person(self, tx: Transaction, person: Person, pseudonym: str) -> Mapping[str, Any]:
        """All that is kept, as JSON values."""


class Privacy:
    def __init__(self, store: PeopleStore, subjects: Sequence[HoldsPersonalData]) -> None:
        self._store, self._subjects = store, tuple(subjects)

    async def forget(self, tx: Transaction, person: Person) -> tuple[str, ...]:
        """Erases what every subject keeps, and returns the ids of texts on what stays."""
        for subject in self._subjects:
            await subject.erase_person(tx, person, person.pseudonym)
        await self._store.new_pseudonym(tx, person.person_id)
        await self._store.change(tx, person.person_id, topic_since=None, off_record=False, off_record_update=None)
        return KEPT

    async def export(self, tx: Transaction, person: Person) -> dict[str, Any]:
        kept: dict[str, Any] = {
            "person_id": person.person_id,
            "telegram_id": person.telegram_id,
            "role": person.role,
            "standing": person.standing,
            "language": person.language,
            "internal": person.internal,
            "label": person.label,
            "joined_at": person.joined_at.isoformat(),
        }
        for subject in self._subjects:
            kept |= await subject.export_person(tx, person, person.pseudonym)
        return kept
