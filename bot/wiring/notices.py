"""What people hear when something could not be done."""

from bot.delivery.models import OutgoingMessage
from bot.people.models import Role
from bot.wiring.command import CommandServices


class Apologies:
    """An update that nobody could handle is not passed over in silence: whoever wrote it hears
    that it was not answered, administrators hear its id."""

    def __init__(self, parts: CommandServices) -> None:
        self._parts = parts

    async def tell(self, update_id: int, reason: str) -> None:
        parts = self._parts
        async with parts.database.transaction() as tx:
            chat_id = await parts.inbox.rows.chat_of(tx, update_id)
            if chat_id and chat_id > 0:
                await parts.outbox.post(tx, _line(chat_id, update_id, "could-not-answer"))
            for person in await parts.people.active(tx, Role.ADMINISTRATOR):
                if await parts.inbox.rows.has_written(tx, person.telegram_id):
                    line = _line(person.telegram_id, update_id, "update-set-aside", id=str(update_id))
                    await parts.outbox.post(tx, line)


def _line(chat_id: int, update_id: int, text_id: str, **words: str) -> OutgoingMessage:
    return OutgoingMessage(
        chat_id=chat_id,
        kind="say",
        data={"lines": [[text_id, words]], "buttons": []},
        dedup_key=f"{update_id}:{text_id}:{chat_id}",
    )
