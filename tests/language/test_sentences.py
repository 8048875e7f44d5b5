"""Sentences, list items and table rows are verbatim pieces, and nothing is lost between them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language import split_sentences

PIECES = st.sampled_from([
    "The talks failed.", "Why? Nobody knows!", "Dr. J. Doe spoke", " ", "\n", "\n\n", "- ", "1. ",
    "| a | b |\n", "|---|---|\n", "وقف إطلاق النار؟ نعم.", "Он ушёл в 2015 г. и вернулся.", "#",
    "e.g. this", "…", "“Quoted.” Next", "> said", "3.5 km", "a\u2028b", "---", "\t", "* ",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join))
UNQUOTED = re.compile(r"[\s\W_]|\d|[a-zA-Z](?=[.)])")


def pieces(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


@given(TEXTS)
def test_spans_are_in_order_trimmed_and_never_overlap(text: str) -> None:
    end_before = 0
    for start, end in split_sentences(text):
        assert end_before <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        end_before = end


@given(TEXTS)
def test_no_word_is_lost(text: str) -> None:
    spans = split_sentences(text)
    outside = "".join(
        character for at, character in enumerate(text) if not any(start <= at < end for start, end in spans)
    )

    assert re.sub(r"[ivxIVX]{1,4}[.)]", "", UNQUOTED.sub("", outside)) == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "Dr. Smith of the U.N. met J. Doe on day 3.5 of the talks.",
        "It was late, e.g. in May.",
        "See Art. 5 and No. 7 of the text.",
        "L'accord, cf. p. 12, n'a pas été signé par M. Dupont.",
        "Он ушёл в 2015 г. и вернулся.",
        "She asked “Why now?” and left.",
    ],
)
def test_an_abbreviation_ends_no_sentence(sentence: str) -> None:
    assert pieces(f"{sentence} Then they left.") == [sentence, "Then they left."]


def test_arabic_punctuation_ends_sentences() -> None:
    assert pieces("كيف يراقب؟ بفريق مدني؛ ثم تقرير. انتهى", "ar") == [
        "كيف يراقب؟", "بفريق مدني؛", "ثم تقرير.", "انتهى",
    ]  # fmt: skip


def test_an_item_is_quoted_without_its_marker_and_with_its_wrapped_lines() -> None:
    text = "Agree on:\n\n- who reports\n  to whom\n- 2. when\n3) how"

    assert pieces(text) == ["Agree on:", "who reports\n  to whom", "2. when", "how"]


def test_a_table_is_quoted_row_by_row_without_its_rule() -> None:
    assert pieces("| Party | Share |\n|---|---:|\n| Ibria | 46. Yes. |") == [
        "| Party | Share |", "| Ibria | 46. Yes. |",
    ]  # fmt: skip


def test_a_sentence_wrapped_by_hand_stays_one() -> None:
    assert pieces("The parties\nmet. They\nagreed.") == ["The parties\nmet.", "They\nagreed."]
