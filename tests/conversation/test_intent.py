"""What a message is for is recognised by rules, in six languages; figures on messages that the
rules were not made from."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from bot.conversation.intent import recognise
from bot.conversation.models import Danger, Intent

MESSAGES = yaml.safe_load((Path(__file__).parent / "messages.yaml").read_text("utf-8"))
TUNED = [(text, intent) for intent, texts in MESSAGES["tuned"].items() for text in texts]
MACRO_F1 = 0.85  # at first contact, as stated in messages.yaml


@pytest.mark.parametrize(("text", "intent"), TUNED, ids=[text[:40] for text, _ in TUNED])
def test_a_message_is_taken_for_what_it_is(text: str, intent: str) -> None:
    assert recognise(text).intent == intent


def test_unseen_messages_are_recognised_as_well_as_stated() -> None:
    right, taken, there = Counter[str](), Counter[str](), Counter[str]()
    for intent, texts in MESSAGES["held_out"].items():
        for text in texts:
            found = str(recognise(text).intent)
            there[intent] += 1
            taken[found] += 1
            right[intent] += found == intent

    f1 = [2 * right[intent] / (there[intent] + taken[intent]) for intent in there]

    assert sum(f1) / len(f1) >= MACRO_F1


@pytest.mark.parametrize("part", ["tuned", "held_out"])
def test_a_request_for_an_expert_is_seldom_seen_where_there_is_none(part: str) -> None:
    others = [t for intent, ts in MESSAGES[part].items() if intent != "expert_request" for t in ts]

    wrong = [text for text in others if recognise(text).intent is Intent.EXPERT_REQUEST]

    assert len(wrong) <= 0.05 * len(others)


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
