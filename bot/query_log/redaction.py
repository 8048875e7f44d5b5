"""Masks what points to a person in free text before it is kept. Pure: text in, text out.

Recognisers are the patterns of `redaction.yaml`; what they miss stays, which is why the log is
sealed as well. Names that stand in the library (mediators, authors, places) are not masked: the
caller says which they are.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import phonenumbers
import yaml

from retrieval.language import LANGUAGES
from retrieval.language.words import fold, stop_words

Found = tuple[int, int, str]
"""Start, end and kind of something to mask."""

_DIGITS = re.compile(r"(?<![\w./])(?:\+|00)?[(\d٠-٩][\d٠-٩()\s./-]{5,20}[\d٠-٩](?!\w)")
_DATES = re.compile(r"\((?:19|20)\d\d\)|^\(?(?:19|20)\d\d\W+(?:19|20)?\d\d(?:\W|$)|^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
PHONE_DIGITS = 7
BARE_PHONE_DIGITS = 9
"""Without a plus or a zero in front: fewer could be resolutions and years."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text with masks such as [phone], and the kinds that were masked, in order of the text."""

    text: str
    kinds: tuple[str, ...]


class Redactor:
    """Masks personal data; `is_known` says whether a name stands in the library."""

    def __init__(self, is_known: Callable[[str], bool] = lambda name: False) -> None:
        self._is_known = is_known

    def redact(self, text: str) -> Redacted:
        """Earlier recognisers win where two overlap."""
        found: list[Found] = []
        for start, end, kind in [*self._patterns(text), *_phones(text)]:
            if all(end <= other[0] or start >= other[1] for other in found):
                found.append((start, end, kind))
        found.sort()
        masked, last = [], 0
        for start, end, kind in found:
            masked += [text[last:start], f"[{kind}]"]
            last = end
        kinds = tuple(dict.fromkeys(kind for _start, _end, kind in found))
        return Redacted("".join([*masked, text[last:]]), kinds)

    def _patterns(self, text: str) -> Iterator[Found]:
        for kind, pattern in _patterns():
            for match in pattern.finditer(text):
                group = match.lastgroup or 0
                if kind != "person":
                    yield match.start(), match.end(), kind
                elif found := self._name(text, match.start(group), match[group], str(group)):
                    yield found

    def _name(self, text: str, start: int, name: str, group: str) -> Found | None:
        """A name, unless the library knows it."""
        if group == "pair":
            begins_sentence = not text[:start].strip(" «“\"'(") or text[:start].rstrip()[-1] in ".?!:"
            first, _space, rest = name.partition(" ")
            if begins_sentence and (_is_common(first) or self._is_known(first)):
                # The first word of a sentence has a capital letter whatever it is.
                start, name = start + len(name) - len(rest), rest
            if " " not in name.strip() or name.isupper() or _institution().search(name):
                return None
        return None if self._is_known(name) else (start, start + len(name), "person")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, _compiled(text)) for entry in _lists()["patterns"] for kind, text in entry.items())


@cache
def _institution() -> re.Pattern[str]:
    return _compiled(_lists()["institution"])


def _compiled(text: str) -> re.Pattern[str]:
    while (filled := re.sub("<([A-Z_]+)>", lambda name: _lists()["words"][name[1]], text)) != text:
        text = filled
    return re.compile(text.replace("\n", ""))


@cache
def _lists() -> dict[str, Any]:
    return dict(yaml.safe_load(resources.files("bot.query_log").joinpath("redaction.yaml").read_text("utf-8")))


def _is_common(word: str) -> bool:
    return any(fold(word) in stop_words(language) for language in LANGUAGES)


def _phones(text: str) -> Iterator[Found]:
    """What the library of phone numbers finds, and long runs of digits that are no dates."""
    for match in phonenumbers.PhoneNumberMatcher(text, None):
        yield match.start, match.end, "phone"
    for run in _DIGITS.finditer(text):
        digits = sum(character.isdigit() for character in run[0])
        enough = PHONE_DIGITS if run[0][0] in "+0(٠" else BARE_PHONE_DIGITS
        if digits >= enough and not _DATES.search(run[0]):
            yield run.start(), run.end(), "phone"
