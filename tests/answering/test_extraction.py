"""What is quoted, in which order: the fact first, with what is needed to understand it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.answering.answerer import Answerer
from retrieval.answering.matching import surroundings
from retrieval.ingest.pipeline import sync
from retrieval.models import Answer, Outcome, Passage
from tests.answering.conftest import a_question
from tests.library_builder import a_library, settings_of, write

GATE = """# The Ilmar gate

## Opening hours

Guards are rotated each week. The radio stands in the hut. The gate opens at dawn. It closes again at nine.

## Prisoners by year

| Year | Prisoners released |
|---|---|
| 2017 | 41 |
| 2018 | 52 |
| 2019 | 63 |

## Term of the gate keeper

Four years.

## What the keeper hands in

- the keys of the gate
- the log book
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    folder: Path = tmp_path_factory.mktemp("extraction")
    write(folder / "knowledge", "gate.md", GATE, title="The Ilmar gate")
    write(folder / "knowledge", "porte.md", "# Bramaleix\n\nLa porte est ouverte à midi. La porte reste surveillée.\n")
    for at in range(12):
        write(
            folder / "knowledge",
            f"other-{at}.md",
            f"# Paper {at}\n\nDelegations need rest and food, says paper {at}.\n",
        )
    with a_library(settings_of(folder / "knowledge", folder / "data")) as opened:
        sync(opened)
        opened.refresh()
        yield Answerer(opened)


def first_of(answer: Answer) -> list[str]:
    return [statement.text for statement in answer.short]


def test_the_sentence_with_the_fact_comes_first(answerer: Answerer) -> None:
    assert first_of(answerer.answer(a_question("When does the gate of Ilmar open?")))[0] == "The gate opens at dawn."


def test_a_sentence_that_points_back_stands_behind_what_it_points_to(answerer: Answerer) -> None:
    said = first_of(answerer.answer(a_question("At what hour does the Ilmar gate close again?")))

    assert said.index("It closes again at nine.") == said.index("The gate opens at dawn.") + 1


def test_of_a_table_only_the_row_asked_for_is_shown(answerer: Answerer) -> None:
    answer = answerer.answer(a_question("How many prisoners were released in 2018?"))

    assert first_of(answer)[0] == "Year: 2018; Prisoners released: 52"
    assert not any("2017" in s.text or "2019" in s.text for s in (*answer.short, *answer.more))


def test_a_stub_and_an_item_without_a_lead_stand_behind_their_heading(answerer: Answerer) -> None:
    assert "Term of the gate keeper: Four years." in first_of(
        answerer.answer(a_question("How many years is the term of the Ilmar gate keeper?"))
    )
    assert "What the keeper hands in: the log book" in first_of(
        answerer.answer(a_question("What does the gate keeper hand in?"))
    )


def test_the_rest_is_short_and_in_the_language_of_the_question(answerer: Answerer) -> None:
    answer = answerer.answer(a_question("When does the gate of Ilmar open and who guards the gate?"))

    assert len(answer.more) <= 6
    assert {citation.language for citation in answer.citations} == {"en"}


def test_a_year_that_the_passage_does_not_name_is_not_answered_from_another_year(answerer: Answerer) -> None:
    answer = answerer.answer(a_question("How many prisoners were released in 2012?"))

    assert (answer.outcome, answer.reason) == (Outcome.NOT_COVERED, "near_miss")


def test_initials_are_met_by_the_words_that_they_stand_for() -> None:
    text = "The Joint Verification Team is based in Port Ombero."
    passage = Passage("p", "d", 0, ("Where the Head of Mission sits",), text, ((0, len(text)),), "en")

    assert {"jvt", "hm"} <= surroundings(passage, "Base")
    assert "jvt" not in surroundings(replace(passage, text=text.lower()), "Base")
