"""Plain text: numbered lines and lines in capitals that stand alone are taken for headings."""

import re

from retrieval.ingest.readers.extract import Extract, Heading
from retrieval.ingest.readers.markdown import MarkdownReader

_NUMBERED = re.compile(r"^(\d+(?:\.\d+)*)\.?[ \t]+(\S.*)$")
_LONGEST = 90


class PlainTextReader:
    """Reads front matter as Markdown does; underlined headings count too."""

    def read(self, content: bytes) -> Extract:
        extract = MarkdownReader().read(content)
        standing_alone = _standing_alone(extract.text)
        taken = {heading.start for heading in extract.headings}
        more = [heading for heading in standing_alone if heading.start not in taken]
        headings = sorted((*extract.headings, *more), key=lambda heading: heading.start)
        return Extract(extract.text, tuple(headings), extract.front_matter)


def _standing_alone(text: str) -> list[Heading]:
    lines = text.split("\n")
    found: list[Heading] = []
    start = 0
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else ""
        after = lines[number + 1] if number + 1 < len(lines) else "."
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
