"""Cuts a passage into the smallest pieces that can be quoted: sentences, list items, table rows.

Spans are verbatim: nothing is changed, joined or lost but white space, list markers, headings'
marks and the ruling line of a table. Made for guidance texts: abbreviations, initials, numbers,
quotations, Arabic punctuation, lines wrapped by hand.
"""

import re
from collections.abc import Iterator

from retrieval.models import Span

LIST_MARKER = re.compile(r"[ \t]*(?:[-*+•◦▪–—]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)])[ \t]+")
TABLE_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*$|[^|\n]+\|[^|\n]+\|.*$")
TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*$")
_QUOTE_MARK = re.compile(r"[ \t]*(?:>[ \t]?)+")
_RULE = re.compile(r"[ \t]*(?:[-*_=][ \t]*){3,}$")
_MARKS = re.compile(r"[*_`]+|\[([^\]]*)\]\([^)]*\)")
_HEADING = re.compile(r"^#{1,6}\s+", re.M)
_LINK = re.compile(
    r"(?:\w+://|www\.|mailto:)\S*[\w/]|[\w.+-]+@[\w.-]+\w|(?<!\w)@\w{3,}|(?<!\S)[\w.-]+\.[a-z]{2,}/\S*\w", re.I
)
_EMPTY = re.compile(r"\(\s*\)|<\s*>")
_END = re.compile(r"(?:[.!?…]+|[؟۔]|؛)[\"'”’»)\]*_]*(?:\[\d+\])*(?=\s)")
_OPENING = re.compile(r"[ \t\n\"'“‘«(\[*_]*")
_LONGEST_ABBREVIATION = 20  # with what may stand before it
_ABBREVIATIONS = frozenset(
    re.findall(
        r"\S+",
        """al approx arts cf ch col dept dr e.g ed eds eg etc figs gen gov hon i.e ibid ie inc
        jan feb apr jun jul aug sep sept oct nov dec lt ltd mr mrs ms p.m a.m p pp para paras
        prof pt rep res resp rev sen sgt u.n u.s vol vols vs
        m mm mme mmes mlle env av janv févr juil sr sra sres dra ud uds núm pág págs ej p.ej
        г гг др им напр проф пр руб см ст стр т т.е т.п тыс млн млрд ул""",
    )
)
# Words that also end sentences ("He said no."): only a digit after them shows an abbreviation.
_NUMBERED = frozenset(("no", "nos", "fig", "max", "min", "mar", "may", "sec", "art", "st", "т.д"))


def split_sentences(text: str, language: str = "en") -> list[Span]:
    """Spans of the sentences, list items and table rows of a text, in reading order."""
    spans: list[Span] = []
    for start, end in _units(text):
        whole = TABLE_ROW.match(text[start:end])
        spans.extend(_trimmed(text, start, end) if whole else _sentences(text, start, end))
    return spans


def plain(text: str, *, links: bool = False) -> str:
    """Without Markdown marks and line breaks, and, unless asked for, without addresses."""
    bare = _MARKS.sub(lambda found: found.group(1) or "", _HEADING.sub("", text))
    return " ".join((bare if links else _EMPTY.sub("", _LINK.sub("", bare))).split())


def _units(text: str) -> Iterator[Span]:
    """Paragraphs, list items and table rows: nothing is quoted across their borders."""
    start: int | None = None
    end = 0
    for line_start, line_end in _lines(text):
        line = text[line_start:line_end]
        blank = not line.strip() or TABLE_RULE.match(line) or _RULE.match(line)
        marker = LIST_MARKER.match(line)
        row = TABLE_ROW.match(line)
        if start is not None and (blank or marker or row or text[end:line_start].count("\n") > 1):
            yield start, end
            start = None
        if blank:
            continue
        if row:
            yield line_start, line_end
            continue
        if start is None:
            quote = None if marker else _QUOTE_MARK.match(line)
            skipped = marker or quote
            start = line_start + (skipped.end() if skipped else 0)
        end = line_end
    if start is not None:
        yield start, end


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"))
        start += len(line)


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for found in _END.finditer(text, start, end):
        if _is_end(text, begin, found, end):
            yield from _trimmed(text, begin, found.end())
            begin = found.end()
    yield from _trimmed(text, begin, end)


def _is_end(text: str, begin: int, found: re.Match[str], end: int) -> bool:
    following = _OPENING.match(text, found.end(), end).end()  # type: ignore[union-attr] # matches always
    if following == end or text[following].islower():
        return False
    if not found.group().startswith("."):
        return True
    before = text[max(begin, found.start() - _LONGEST_ABBREVIATION) : found.start()].split()
    last = before[-1].lstrip("(\"'“‘«[*_") if before else ""
    if len(last) == 1 and last.isupper() and last.isalpha():
        return False  # an initial: "J. Smith"
    word = last.casefold()
    if word in _NUMBERED:
        return not text[following].isdigit()
    return word not in _ABBREVIATIONS


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        offset = start + len(piece) - len(piece.lstrip())
        yield offset, offset + len(stripped)
