"""Texts as Telegram reads them: HTML to plain text and entities, lengths in UTF-16 units.

Refuses what Telegram refuses, in its words. What Telegram drops silently (a quote in a quote, a
hundred-and-first entity) is named in `dropped`, because the reader of the message loses it.
"""

import html
import re
from dataclasses import dataclass

from bot.simulator.models import Json, bad_request

MAX_ENTITIES = 100
_TAGS = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("span", "tg-spoiler"), "spoiler"),
    **{"a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote"},
    **{"tg-emoji": "custom_emoji", "tg-time": "date_time"},
}
_TYPES = {*_TAGS.values(), "expandable_blockquote", "text_mention"}
_START = re.compile(r"<([^\s>]*)")
_ATTRIBUTE = re.compile(r"\s*([^\s=>]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[\w.-]+))?")
_END = re.compile(r"</([^\s>]*)\s*>")
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});?")
_PLAIN = re.compile(r"[^<&]+|&")
_LINK = re.compile(r"(?:https?://|tg://|ton://)?[^\s/]+\.[^\s]{2,}|tg://\S+", re.I)
_DETECTED = re.compile(
    r"(?P<bot_command>(?<![\w/@>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?)|(?P<url>https?://[^\s<>]+)"
    r"|(?P<email>[\w.+-]+@[\w-]+\.[\w.-]+)|(?P<mention>(?<!\w)@[A-Za-z]\w{3,31})"
    r"|(?P<hashtag>(?<!\w)#\w+)"
)


def utf16(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True, slots=True)
class Formatted:
    text: str
    entities: tuple[Json, ...] = ()
    dropped: tuple[str, ...] = ()


def format_text(source: str, parse_mode: str | None, entities: list[Json] | None) -> Formatted:
    """The text as it will be shown.

    Raises:
        Refused: in Telegram's words, where the markup is not accepted.
    """
    try:
        source.encode("utf-8")
    except UnicodeEncodeError:
        raise bad_request("text must be encoded in UTF-8") from None
    if not parse_mode:
        return _trimmed(source, _checked(source, entities or []))
    if parse_mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    parser = _Html(source)
    parser.run()
    return _trimmed("".join(parser.written), parser.entities, tuple(parser.dropped))


def detect_entities(text: str) -> list[Json]:
    """Commands, mentions, links and tags in what a person typed."""
    return [
        {"type": match.lastgroup, "offset": utf16(text[: match.start()]), "length": utf16(match[0])}
        for match in _DETECTED.finditer(text)
    ]


class _Html:
    def __init__(self, source: str) -> None:
        self.source, self.at, self.length = source, 0, 0
        self.written: list[str] = []
        self.entities: list[Json] = []
        self.dropped: list[str] = []
        self.open: list[tuple[str, Json]] = []

    def run(self) -> None:
        while self.at < len(self.source):
            if self.source.startswith("</", self.at):
                self._end_tag()
            elif self.source[self.at] == "<":
                self._start_tag()
            elif reference := _REFERENCE.match(self.source, self.at):
                self._write(reference, html.unescape(reference[0].rstrip(";") + ";"))
            elif plain := _PLAIN.match(self.source, self.at):
                self._write(plain, plain[0])
        if self.open:
            tag = self.open[-1][0]
            raise _cannot_parse(f'Can\'t find end tag corresponding to start tag "{tag}"')

    def _write(self, match: re.Match[str], text: str) -> None:
        self.written.append(text)
        self.length += utf16(text)
        self.at = match.end()

    def _offset(self) -> str:
        return f"at byte offset {len(self.source[: self.at].encode())}"

    def _start_tag(self) -> None:
        match = _START.match(self.source, self.at)
        assert match
        tag, end = match[1].lower(), match.end()
        if end == len(self.source):
            raise _cannot_parse(f"Unclosed start tag {self._offset()}")
        if tag not in _TAGS:
            raise _cannot_parse(f'Unsupported start tag "{tag}" {self._offset()}')
        attributes: dict[str, str] = {}
        while self.source[end:].lstrip()[:1] != ">":
            attribute = _ATTRIBUTE.match(self.source, end)
            if not attribute:
                raise _cannot_parse(f'Unclosed start tag "{tag}" {self._offset()}')
            attributes[attribute[1].lower()] = html.unescape((attribute[2] or "").strip("\"'"))
            end = attribute.end()
        self.open.append((tag, self._entity(tag, attributes)))
        self.at = self.source.index(">", end) + 1

    def _entity(self, tag: str, attributes: dict[str, str]) -> Json:
        entity: Json = {"type": _TAGS[tag], "offset": self.length}
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _cannot_parse(f'Tag "span" must have class "tg-spoiler" {self._offset()}')
        if tag == "a":
            entity["url"] = attributes.get("href", "")
        if tag == "blockquote" and "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
        if tag == "tg-emoji":
            entity["custom_emoji_id"] = attributes.get("emoji-id", "")
        return entity

    def _end_tag(self) -> None:
        if not self.open:
            raise _cannot_parse(f"Unexpected end tag {self._offset()}")
        match = _END.match(self.source, self.at)
        if not match:
            raise _cannot_parse(f"Unclosed end tag {self._offset()}")
        tag, entity = self.open.pop()
        if match[1] and match[1].lower() != tag:
            expected = f'expected "</{tag}>", found "</{match[1]}>"'
            raise _cannot_parse(f"Unmatched end tag {self._offset()}, {expected}")
        self.at = match.end()
        entity["length"] = self.length - entity["offset"]
        if entity["length"]:
            self._keep(entity)

    def _keep(self, entity: Json) -> None:
        outer = {kind for _, parent in self.open for kind in (parent["type"],)}
        quotes = {"blockquote", "expandable_blockquote"}
        if outer & {"code", "pre"} and {entity["type"], *outer} != {"code", "pre"}:
            self.dropped.append(f"{entity['type']} inside code")
        elif entity["type"] in quotes and outer & quotes:
            self.dropped.append("a quote inside a quote")
        elif entity["type"] == "text_link" and not _LINK.fullmatch(entity["url"]):
            self.dropped.append("a link without a valid address")
        else:
            self.entities.append(entity)


def _cannot_parse(description: str) -> Exception:
    return bad_request(f"can't parse entities: {description}")


def _checked(text: str, entities: list[Json]) -> list[Json]:
    encoded = text.encode("utf-16-le")
    for entity in entities:
        start, length = int(entity["offset"]), int(entity["length"])
        try:
            encoded[2 * start : 2 * (start + length)].decode("utf-16-le")
        except UnicodeDecodeError:
            wrong = f"entity beginning at UTF-16 offset {start} ends in a middle of a UTF-16 symbol"
            raise bad_request(f"can't parse entities: {wrong}") from None
        if entity["type"] not in _TYPES or start < 0 or 2 * (start + length) > len(encoded):
            raise bad_request(f"can't parse entities: wrong {entity['type']} at offset {start}")
    return entities


def _trimmed(text: str, entities: list[Json], dropped: tuple[str, ...] = ()) -> Formatted:
    lead = utf16(text[: len(text) - len(text.lstrip())])
    shown = text.strip()
    kept = []
    for entity in sorted(entities, key=lambda entity: (entity["offset"], -entity["length"])):
        start = max(0, entity["offset"] - lead)
        end = min(entity["offset"] + entity["length"] - lead, utf16(shown))
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    if len(kept) > MAX_ENTITIES:
        dropped += (f"{len(kept) - MAX_ENTITIES} entities beyond the hundredth",)
    return Formatted(shown, tuple(kept[:MAX_ENTITIES]), dropped)
