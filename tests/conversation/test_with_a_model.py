"""With a language model follow-ups are read by it; without it, or when it fails, by rules."""

from typing import Any

import pytest
from pydantic import BaseModel

from bot.conversation.models import AnswerReply
from prompts import Prompt
from retrieval.errors import ModelMisconfigured, ModelUnavailable
from tests.conversation.conftest import Talk

Reply = dict[str, Any] | Exception


class Reader:
    """A model that reads a follow-up as it is told to, and remembers what it was asked."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply
        self.asked: list[dict[str, str]] = []

    def ask(self, prompt: Prompt, values: dict[str, str], shape: type[BaseModel]) -> BaseModel:
        self.asked.append(prompt.checked(values))
        if isinstance(self._reply, Exception):
            raise self._reply
        return shape.model_validate(self._reply)


async def test_a_follow_up_is_read_by_the_model_and_its_prompt_is_recorded() -> None:
    reader = Reader({"standalone": "What did monitoring in Nepal cost?", "follow_up": True})
    talk = Talk(chat_model=reader)
    await talk.say("How did monitoring work in Nepal?")

    turn = await talk.say("and the cost?")

    assert turn.read_as == "What did monitoring in Nepal cost?"
    assert turn.answer
    assert turn.answer.prompts[0].name == "rewrite_question"
    assert "How did monitoring work in Nepal?" in reader.asked[0]["turns"]


async def test_what_the_model_calls_complete_is_left_as_it_is() -> None:
    talk = Talk(chat_model=Reader({"standalone": "anything", "follow_up": False}))
    await talk.say("How did monitoring work in Nepal?")

    turn = await talk.say("amnesty for monitors?")

    assert (turn.read_as, turn.standalone) == (None, "amnesty for monitors?")


@pytest.mark.parametrize("failure", [ModelUnavailable("timed_out"), ModelMisconfigured("wrong key")])
async def test_a_failing_model_leaves_the_reading_to_the_rules(failure: Exception) -> None:
    talk = Talk(chat_model=Reader(failure))
    await talk.say("How did monitoring work in Nepal?")

    turn = await talk.say("and in Aceh?")

    assert turn.read_as == "How did monitoring work in Aceh?"


async def test_a_first_question_and_a_long_complete_one_cost_no_call() -> None:
    reader = Reader({"standalone": "x", "follow_up": True})
    talk = Talk(chat_model=reader)

    await talk.say("How did monitoring work in Nepal?")
    await talk.say("How are members of a joint monitoring commission chosen by the parties?")

    assert reader.asked == []


async def test_shorter_and_another_language_are_done_with_a_model() -> None:
    talk = Talk(chat_model=Reader(ModelUnavailable("timed_out")))
    await talk.say("How was monitoring done?")

    shorter, in_french = await talk.say("shorter"), await talk.say("in French please")

    assert isinstance(shorter.reply, AnswerReply)
    assert in_french.language == talk.answerer.asked[-1].language == "fr"
