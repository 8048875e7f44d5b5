"""What is not a typed question in private: groups, attachments, the library, danger."""

from bot.simulator.models import Topic
from bot.simulator.people import KINDS
from tests.chat.conftest import ADMINISTRATOR, Assistant
from tests.chat.fakes import SENTENCES

QUESTION = "How does a joint commission verify incidents?"
NAME = "@mediation_demo_bot"


async def test_what_is_not_text_gets_one_sentence(assistant: Assistant) -> None:
    sent = [assistant.simulator.person().send(kind) for kind in KINDS]

    await assistant.until(lambda: all(assistant.simulator.replies_to(message) for message in sent))
    await assistant.rest()

    told = [[reply.text for reply in assistant.simulator.replies_to(message)] for message in sent]
    assert {len(texts) for texts in told} == {1}
    assert all("type the question" in texts[0] for texts in told)


async def test_what_the_library_of_telegram_cannot_read_is_still_answered(assistant: Assistant) -> None:
    amina = assistant.simulator.person()
    answer = (await assistant.answers_to(amina.write(QUESTION)))[0]
    unreadable = {"poll": {"question": "of a later version"}}

    strange = amina.write("to be replaced")
    await assistant.answers_to(strange)
    body = strange.as_json() | unreadable | {"message_id": answer.message_id}
    body.pop("text")
    assistant.simulator.updates.push("message", body, "1")
    pressed = answer.as_json() | {"reply_to_message": strange.as_json() | unreadable}
    more = next(button for button in answer.buttons if button["text"] == "More")
    press = {"id": "1", "from": amina.user, "message": pressed, "chat_instance": "1", "data": more["callback_data"]}
    assistant.simulator.updates.push("callback_query", press, "1")
    await assistant.until(lambda: SENTENCES[1] in answer.text)

    assert "cannot open this" in await assistant.answer_to(answer)
    # The press was made up, so Telegram knows no such press to acknowledge.
    journal = assistant.simulator.journal
    journal[:] = [call for call in journal if call.method != "answerCallbackQuery"]


async def test_forwarded_words_are_not_answered(assistant: Assistant) -> None:
    sent = assistant.simulator.person().forward(QUESTION)

    assert "forwarded" in await assistant.answer_to(sent)
    assert assistant.answerer.asked == []


async def test_a_group_is_heard_only_when_switched_on_and_only_when_addressed(assistant: Assistant) -> None:
    boss = assistant.simulator.person("Boss", user_id=ADMINISTRATOR)
    amina = assistant.simulator.person()
    group = assistant.simulator.group("Talks")
    for person in (boss, amina):
        group.join(person)
    await assistant.answers_to(boss.write("/help"))
    group.add_bot(boss, "administrator")

    before = amina.write(f"{NAME} {QUESTION}", group.chat)
    await assistant.rest()
    await assistant.answers_to(boss.write("/group on", group.chat))
    asked = amina.write(f"{NAME} {QUESTION}", group.chat)
    overheard = amina.write(QUESTION, group.chat)
    answer = (await assistant.answers_to(asked))[0]
    followed_up = amina.write("And the costs?", group.chat, reply_to=answer)
    await assistant.answers_to(followed_up)

    assert assistant.simulator.replies_to(before) == []
    assert assistant.simulator.replies_to(overheard) == []
    assert SENTENCES[0] in answer.text
    assert [question.internal for question in assistant.answerer.asked] == [False, False]


async def test_a_button_in_a_group_belongs_to_the_one_who_asked(assistant: Assistant) -> None:
    boss = assistant.simulator.person("Boss", user_id=ADMINISTRATOR)
    amina = assistant.simulator.person()
    group = assistant.simulator.group("Talks")
    for person in (boss, amina):
        group.join(person)
    await assistant.answers_to(boss.write("/help"))
    group.add_bot(boss)
    await assistant.answers_to(boss.write("/group on", group.chat))
    answer = (await assistant.answers_to(amina.write(f"{NAME} {QUESTION}", group.chat)))[0]

    boss.press("Sources", answer)
    await assistant.rest()

    assert assistant.simulator.replies_to(answer) == []


async def test_the_bot_leaves_a_group_that_no_administrator_added_it_to(assistant: Assistant) -> None:
    amina = assistant.simulator.person()
    await assistant.answers_to(amina.write("/help"))
    group = assistant.simulator.group("Elsewhere")
    group.join(amina)

    group.add_bot(amina)
    await assistant.until(lambda: group.chat.bot_status == "left")

    assert "leave" in group.chat.present()[-1].text


async def test_a_group_that_migrates_stays_switched_on(assistant: Assistant) -> None:
    boss = assistant.simulator.person("Boss", user_id=ADMINISTRATOR)
    await assistant.answers_to(boss.write("/help"))
    group = assistant.simulator.group("Talks", basic=True)
    group.join(boss)
    group.add_bot(boss)
    await assistant.answers_to(boss.write("/group on", group.chat))

    moved = group.migrate(boss)
    await assistant.rest()
    asked = boss.write(f"/ask {QUESTION}", moved.chat)

    assert SENTENCES[0] in await assistant.answer_to(asked)


async def test_an_answer_in_a_topic_stays_in_the_topic(assistant: Assistant) -> None:
    boss = assistant.simulator.person("Boss", user_id=ADMINISTRATOR)
    await assistant.answers_to(boss.write("/help"))
    group = assistant.simulator.group("Talks", forum=True)
    group.join(boss)
    group.add_bot(boss)
    group.chat.topics[9] = Topic("Ceasefires")
    await assistant.answers_to(boss.write("/group on", group.chat, thread_id=9))

    answer = await assistant.answers_to(boss.write(f"/ask {QUESTION}", group.chat, thread_id=9))

    assert [message.thread_id for message in answer] == [9]


async def test_the_library_leads_from_themes_to_the_file(assistant: Assistant) -> None:
    amina = assistant.simulator.person()
    (shelf,) = await assistant.answers_to(amina.write("/library"))
    assert [button["text"] for button in shelf.buttons] == ["Ceasefires (1)", "All documents (1)"]

    amina.press("Ceasefires (1)")
    await assistant.until(lambda: "Ceasefires" in shelf.text)
    amina.press(shelf.buttons[0]["text"], shelf)
    await assistant.until(lambda: "UN DPPA" in shelf.text)
    listed = shelf.text
    amina.press("Send the file (1 KB)")
    files = await assistant.answers_to(shelf)

    assert "– Joint commission" in listed
    assert "document" in files[-1].content


async def test_one_tap_alerts_the_duty_chat_without_her_words(assistant: Assistant) -> None:
    amina, boss = assistant.simulator.person(), assistant.simulator.person("B", user_id=42)
    group = assistant.simulator.group("Roster team")
    group.join(boss)
    await assistant.answers_to(boss.write("/help"))
    group.add_bot(boss)
    await assistant.answers_to(boss.write("/link_roster", group.chat))
    danger = (await assistant.answers_to(amina.write("They are shooting at us, help")))[0]

    amina.press("Alert the duty team, without my name", danger)
    told = await assistant.answer_to(danger)

    assert "was alerted" in told
    alarm = group.chat.present()[-1].text
    assert alarm.startswith("ALERT")
    assert "Amina" not in alarm
    assert "shooting" not in alarm


async def test_this_is_a_question_is_answered_from_the_library(assistant: Assistant) -> None:
    amina = assistant.simulator.person()
    danger = (await assistant.answers_to(amina.write("They are shooting at us, help")))[0]

    amina.press("This is a question", danger)

    assert SENTENCES[0] in await assistant.answer_to(danger)


async def test_a_button_that_we_did_not_build_does_nothing(assistant: Assistant) -> None:
    amina = assistant.simulator.person()
    (shelf,) = await assistant.answers_to(amina.write("/library"))
    for data in ("", "s:1", "j:x:2", "o:../../etc/passwd", "t:-5", "x:nothing", "💥"):
        shelf.content["reply_markup"] = {"inline_keyboard": [[{"text": "x", "callback_data": data}]]}
        if data:
            amina.press("x", shelf)

    asked = amina.write(QUESTION)

    assert SENTENCES[0] in await assistant.answer_to(asked)


async def test_a_voice_message_is_shown_as_text_before_it_is_answered(hearing: Assistant) -> None:
    amina = hearing.simulator.person()
    (heard,) = await hearing.answers_to(amina.send("voice"))

    amina.press("Yes, answer it", heard)
    answer = await hearing.answer_to(heard)

    assert QUESTION in heard.text
    assert SENTENCES[0] in answer
    assert hearing.answerer.asked[0].text == QUESTION
