"""Keeps a thread in the team's group for each open request, and says there what did not arrive."""

from collections.abc import Iterable

from bot.database.installation import set_fact
from bot.database.transactions import Transaction
from bot.delivery.models import OutgoingMessage
from bot.delivery.outbox import Outbox
from bot.errors import UserFacing
from bot.expert_requests.models import Request
from bot.expert_requests.notices import opened, said_in_topic
from bot.expert_requests.service import Requests


class Threads:
    """Every method takes the open transaction."""

    def __init__(self, requests: Requests, outbox: Outbox) -> None:
        self._requests, self._outbox = requests, outbox

    async def move(self, tx: Transaction, old_chat_id: int, new_chat_id: int) -> None:
        """The group got another id: threads are opened there. The second to say so changes nothing."""
        await self._outbox.rows.move_chat(tx, old_chat_id, new_chat_id)
        if (await self._requests.group(tx)).chat_id == old_chat_id:
            await set_fact(tx, "roster_chat_id", str(new_chat_id))
            await self.open_all(tx)

    async def open_all(self, tx: Transaction) -> None:
        """In a group that is the team's from now on."""
        await self._open(tx, await self._requests.open_requests(tx))

    async def open_again(self, tx: Transaction, lost: OutgoingMessage) -> bool:
        """The topic that a message was for is gone: a new one, which says so. False: there is none to open."""
        if (request := await self._of(tx, lost)) is None or not request.is_open:
            return False
        await self._open(tx, [request])
        for line in said_in_topic(request, await self._requests.group(tx), "team-topic-again", "again", lost.thread_id):
            await self._outbox.post(tx, line)
        return True

    async def not_reached(self, tx: Transaction, lost: OutgoingMessage) -> None:
        """She blocked the assistant, or an officer never wrote to it: the topic is told, once."""
        request, group = await self._of(tx, lost), await self._requests.group(tx)
        if request is None or lost.chat_id == group.chat_id:
            return
        text_id = "team-not-reached" if lost.chat_id == request.requester_chat else "team-officer-not-reached"
        for line in said_in_topic(request, group, text_id, text_id, lost.chat_id):
            await self._outbox.post(tx, line)

    async def without_topics(self, tx: Transaction, chat_id: int) -> None:
        """Said once in the group: topics are off, or the right to manage them is missing."""
        said = {"lines": [["team-without-topics", {}]]}
        await self._outbox.post(tx, OutgoingMessage(chat_id, "say", said, f"request:group:{chat_id}"))

    async def _open(self, tx: Transaction, requests: Iterable[Request]) -> None:
        group = await self._requests.group(tx)
        for request in requests:
            for message in opened(request, group):
                await self._outbox.post_again(tx, message)

    async def _of(self, tx: Transaction, message: OutgoingMessage) -> Request | None:
        about = message.dedup_key.split(":")
        try:
            return await self._requests.get(tx, about[1]) if about[0] == "request" else None
        except UserFacing:
            return None
