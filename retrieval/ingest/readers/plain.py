"""Plain text: numbered lines and lines in capitals that stand alone are taken for headings."""

import re
from dataclasses import replace

from retrieval.ingest.readers.extract import Extract, Heading
from retrieval.ingest.readers.markdown import read_markdown

_NUMBERED = re.compile(r"^(\d+(?:\.\d+)*)\.?[ \t]+(\S.*)$")
_LONGEST = 90


def read_plain_text(content: bytes) -> Extract:
    """Reads front matter as Markdown does; underlined headings count too. Raises Unreadable."""
    extract = read_markdown(content)
    taken = {heading.start for heading in extract.headings}
    more = [heading for heading in _standing_alone(extract.text) if heading.start not in taken]
    headings = sorted((*extract.headings, *more), key=lambda heading: heading.start)
    return replace(extract, headings=tuple(headings))


def _standing_alone(text: str) -> list[Heading]:
    lines = ["", *text.split("\n"), "."]
    found: list[Heading] = []
    start = 0
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        title = line.strip()
        if title and not before.strip() and not after.strip() and (level := _level(title)):
            found.append(Heading(start, start + len(line), level, title))
        start += len(line) + 1
    return found


def _level(line: str) -> int:
    """Depth of a line that reads like a heading, 0 if it does not."""
    if len(line) > _LONGEST or line.endswith((".", ":", ";", ",", "?", "!")):
        return 0
    if numbered := _NUMBERED.match(line):
        return 1 + numbered.group(1).count(".") + 1
    return 1 if line.isupper() and len(line) > 3 else 0
