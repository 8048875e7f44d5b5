"""What a message is for is recognised without a language model, in six languages; figures on
messages that nothing was made from."""

import json
from collections import Counter
from pathlib import Path

import pytest
import yaml

from bot.conversation.intent import recognise
from bot.conversation.models import Danger, Intent
from tests.quality.train_intents import WEIGHTS, digest_of, earlier, held_back, trained_from

MESSAGES = yaml.safe_load((Path(__file__).parent / "messages.yaml").read_text("utf-8"))
TUNED = [(text, intent) for intent, texts in MESSAGES["tuned"].items() for text in texts]
HELD_BACK = (*held_back(), *earlier("held_out"))
OTHERS = [text for text, intent in HELD_BACK if intent != "expert_request"]


def test_messages_that_were_learnt_from_are_taken_for_what_they_are() -> None:
    wrong = [text for text, intent in TUNED if recognise(text).intent != intent]

    assert len(wrong) <= 0.01 * len(TUNED), wrong


def test_messages_that_nothing_was_made_from_are_recognised() -> None:
    right, taken, there = Counter[str](), Counter[str](), Counter[str]()
    for text, intent in HELD_BACK:
        found = str(recognise(text).intent)
        there[intent] += 1
        taken[found] += 1
        right[intent] += found == intent

    f1 = [2 * right[intent] / (there[intent] + taken[intent]) for intent in there]

    assert len(there) == len(Intent)
    assert sum(f1) / len(f1) >= 0.93


@pytest.mark.parametrize("intent", [Intent.EXPERT_REQUEST, Intent.EMERGENCY])
def test_requests_and_emergencies_are_seldom_missed(intent: Intent) -> None:
    there = [text for text, labelled in HELD_BACK if labelled == intent]

    found = [text for text in there if recognise(text).intent is intent]

    assert len(found) >= 0.95 * len(there)


def test_a_request_for_an_expert_is_seldom_seen_where_there_is_none() -> None:
    wrong = [text for text in OTHERS if recognise(text).intent is Intent.EXPERT_REQUEST]

    assert len(wrong) <= 0.05 * len(OTHERS)


def test_confidence_is_about_how_often_it_is_right() -> None:
    found = [(recognise(text), intent) for text, intent in HELD_BACK]
    sure = [one.intent == intent for one, intent in found if one.confidence >= 0.9]
    unsure = [one.intent == intent for one, intent in found if one.confidence < 0.6]

    assert sum(sure) / len(sure) >= 0.97
    assert sum(unsure) / len(unsure) < 0.9


def test_weights_are_those_of_the_messages_that_stand_in_the_tests() -> None:
    """After a change of the messages: `python -m tests.quality.train_intents --write`."""
    kept = json.loads(WEIGHTS.read_text("utf-8"))

    assert kept["fitted_to"] == digest_of(trained_from())


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("they are shooting outside our office", Danger.NOW),
        ("My driver was arrested at the checkpoint", Danger.THREAT),
        ("soldiers took my phone at the checkpoint", Danger.PHONE),
        ("I can't go on, I want to die", Danger.DISTRESS),
        ("سرق هاتفي", Danger.PHONE),
        ("меня похитили", Danger.THREAT),
    ],
)
def test_each_kind_of_danger_is_told_from_the_others(text: str, danger: Danger) -> None:
    assert recognise(text).danger is danger


def test_a_plea_stays_danger_when_a_question_follows_it() -> None:
    found = recognise("Our interpreter has been abducted, what should we do?")

    assert found.danger is Danger.THREAT


@pytest.mark.parametrize("text", ["WE NEED AN EXPERT ON DDR", "we need an exprt on ddr", "We  need\nan expert"])
def test_case_typos_and_line_breaks_change_nothing(text: str) -> None:
    assert recognise(text).intent is Intent.EXPERT_REQUEST


def test_arabic_is_understood_with_and_without_hamza() -> None:
    assert recognise("أريد أن أموت").danger is recognise("اريد ان اموت").danger is Danger.DISTRESS


@pytest.mark.parametrize("text", ["", "?!", "🙂" * 300, "a" * 5000, "\u202e\u2066x"])
def test_no_text_is_too_odd(text: str) -> None:
    assert recognise(text).confidence > 0
