"""Who gets in, who is heard, and what people choose for themselves."""

from datetime import UTC, datetime, timedelta

from bot.people.models import Role
from bot.simulator.models import Message
from tests.chat.conftest import ADMINISTRATOR, Assistant
from tests.chat.fakes import SENTENCES

QUESTION = "How does a joint commission verify incidents?"


async def test_the_first_message_says_everything_at_once(assistant: Assistant) -> None:
    hello = assistant.simulator.person().write("/start")

    (welcome,) = await assistant.answers_to(hello)

    for fact in ("with sources", "logged", "end-to-end encrypted", "Never write"):
        assert fact in welcome.text
    assert [button["text"] for button in welcome.buttons][:3] == ["English", "Français", "Español"]


async def test_while_nobody_can_be_recognised_nobody_is_answered(assistant: Assistant) -> None:
    assistant.people.failures = 1

    asked = assistant.simulator.person().write("/help")
    told = await assistant.answers_to(asked)

    assert len(told) == 1
    assert assistant.people.failures == 0


async def test_a_stranger_who_floods_hears_nothing_more(closed: Assistant) -> None:
    stranger = closed.simulator.person()

    for number in range(25):
        stranger.write(f"{QUESTION} {number}")
    await closed.rest()

    assert len([message for message in stranger.chat.present() if message.from_bot]) == 1


async def test_a_stranger_hears_one_sentence_and_then_nothing(closed: Assistant) -> None:
    stranger = closed.simulator.person()

    first, second = stranger.write("/start"), stranger.write(QUESTION)
    told = await closed.answers_to(first)
    await closed.rest()

    assert ["invited people" in message.text for message in told] == [True]
    assert closed.simulator.replies_to(second) == []
    assert closed.answerer.asked == []


async def test_an_invitation_opens_the_door_once_and_the_inviter_can_undo_it(closed: Assistant) -> None:
    boss, amina = closed.simulator.person("Boss", user_id=ADMINISTRATOR), closed.simulator.person()
    invitation = await closed.answer_to(boss.write("/invite officer Amina at home"))
    code = invitation.rsplit("/start ", 1)[-1].rsplit("start=", 1)[-1]

    await closed.answers_to(amina.write(f"/start {code}"))
    assert SENTENCES[0] in await closed.answer_to(amina.write(QUESTION))
    await closed.until(lambda: any("used your" in item.text for item in boss.chat.present()))
    told = next(item for item in boss.chat.present() if "used your" in item.text)
    boss.press("Undo", told)
    await closed.rest()
    shut_out = amina.write(QUESTION)
    await closed.rest()

    assert "Amina" in told.text
    assert closed.simulator.replies_to(shut_out) == []


async def test_a_mediator_may_not_invite(assistant: Assistant) -> None:
    asked = assistant.simulator.person().write("/invite officer")

    assert "does not allow" in await assistant.answer_to(asked)


async def test_a_locked_phone_is_not_answered(assistant: Assistant) -> None:
    boss = assistant.simulator.person("Boss", user_id=ADMINISTRATOR)
    amina = assistant.simulator.person()
    await assistant.answers_to(amina.write(QUESTION))
    people = await assistant.answer_to(boss.write("/people"))
    theirs = next(line for line in people.splitlines() if "mediator" in line).split(" ")[0]

    await assistant.answers_to(boss.write(f"/lock {theirs}"))
    asked = amina.write(QUESTION)
    await assistant.rest()

    assert assistant.simulator.replies_to(asked) == []


async def test_the_language_is_the_phones_until_a_button_changes_it(assistant: Assistant) -> None:
    amina = assistant.simulator.person("Amina", "fr-CA")
    (welcome,) = await assistant.answers_to(amina.write("/start"))
    french = welcome.text

    amina.press("English")
    await assistant.until(lambda: "From now on I speak English" in welcome.text)

    assert "peace mediation" not in french


async def test_forget_asks_once_and_erases(assistant: Assistant) -> None:
    amina = assistant.simulator.person()
    answer = (await assistant.answers_to(amina.write(QUESTION)))[0]

    (asked,) = await assistant.answers_to(amina.write("/forget"))
    assert "cannot erase the messages on your phone" in asked.text
    amina.press("Yes, erase it")
    await assistant.until(lambda: asked.text.startswith("Erased"))
    amina.press("Sources", answer)

    assert "do not have this answer" in await assistant.answer_to(answer)
    async with assistant.database.transaction() as tx:
        assert [row.content for row in await assistant.store.page(tx)] == [{}]


async def test_above_the_rate_messages_wait_and_one_line_says_so(assistant: Assistant) -> None:
    amina, boris = assistant.simulator.person("Amina"), assistant.simulator.person("Boris")
    asked = [amina.write(f"{QUESTION} {number}") for number in range(23)]

    await assistant.until(lambda: bool(assistant.simulator.replies_to(asked[20])))
    theirs = boris.write(QUESTION)
    await assistant.until(lambda: SENTENCES[0] in _shown(assistant, theirs))

    assert "wait a little" in _shown(assistant, asked[20])
    assert SENTENCES[0] in _shown(assistant, asked[19])
    assert _shown(assistant, asked[21]) == ""


async def test_what_piled_up_while_the_bot_was_away_does_not_wait(assistant: Assistant) -> None:
    long_ago = int(datetime(2026, 1, 5, 8, 0, tzinfo=UTC).timestamp())
    amina = assistant.simulator.person()
    await assistant.answers_to(amina.write("/help"))
    user = amina.user
    updates = [
        {
            "update_id": 7_000 + number,
            "message": {
                "message_id": 500 + number,
                "date": long_ago + 60 * number,
                "from": user,
                "chat": {"id": user["id"], "type": "private"},
                "text": f"{QUESTION} {number}",
            },
        }
        for number in range(25)
    ]

    await assistant.inbox.store(updates)
    await assistant.until(lambda: len(assistant.answerer.asked) == 25)
    await assistant.rest()

    shown = [item.text for item in amina.chat.present()]
    assert sum("You asked this on" in text for text in shown) == 25


def _shown(assistant: Assistant, message: Message) -> str:
    return "".join(item.text for item in assistant.simulator.replies_to(message))


async def test_a_message_from_a_clock_that_is_ahead_is_not_too_fast(assistant: Assistant) -> None:
    assistant.clock.late = timedelta(seconds=-30)

    assert SENTENCES[0] in await assistant.answer_to(assistant.simulator.person().write(QUESTION))


async def test_roles_reach_the_command_menu(assistant: Assistant) -> None:
    boss = assistant.simulator.person("Boss", user_id=ADMINISTRATOR)

    await assistant.answers_to(boss.write("/start"))

    menus = [call for call in assistant.simulator.journal if call.method == "setMyCommands"]
    assert "invite" in str(menus[-1].parameters["commands"])
    async with assistant.database.transaction() as tx:
        person = await assistant.people.find(tx, ADMINISTRATOR)
    assert person is not None
    assert person.role is Role.ADMINISTRATOR
