"""Dialogues: what is said, and what comes of it."""

import asyncio
from typing import Any

import pytest

from bot.conversation.emergency import EmergencyContact
from bot.conversation.models import AnswerReply, DangerReply, Intent, LibraryReply, Reply, TextReply
from bot.conversation.presentation import plain
from bot.texts.catalogue import LANGUAGES, load_catalogue
from retrieval.models import Statement
from tests.conversation.conftest import DOCUMENTS, Talk

CATALOGUE = load_catalogue()


def gist(reply: Reply) -> str:
    """A reply in a word or two: what was cited, which text, which danger."""
    match reply:
        case AnswerReply(answer=answer):
            return ", ".join(item.document for item in answer.citations) or str(answer.outcome)
        case TextReply(text_id=text_id):
            return text_id
        case DangerReply(danger=danger):
            return f"danger {danger}"
        case LibraryReply(documents=documents):
            return f"library {len(documents)}"


DIALOGUES: dict[str, list[tuple[str, str]]] = {
    "more until there is no more": [
        ("How was monitoring done?", "nepal.md"),
        ("more", "aceh.md"),
        ("more please", "sudan.md"),
        ("more", "reply-no-more"),
    ],
    "another example, then one from a region": [
        ("How was monitoring done?", "nepal.md"),
        ("another example", "aceh.md"),
        ("from Africa", "sudan.md"),
    ],
    "elsewhere": [("How was monitoring done?", "nepal.md"), ("and elsewhere?", "aceh.md")],
    "who says so": [("How was monitoring done?", "nepal.md"), ("who says so?", "reply-last-sources")],
    "without a model nothing is rewritten": [
        ("How was monitoring done?", "nepal.md"),
        ("shorter", "reply-cannot-shorten"),
        ("in French please", "reply-cannot-translate"),
    ],
    "words about an answer need one": [
        ("shorter", "reply-no-earlier-answer"),
        ("who says so?", "reply-no-earlier-answer"),
    ],
    "an opener, then the question": [
        ("a question about", "reply-opener"),
        ("monitoring in Nepal", "nepal.md"),
    ],
    "a bare why leans on the question": [("How was monitoring done?", "nepal.md"), ("and why?", "nepal.md")],
    "short talk": [
        ("hello", "reply-greeting"),
        ("who are you?", "reply-who"),
        ("help", "reply-help"),
        ("thanks", "reply-thanks"),
        ("bye", "reply-goodbye"),
    ],
    "beyond the library": [
        ("what's the weather?", "reply-out-of-scope"),
        ("who will win the war?", "reply-no-prediction"),
        ("do you like the president?", "reply-no-opinion"),
        ("we need an expert on ddr in Juba", "reply-expert-request"),
        ("any news on my request?", "reply-request-status"),
    ],
    "the library in words": [
        ("what do you have on national dialogues?", "library 1"),
        ("qu'avez-vous sur les dialogues nationaux ?", "library 1"),
        ("show me your library", "library 4"),
    ],
    "danger": [("they are shooting outside our office", "danger now"), ("my phone was stolen", "danger phone")],
}  # fmt: skip


@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES)
async def test_a_dialogue_goes_as_written(talk: Talk, dialogue: list[tuple[str, str]]) -> None:
    came = [(said, gist((await talk.say(said)).reply)) for said, _expected in dialogue]

    assert came == dialogue


async def test_more_brings_first_what_stood_behind_the_button(talk: Talk) -> None:
    talk.answerer.more = (Statement("Arms monitoring in Nepal worked.", (1,)),)
    await talk.say("How was monitoring done?")

    rest = (await talk.say("more")).answer

    assert rest
    assert (rest.short, rest.more) == (talk.answerer.more, ())
    assert gist((await talk.say("more")).reply) == "aceh.md"


async def test_a_script_that_tells_only_texts_can_ask_for_another_example(talk: Talk) -> None:
    talk.retell("How was monitoring done?")

    assert gist((await talk.say("another example")).reply) == "aceh.md"


async def test_how_a_follow_up_was_read_is_shown_and_logged(talk: Talk) -> None:
    await talk.say("How did monitoring work in Nepal?")

    turn = await talk.say("and in Aceh?")

    assert turn.read_as == turn.standalone == "How did monitoring work in Aceh?"


async def test_a_certain_question_is_answered_whatever_it_sounds_like(talk: Talk) -> None:
    turn = await talk.say("they are shooting at monitoring teams", certain_question=True)

    assert (turn.intent, gist(turn.reply)) == (Intent.QUESTION, "nepal.md")


async def test_feedback_in_words_judges_the_answer_before(talk: Talk) -> None:
    await talk.say("How was monitoring done?")

    turn = await talk.say("that was wrong")

    assert turn.judgement == ("q0", False)


async def test_a_reply_keeps_the_language_of_the_message(talk: Talk) -> None:
    turn = await talk.say("Comment s'est passé le monitoring au Népal ?")

    assert turn.language == talk.answerer.asked[-1].language == "fr"


async def test_a_question_waits_for_the_first_version_of_the_library() -> None:
    live = asyncio.Event()
    talk = Talk(library_is_live=live.wait)

    waiting = asyncio.create_task(talk.say("How was monitoring done?"))
    await asyncio.sleep(0)
    assert talk.answerer.asked == []

    live.set()
    assert gist((await waiting).reply) == "nepal.md"


async def test_what_is_masked_in_the_log_is_told(talk: Talk) -> None:
    turn = await talk.say("Ibrahim Osman asks: how was monitoring done? +41 79 555 01 23")

    assert turn.masked == ("person", "phone")


async def test_danger_shows_the_contacts_of_the_country_and_language() -> None:
    contacts = [
        EmergencyContact(language="en", country=None, kind="any", text="Anywhere", contact="1"),
        EmergencyContact(language="en", country=None, kind="phone", text="For phones", contact="2"),
        EmergencyContact(language="fr", country=None, kind="any", text="Partout", contact="3"),
    ]
    talk = Talk(contacts=contacts)

    reply = (await talk.say("they are shooting at us")).reply

    assert isinstance(reply, DangerReply)
    assert [contact.contact for contact in reply.contacts] == ["1"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reply", [
    TextReply("reply-greeting"), TextReply("reply-no-opinion"), TextReply("reply-help"),
    LibraryReply("ddr", "arms", DOCUMENTS), LibraryReply(None, "chess", ()),
])  # fmt: skip
def test_every_reply_has_words_in_every_language(language: str, reply: Any) -> None:
    assert plain(reply, language, CATALOGUE).answer
