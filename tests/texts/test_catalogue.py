"""Words of people go into sentences whatever they are."""

import pytest

from bot.texts.catalogue import LANGUAGES, LONGEST_ARGUMENT, load_catalogue


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_question_is_quoted_shortened(language: str) -> None:
    text = load_catalogue().format(language, "answer-read-as", {"question": "why " * 1000})

    assert "why why" in text
    assert "…" in text
    assert len(text) < LONGEST_ARGUMENT + 100


def test_a_short_argument_comes_out_as_it_went_in() -> None:
    text = load_catalogue().format("en", "answer-read-as", {"question": "<b>{ $x } & \u0623</b>"})

    assert "<b>{ $x } & \u0623</b>" in text


def test_an_arabic_line_that_begins_with_an_argument_still_runs_from_the_right() -> None:
    arguments = {"count": 2, "years": "2005–2024"}

    arabic, english = (load_catalogue().format(code, "answer-support-years", arguments) for code in ("ar", "en"))

    assert arabic.startswith("\u200f")
    assert "\u200f" not in english
