"""Markdown: YAML front matter between two `---` lines, `#` and underlined headings."""

import re
from itertools import accumulate, pairwise

from markdown_it import MarkdownIt

from retrieval.ingest.readers.extract import Extract, Heading, Unreadable, decode

LONGEST_HEADING = 120
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.M)
_MARKUP = re.compile(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1|\[([^\]]+)\]\([^)]*\)")


def read_markdown(content: bytes) -> Extract:
    """Raises Unreadable."""
    source = decode(content)
    found = _FRONT_MATTER.match(source)
    if source.startswith("---\n") and not found:
        raise Unreadable("the front matter that begins here is not closed by a line of ---", 1)
    text = source[found.end() :] if found else source
    return Extract(text, _headings(text), found.group(1) if found else None)


def _headings(text: str) -> tuple[Heading, ...]:
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    headings = [
        Heading(starts[token.map[0]], starts[token.map[1]] - 1, int(token.tag[1]), _plain(words.content))
        for token, words in pairwise(MarkdownIt().disable("inline").parse(text))
        if token.type == "heading_open" and token.map and token.level == 0
    ]
    return tuple(heading for heading in headings if heading.title and len(heading.title) <= LONGEST_HEADING)


def _plain(title: str) -> str:
    return _MARKUP.sub(lambda found: found.group(2) or found.group(3), title).strip()
