"""Cuts a text into passages of at most 150 words that keep their section path.

Pure. Passages are contiguous verbatim slices in reading order; every sentence is in exactly one,
and no passage crosses a heading. A list stays with the sentence that leads into it and a table
with its header where the limit allows; what must be cut is cut between sentences.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.ingest.readers.extract import Extract, Heading
from retrieval.language.sentences import TABLE_RULE, split_sentences
from retrieval.models import Span

WORDS_PER_PASSAGE = 150
_WORD = re.compile(r"\S+")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_RULE = re.compile(rf"^(.*\|.*)\n{TABLE_RULE.pattern}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage before it belongs to a document; `sentences` are spans into the whole text."""

    start: int
    end: int
    section: tuple[str, ...]
    sentences: tuple[Span, ...]
    page: int | None
    table_header: str | None


def chunk(extract: Extract, language: str, title: str = "") -> list[Chunk]:
    """All passages of a text in reading order; `title` is not repeated as a section."""
    tables = [_table(extract.text, rule) for rule in _RULE.finditer(extract.text)]
    made: list[Chunk] = []
    for section, start, end in _sections(extract, title):
        pieces = [
            piece
            for first, last in split_sentences(extract.text[start:end], language)
            for piece in _cut(extract.text, start + first, start + last)
        ]
        for group in _packed(extract.text, pieces):
            first, last = group[0][0], group[-1][1]
            page = bisect_right(extract.page_starts, first) or None
            made.append(Chunk(first, last, section, tuple(group), page, _header(tables, group)))
    return made


def _sections(extract: Extract, title: str) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """The stretches between headings, each with the headings that lead to it."""
    path: list[Heading] = []
    start = 0
    for heading in extract.headings:
        yield _names(path, title), start, heading.start
        path = [*(upper for upper in path if upper.level < heading.level), heading]
        start = heading.end
    yield _names(path, title), start, len(extract.text)


def _names(path: Sequence[Heading], title: str) -> tuple[str, ...]:
    names = tuple(heading.title for heading in path)
    return names[1:] if names and names[0] == title else names


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence, or pieces of one that is longer than a passage may be."""
    words = list(_WORD.finditer(text, start, end))
    for index in range(0, len(words), WORDS_PER_PASSAGE):
        part = words[index : index + WORDS_PER_PASSAGE]
        yield part[0].start(), part[-1].end()


def _packed(text: str, pieces: Sequence[Span]) -> Iterator[list[Span]]:
    """Even groups within the limit, parted between paragraphs where that is possible."""
    if not pieces:
        return
    total = _count(text, pieces[0][0], pieces[-1][1])
    even = total / -(-total // WORDS_PER_PASSAGE)
    group: list[Span] = []
    for piece in pieces:
        if group and _must_part(text, group, piece, even):
            kept = _lead_in(text, group, piece)
            yield group[: len(group) - len(kept)]
            group = kept
        group.append(piece)
    yield group


def _over(text: str, group: Sequence[Span], piece: Span) -> bool:
    return _count(text, group[0][0], piece[1]) > WORDS_PER_PASSAGE


def _must_part(text: str, group: Sequence[Span], piece: Span, even: float) -> bool:
    if _over(text, group, piece):
        return True
    between = text[group[-1][1] : piece[0]]
    leads_in = text[group[-1][0] : group[-1][1]].rstrip("*_ ").endswith((":", "："))
    full = _count(text, group[0][0], group[-1][1]) >= even * 0.85
    return full and not leads_in and bool(_PARAGRAPH.search(between))


def _lead_in(text: str, group: Sequence[Span], piece: Span) -> list[Span]:
    """The last sentence, when it introduces the next piece and both fit into one passage."""
    introduces = text[group[-1][0] : group[-1][1]].rstrip("*_ ").endswith(":")
    fits = not _over(text, group[-1:], piece)
    return [group[-1]] if introduces and fits and len(group) > 1 else []


def _count(text: str, start: int, end: int) -> int:
    return len(_WORD.findall(text, start, end))


def _table(text: str, rule: re.Match[str]) -> tuple[int, int, str]:
    """Where the table of a rule begins and ends, and its header row."""
    after = _PARAGRAPH.search(text, rule.end())
    return rule.start(), after.start() if after else len(text), rule.group(1).strip()


def _header(tables: Sequence[tuple[int, int, str]], group: Sequence[Span]) -> str | None:
    """The header row of the first table that a passage has rows of."""
    first, last = group[0][0], group[-1][1]
    return next((header for start, end, header in tables if start < last and first < end), None)
