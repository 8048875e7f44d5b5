"""Passages are verbatim, in order, within the limit, and lose nothing of the text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from retrieval.ingest.chunking import WORDS_PER_PASSAGE, Chunk, chunk
from retrieval.ingest.readers.markdown import read_markdown
from retrieval.ingest.readers.plain import read_plain_text

SENTENCE = "The parties met again and nothing was decided that day."
BLOCKS = st.sampled_from(
    [
        "# Title", "## Part", "### Sub part", "Setext\n======", SENTENCE, f"{SENTENCE} " * 9,
        "word " * 170, "Agree on:", "- one thing\n- another thing", "1. first\n2. second",
        "| a | b |\n|---|---|\n| c | d |", "```\n# no heading\n```", "> quoted words.", "---",
        "كيف يراقب وقف إطلاق النار؟ بفريق.",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=120), st.lists(BLOCKS, max_size=14).map("\n\n".join))


def chunks(text: str) -> list[Chunk]:
    return chunk(read_markdown(text.encode()), "en")


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", text)


@given(TEXTS.filter(lambda text: not text.startswith("---\n") and "\r" not in text))
def test_every_word_outside_headings_is_in_exactly_one_sentence_of_one_passage(text: str) -> None:
    if "\0" in text or text[:1] in "\ufeff\ufffe":
        return
    extract = read_markdown(text.encode())
    made = chunk(extract, "en")

    end_before = 0
    for one in made:
        assert end_before <= one.start < one.end
        assert len(extract.text[one.start : one.end].split()) <= WORDS_PER_PASSAGE
        assert one.sentences[0][0] == one.start
        assert one.sentences[-1][1] == one.end
        end_before = one.end
    spans = [span for one in made for span in one.sentences]
    spans += [(heading.start, heading.end) for heading in extract.headings]
    kept = " ".join(extract.text[start:end] for start, end in sorted(spans))
    assert words_of(kept) == words_of(extract.text)


def test_a_passage_never_crosses_a_heading_and_keeps_its_path() -> None:
    made = chunks("# Guide\n\nIntro.\n\n## Aims\n\nOne.\n\n### Detail\n\nTwo.\n\n## End\n\nThree.")

    assert [one.section for one in made] == [
        ("Guide",), ("Guide", "Aims"), ("Guide", "Aims", "Detail"), ("Guide", "End"),
    ]  # fmt: skip


def test_the_title_is_not_repeated_in_the_path() -> None:
    extract = read_markdown(b"# Guide\n\n## Aims\n\nOne.")

    assert [one.section for one in chunk(extract, "en", "Guide")] == [("Aims",)]


def test_a_long_section_is_cut_evenly_between_paragraphs() -> None:
    paragraph = f"{SENTENCE} " * 5
    made = chunks("\n\n".join([paragraph.strip()] * 4))

    assert [len(one.sentences) for one in made] == [10, 10]


def test_a_list_stays_with_the_sentence_that_leads_into_it() -> None:
    filler = f"{SENTENCE} " * 14
    text = f"{filler.strip()} Agree on these points:\n\n- who reports to whom and when\n- how"
    made = chunks(text)

    assert text[made[-1].start :].startswith("Agree on these points:")


def test_rows_cut_off_from_their_table_keep_its_header() -> None:
    rows = "\n".join(f"| party {number} | {SENTENCE} |" for number in range(30))
    made = chunks(f"| Party | What happened |\n|---|---|\n{rows}\n\nAfter the table.")

    assert len(made) > 2
    assert {one.table_header for one in made[:-1]} == {"| Party | What happened |"}


def test_plain_text_has_headings_where_lines_stand_alone() -> None:
    text = "THE REPORT\n\nFirst words.\n\n1. Purpose\n\nMore words.\n\n1.1 Scope\n\nLast words."

    made = chunk(read_plain_text(text.encode()), "en")

    assert [one.section for one in made] == [
        ("THE REPORT",), ("THE REPORT", "1. Purpose"), ("THE REPORT", "1. Purpose", "1.1 Scope"),
    ]  # fmt: skip


def test_a_passage_knows_the_page_it_begins_on() -> None:
    extract = read_markdown(b"One.\n\n# Second\n\nTwo.")
    paged = type(extract)(extract.text, extract.headings, page_starts=(0, 5))

    assert [one.page for one in chunk(paged, "en")] == [1, 2]
