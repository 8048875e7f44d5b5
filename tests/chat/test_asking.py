"""A mediator asks, over HTTP, as Telegram would carry it."""

import asyncio
import time
from datetime import timedelta

from bot.people.models import OPERATOR
from retrieval.models import Question
from tests.chat.conftest import ADMINISTRATOR, Assistant
from tests.chat.fakes import GUIDE, SENTENCES

QUESTION = "How does a joint commission verify incidents?"


async def test_a_question_is_answered_in_one_message_that_replies_to_it(assistant: Assistant) -> None:
    asked = assistant.simulator.person().write(QUESTION)

    answers = await assistant.answers_to(asked)

    assert len(answers) == 1
    assert "verifies each incident within 48 hours. [1]" in answers[0].text
    assert "UN DPPA, Guidance on <Ceasefires>, 2022" in answers[0].text
    assert "One source, 2022" in answers[0].text
    assert [button["text"] for button in answers[0].buttons] == [
        "Useful",
        "Not useful",
        "More",
        "Sources",
        "Copy as text",
        "Ask the team",
    ]


async def test_progress_is_shown_before_the_answer_takes_its_place(assistant: Assistant) -> None:
    asked = assistant.simulator.person().write(QUESTION)

    answer = (await assistant.answers_to(asked))[0]

    shown = [content["text"] for _, content in answer.versions]
    assert shown[0].startswith("Looking in the library")
    assert SENTENCES[0] in shown[-1]


async def test_more_completes_the_same_message(assistant: Assistant) -> None:
    amina = assistant.simulator.person()
    answer = (await assistant.answers_to(amina.write(QUESTION)))[0]
    assert SENTENCES[1] not in answer.text

    amina.press("More")
    await assistant.until(lambda: SENTENCES[1] in answer.text)

    assert "More" not in [button["text"] for button in answer.buttons]
    assert "One source, 2022" in answer.text


async def test_sources_are_shown_as_they_stand_until_they_are_withdrawn(assistant: Assistant) -> None:
    amina = assistant.simulator.person()
    answer = (await assistant.answers_to(amina.write(QUESTION)))[0]

    amina.press("Sources")
    shown = await assistant.answer_to(answer)
    del assistant.library.shelf[GUIDE.path]
    amina.press("Sources", answer)
    withdrawn = (await assistant.answers_to(answer, 2))[-1].text

    assert f"Monitoring > Joint commission\n{SENTENCES[0]}" in shown
    assert SENTENCES[0] not in withdrawn
    assert "not in the library any more" in withdrawn


async def test_a_copy_has_sources_and_a_date_but_neither_question_nor_assistant(assistant: Assistant) -> None:
    amina = assistant.simulator.person()
    answer = (await assistant.answers_to(amina.write(QUESTION)))[0]

    amina.press("Copy as text")
    copied = await assistant.answer_to(answer)

    assert SENTENCES[0] in copied
    assert SENTENCES[1] in copied
    assert "UN DPPA, Guidance on <Ceasefires>, 2022" in copied
    assert copied.splitlines()[-1].startswith("20")
    assert QUESTION not in copied
    assert "mediation_demo_bot" not in copied


async def test_not_useful_asks_why_and_shows_the_next_best_passage(assistant: Assistant) -> None:
    amina = assistant.simulator.person()
    answer = (await assistant.answers_to(amina.write(QUESTION)))[0]

    amina.press("Not useful")
    asked_why = (await assistant.answers_to(answer))[-1]
    amina.press("Out of date")
    thanks = await assistant.answer_to(asked_why)

    assert SENTENCES[2] in asked_why.text
    assert "helps to mend" in thanks
    async with assistant.database.transaction() as tx:
        (logged,) = await assistant.store.page(tx)
    assert (logged.feedback, logged.feedback_reason) == ("not_useful", "outdated")


async def test_a_refusal_names_the_nearest_documents_and_leads_to_people_and_library(assistant: Assistant) -> None:
    asked = assistant.simulator.person().write("Who shares the aquifer of the northern plateau?")

    refusal = (await assistant.answers_to(asked))[0]

    assert "does not cover this" in refusal.text
    assert "Guidance on <Ceasefires>" in refusal.text
    assert [button["text"] for button in refusal.buttons] == ["Ask the team", "Library", "Not useful"]


async def test_the_team_button_is_honest_and_names_the_unit(assistant: Assistant) -> None:
    amina = assistant.simulator.person()
    answer = (await assistant.answers_to(amina.write(QUESTION)))[0]

    amina.press("Ask the team")
    told = await assistant.answer_to(answer)

    assert "no person reads it here" in told
    assert "the Test Unit" in told
    assert "+1 555 0100" in told


async def test_an_edited_question_gets_its_answer_edited(assistant: Assistant) -> None:
    amina = assistant.simulator.person()
    asked = amina.write("Who shares the aquifer of the northern plateau?")
    await assistant.answers_to(asked)

    amina.edit(asked, QUESTION)
    await assistant.until(lambda: SENTENCES[0] in assistant.simulator.replies_to(asked)[0].text)

    assert len(await assistant.answers_to(asked)) == 1


async def test_off_the_record_the_answer_is_whole_and_nothing_is_kept(assistant: Assistant) -> None:
    amina = assistant.simulator.person()
    await assistant.answers_to(amina.write("/off"))

    answer = (await assistant.answers_to(amina.write(QUESTION)))[0]

    assert SENTENCES[1] in answer.text
    assert answer.buttons == []
    async with assistant.database.transaction() as tx:
        (logged,) = await assistant.store.page(tx)
    assert (logged.asker, logged.content, logged.update_id) == (None, {}, None)
    assert logged.outcome == "answered"


async def test_an_edit_of_an_off_record_question_stays_off_the_record(assistant: Assistant) -> None:
    amina = assistant.simulator.person()
    await assistant.answers_to(amina.write("/off"))
    asked = amina.write("Who shares the aquifer of the northern plateau?")
    await assistant.answers_to(asked)

    amina.edit(asked, QUESTION)
    await assistant.answers_to(asked, 2)

    async with assistant.database.transaction() as tx:
        assert [row.content for row in await assistant.store.page(tx)] == [{}, {}]


async def test_only_the_one_who_asked_may_press(assistant: Assistant) -> None:
    amina, boris = assistant.simulator.person("Amina"), assistant.simulator.person("Boris")
    answer = (await assistant.answers_to(amina.write(QUESTION)))[0]
    useful = next(button for button in answer.buttons if button["text"] == "Useful")
    theirs = (await assistant.answers_to(boris.write(QUESTION)))[0]

    theirs.content["reply_markup"] = {"inline_keyboard": [[useful]]}
    boris.press("Useful", theirs)
    told = await assistant.answer_to(theirs)

    assert "do not have this answer" in told
    async with assistant.database.transaction() as tx:
        assert [row.feedback for row in await assistant.store.page(tx)] == [None, None]


async def test_sentences_are_shown_while_the_rest_is_written(assistant: Assistant) -> None:
    assistant.answerer.slow_seconds = 1.1

    answer = (await assistant.answers_to(assistant.simulator.person().write(QUESTION)))[0]

    shown = [content["text"] for _, content in answer.versions]
    assert any("Still writing" in text and SENTENCES[0] in text for text in shown)
    assert "Still writing" not in shown[-1]


async def test_an_answer_that_took_long_is_followed_by_a_line_that_replies_to_it(assistant: Assistant) -> None:
    loop = asyncio.get_running_loop()

    def take_long(question: Question) -> None:
        """Until it is known where the progress line stands."""
        while not assistant.simulator.replies_to(asked) or waits_to_be_sent():
            time.sleep(0.02)
        assistant.clock.late = timedelta(seconds=25)

    def waits_to_be_sent() -> int:
        return asyncio.run_coroutine_threadsafe(assistant.outbox.pending(), loop).result()

    assistant.answerer.before = take_long
    asked = assistant.simulator.person().write(QUESTION)

    answer = (await assistant.answers_to(asked))[0]

    assert "is ready" in await assistant.answer_to(answer)


async def test_any_text_is_answered(assistant: Assistant) -> None:
    texts = ["x" * 4000, "𝒳" * 1990, "<b>&amp;\u202e</i>", "مرحبا [1] \u2067x", "😀👨‍👩‍👧‍👦", "\u200b\u200b"]
    asked = [assistant.simulator.person().write(text) for text in texts]

    await assistant.until(lambda: all(assistant.simulator.replies_to(message) for message in asked))
    await assistant.rest()

    shown = [assistant.simulator.replies_to(message)[0].text for message in asked]
    assert not any(text.startswith("Looking in") for text in shown)


async def test_an_answer_in_arabic_is_wholly_in_arabic(assistant: Assistant) -> None:
    asked = assistant.simulator.person("Layla", "ar").write("كيف تتم مراقبة وقف إطلاق النار؟")

    answer = (await assistant.answers_to(asked))[0]

    labels = "".join(button["text"] for button in answer.buttons)
    assert not any("a" <= letter.lower() <= "z" for letter in labels)


async def test_documents_for_internal_use_are_asked_for_only_by_whom_may_see_them(assistant: Assistant) -> None:
    amina = assistant.simulator.person()
    await assistant.answers_to(amina.write(QUESTION))
    async with assistant.database.transaction() as tx:
        person = await assistant.people.find(tx, amina.user_id)
        assert person is not None
        await assistant.people.grant_internal(tx, OPERATOR, person.person_id)
    await assistant.answers_to(amina.write(QUESTION))

    assert [question.internal for question in assistant.answerer.asked] == [False, True]
    assert amina.user_id != ADMINISTRATOR
