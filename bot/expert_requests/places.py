"""Where in the world: the country and the region behind a name as people write it, in six languages.

Names of countries come from Babel, cities and areas of mediation from `places.yaml`, regions from
the vocabulary. A name that nobody lists has no country: nothing is guessed from its sound.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml
from babel import Locale
from babel.core import get_global

from bot.expert_requests.names import Named, Names
from retrieval.language import LANGUAGES
from retrieval.language.words import fold

SHORTEST_SMALL = 4
"""Letters of a name that is taken for one without its capital: "car" and "osh" are not."""
Place = Named[tuple[str, bool]]
"""The country's or, of an area, the region's code; whether the country itself is named."""


def country_code(name: str) -> str | None:
    """The ISO code of a country given by its code, also of three letters, or by its name in one of
    the languages, also within a longer form such as "Republic of"; None when two are named."""
    code = name.strip().upper()
    code = get_global("territory_aliases").get(code, [code])[0]
    whole = _names().meaning(name)
    named = {found for found, is_country in ([whole] if whole else _meanings(name)) if is_country}
    return code if code in _regions() else named.pop() if len(named) == 1 else None


def country_of(location: str) -> str | None:
    """The ISO code of the country of a place that was written freely: a country that is named
    settles it, else the city or area; None when the words point to several or to none."""
    found = [one for one in _meanings(location) if one[0] in _regions()]
    codes = {code for code, is_country in found if is_country} or {code for code, _ in found}
    return codes.pop() if len(codes) == 1 else None


def region_of_country(code: str) -> str | None:
    """The region code of a country given by its ISO code."""
    return _regions().get(code)


def region_of(location: str) -> str | None:
    """The region code of a place, also where several countries of one region are named."""
    regions = {_regions().get(code, code) for code, _ in _meanings(location)}
    return regions.pop() if len(regions) == 1 else None


def places_in(text: str) -> Iterator[Place]:
    """Known names in a text, the longest first where they overlap."""
    return _names().within(text)


def is_common_word(written: str) -> bool:
    """Whether a name is more often another word when it is typed like this ("reunión", "la paz")."""
    words = _places_file()["common_words"]
    small = written[:1].islower() and (len(written) < SHORTEST_SMALL or bool(re.match("[а-яё]", written)))
    form = fold(written)
    return small or form in words["always"] or (written[:1].islower() and form in words["small"])


def _meanings(text: str) -> list[tuple[str, bool]]:
    return [place.meaning for place in places_in(text)]


@cache
def _names() -> Names[tuple[str, bool]]:
    return Names((*_of_file(), *_of_babel()))


def _of_file() -> Iterator[tuple[str, tuple[str, bool]]]:
    for group, is_country in (("countries", True), ("places", False), ("areas", False)):
        for code, names in _places_file()[group].items():
            yield from ((name, (code, is_country)) for name in names)


def _of_babel() -> Iterator[tuple[str, tuple[str, bool]]]:
    """Countries, and the cities that time zones are named after."""
    zones = get_global("zone_territories")
    for locale in map(Locale.parse, LANGUAGES):
        for code, name in locale.territories.items():
            if code in _regions():  # also "Myanmar (Burma)": two names
                yield from ((part, (code, True)) for part in re.split(r"[()]", name))
        for zone, code in zones.items():  # a city without a name of its own is called like its zone
            name = locale.time_zones.get(zone, {}).get("city") or zone.rpartition("/")[2]
            if code in _regions():
                yield name, (code, False)


@cache
def _regions() -> Mapping[str, str]:
    """Region codes by country code."""
    regions = _read(Path(__file__).resolve().parents[2] / "knowledge" / "vocabulary.yaml")["regions"]
    return {code: region["code"] for region in regions for code in region["countries"]}


@cache
def _places_file() -> dict[str, Any]:
    return _read(Path(__file__).with_name("places.yaml"))


def _read(path: Path) -> dict[str, Any]:
    return cast(dict[str, Any], yaml.load(path.read_text("utf-8"), yaml.CSafeLoader))
