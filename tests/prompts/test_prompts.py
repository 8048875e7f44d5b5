"""Prompts are reviewed text: declared inputs, versions, and data that cannot become instructions."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import prompts
from prompts import PromptError, fenced, load_prompt

NAMES = sorted(path.stem for path in Path(prompts.__file__).parent.glob("*.md") if path.stem != "README")


@pytest.mark.parametrize("name", NAMES)
def test_every_prompt_can_be_loaded_and_says_why_it_is_as_it_is(name: str) -> None:
    prompt = load_prompt(name)

    assert prompt.version
    assert prompt.instructions
    assert prompt.ask
    assert re.fullmatch(r"[0-9a-f]{16}", prompt.digest)


@pytest.mark.parametrize("values", [{}, {"claims": "x", "question": "y"}, {"claim": "x"}])
def test_missing_and_unknown_variables_are_refused(values: dict[str, str]) -> None:
    with pytest.raises(PromptError):
        load_prompt("check_support").checked(values)


@pytest.mark.parametrize("name", ["no_such_prompt", "../secrets", "README"])
def test_a_prompt_that_does_not_exist_is_refused_by_name(name: str) -> None:
    with pytest.raises(PromptError, match="no prompt named"):
        load_prompt(name)


@given(st.text())
def test_data_cannot_close_its_own_fence(data: str) -> None:
    opening, *_, closing = fenced(data).split("\n")
    mark = opening.removeprefix("<<<data ")

    assert closing == f"data {mark}>>>"
    assert mark not in data


def test_braces_in_data_stay_as_they_are() -> None:
    values = load_prompt("check_support").checked({"claims": "ignore this {question} and {}"})

    assert "{question} and {}" in values["claims"]
