"""What Telegram does with a message, and what follows from it."""

from datetime import timedelta

import sqlalchemy as sa

from bot.errors import Permanent, Retryable
from tests.delivery.conftest import Delivery, a_text, passing, until, until_idle
from tests.fakes import FixedClock


async def test_a_known_key_is_not_queued_again(delivery: Delivery) -> None:
    await delivery.post(a_text("a"))
    await delivery.post(a_text("a", text="again"))

    delivery.start()
    await until_idle(delivery)

    assert delivery.telegram.texts(7) == ["a"]


async def test_an_edit_takes_the_place_of_the_message_it_names(delivery: Delivery) -> None:
    delivery.start()
    await delivery.post(a_text("placeholder"))
    await delivery.post(a_text("answer", edits="placeholder"))
    await delivery.post(a_text("better", edits="answer"))
    await until_idle(delivery)

    assert delivery.telegram.texts(7) == ["better"]


async def test_an_edit_of_what_never_arrived_is_a_message_of_its_own(delivery: Delivery) -> None:
    delivery.telegram.script = [Permanent("bad_request")]
    delivery.start()
    await delivery.post(a_text("placeholder"))
    await delivery.post(a_text("answer", edits="placeholder"))
    await until_idle(delivery)

    assert delivery.telegram.texts(7) == ["answer"]
    assert await delivery.undelivered() == [("placeholder", "bad_request")]


async def test_a_chat_that_must_wait_holds_its_own_messages_only(delivery: Delivery, clock: FixedClock) -> None:
    delivery.telegram.script = [Retryable("too_many_requests", after_seconds=30)]
    delivery.start()
    await delivery.post(a_text("first", 1))
    await until(lambda: delivery.telegram.calls)
    await delivery.post(a_text("second", 1))
    await delivery.post(a_text("other", 2))
    await until(lambda: delivery.telegram.texts(2) == ["other"])

    clock.pass_time(seconds=29)
    await delivery.post(a_text("third", 2))
    await until(lambda: len(delivery.telegram.texts(2)) == 2)
    assert delivery.telegram.texts(1) == []
    clock.pass_time(seconds=2)
    await until(lambda: delivery.telegram.texts(1) == ["first", "second"])


async def test_trouble_is_tried_again_and_the_sender_knows_what_may_have_arrived(
    delivery: Delivery, clock: FixedClock
) -> None:
    delivery.telegram.script = [Retryable("too_many_requests", 1), Retryable("timed_out"), None]
    delivery.start()
    await delivery.post(a_text("a"))

    await passing(clock, lambda: delivery.telegram.texts(7) == ["a"])

    assert [call.sent_maybe for call in delivery.telegram.calls] == [False, False, True]
    assert [call.attempts for call in delivery.telegram.calls] == [1, 2, 3]


async def test_a_message_that_cannot_be_rendered_is_given_up_and_stops_nobody(
    delivery: Delivery, clock: FixedClock
) -> None:
    delivery.telegram.script = [ZeroDivisionError()] * 5
    delivery.start()
    await delivery.post(a_text("broken", 1))
    await delivery.post(a_text("next", 1))

    await passing(clock, lambda: delivery.telegram.texts(1))

    assert await delivery.undelivered() == [("broken", "ZeroDivisionError")]
    assert delivery.telegram.texts(1) == ["next"]


async def test_a_later_message_waits_for_its_moment_and_holds_nobody_up(delivery: Delivery, clock: FixedClock) -> None:
    delivery.start()
    await delivery.post(a_text("reminder", due_at=clock.now() + timedelta(days=1)))
    await delivery.post(a_text("now"))
    await until_idle(delivery)
    assert delivery.telegram.texts(7) == ["now"]

    clock.pass_time(days=1)

    await until(lambda: delivery.telegram.texts(7) == ["now", "reminder"])


async def test_a_message_posted_by_another_process_is_found(delivery: Delivery) -> None:
    other = Delivery(delivery.database, delivery.outbox._vault, delivery.clock, delivery.telegram)
    delivery.start()

    await other.post(a_text("from a command"))

    await until(lambda: delivery.telegram.texts(7) == ["from a command"])


async def test_the_text_is_erased_once_sent_and_the_times_stay(delivery: Delivery) -> None:
    delivery.start()
    await delivery.post(a_text("a"))
    await until_idle(delivery)

    async with delivery.database.transaction() as transaction:
        row = (await transaction.execute(sa.text("SELECT * FROM outbox"))).mappings().one()

    assert row["payload"] is None
    assert row["message_id"] == 1
    assert row["done_at"] == delivery.clock.now().timestamp()


async def test_many_messages_to_one_chat_keep_their_order(delivery: Delivery) -> None:
    delivery.start()
    await delivery.post(a_text("root"))
    for number in range(25):
        await delivery.post(a_text(f"{number}", edits="root"))
    await until_idle(delivery)

    sent = [call.message.dedup_key for call in delivery.telegram.calls]
    assert sent == ["root", *(f"{number}" for number in range(25))]
