"""Where in the world: the country and the region behind a name as people write it, in six languages.

Names of countries come from Babel, cities and areas of mediation from `places.yaml`, regions from
the vocabulary. A name that nobody lists has no country: nothing is guessed from its sound.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml
from babel import Locale
from babel.core import get_global

from retrieval.language.words import fold

LANGUAGES = ("en", "fr", "es", "ar", "ru", "pt")
LONGEST_NAME = 5
_WORD = re.compile(r"[^\W_]+")
_CASES = re.compile(  # Nigeria must not become Niger
    r"(?<=[а-я]{2})(?!(?<=нигер)и)(?:ии|ия|ию|ией|ый|ий|ого|его|ому|ом|ым|ой|ая|ую|ое|ей|ем|ью|ами|ями|ах|ях|ам|ов|ы|и|а|я|у|ю|е|ь|й)$"
)
_ARABIC_JOINED = re.compile(r"^[وف]?(?:[بك]?ال|لل)(?=\w{2})|^[وف]?[بلك](?=\w{3})|^[وف](?=\w{3})")


@dataclass(frozen=True, slots=True)
class Place:
    """A known name in a text: where it stands, the country's or, of an area, the region's code."""

    start: int
    end: int
    code: str
    is_country: bool


def country_code(name: str) -> str | None:
    """The ISO code of a country given by its code, also of three letters, or by its name in one of
    the languages, also within a longer form such as "Republic of"; None when two are named."""
    code = name.strip().upper()
    code = get_global("territory_aliases").get(code, [code])[0]
    whole = _names().get(_key(_WORD.findall(name)))
    places = [Place(0, 0, *whole)] if whole else places_in(name)
    named = {place.code for place in places if place.is_country}
    return code if code in _regions() else named.pop() if len(named) == 1 else None


def country_of(location: str) -> str | None:
    """The ISO code of the country of a place that was written freely: a country that is named
    settles it, else the city or area; None when the words point to several or to none."""
    found = [place for place in places_in(location) if place.code in _regions()]
    codes = {place.code for place in found if place.is_country} or {place.code for place in found}
    return codes.pop() if len(codes) == 1 else None


def region_of_country(code: str) -> str | None:
    """The region code of a country given by its ISO code."""
    return _regions().get(code)


def region_of(location: str) -> str | None:
    """The region code of a place, also where several countries of one region are named."""
    regions = {_regions().get(place.code, place.code) for place in places_in(location)}
    return regions.pop() if len(regions) == 1 else None


def places_in(text: str) -> Iterator[Place]:
    """Known names in a text, the longest first where they overlap."""
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            first, last = words[at], words[at + length - 1]
            known = _known([word.group() for word in words[at : at + length]])
            if known:
                yield Place(first.start(), last.end(), *known)
                at += length - 1
                break
        at += 1


def _known(words: list[str]) -> tuple[str, bool] | None:
    """What a name stands for, also with the small words that Arabic writes joined to it."""
    joined = [_ARABIC_JOINED.sub("", fold(words[0])), *words[1:]]
    return _names().get(_key(words)) or _names().get(_key(joined))


def _key(words: list[str]) -> str:
    """One form for spellings, the Arabic article and the cases of Russian."""
    return " ".join(_CASES.sub("", fold(word)).removeprefix("ال") for word in words)


@cache
def _names() -> Mapping[str, tuple[str, bool]]:
    listed = _listed(Path(__file__).with_name("places.yaml"))
    names: dict[str, tuple[str, bool]] = {}
    for group, is_country in (("areas", False), ("places", False), ("countries", True)):
        for code, given in listed[group].items():
            names |= {_key(_WORD.findall(name)): (code, is_country) for name in given}
    for language in LANGUAGES:
        for code, territory in Locale.parse(language).territories.items():
            if code in _regions():  # also "Myanmar (Burma)": two names
                parts = (_key(_WORD.findall(part)) for part in re.split(r"[()]", territory))
                names = {part: (code, True) for part in parts if part} | names
    return names


@cache
def _regions() -> Mapping[str, str]:
    """Region codes by country code."""
    regions = _listed(Path(__file__).resolve().parents[2] / "knowledge" / "vocabulary.yaml")["regions"]
    return {code: region["code"] for region in regions for code in region["countries"]}


def _listed(path: Path) -> dict[str, Any]:
    return cast(dict[str, Any], yaml.load(path.read_text("utf-8"), yaml.CSafeLoader))
