"""Markdown: YAML front matter between two `---` lines, `#` and underlined headings."""

import re

from retrieval.ingest.readers.extract import Extract, Heading, Unreadable, decode

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.M)
_FENCE = re.compile(r"^[ \t]{0,3}(```+|~~~+)")
_ATX = re.compile(r"^[ ]{0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"^[ ]{0,3}(=+|-{2,})[ \t]*$")
_MARKUP = re.compile(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1|\[([^\]]+)\]\([^)]*\)")


class MarkdownReader:
    def read(self, content: bytes) -> Extract:
        source = decode(content)
        found = _FRONT_MATTER.match(source)
        if source.startswith("---\n") and not found:
            raise Unreadable("the front matter that begins here is not closed by a line of ---", 1)
        text = source[found.end() :] if found else source
        return Extract(text, _headings(text), found.group(1) if found else None)


def _headings(text: str) -> tuple[Heading, ...]:
    headings: list[Heading] = []
    fence: str | None = None
    start = before_start = 0
    before = ""
    for line in text.split("\n"):
        end = start + len(line)
        opening = _FENCE.match(line)
        if opening and (fence is None or opening.group(1).startswith(fence)):
            fence = None if fence else opening.group(1)
        elif fence is None:
            if found := _ATX.match(line):
                headings.append(Heading(start, end, len(found.group(1)), _plain(found.group(2))))
            elif _is_underlined(before, line):
                level = 1 if line.lstrip().startswith("=") else 2
                headings.append(Heading(before_start, end, level, _plain(before.strip())))
        before, before_start = ("" if fence else line), start
        start = end + 1
    return tuple(heading for heading in headings if heading.title)


def _is_underlined(before: str, line: str) -> bool:
    return bool(
        _UNDERLINE.match(line)
        and before.strip()
        and "|" not in before
        and len(before) <= 120
        and not before.lstrip().startswith(("-", "*", "+", ">", "#", "="))
    )


def _plain(title: str) -> str:
    return _MARKUP.sub(lambda found: found.group(2) or found.group(3), title).strip()
