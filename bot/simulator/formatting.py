"""Texts as Telegram reads them: HTML to plain text and entities, lengths in UTF-16 units.

Refuses what Telegram refuses, in its words. What Telegram drops silently (a quote in a quote, a
hundred-and-first entity) is named in `dropped`, because the reader of the message loses it.
"""

import html
import re
from dataclasses import dataclass

from bot.simulator.models import Json, Refused, bad_request

MAX_ENTITIES = 100
_TAGS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline"}
_TAGS |= {"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre"}
_TAGS |= {"span": "spoiler", "tg-spoiler": "spoiler", "a": "text_link", "blockquote": "blockquote"}
_QUOTES = {"blockquote", "expandable_blockquote"}
_START = re.compile(r"<([^\s>]*)")
_ATTRIBUTE = re.compile(r"\s*([^\s=>]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[\w.-]+))?")
_END = re.compile(r"</([^\s>]*)\s*>")
_PLAIN = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});?|[^<&]+|&")
_LINK = re.compile(r"(?:https?://)?[^\s/]+\.[^\s]{2,}|tg://\S+", re.I)
_DETECTED = re.compile(
    r"(?P<bot_command>(?<![\w/@>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?)|(?P<url>https?://[^\s<>]+)"
    r"|(?P<email>[\w.+-]+@[\w-]+\.[\w.-]+)|(?P<mention>(?<!\w)@[A-Za-z]\w{3,31})|(?P<hashtag>(?<!\w)#\w+)"
)


def utf16(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True, slots=True)
class Formatted:
    text: str
    entities: tuple[Json, ...] = ()
    dropped: tuple[str, ...] = ()


def format_text(source: str, parse_mode: str) -> Formatted:
    """The text as it will be shown. Raises `Refused` where Telegram does not accept the markup."""
    try:
        source.encode("utf-8")
    except UnicodeEncodeError:
        raise bad_request("text must be encoded in UTF-8") from None
    if not parse_mode:
        return _trimmed(source, [], [])
    if parse_mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    parsed = _Html(source)
    return _trimmed(parsed.text, parsed.entities, parsed.dropped)


def detect_entities(text: str) -> list[Json]:
    """Commands, mentions, links and tags in what a person typed."""
    return [
        {"type": match.lastgroup, "offset": utf16(text[: match.start()]), "length": utf16(match[0])}
        for match in _DETECTED.finditer(text)
    ]


class _Html:
    def __init__(self, source: str) -> None:
        self.source, self.at, self.text = source, 0, ""
        self.entities: list[Json] = []
        self.dropped: list[str] = []
        self.open: list[tuple[str, Json]] = []
        while self.at < len(source):
            if plain := _PLAIN.match(source, self.at):
                self.at, words = plain.end(), plain[0]
                is_reference = len(words) > 1 and words[0] == "&"
                self.text += html.unescape(words.rstrip(";") + ";") if is_reference else words
            elif source.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise _unparsable(f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"')

    def _here(self) -> str:
        return f"at byte offset {len(self.source[: self.at].encode())}"

    def _start_tag(self) -> None:
        tag, attributes, end = self._read_start_tag()
        entity: Json = {"type": _TAGS[tag], "offset": utf16(self.text)}
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _unparsable(f'Tag "span" must have class "tg-spoiler" {self._here()}')
        if tag == "blockquote" and "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
        if tag == "a":
            entity["url"] = attributes.get("href", "")
        self.open.append((tag, entity))
        self.at = self.source.index(">", end) + 1

    def _read_start_tag(self) -> tuple[str, dict[str, str], int]:
        match = _START.match(self.source, self.at)
        tag, end = (match[1].lower(), match.end()) if match else ("", len(self.source))
        if end == len(self.source):
            raise _unparsable(f"Unclosed start tag {self._here()}")
        if tag not in _TAGS:
            raise _unparsable(f'Unsupported start tag "{tag}" {self._here()}')
        attributes: dict[str, str] = {}
        while self.source[end:].lstrip()[:1] != ">":
            if not (attribute := _ATTRIBUTE.match(self.source, end)):
                raise _unparsable(f"Unclosed start tag {self._here()}")
            attributes[attribute[1].lower()] = html.unescape((attribute[2] or "").strip("\"'"))
            end = attribute.end()
        return tag, attributes, end

    def _end_tag(self) -> None:
        if not self.open:
            raise _unparsable(f"Unexpected end tag {self._here()}")
        if not (match := _END.match(self.source, self.at)):
            raise _unparsable(f"Unclosed end tag {self._here()}")
        tag, entity = self.open.pop()
        if match[1] and match[1].lower() != tag:
            raise _unparsable(f'Unmatched end tag {self._here()}, expected "</{tag}>", found "</{match[1]}>"')
        self.at = match.end()
        entity["length"] = utf16(self.text) - entity["offset"]
        outer = {parent["type"] for _, parent in self.open}
        if outer & {"code", "pre"} and {entity["type"], *outer} != {"code", "pre"}:
            self.dropped.append(f"{entity['type']} inside code")
        elif entity["type"] in _QUOTES and outer & _QUOTES:
            self.dropped.append("a quote inside a quote")
        elif entity["type"] == "text_link" and not _LINK.fullmatch(entity["url"]):
            self.dropped.append("a link without a valid address")
        else:
            self.entities.append(entity)


def _unparsable(description: str) -> Refused:
    return bad_request(f"can't parse entities: {description}")


def _trimmed(text: str, entities: list[Json], dropped: list[str]) -> Formatted:
    lead, shown, kept = utf16(text) - utf16(text.lstrip()), text.strip(), []
    # Entities end inside out; of two with the same extent the outer one comes first.
    outside_in = list(reversed(entities))
    for entity in sorted(outside_in, key=lambda entity: (entity["offset"], -entity["length"])):
        start = max(0, entity["offset"] - lead)
        end = min(entity["offset"] + entity["length"] - lead, utf16(shown))
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    if len(kept) > MAX_ENTITIES:
        dropped = [*dropped, f"{len(kept) - MAX_ENTITIES} entities beyond the hundredth"]
    return Formatted(shown, tuple(kept[:MAX_ENTITIES]), tuple(dropped))
