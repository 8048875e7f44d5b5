"""A mediator asks the team for an expert: from words to a request, and what she hears afterwards."""

from datetime import timedelta

import pytest

from bot.expert_requests.models import Details, Kind, Move, Officer, Request, Result, Stage, Urgency
from bot.simulator.models import Message
from bot.simulator.people import Group
from tests.chat.conftest import ADMINISTRATOR, Assistant
from tests.chat.test_asking import QUESTION

OFFICER = Officer(ADMINISTRATOR, "p-officer", "Noor")
ASKED = "We need a French-speaking expert on ceasefires in Juba for two weeks"


class Team:
    """A linked group of the roster team, and the requests that reach it."""

    def __init__(self, assistant: Assistant, group: Group) -> None:
        self.assistant, self.group = assistant, group

    def phone(self, name: str = "Amina", language: str = "en") -> "Phone":
        return Phone(self.assistant, name, language)

    async def open_requests(self) -> list[Request]:
        async with self.assistant.database.transaction() as tx:
            return list(await self.assistant.requests.open_requests(tx))

    async def request(self) -> Request:
        [request] = await self.open_requests()
        return request

    async def moves(self, request: Request) -> list[Move]:
        async with self.assistant.database.transaction() as tx:
            return [event.move for event in await self.assistant.requests.events(tx, request.request_id)]

    async def move(self, move: Move, request: Request, **given: object) -> Request:
        async with self.assistant.database.transaction() as tx:
            request = await self.assistant.requests.move(tx, OFFICER, request.request_id, move, **given)
        await self.assistant.rest()
        return request


class Phone:
    """What somebody writes and presses, and the text that this brings or changes."""

    def __init__(self, assistant: Assistant, name: str, language: str) -> None:
        self.assistant, self.person = assistant, assistant.simulator.person(name, language)

    async def write(self, text: str, reply_to: Message | None = None) -> str:
        asked = self.person.write(text, reply_to=reply_to)
        return (await self.assistant.answers_to(asked))[-1].text

    async def press(self, label: str, message: Message | None = None) -> str:
        before = {id(one): one.text for one in self.shown()}
        press = self.person.press(label, message)
        await self.assistant.until(lambda: press.answer is not None)
        await self.assistant.rest()
        changed = [one.text for one in self.shown() if before.get(id(one)) != one.text]
        return changed[-1] if changed else ""

    async def last(self) -> Message:
        await self.assistant.rest()
        return self.shown()[-1]

    def shown(self) -> list[Message]:
        return [one for one in self.person.chat.present() if one.from_bot]

    async def labels(self) -> list[str]:
        return [button["text"] for button in (await self.last()).buttons]

    async def send_request(self, task: str = "Advise on a ceasefire line") -> str:
        await self.write("/expert")
        await self.write(task)
        for label in ("By phone or video", "This week", "Here, in this chat"):
            await self.press(label)
        return await self.press("Send to the team")


@pytest.fixture
async def team(assistant: Assistant) -> Team:
    group = assistant.simulator.group("Roster team", forum=True)
    admin = assistant.simulator.person("Admin", user_id=ADMINISTRATOR)
    admin.write("/start")
    group.join(admin)
    group.add_bot(admin, "administrator")
    await assistant.answers_to(admin.write("/link_roster", group.chat))
    return Team(assistant, group)


async def test_four_answers_suffice_one_at_a_time(team: Team) -> None:
    amina = team.phone()

    assert (await amina.write("/expert")).startswith("1 of 4")
    assert (await amina.write("How do we get two brigades to agree on a ceasefire line?")).startswith("2 of 4")
    assert "country or town" in await amina.press("With you")
    assert (await amina.write("Juba, near the river")).startswith("3 of 4")
    assert (await amina.press("This week")).startswith("4 of 4")
    summary = await amina.press("Here, in this chat")

    assert "two brigades" in summary
    assert "Where: Juba, near the river. How: With you. When: this week." in summary
    assert "not yet a promise" in summary
    assert await team.open_requests() == []
    confirmed = await amina.press("Send to the team")
    request = await team.request()
    assert f"This is request {request.number}" in confirmed
    assert (request.stage, request.urgency) == (Stage.SUBMITTED, Urgency.URGENT)
    assert request.details.location == "Juba, near the river"


async def test_what_her_first_message_says_is_not_asked_again(team: Team) -> None:
    amina = team.phone()

    asked = await amina.write(ASKED)

    assert asked.startswith("3 of 4")
    summary = await amina.write("next Monday")
    summary = await amina.write("+41 79 000 00 00, evenings")
    assert "ceasefires" in summary
    assert "Juba" in summary
    assert "French" in summary
    assert "14 days" in summary
    assert "next Monday, " in summary
    assert "+41 79 000 00 00, evenings" in summary


async def test_a_word_sends_the_summary_and_another_adds_to_it(team: Team) -> None:
    amina = team.phone()
    await amina.write(ASKED)
    await amina.press("No hurry")
    await amina.press("Here, in this chat")

    added = await amina.write("A woman would be better, as the delegates are women")
    confirmed = await amina.write("Yes, send it please")

    assert "A woman would be better" in added
    request = await team.request()
    assert request.details.gender_preference == "female"
    assert f"request {request.number}" in confirmed


async def test_skip_leaves_a_detail_unsaid_and_back_changes_it(team: Team) -> None:
    amina = team.phone()
    await amina.write("/expert")
    await amina.write("Train four facilitators")

    assert (await amina.press("Skip")).startswith("3 of 4")
    assert (await amina.press("Back")).startswith("2 of 4")
    assert (await amina.press("I’d rather not say where")).startswith("3 of 4")
    assert "So far: I’d rather not say where" in await amina.press("Back")
    assert (await amina.press("By phone or video")).startswith("3 of 4")
    await amina.press("Skip")
    summary = await amina.press("Skip")

    assert "How: By phone or video." in summary
    assert "rather not" not in summary
    assert "When:" not in summary


async def test_cancel_keeps_nothing(team: Team) -> None:
    amina = team.phone()
    await amina.write(ASKED)

    assert "Nothing was sent" in await amina.press("Cancel")
    async with team.assistant.database.transaction() as tx:
        person = await team.assistant.people.find(tx, amina.person.user_id)
        assert person
        assert await team.assistant.requests.draft_of(tx, person) is None


async def test_a_question_at_a_step_is_answered_and_the_step_offered_again(team: Team) -> None:
    amina = team.phone()
    await amina.write(ASKED)

    offered = await amina.write(QUESTION)

    answer = amina.shown()[-2]
    assert "within 48 hours" in answer.text
    assert offered.startswith("3 of 4")
    assert (await amina.press("Today", amina.shown()[-1])).startswith("4 of 4")


async def test_danger_at_a_step_is_answered_first(team: Team) -> None:
    amina = team.phone()
    await amina.write(ASKED)

    await amina.write("They are shooting at us, help")

    assert "No person reads this chat." in amina.shown()[-2].text


async def test_a_draft_is_offered_again_with_what_it_holds(team: Team) -> None:
    amina = team.phone()
    await amina.write(ASKED)

    offered = await amina.write("/expert")
    assert "not sent yet" in offered
    assert (await amina.press("Continue")).startswith("3 of 4")
    await amina.write("We need an expert on elections in Lagos")
    assert (await amina.press("Start anew")).startswith("3 of 4")
    await amina.press("This month")
    summary = await amina.press("Here, in this chat")

    assert "Lagos" in summary
    assert "Juba" not in summary


async def test_after_days_a_draft_is_offered_below_the_answer(team: Team) -> None:
    amina = team.phone()
    await amina.write(ASKED)
    team.assistant.clock.late = timedelta(days=3)

    offered = await amina.write("national dialogues")

    assert "not sent yet" in offered
    assert (await amina.press("Continue")).startswith("3 of 4")
    assert (await amina.write("on 12 January")).startswith("4 of 4")


async def test_the_question_below_an_answer_goes_to_the_team_by_one_tap(team: Team) -> None:
    amina = team.phone()
    await amina.write(QUESTION)

    assert "How shall the team help you?" in await amina.press("Ask the team")
    shown = await amina.press("Answer me in writing")
    assert QUESTION in shown
    await amina.press("Send to the team")

    request = await team.request()
    assert (request.kind, request.question, request.details) == (Kind.WRITTEN, QUESTION, Details())


async def test_a_call_asks_three_things_and_takes_the_question_along(team: Team) -> None:
    amina = team.phone()
    await amina.write(QUESTION)
    await amina.press("Ask the team")

    assert (await amina.press("A call, or a look at a text")).startswith("1 of 3")
    assert (await amina.press("About my question")).startswith("2 of 3")
    await amina.press("Today")
    summary = await amina.press("Here, in this chat")

    assert f"What for: {QUESTION}" in summary


async def test_without_a_group_nothing_is_stored_and_the_contact_is_named(assistant: Assistant) -> None:
    amina = Phone(assistant, "Amina", "en")

    for told in (await amina.write("/expert"), await amina.write(ASKED)):
        assert "no person reads it here" in told
        assert "the Test Unit" in told
        assert "+1 555 0100" in told
    async with assistant.database.transaction() as tx:
        assert not await assistant.requests.everything(tx)


async def test_a_second_tap_and_an_old_button_change_nothing(team: Team) -> None:
    amina = team.phone()
    await amina.write("/expert")
    await amina.write("Train four facilitators")
    old = await amina.last()
    await amina.write("Juba")

    assert (await amina.press("By phone or video", old)).startswith("3 of 4")
    await amina.press("Today")
    await amina.press("Here, in this chat")
    summary = await amina.last()
    amina.person.press("Send to the team", summary)
    amina.person.press("Send to the team", summary)
    await team.assistant.rest()

    request = await team.request()
    assert request.details.location == "Juba"
    assert await team.moves(request) == [Move.SUBMIT]
    assert f"Request {request.number}: received" in (await amina.last()).text
    assert f"Request {request.number}: received" in await amina.press("Today", old) or "received" in old.text


async def test_only_replies_reach_the_team_and_are_confirmed(team: Team) -> None:
    amina = team.phone()
    await amina.send_request()
    request = await team.move(Move.TAKE, await team.request())
    await team.move(Move.ASK, request, words="Which <b>brigades</b> are they?")
    asked = await amina.last()
    assert "needs something from you" in asked.text
    assert "Which <b>brigades</b> are they?" in asked.text

    await amina.write(QUESTION)
    assert Move.REPLY not in await team.moves(request)
    told = await amina.write("The third and the ninth", reply_to=asked)

    assert told == f"Passed on to the team (request {request.number})."
    assert (await team.moves(request))[-1] is Move.REPLY
    assert (await team.request()).paused is None


async def test_answer_opens_a_reply_that_is_found_again(team: Team) -> None:
    amina = team.phone()
    await amina.send_request()
    await team.move(Move.TAKE, await team.request())
    await team.move(Move.TELL, await team.request(), words="We can talk tomorrow.")

    await amina.press("Write to the team")
    prompt = await amina.last()
    assert prompt.asks_reply
    await amina.write("Tomorrow at nine", reply_to=prompt)

    assert (await team.moves(await team.request()))[-1] is Move.REPLY


async def test_files_and_edits_are_not_passed_on(team: Team) -> None:
    amina = team.phone()
    await amina.send_request()
    await team.move(Move.TAKE, await team.request())
    await team.move(Move.ASK, await team.request(), words="Which brigades?")
    asked = await amina.last()
    hers = amina.person.write("The third", reply_to=asked)
    await amina.last()

    amina.person.edit(hers, "The third and the ninth")
    assert "write it again" in (await amina.last()).text
    assert (await team.moves(await team.request())).count(Move.REPLY) == 1


async def test_several_requests_each_with_its_state(team: Team) -> None:
    amina = team.phone()
    await amina.send_request("Advise on a ceasefire line")
    await amina.send_request("Train four facilitators")
    first, second = await team.open_requests()
    await team.move(Move.TAKE, second)

    states = await amina.write("What is the status of my request?")

    assert f"Request {first.number}: received" in states
    assert f"Request {second.number}: somebody has it" in states
    assert "aim, not a promise" in await amina.press(f"Request {first.number}")


async def test_withdrawing_is_asked_once(team: Team) -> None:
    amina = team.phone()
    await amina.send_request()
    request = await team.request()

    assert "Shall I withdraw" in await amina.press("Withdraw")
    assert "withdrawn by you" in await amina.press("Yes, withdraw it")

    assert await team.open_requests() == []
    assert (await team.moves(request))[-1] is Move.WITHDRAW


async def test_candidates_are_chosen_by_letter(team: Team) -> None:
    amina = team.phone()
    await amina.send_request()
    request = await team.request()
    await team.move(Move.TAKE, request)
    await team.move(Move.CANDIDATES, request)
    lines = ["Languages: French C1", "12 years of experience"]
    proposal = [{"letter": letter, "expert_id": "X01", "lines": lines} for letter in "AB"]
    await team.move(Move.PROPOSE, request, data={"proposal": proposal})

    shown = (await amina.last()).text
    assert "Candidate A\nLanguages: French C1\n12 years of experience" in shown
    assert "B suits you" in await amina.press("Candidate B")
    assert await amina.press("Candidate B") == ""

    request = await team.request()
    assert request.data["choice"] == "B"
    assert (await team.moves(request)).count(Move.CHOOSE) == 1


async def test_closing_asks_two_questions_that_can_be_skipped(team: Team) -> None:
    amina = team.phone()
    await amina.write(QUESTION)
    await amina.press("Ask the team")
    await amina.press("A call, or a look at a text")
    await amina.press("About my question")
    await amina.press("Today")
    await amina.press("Here, in this chat")
    await amina.press("Send to the team")
    request = await team.request()
    await team.move(Move.TAKE, request)
    closed = await team.move(Move.CLOSE, request)
    assert closed.result is Result.COMPLETED

    assert "What worked well?" in (await amina.last()).text
    second = await amina.write("Shuttling between the rooms", reply_to=await amina.last())
    assert "others in your place" in second
    assert "Thank you" in await amina.press("Skip")

    async with team.assistant.database.transaction() as tx:
        request = await team.assistant.requests.get(tx, request.request_id)
    assert request.data["lessons"] == {"1": "Shuttling between the rooms", "2": None}


async def test_a_group_is_sent_to_the_private_chat(team: Team) -> None:
    team.assistant.simulator.person("Admin", user_id=ADMINISTRATOR).write("/group on", team.group.chat)
    asked = team.assistant.simulator.person("Admin", user_id=ADMINISTRATOR).write("/expert", team.group.chat)

    assert "private chat" in await team.assistant.answer_to(asked)


async def test_the_whole_way_in_arabic(team: Team) -> None:
    leila = team.phone("Leila", "ar")

    asked = await leila.write("نحتاج إلى خبير في وقف إطلاق النار في جوبا")
    assert "3" in asked.partition("\n")[0]
    await leila.press("هذا الأسبوع")
    summary = await leila.press("هنا، في هذه المحادثة")
    assert "جوبا" in summary
    await leila.write("نعم، أرسل")

    assert (await team.request()).language == "ar"


async def test_a_confidential_choice_is_kept_by_a_second_tap(team: Team) -> None:
    amina = team.phone()
    await amina.write(ASKED)
    await amina.press("This week")
    await amina.press("Here, in this chat")
    summary = await amina.last()

    amina.person.press("Only for the duty officer", summary)
    amina.person.press("Only for the duty officer", summary)
    await team.assistant.until(lambda: "Confidential" in summary.text)
    await amina.press("Send to the team")

    assert (await team.request()).details.confidential


async def test_a_late_press_leaves_the_words_of_the_team_standing(team: Team) -> None:
    amina = team.phone()
    await amina.send_request()
    request = await team.move(Move.TAKE, await team.request())
    await team.move(Move.TELL, request, words="We can talk tomorrow.")
    words = await amina.last()
    await team.move(Move.STAND_DOWN, request, reason="The talks were put off.")

    told = await amina.press("Write to the team", words)

    assert "We can talk tomorrow." in words.text
    assert "called off" in told


async def test_a_file_for_the_team_is_refused_with_the_secure_contact(team: Team) -> None:
    amina = team.phone()
    await amina.write(ASKED)

    told = await team.assistant.answer_to(amina.person.send("document"))

    assert "typed words only" in told
    assert "+1 555 0100" in told
