"""Keyword scores are shares of what a question could reach, so they compare between questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.keywords import Alternative, Concept, KeywordIndex

TEXTS = [["ceasefire", "monitor"], ["water", "share", "water"], ["dialogue", "water", "youth"]]


def concepts(*stems: str) -> list[Concept]:
    return [(Alternative((stem,)),) for stem in stems]


@pytest.mark.parametrize("texts", [[], [[]], [[], []]])
def test_an_empty_library_finds_nothing(texts: list[list[str]]) -> None:
    assert list(KeywordIndex(texts).scores(concepts("water"))) == [0.0] * len(texts)


def test_an_empty_question_finds_nothing() -> None:
    assert list(KeywordIndex(TEXTS).scores([])) == [0.0, 0.0, 0.0]


def test_the_text_that_says_it_most_comes_first() -> None:
    scores = KeywordIndex(TEXTS).scores(concepts("water"))

    assert scores[1] > scores[2] > scores[0] == 0


def test_an_unknown_word_lowers_the_share() -> None:
    index = KeywordIndex(TEXTS)

    known = index.scores(concepts("water"))
    with_unknown = index.scores(concepts("water", "submarine"))

    assert 0 < with_unknown[1] < known[1]


def test_another_wording_counts_where_the_first_is_unknown() -> None:
    index = KeywordIndex(TEXTS)
    translated = (Alternative(("eau",)), Alternative(("water",), 0.8))

    assert index.scores([translated])[1] == pytest.approx(index.scores(concepts("water"))[1])


def test_of_two_wordings_only_the_better_counts() -> None:
    index = KeywordIndex(TEXTS)
    both = (Alternative(("water",)), Alternative(("youth",), 0.5))

    assert index.scores([both])[1] == index.scores(concepts("water"))[1]


def test_what_is_rare_weighs_more() -> None:
    index = KeywordIndex(TEXTS)

    assert index.idf("submarine") > index.idf("youth") > index.idf("water") > 0


@given(
    st.lists(st.lists(st.sampled_from("abcdef"), max_size=8), max_size=8),
    st.lists(st.sampled_from("abcdefg"), max_size=5),
)
def test_a_share_is_never_outside_0_and_1(texts: list[list[str]], asked: list[str]) -> None:
    assert all(0 <= score <= 1 for score in KeywordIndex(texts).scores(concepts(*asked)))
