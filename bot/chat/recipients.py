"""What sending must know of chats: the language of whoever reads there."""

from bot.database.transactions import Database
from bot.people.service import People
from bot.texts.catalogue import FALLBACK


class KnownRecipients:
    """Asks the people's own records; a group, or somebody unknown, reads English."""

    def __init__(self, database: Database, people: People) -> None:
        self._database, self._people = database, people

    async def language_of(self, chat_id: int) -> str:
        async with self._database.transaction() as tx:
            person = await self._people.find(tx, chat_id) if chat_id > 0 else None
        return (person and person.language) or FALLBACK

    async def has_moved(self, chat_id: int, to_chat_id: int) -> None:
        async with self._database.transaction() as tx:
            await self._people.move_group(tx, chat_id, to_chat_id)
