"""Requests for experts over a strict Bot API: three mediators on their phones, two officers in the team's group.

After every journey nothing was refused by Telegram, and no word stood where it does not belong.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import pytest_asyncio

import bot.wiring
from bot.simulator.models import Message
from bot.simulator.people import Group
from tests.blackbox.driver import Officer, Talk, World, served

pytestmark = pytest.mark.asyncio(loop_scope="module")
sound = pytest.mark.usefixtures("nothing_is_refused")
NEED = "We need a ceasefire monitoring expert in Goma next Monday for two weeks, French required"
POOL = Path(bot.wiring.__file__).with_name("demo_roster.csv")
TALK, ASIDE = "canary-among-officers", "canary-of-the-library"
SECONDS_SHORT = """
hours: {{acknowledgement: {{urgent: {hours}}}}}
round_the_clock: [critical, urgent]
calendar: {{days: [monday], hours: "09:00-17:00"}}
"""


@pytest_asyncio.fixture(loop_scope="module")
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """One for each journey: the assistant writes to a group twenty times a minute, then it waits."""
    async with served(tmp_path, "polling", "forum", ACCESS="open") as opened:
        await opened.command("roster", "import", str(POOL), "--yes")
        yield opened


@pytest.fixture
def nothing_is_refused(world: World) -> Iterator[None]:
    yield
    assert world.complaints(expected="query is too old") == ""
    for chat in world.simulator.world.chats.values():
        said = "\n".join(message.text for message in chat.present() if message.from_bot)
        assert TALK not in said, "officers' talk stays among them"
        assert chat.type == "private" or ASIDE not in said, "a question to the library stays hers"


async def sent(mediator: Talk, text: str = NEED) -> int:
    """Asks for an expert, answers what is missing by button, and sends; returns the number."""
    shown = await mediator.say(text)
    while mediator.word("request-send") not in Officer.labels(shown):
        given = ("request-week", "request-here", "request-skip")
        shown = await mediator.press(next(one for one in given if mediator.word(one) in Officer.labels(shown)), shown)
    start, end = mediator.word("request-sent", number="|").split("|")
    told = await mediator.press("request-send", shown)
    assert told.text.startswith(start)
    return int(told.text.removeprefix(start).partition(end)[0])


async def hears(mediator: Talk, words: str) -> Message:
    """The newest message of the assistant with such words in it."""

    def found() -> Message | None:
        shown = reversed(mediator.chat.present())
        return next((one for one in shown if one.from_bot and words in one.text), None)

    return await mediator.until(found)


async def actions(world: World, number: int) -> list[str]:
    events = (await world.request(number))["events"]
    for earlier, later in pairwise(events):
        assert earlier["to"] == later["from"], "no step is missing between two events"
    return [event["action"] for event in events]


async def proposed(noor: Officer, number: int) -> None:
    """Takes it, ticks the first who fits, and proposes."""
    await noor.move("take", number)
    await noor.moved(number, "taken")
    await noor.move("candidates", number)
    listed = await noor.until(lambda: next((one for one in noor.about(number) if "☐" in one.text), None))
    tick = next(label for label in noor.labels(listed) if label.startswith("☐"))
    noor.person.press(tick, listed)
    await noor.until(lambda: "☑" in listed.text or None)
    await noor.act("propose", listed)
    await noor.moved(number, "proposed")


@sound
async def test_the_whole_way_to_closed(world: World) -> None:
    amina, noor = world.talk("Amina Haddad"), world.officer("Noor")
    number = await sent(amina)
    card = await noor.card(number)
    assert "Haddad" not in card.text
    assert "Goma" not in world.team.chat.topics[noor.thread(number) or 0].name

    await proposed(noor, number)
    proposal = await hears(amina, amina.word("request-candidate", letter="A"))
    assert "Expert" not in proposal.text, "a candidate is a profile"
    await amina.press_label(lambda label: label.endswith("A"), proposal)
    for item in ("expert", "requester", "approver"):
        await noor.move("tick", number)
        await noor.act(item, card, "team-item")
        await noor.act("done", card)
    await noor.types(number, "Budget line 4711, UN Secretariat")
    await noor.move("confirm", number)
    await noor.moved(number, "confirmed")
    await hears(amina, amina.word("request-told-confirm", number=number, unit="Mediation Support Unit"))
    await noor.move("deploy", number)
    await noor.moved(number, "deployed")
    await noor.move("close", number)
    await noor.moved(number, "completed")

    lesson = await hears(amina, amina.word("request-lesson", number=number, question=1))
    await amina.answer_to(amina.person.write("Two monitors who knew the terrain.", amina.chat, lesson))
    second = await hears(amina, amina.word("request-lesson", number=number, question=2))
    await amina.press("request-skip", second)
    assert "knew the terrain" not in "".join(one.text for one in noor.about(number)), "until it is released"
    assert await actions(world, number) == [
        *("submit", "take", "candidates", "candidates", "propose", "choose"),
        *("tick", "tick", "tick", "confirm", "deploy", "close", "lesson", "lesson"),
    ]


@sound
async def test_ask_and_answer_pass_on_what_was_meant_and_nothing_else(world: World) -> None:
    bela, noor, tomas = world.talk("Bela"), world.officer("Noor"), world.officer("Tomas")
    number = await sent(bela)
    await noor.move("take", number)
    await noor.moved(number, "taken")
    noor.person.write(TALK, noor.chat, thread_id=noor.thread(number))
    tomas.person.write(TALK, noor.chat, await noor.card(number))

    await noor.tell("ask", number, "Which side of the border is it?")
    asked = await hears(bela, "Which side of the border")
    await bela.say(f"Who monitored the ceasefire in Orlen? {ASIDE}")
    bela.person.write("The eastern side.", bela.chat, asked)

    relayed = await noor.sees(number, "The eastern side.")
    preview = await tomas.answer_to(tomas.person.write("Thank you, that helps.", tomas.chat, relayed))
    assert "that helps" not in "".join(one.text for one in bela.chat.present()), "it is shown first"
    await tomas.act("send", preview)
    await hears(bela, "that helps")
    assert await actions(world, number) == ["submit", "take", "ask", "reply", "tell"]


@sound
async def test_of_two_who_take_at_once_one_has_it_and_the_other_is_thanked(world: World) -> None:
    amina, officers = world.talk("Amina"), [world.officer("Noor"), world.officer("Tomas")]
    number = await sent(amina)
    card = await officers[0].card(number)

    for officer in officers:
        officer.person.press(officer.word("team-act", code="take"), card)

    thanks = [officer.word("request-is-taken", officer=other.person.user["first_name"])
              for officer, other in zip(officers, reversed(officers), strict=True)]  # fmt: skip

    def refused() -> list[str] | None:
        shown = "\n".join(message.text for message in world.team.chat.present())
        shown += "\n".join(str(press.answer) for press in world.simulator.world.presses.values())
        return [one for one in thanks if one in shown] or None

    assert len(await officers[0].until(refused)) == 1
    assert await actions(world, number) == ["submit", "take"]


@sound
async def test_a_request_that_is_withdrawn_is_closed_for_everybody(world: World) -> None:
    chen, noor = world.talk("Chen"), world.officer("Noor")
    number = await sent(chen)
    await noor.card(number)

    state = await chen.say("/requests", having=str(number))
    sure = await chen.press("request-withdraw", state)
    await chen.press("request-withdraw-yes", sure)

    await noor.moved(number, "withdrawn")
    await noor.until(lambda: world.team.chat.topics[noor.thread(number) or 0].closed or None)
    assert await actions(world, number) == ["submit", "withdraw"]


@sound
async def test_a_referral_can_be_taken_back_before_she_hears_of_it(world: World) -> None:
    amina, noor = world.talk("Amina"), world.officer("Noor")
    number = await sent(amina)
    await noor.move("refer", number)
    await noor.types(number, "The regional office is closer.")
    await noor.moved(number, "referred")

    undo = noor.word("team-act", code="undo")
    offered = await noor.until(lambda: next((m for m in noor.about(number) if undo in noor.labels(m)), None))
    await noor.act("undo", offered)

    await noor.moved(number, "submitted")
    assert "regional office" not in "".join(one.text for one in amina.chat.present())
    assert await actions(world, number) == ["submit", "refer", "undo"]


@sound
async def test_a_topic_that_was_deleted_is_opened_anew_when_something_happens(world: World) -> None:
    bela, noor = world.talk("Bela"), world.officer("Noor")
    number = await sent(bela)
    await noor.card(number)
    gone = noor.thread(number)
    assert gone
    world.team.delete_topic(gone)

    state = await bela.say("/requests", having=str(number))
    prompt = await bela.press("request-answer", state)
    bela.person.write("It is the eastern side.", bela.chat, prompt)

    await noor.until(lambda: noor.thread(number) not in (None, gone) or None)
    assert await noor.card(number)
    await noor.sees(number, "It is the eastern side.")
    refused = [str(call.refusal) for call in world.simulator.refusals]
    world.simulator.journal[:] = [call for call in world.simulator.journal if not call.refusal]
    assert all("thread not found" in one or "to edit not found" in one for one in refused)


@sound
async def test_the_team_is_told_when_she_cannot_be_reached(world: World) -> None:
    chen, noor = world.talk("Chen"), world.officer("Noor")
    number = await sent(chen)
    await noor.card(number)
    chen.person.block()

    await noor.move("take", number)

    await noor.sees(number, noor.word("team-not-reached", number=number))
    assert await actions(world, number) == ["submit", "take"]


@sound
async def test_a_press_that_telegram_answers_no_more_still_counts(world: World) -> None:
    amina, noor = world.talk("Amina"), world.officer("Noor")
    number = await sent(amina)
    card = await noor.card(number)

    noor.person.press(noor.word("team-act", code="take"), card).at -= 151

    await noor.moved(number, "taken")
    assert await actions(world, number) == ["submit", "take"]


async def test_a_deadline_that_passed_while_nothing_ran_is_said_once(tmp_path: Path) -> None:
    levels = tmp_path / "levels.yaml"
    levels.write_text(SECONDS_SHORT.format(hours=8 / 3600))
    folder = tmp_path / "service"
    folder.mkdir()
    async with served(folder, "polling", "forum", ACCESS="open", SERVICE_LEVELS=str(levels)) as world:
        amina, noor = world.talk("Amina"), world.officer("Noor")
        number = await sent(amina, "We need an expert in ceasefires in Goma this week")
        await noor.card(number)
        await world.serve.kill()
        await asyncio.sleep(8)

        await world.serve.start()

        escalated = noor.word("team-step-escalate", number=number, due="|").partition("|")[0]
        await noor.sees(number, escalated)
        await noor.move("take", number)
        await noor.moved(number, "taken")
        assert sum(escalated in one.text for one in noor.about(number)) == 1
        assert (await actions(world, number)).count("escalate") == 1
        assert world.complaints() == ""


async def test_a_group_that_moves_takes_its_requests_along(tmp_path: Path) -> None:
    async with served(tmp_path, "polling", "basic", ACCESS="open") as world:
        amina, noor = world.talk("Amina"), world.officer("Noor")
        number = await sent(amina)
        await noor.card(number)

        old: Group = world.team
        world.team = old.migrate(noor.person)

        await noor.move("take", number)
        await noor.moved(number, "taken")
        await hears(amina, amina.word("request-told-take", number=number, unit="Mediation Support Unit"))
        later = await sent(amina)
        assert await noor.card(later)
        assert await actions(world, number) == ["submit", "take"]
        assert world.complaints(expected="upgraded to a supergroup") == ""
