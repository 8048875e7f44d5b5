"""Cuts rendered HTML into messages that Telegram accepts: below its length, tags balanced.

Works on HTML of our own only (rendering escapes everything else). Counts the markup too, so that
both ways of counting, before and after parsing, stay below the limit.
"""

import re

LIMIT_UNITS = 3_900
_TOKEN = re.compile(r"<(/?)([a-z]+)[^>]*>|&[a-z]+;|&#\d+;|[^<&]+")
_NOT_SHOWN = re.compile(r"<[^>]*>|[\s\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\u00ad]")


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def is_blank(html: str) -> bool:
    """Whether nothing of it would be seen; Telegram refuses such a message."""
    return not _NOT_SHOWN.sub("", html)


def shortened(text: str, limit: int) -> str:
    """At most `limit` units of plain text."""
    while units(text) > limit:
        text = text[: -1 - (units(text) - limit) // 2].rstrip("… ") + "…"
    return text


def split_html(html: str, limit: int = LIMIT_UNITS) -> list[str]:
    """Parts of at most `limit` units, cut at line ends or spaces where there are any."""
    parts: list[str] = []
    open_tags: list[tuple[str, str]] = []
    part = _Part()
    for token in _TOKEN.finditer(html):
        text, closing, name = token.group(), token.group(1), token.group(2)
        if name:
            if closing:
                del open_tags[-1:]
            else:
                open_tags.append((name, text))
            part.add(text, is_tag=True)
            continue
        while part.length + units(text) + _closing_units(open_tags) > limit:
            room = limit - part.length - _closing_units(open_tags)
            head, text = _cut(text, room, must=part.is_empty)
            part.add(head)
            parts.append(part.text + _closing(open_tags))
            part = _Part("".join(tag for _, tag in open_tags))
        part.add(text)
    parts.append(part.text)
    return [item for item in (_trim(part) for part in parts) if not is_blank(item)] or ["…"]


class _Part:
    def __init__(self, opening: str = "") -> None:
        self.text, self.length, self.is_empty = opening, units(opening), True

    def add(self, text: str, is_tag: bool = False) -> None:
        self.text += text
        self.length += units(text)
        self.is_empty = self.is_empty and (is_tag or not text)


def _closing(open_tags: list[tuple[str, str]]) -> str:
    return "".join(f"</{name}>" for name, _ in reversed(open_tags))


def _closing_units(open_tags: list[tuple[str, str]]) -> int:
    return sum(len(name) + 3 for name, _ in open_tags)


def _cut(text: str, room: int, must: bool) -> tuple[str, str]:
    """Splits plain text (or one entity) so that the head fits; `must` when nothing stands yet."""
    if text.startswith("&") or room <= 0:
        return "", text
    head = text[:room]
    while units(head) > room:
        head = head[: -max(1, (units(head) - room) // 2)]
    at = max(head.rfind("\n"), head.rfind(" ") if head.rfind("\n") < room // 2 else -1) + 1
    if at == 0:
        at = len(head) if must else 0
    return text[:at], text[at:]


def _trim(part: str) -> str:
    return part.strip("\n ")
