"""What the sender needs to know of chats, and what is done about a message that did not arrive."""

from bot.chat.sender import Failure
from bot.database.transactions import Database
from bot.delivery.models import OutgoingMessage
from bot.expert_requests.threads import Threads
from bot.people.service import People
from bot.texts.catalogue import FALLBACK


class KnownRecipients:
    """The language of a chat's person; what Telegram says of chats is remembered."""

    def __init__(self, database: Database, people: People, threads: Threads) -> None:
        self._database, self._people, self._threads = database, people, threads

    async def language_of(self, chat_id: int) -> str:
        async with self._database.transaction() as tx:
            person = await self._people.find(tx, chat_id)
        return (person and person.language) or FALLBACK

    async def has_moved(self, chat_id: int, to_chat_id: int) -> None:
        async with self._database.transaction() as tx:
            await self._threads.move(tx, chat_id, to_chat_id)
            await self._people.move_group(tx, chat_id, to_chat_id)

    async def has_failed(self, message: OutgoingMessage, failure: Failure) -> bool:
        """Whether the message may be tried again."""
        async with self._database.transaction() as tx:
            if failure is Failure.THREAD_GONE:
                return await self._threads.open_again(tx, message)
            if failure is Failure.NO_TOPICS:
                await self._threads.without_topics(tx, message.chat_id)
            else:
                await self._threads.not_reached(tx, message)
        return False
