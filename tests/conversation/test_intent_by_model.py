"""With a language model it reads the messages that the rules are not sure of, and no others."""

import pytest

from bot.conversation.intent import Recognised, recognise
from bot.conversation.model_intent import SURE, in_doubt_by_model
from bot.conversation.models import Danger, Intent, TextReply
from retrieval.errors import ModelMisconfigured, ModelUnavailable
from tests.conversation.conftest import Talk
from tests.conversation.test_with_a_model import Reader
from tests.quality.train_intents import held_back

DOUBTFUL = Recognised(Intent.QUESTION, 0.4)


def test_what_is_in_doubt_is_read_by_the_model() -> None:
    reader = Reader({"intent": "expert_request"})

    found = in_doubt_by_model(reader, "might you know of another?", DOUBTFUL)

    assert found.intent is Intent.EXPERT_REQUEST
    assert reader.asked[0]["message"].splitlines()[1] == "might you know of another?"


@pytest.mark.parametrize(
    "by_rules",
    [Recognised(Intent.QUESTION, 0.95), Recognised(Intent.EMERGENCY, 0.5, danger=Danger.NOW)],
    ids=["sure", "danger"],
)
def test_what_is_sure_and_what_is_danger_is_never_put_in_doubt(by_rules: Recognised) -> None:
    reader = Reader({"intent": "smalltalk"})

    assert in_doubt_by_model(reader, "there is shooting", by_rules) is by_rules
    assert reader.asked == []


@pytest.mark.parametrize("failure", [ModelUnavailable("timed_out"), ModelMisconfigured("wrong key")])
def test_a_failing_model_leaves_it_to_the_rules(failure: Exception) -> None:
    assert in_doubt_by_model(Reader(failure), "hm", DOUBTFUL) is DOUBTFUL


def test_danger_and_feedback_that_the_model_reads_have_their_kind() -> None:
    danger = in_doubt_by_model(Reader({"intent": "emergency", "danger": "threat"}), "hm", DOUBTFUL)
    feedback = in_doubt_by_model(Reader({"intent": "feedback", "tone": "useful"}), "hm", DOUBTFUL)

    assert danger.danger is Danger.THREAT
    assert feedback.kind == "useful"


async def test_in_the_chat_a_doubtful_first_message_is_read_by_the_model() -> None:
    found = ((text, recognise(text)) for text, _intent in held_back())
    doubtful = next(text for text, one in found if one.confidence < SURE and not one.danger)
    talk = Talk(chat_model=Reader({"intent": "request_status"}))

    turn = await talk.say(doubtful)

    assert turn.intent is Intent.REQUEST_STATUS
    assert turn.reply == TextReply("reply-request-status")
