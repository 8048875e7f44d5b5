"""Figures that can be checked by hand."""

import pytest

from retrieval.evaluation.cases import Case
from retrieval.evaluation.metrics import Found, Measured, Quoted, Reply, figures, measure
from retrieval.evaluation.report import as_json, as_table, grouped

TEXTS = {"a.md": "The commission had 1,340 members.", "b.md": "Other words."}
CASE = Case(id="q", text="How many?", expect="answered", documents=("a.md",), sections=("Size",), facts=(("1340",),))
REPLY = Reply(
    outcome="answered",
    answer="It had 1,340 members. [1]",
    citations=[Quoted(document="a.md", quote="had 1,340 members")],
    passages=[
        Found(document="b.md", section="X"),
        Found(document="b.md", section="Y"),
        Found(document="a.md", section="Part > Size"),
    ],
    confidence=0.9,
    milliseconds=12.0,
)


def measured(reply: Reply = REPLY, case: Case = CASE) -> Measured:
    return measure(case, reply, TEXTS.get)


def test_ranks_count_documents_and_sections_not_passages() -> None:
    one = measured()

    assert (one.document_rank, one.section_rank) == (2, 3)
    assert figures([one])["reciprocal_rank"] == 0.5
    assert figures([one])["document_at_1"] == 0.0


@pytest.mark.parametrize(
    ("answer", "found"), [("It had 1340.", True), ("It had 1 340.", True), ("It had 13.", False), ("", False)]
)
def test_a_fact_counts_however_its_thousands_are_written(answer: str, found: bool) -> None:
    assert measured(REPLY.model_copy(update={"answer": answer})).has_fact is found


def test_of_every_group_of_facts_one_must_stand() -> None:
    case = CASE.model_copy(update={"facts": (("1340",), ("men", "women"))})

    assert measured(case=case).has_fact is False


@pytest.mark.parametrize("quote", ["had 1,341 members", " ", ""])
def test_a_quote_that_does_not_stand_is_counted(quote: str) -> None:
    reply = REPLY.model_copy(update={"citations": [Quoted(document="a.md", quote=quote)]})

    assert measured(reply).broken_quotes == 1


def test_a_quote_of_a_document_that_is_not_there_is_broken() -> None:
    reply = REPLY.model_copy(update={"citations": [Quoted(document="z.md", quote="had")]})

    assert measured(reply).broken_quotes == 1


@pytest.mark.parametrize(
    ("expected", "outcome", "right"),
    [
        ("not_covered", "answered", False),
        ("not_covered", "restricted", True),
        ("answered", "partly_answered", True),
        ("answered", "not_covered", False),
        ("partly_answered", "answered", False),
        ("not_a_question", "not_covered", False),
    ],
)
def test_an_outcome_is_right_or_wrong(expected: str, outcome: str, right: bool) -> None:
    case = CASE.model_copy(update={"expect": expected})

    assert measured(REPLY.model_copy(update={"outcome": outcome}), case).right_outcome is right


def test_what_a_case_does_not_state_is_not_measured() -> None:
    group = figures([measured(case=Case(id="q", text="?"))])

    assert (group["document_at_1"], group["fact"], group["outcome"]) == (None, None, None)


def test_the_report_groups_by_kind_and_language_and_names_what_went_wrong() -> None:
    wrong = measured(REPLY.model_copy(update={"outcome": "not_covered", "answer": ""}))
    groups = grouped([measured(), wrong])

    assert list(groups) == ["all", "direct", "in en"]
    assert groups["all"]["outcome"] == 0.5
    assert as_table(groups).row_count == 3
    assert as_json([measured(), wrong])["wrong"] == ["q"]
