"""What is kept about a person, everywhere: to be given out, or erased.

People stand below the subjects that keep texts, so each subject offers `HoldsPersonalData` and
wiring hands them over. Erasing also cuts the pseudonym: what a subject had to keep (figures) can
never be joined to the person again, not even with the key.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from bot.database.transactions import Transaction
from bot.people.models import Person

KEPT = ("forget-keeps-access", "forget-keeps-figures", "forget-keeps-chat")
"""Texts that say what stays: the right of access, figures without words, the chat on the phone."""


GIVEN_OUT = ("person_id", "telegram_id", "role", "standing", "language", "internal", "label")


class HoldsPersonalData(Protocol):
    """A subject with rows about people, known by Telegram id, person id or pseudonym."""

    async def erase_person(self, tx: Transaction, person: Person, pseudonym: str) -> object:
        """Erases every text of the person in this transaction."""

    async def export_person(self, tx: Transaction, person: Person, pseudonym: str) -> Mapping[str, Any]:
        """All that is kept, as JSON values."""
