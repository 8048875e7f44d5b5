"""Lists of names, found in a text however they are spelt, declined, or joined to a small word.

Compared without accents and case, without the Arabic article and what is written joined to it, and
without the endings of Russian cases. The longest name wins.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from retrieval.language.words import fold

LONGEST_NAME = 5
"""Words."""
Meaning = TypeVar("Meaning")
_WORD = re.compile(r"[^\W_]+")
_CASES = re.compile(  # Nigeria must not become Niger
    r"(?!(?<=нигер)и)(?:(?<=[а-я]{3})(?:ии|ия|ию|ией|ый|ий|ого|его|ому|ом|ым|им|ой|ая|ую|ое|ей|ем|ью|ами|ями|ах|ях|ам|ов)"
    r"|(?<=[а-я]{2})[ыиаяуюеьй])$"
)
_ARABIC_JOINED = re.compile(r"^[وف]?(?:[بك]?ال|لل)(?=\w{2})|^[وف]?[بلك](?=\w{3})|^[وف](?=\w{3})")


@dataclass(frozen=True, slots=True)
class Named(Generic[Meaning]):
    """A name in a text; `joined` are the Arabic letters written before it."""

    start: int
    end: int
    meaning: Meaning
    joined: str = ""


class Names(Generic[Meaning]):
    """The first meaning given to a name stays."""

    def __init__(self, listed: Iterable[tuple[str, Meaning]]) -> None:
        self._names: dict[str, Meaning] = {}
        for name, meaning in listed:
            if key := _key(_WORD.findall(fold(name))):
                self._names.setdefault(key, meaning)

    def meaning(self, name: str) -> Meaning | None:
        return self._names.get(_key(_WORD.findall(fold(name))))

    def within(self, text: str) -> Iterator[Named[Meaning]]:
        words = list(_WORD.finditer(text))
        end = 0
        for at, word in enumerate(words):
            lengths = range(min(LONGEST_NAME, len(words) - at), 0, -1) if word.start() >= end else ()
            if found := next(filter(None, (self._named(words[at : at + length]) for length in lengths)), None):
                end = found.end
                yield found

    def _named(self, words: list[re.Match[str]]) -> Named[Meaning] | None:
        """Also with the small words that Arabic writes joined to a name."""
        first, *others = [word.group() for word in words]
        joined = _ARABIC_JOINED.match(first)
        for before in ("", joined.group()) if joined else ("",):
            meaning = self._names.get(_key([first[len(before) :], *others]))
            if meaning is not None:
                return Named(words[0].start(), words[-1].end(), meaning, before)
        return None


def _key(words: list[str]) -> str:
    return " ".join(map(_form, words))


@lru_cache(maxsize=20_000)
def _form(word: str) -> str:
    return _CASES.sub("", fold(word)).removeprefix("ال")
