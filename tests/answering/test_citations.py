"""A citation that is not verbatim does not exist."""

import string

from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.citations import Claim, checked, cite, find_quote, readable
from retrieval.models import Citation, Document, Evidence, Passage, Statement

TEXT = "The **joint commission** met\nin Ostrel. It had “nine” members – [as agreed](http://a.example)."


def a_passage(text: str = TEXT, header: str | None = None) -> Passage:
    return Passage("p1", "d1", 0, ("Part", "Chapter"), text, ((0, len(text)),), "en", 3, header)


def evidence(text: str = TEXT) -> Evidence:
    return Evidence(a_passage(text), Document("d1", "a/b.md", "Title", "en"), 0.5, 0.5, 0.5)


@given(st.text(min_size=1), st.data())
def test_a_cited_span_always_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    statements, citations = cite([Claim("said", ((evidence(text), (start, end)),))])

    kept, good = checked(statements, citations, lambda _id: a_passage(text))

    assert all(citation.quote in text for citation in good)
    assert bool(kept) == bool(text[start:end].strip())


@given(st.text(alphabet=string.ascii_letters + " .", min_size=1))
def test_a_quote_that_stands_nowhere_takes_its_statement_along(quote: str) -> None:
    invented = Citation(1, "p1", "a/b.md", "Title", "", None, quote + "§", "en")

    assert checked([Statement("said", (1,))], [invented], lambda _id: a_passage()) == ((), ())


def test_a_citation_of_a_passage_that_is_gone_does_not_stand() -> None:
    statements, citations = cite([Claim("said", ((evidence(), (0, 10)),))])

    assert checked(statements, citations, lambda _id: None) == ((), ())


def test_numbers_follow_first_use_and_mean_one_place() -> None:
    item = evidence()
    claims = [Claim("a", ((item, (0, 10)),)), Claim("b", ((item, (5, 15)), (item, (0, 10))))]

    statements, citations = cite(claims)

    assert [statement.citations for statement in statements] == [(1,), (2, 1)]
    assert [citation.section for citation in citations] == ["Part > Chapter"] * 2


def test_a_quote_is_found_across_line_breaks_and_typographic_marks() -> None:
    span = find_quote('in Ostrel. It had "nine" members - ', TEXT)

    assert span
    assert TEXT[slice(*span)] == "in Ostrel. It had “nine” members –"


@given(st.text(alphabet="abc \n*.", max_size=40), st.text(alphabet="abc \n*.", max_size=10))
def test_a_found_quote_is_a_slice_that_says_the_same(text: str, quote: str) -> None:
    span = find_quote(quote, text)

    if span:
        assert text[slice(*span)].split() == quote.strip(" .\n").split()


def test_what_is_shown_has_no_markup() -> None:
    assert readable(a_passage(), (0, len(TEXT))) == (
        "The joint commission met in Ostrel. It had “nine” members – as agreed."
    )


def test_a_table_row_is_read_with_its_heads() -> None:
    row = "| Ibria | 46 per cent |"

    assert readable(a_passage(row, "| Party | Share |"), (0, len(row))) == "Party: Ibria; Share: 46 per cent"
