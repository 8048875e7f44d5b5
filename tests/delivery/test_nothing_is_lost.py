"""From a stored update to a message on the phone: once, in order, also after trouble."""

from bot.delivery.work import Work
from tests.delivery.conftest import Delivery, a_message, a_text, until_idle


async def answer(work: Work) -> None:
    chat, key = work.row.chat_id, f"{work.row.update_id}"
    await work.send_now(a_text(f"{key}:placeholder", chat, "..."))
    async with work.finish() as transaction:
        text = f"answer {work.row.update['message']['text']}"
        message = a_text(f"{key}:answer", chat, text, edits=f"{key}:placeholder")
        await work._outbox.post(transaction, message)


async def test_every_question_gets_one_answer_in_order(delivery: Delivery) -> None:
    delivery.start(answer)

    for number in range(1, 31):
        await delivery.inbox.store([a_message(number, chat_id=number % 3 + 1, text=str(number))])
    await until_idle(delivery)

    for chat in (1, 2, 3):
        expected = [f"answer {number}" for number in range(1, 31) if number % 3 + 1 == chat]
        assert delivery.telegram.texts(chat) == expected
