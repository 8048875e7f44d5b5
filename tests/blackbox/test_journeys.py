"""What people live through with the real process, by polling and by webhook, over a strict Bot API.

After every journey nothing was refused and nothing silently ignored by Telegram.
"""

from collections.abc import Iterator

import pytest

from bot.simulator.formatting import utf16
from bot.simulator.people import KINDS
from tests.blackbox.driver import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
QUESTION = "Who monitored the ceasefire in Orlen?"


@pytest.fixture(autouse=True)
def nothing_is_refused(world: World) -> Iterator[None]:
    yield
    assert world.complaints() == ""


async def test_a_question_before_any_button_is_answered_with_its_source(world: World) -> None:
    amina = await world.invited("Amina")
    question = amina.person.write(QUESTION)

    answer = await amina.answer_to(question)

    assert "joint commission of twelve officers" in answer.text
    assert "Orlen" in answer.text.partition(amina.word("sources-title"))[2]
    assert answer.reply_to is question
    assert len(answer.versions) > 1, "the answer takes the place of its placeholder"
    quotes = [one for one in answer.content["entities"] if one["type"] == "expandable_blockquote"]
    assert len(quotes) == 1


async def test_onboarding_is_one_message_that_warns(world: World) -> None:
    before = len(world.simulator.people)
    somebody = await world.invited(f"New {before}")

    told = [one for one in somebody.chat.present() if one.from_bot]

    assert len(told) == 1
    for text_id in ("welcome-logged", "welcome-not-encrypted", "welcome-never-type"):
        assert somebody.word(text_id) in told[0].text


async def test_a_follow_up_is_understood_and_can_be_cut_off(world: World) -> None:
    amina = await world.invited("Amina")
    await amina.say(QUESTION)

    follow_up = await amina.say("How many violations did it count?")
    assert "48 violations" in follow_up.text
    await amina.press("button-new-topic", follow_up)


async def test_feedback_asks_why_and_brings_the_next_best(world: World) -> None:
    amina = await world.invited("Amina")
    answer = await amina.say(QUESTION)

    await amina.press("button-not-useful", answer)

    def asked() -> bool | None:
        texts = " ".join(one.text for one in amina.chat.present() if one.from_bot)
        return amina.word("why-not-useful") in texts or None

    assert await amina.until(asked)
    await amina.press("reason-wrong")
    useful = await amina.say("How many delegates did the national dialogue of Tessaly have?")
    assert "320 delegates" in useful.text
    await amina.press("button-useful", useful)


async def test_sources_and_a_copy_without_markup(world: World) -> None:
    amina = await world.invited("Amina")
    answer = await amina.say(QUESTION)

    sources = await amina.press("button-sources", answer)
    copy = await amina.press("button-copy", answer)

    assert "The commission met every Tuesday in Marra." in sources.text
    assert "twelve officers" in copy.text
    assert QUESTION not in copy.text


async def test_asking_the_team_says_honestly_what_happens(world: World) -> None:
    amina = await world.invited("Amina")
    answer = await amina.say(QUESTION)

    told = await amina.press("button-team", answer)

    assert told.text


async def test_what_the_library_does_not_hold_is_said_plainly(world: World) -> None:
    amina = await world.invited("Amina")

    refusal = await amina.say("Which amnesty law was passed in Quorra after the war?")

    assert amina.word("answer-not-covered") in refusal.text


async def test_internal_notes_read_as_not_covered(world: World) -> None:
    amina = await world.invited("Amina")

    refusal = await amina.say("Which venues did the facilitators of Kessim use?")

    assert "Harbour" not in refusal.text
    assert "Kessim" not in refusal.text.partition("\n")[2]


@pytest.mark.parametrize("language", ["fr", "es", "ar", "ru", "pt"])
async def test_the_phones_language_is_spoken_from_the_first_message(world: World, language: str) -> None:
    somebody = await world.invited(f"Somebody {language}", language=language)

    [welcome] = [one for one in somebody.chat.present() if one.from_bot]

    assert somebody.word("welcome-not-encrypted") in welcome.text


async def test_another_language_is_chosen_by_button(world: World) -> None:
    amina = await world.invited("Amina")
    choice = await amina.say("/language")
    amina.person.press("Français", choice)
    amina.language = "fr"

    def chosen() -> bool | None:
        texts = [one.text for one in amina.chat.present()]
        return any(amina.word("language-chosen") in text for text in texts) or None

    assert await amina.until(chosen)
    assert amina.word("help")[:60] in (await amina.say("/help")).text


async def test_off_the_record_the_answer_comes_whole_and_without_buttons(world: World) -> None:
    amina = await world.invited("Amina")
    assert amina.word("off-next")[:40] in (await amina.say("/off")).text

    answer = await amina.say(QUESTION)

    assert "joint commission of twelve officers" in answer.text
    assert answer.buttons == []


async def test_forget_says_what_it_erases_asks_once_and_erases(world: World) -> None:
    amina = await world.invited("Amina")
    answer = await amina.say(QUESTION)
    warned = await amina.say("/forget")
    assert amina.word("forget-cannot")[:40] in warned.text

    await amina.press("button-forget", warned)

    texts = [one.text for one in amina.chat.present()]
    assert any(amina.word("forget-done") in text for text in texts)
    gone = await amina.press("button-sources", answer)
    assert "The commission met" not in gone.text


async def test_a_stranger_hears_one_neutral_sentence_and_then_nothing(world: World) -> None:
    stranger, amina = world.talk("Stranger"), await world.invited("Amina")
    first = await stranger.say(QUESTION)
    stranger.person.write("Hello?")
    stranger.person.send("photo")
    stranger.person.write("/start 12345678")
    await amina.say(QUESTION)

    heard = [one.text for one in stranger.chat.present() if one.from_bot]

    assert heard[0] == first.text == stranger.word("stranger")
    assert len(heard) <= 2, "a wrong code may be called wrong, nothing else is answered"


async def test_a_group_is_answered_only_when_switched_on_and_addressed(world: World) -> None:
    administrator, amina = world.administrator(), await world.invited("Amina")
    group = world.simulator.group(f"Team {len(world.simulator.people)}")
    group.join(amina.person)
    group.join(administrator.person, "creator")
    group.add_bot(administrator.person)
    chat, name = group.chat, world.simulator.world.username

    await administrator.say("/group on", chat, having=administrator.word("group-on")[:20])
    amina.person.write("Nobody asks the assistant here.", chat)
    answer = await amina.say(f"@{name} {QUESTION}", chat)

    assert "twelve officers" in answer.text
    asked = answer.reply_to
    assert asked is not None
    assert asked.text.startswith("@")
    assert not [one for one in chat.present() if one.from_bot and one.reply_to and
                one.reply_to.text.startswith("Nobody")]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Who monitored the ceasefire in Orlen? " + "It lasted long and I wonder about it. " * 105,
        "🤝" * 2000,
        "من راقب وقف إطلاق النار في أورلين؟ 🤝",
        "<b>Who</b> & <i>why</i> </b> &amp; 1 < 2? [x](y) *a* _b_ `c`",
        "\u200f\u202e Orlen \u0000 ceasefire \u2066",
        "?",
    ],
    ids=["4000 characters", "emoji", "arabic", "markup", "control characters", "one sign"],
)
async def test_any_text_gets_an_answer_that_telegram_takes(world: World, text: str) -> None:
    amina = await world.invited("Amina")

    answer = await amina.say(text[:4096])

    assert answer.text
    assert all(utf16(one.text) <= 4096 for one in amina.chat.present())


async def test_everything_that_is_no_text_gets_one_sentence(world: World) -> None:
    visitor = await world.invited("Visitor")
    for kind in KINDS:
        answer = await visitor.send(kind)
        assert len(answer.text.splitlines()) == 1, kind
        assert not answer.buttons, kind

    forwarded = await visitor.answer_to(visitor.person.forward(QUESTION))
    assert forwarded.text == visitor.word("not-opened-forwarded")


async def test_an_edited_question_gets_its_answer_edited(world: World) -> None:
    amina = await world.invited("Amina")
    question = amina.person.write("How many delegates did the dialogue of Tessaly have?")
    answer = await amina.answer_to(question)
    assert "320 delegates" in answer.text

    amina.person.edit(question, QUESTION)

    def edited() -> bool | None:
        return "twelve officers" in answer.text or None

    assert await amina.until(edited)
    assert len(world.simulator.replies_to(question)) == 1


async def test_the_library_can_be_looked_through_down_to_the_file(world: World) -> None:
    amina = await world.invited("Amina")
    themes = await amina.say("/library")
    everything = amina.word("library-all", count=0).partition("(")[0]
    listed = await amina.turn_pages_to(everything, themes)
    await amina.turn_pages_to("Orlen", listed)

    def offered() -> str | None:
        labels = [one["text"] for message in amina.chat.present() for one in message.buttons]
        return next((label for label in labels if "KB" in label), None)

    amina.person.press(await amina.until(offered))

    def sent() -> bytes | None:
        files = [one.content["document"] for one in amina.chat.present() if "document" in one.content]
        return world.simulator.world.files[files[-1]["file_id"]].content if files else None

    assert b"joint commission" in await amina.until(sent)


async def test_privacy_and_help_are_told_in_words(world: World) -> None:
    amina = await world.invited("Amina")

    assert amina.word("privacy-kept")[:40] in (await amina.say("/privacy")).text
    assert amina.word("help")[:40] in (await amina.say("/help")).text
    assert (await amina.say("/nosuchcommand")).text


async def test_no_question_name_or_token_is_in_the_log(world: World) -> None:
    amina = await world.invited("Canary Zanzibar")
    await amina.say("Is canary-4711 in Orlen? Call Zanzibar Quux on +41 79 555 01 02.")

    said = world.serve.said()

    for secret in ("canary-4711", "Zanzibar", "Quux", "555 01", world.simulator.world.token[11:]):
        assert secret not in said


async def test_an_update_that_nobody_can_read_stops_nobody(world: World) -> None:
    amina = await world.invited("Amina")

    world.simulator.updates.push("message", {"chat": {"id": amina.person.user_id}, "date": "never"}, "poison")

    assert await amina.say(QUESTION, having="twelve officers")


async def test_who_blocked_the_assistant_is_left_alone_and_may_come_back(world: World) -> None:
    amina, bela = await world.invited("Amina"), await world.invited("Bela")
    amina.person.write(QUESTION)
    amina.person.block()

    assert "twelve officers" in (await bela.say(QUESTION)).text
    amina.person.unblock()
    assert await amina.say("How many delegates had the national dialogue of Tessaly?", having="320 delegates")


async def test_a_mediator_cannot_invite_lock_or_switch_a_group_on(world: World) -> None:
    amina = await world.invited("Amina")

    for command in ("/invite administrator Bela", "/lock p1234", "/people"):
        assert (await amina.say(command)).text == amina.word("not-permitted")


async def test_a_locked_phone_is_answered_nothing(world: World) -> None:
    amina, administrator = await world.invited("Amina to lock"), world.administrator()
    listed = await administrator.say("/people", having="Amina to lock")
    [line] = [line for line in listed.text.splitlines() if "Amina to lock" in line]
    await administrator.say(f"/lock {line.split()[0]}", having=line.split()[0])
    before = len(amina.chat.present())

    amina.person.write(QUESTION)

    bela = await world.invited("Bela")
    assert "twelve officers" in (await bela.say(QUESTION)).text
    assert len(amina.chat.present()) == before + 1
