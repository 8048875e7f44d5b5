"""From a question to an answer that can be checked, or to an honest refusal; no model."""

from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.answering.answerer import Answerer
from retrieval.index.library import Library
from retrieval.ingest.pipeline import sync
from retrieval.models import Answer, Outcome
from tests.answering.conftest import a_question
from tests.library_builder import a_library, settings_of, write


@pytest.fixture(scope="session")
def answerer(library: Library) -> Answerer:
    return Answerer(library)


def said(answer: Answer) -> str:
    return " ".join(statement.text for statement in answer.short)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Who chaired the talks in Saint Merrin?", "Ilona Prawa"),
        ("How many satellite telephones does a team have?", "Per team: 1"),
        ("What should I do if a delegation walks out?", "the same evening"),
        ("What are the risks of talking with armed groups that govern?", "Fragmentation"),
    ],
)
def test_an_answer_holds_the_fact_asked_for(answerer: Answerer, question: str, fact: str) -> None:
    answer = answerer.answer(a_question(question))

    assert answer.outcome is Outcome.ANSWERED
    assert fact in said(answer)


@pytest.mark.parametrize(
    "question",
    [
        "Who chaired the talks in Saint Merrin?",
        "What are the risks of talking with armed groups that govern?",
        "How many members did Velmaria's assembly have and who drafted Principle 12?",
        "Quand le marché de Pell a-t-il rouvert ?",
    ],
)
def test_every_statement_is_cited_and_every_quote_stands(answerer: Answerer, library: Library, question: str) -> None:
    answer = answerer.answer(a_question(question))
    numbers = {citation.number for citation in answer.citations}

    assert answer.short
    assert all(s.citations and set(s.citations) <= numbers for s in (*answer.short, *answer.more))
    for citation in answer.citations:
        passage = library.passage(citation.passage_id)
        assert passage
        assert citation.quote in passage.text
        assert citation.document in answer.documents


def test_what_is_shown_first_is_short(answerer: Answerer) -> None:
    answer = answerer.answer(a_question("What should mediators know about women, drones, sanctions and talks?"))

    assert len(said(answer)) <= 900


def test_a_row_is_found_by_the_heads_of_its_table_and_the_heads_alone_are_no_answer(answerer: Answerer) -> None:
    answer = answerer.answer(a_question("What is the share of the yearly flow of Ostmark in a dry year?"))

    assert "Party: Ostmark; Share of yearly flow: 38 per cent; In a dry year: 33 per cent" in said(answer)
    assert not any("| Party |" in citation.quote for citation in answer.citations)


def test_a_list_item_brings_the_sentence_that_opens_the_list(answerer: Answerer) -> None:
    answer = answerer.answer(a_question("Which questions does a violation report answer?"))

    assert "A report answers six questions:" in said(answer)
    assert "Which weapons were used?" in said(answer)


@pytest.mark.parametrize("question", ["How do central banks set interest rates?", "???", "the of and", ""])
def test_what_the_library_does_not_cover_is_not_answered(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(a_question(question))

    assert answer.outcome is Outcome.NOT_COVERED
    assert answer.reason
    assert (answer.short, answer.more, answer.citations) == ((), (), ())
    assert answer.support.sources == 0


def test_a_refusal_names_the_nearest_documents(answerer: Answerer) -> None:
    answer = answerer.answer(
        a_question("How many prisoners did the observers of the Korvath ceasefire exchange in 2018?")
    )

    assert answer.outcome is Outcome.NOT_COVERED
    assert "korvath-ceasefire.md" in [document.path for document in answer.nearest]


def test_of_two_questions_the_uncovered_one_is_named_as_asked(answerer: Answerer) -> None:
    answer = answerer.answer(
        a_question("How long is drone footage kept and who sells the cheapest insurance in Kenya?")
    )

    assert answer.outcome is Outcome.PARTLY_ANSWERED
    assert "ninety days" in said(answer)
    assert answer.uncovered == ("who sells the cheapest insurance in Kenya?",)


def test_both_parts_are_answered_together(answerer: Answerer) -> None:
    answer = answerer.answer(a_question("Who chaired the Maret commission and how many witnesses did it hear?"))

    assert "Anselm Torvaag" in said(answer)
    assert "6,240" in said(answer)


def test_passages_shown_before_are_not_shown_again(answerer: Answerer) -> None:
    question = "How long should observers be trained before deployment?"
    first = answerer.answer(a_question(question))
    shown = frozenset(citation.passage_id for citation in first.citations)

    second = answerer.answer(a_question(question, shown=shown))

    assert shown
    assert shown.isdisjoint(item.passage.passage_id for item in second.evidence)
    assert shown.isdisjoint(citation.passage_id for citation in second.citations)


def test_an_internal_document_answers_those_who_may_see_it(answerer: Answerer) -> None:
    answer = answerer.answer(a_question("Who met the envoy in the monastery of Ilmar?", internal=True))

    assert "Zadie Quorn" in said(answer)


def test_an_internal_document_leaves_no_trace_for_others(answerer: Answerer) -> None:
    answer = answerer.answer(a_question("Where did the Hill Faction meet Zadie Quorn?"))
    paths = {item.document.path for item in answer.evidence} | {d.path for d in answer.nearest} | set(answer.documents)

    assert answer.outcome is Outcome.NOT_COVERED
    assert answer.reason == "restricted"
    assert "secret.md" not in paths


def test_a_filter_cannot_open_what_is_internal(answerer: Answerer) -> None:
    question = a_question("Where did the Hill Faction meet Zadie Quorn?")
    opened = replace(question, filter=replace(question.filter, internal=True))

    assert answerer.answer(opened).outcome is Outcome.NOT_COVERED


def test_an_answer_says_how_broad_its_ground_is(answerer: Answerer) -> None:
    answer = answerer.answer(a_question("Who chaired the talks in Saint Merrin?"))

    assert answer.support.sources >= 1
    assert answer.support.last_year == 2015
    assert 0 < answer.confidence <= 1
    assert set(answer.milliseconds) == {"search", "total"}
    assert answer.index_version


def test_sources_that_contradict_each_other_are_both_shown_the_older_first(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    write(folder, "new.md", "# Ilmar\n\nThe Ilmar mission had 85 observers in the valley.\n", title="Ilmar", year=2021)
    write(folder, "old.md", "# Ilmar\n\nThe Ilmar mission had 70 observers in the valley.\n", title="Ilmar", year=2012)
    for at in range(12):
        write(folder, f"other-{at}.md", f"# Paper {at}\n\nDelegations need rest, food and time, says paper {at}.\n")
    with a_library(settings_of(folder, tmp_path / "data")) as opened:
        sync(opened)
        opened.refresh()

        answer = Answerer(opened).answer(a_question("How many observers did the Ilmar mission have?"))

    assert answer.outcome is Outcome.CONFLICTING
    assert ["70" in s.text or "85" in s.text for s in answer.short] == [True, True]
    assert [answer.documents[c.document].year for c in answer.citations] == [2012, 2021]
