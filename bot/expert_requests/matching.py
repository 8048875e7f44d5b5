"""Who of the pool fits a request: stated constraints first, then an order that shows its reasons.

Every constraint that was stated must be fulfilled; what was not stated constrains nobody. The
order is one sum of points, so that it can be explained; a human picks. Pure.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from bot.expert_requests.models import Details, Modality
from bot.expert_requests.places import country_code, region_of_country
from bot.expert_requests.roster import BookingState, Day, Expert, Gender, Years, lowered

ENOUGH = "B2"
SERVES = {
    Modality.IN_PERSON: ("in_person", "both"),
    Modality.HYBRID: ("in_person", "both"),
    Modality.REMOTE: ("remote", "both"),
}
# The country weighs more than all years, a year more than everything below it together.
COUNTRY_POINTS, YEAR_POINTS, REGION_POINTS, DEPTH_POINTS, NOTICE_POINTS, LOAD_POINTS = 100.0, 1.0, 0.4, 0.3, 0.1, 0.03
LEVEL_POINTS = {"lead": 0.1, "solid": 0.05}
FULL_LOAD = 3


class Need(BaseModel):
    """What a request asks of a person; what is None or empty asks nothing. Also a line of a batch.

    Attributes:
        request_id: whose own bookings do not stand in its way.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    request_id: str | None = Field(None, alias="id", strict=True)
    expertise: tuple[str, ...] = ()
    expertise_mode: Annotated[Literal["any", "all"], BeforeValidator(lowered)] = "any"
    languages: tuple[Annotated[str, BeforeValidator(lowered), StringConstraints(pattern="^[a-z]{2,3}$")], ...] = ()
    country: str | None = None
    start: Day | None = None
    end: Day | None = None
    modality: Annotated[Modality, BeforeValidator(lowered)] | None = None
    gender: Gender | None = None
    minimum_years: Years | None = None

    @model_validator(mode="before")
    @classmethod
    def _what_is_said(cls, given: Any) -> Any:
        """A missing key, null and [] mean the same."""
        said = given.items() if isinstance(given, dict) else ()
        return {key: value for key, value in said if value not in (None, "", [])}

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.start and self.end and self.end < self.start:
            raise ValueError("end is before start")
        return self

    @classmethod
    def from_details(cls, details: Details, country: str | None = None, request_id: str | None = None) -> "Need":
        """`country` as `places.country_of` or an officer knows it; None when it is withheld."""
        start, days = details.start, details.duration_days
        return cls(
            request_id=request_id,
            expertise=details.expertise,
            languages=details.languages,
            country=country,
            start=start,
            end=start + timedelta(days - 1) if start and days else None,
            modality=details.modality,
            gender=lowered(details.gender_preference),
        )


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, as the id of a catalogue text and its arguments."""

    text_id: str
    arguments: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Fulfils everything; with `needs_decision`, some of the reasons are to be settled first."""

    expert: Expert
    score: float
    reasons: tuple[Reason, ...]
    needs_decision: bool


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Has the expertise; `failed` tells why not, by the code of the constraint."""

    expert: Expert
    failed: Mapping[str, Reason]


@dataclass(frozen=True, slots=True)
class Match:
    candidates: tuple[Candidate, ...]
    near_misses: tuple[NearMiss, ...]


def match(need: Need, experts: Iterable[Expert], today: date) -> Match:
    """Everybody who fulfils what was stated, best first; and who only lacks something else than
    the expertise, the nearest first."""
    candidates, near_misses = [], []
    for expert in experts:
        if _has_expertise(need, expert):
            failed = dict(_failures(need, expert, today))
            if failed:
                near_misses.append(NearMiss(expert, failed))
            else:
                candidates.append(_candidate(need, expert, today))
    return Match(
        tuple(sorted(candidates, key=lambda one: (-one.score, one.expert.expert_id))),
        tuple(sorted(near_misses, key=lambda one: (len(one.failed), one.expert.expert_id))),
    )


def _has_expertise(need: Need, expert: Expert) -> bool:
    asked, has = set(need.expertise), set(expert.expertise)
    return asked <= has if need.expertise_mode == "all" else not asked or bool(asked & has)


def _failures(need: Need, expert: Expert, today: date) -> Iterator[tuple[str, Reason]]:
    levels = expert.levels
    missing = [f"{code} {levels.get(code, '')}".strip() for code in need.languages if levels.get(code, "") < ENOUGH]
    if missing:
        yield "language", Reason("roster-fails-language", {"languages": ", ".join(missing)})
    if not _is_inside(need, expert):
        yield "availability", Reason("roster-fails-availability", {"days": days_of(expert)})
    elif _booked(need, expert, BookingState.BLOCKED):
        yield "availability", Reason("roster-fails-booked")
    if need.modality and expert.modality not in SERVES[need.modality]:
        yield "modality", Reason("roster-fails-modality", {"modality": expert.modality})
    if need.country and _country(need.country) in _own_countries(expert):
        yield "conflict", Reason("roster-fails-conflict")
    if need.gender and expert.gender != need.gender:
        yield "gender", Reason("roster-fails-gender")
    if (expert.years_experience or 0) < (need.minimum_years or 0):
        yield "years", Reason("roster-fails-years", {"years": f"{expert.years_experience or 0:g}"})
    if expert.vetting_until and expert.vetting_until < (need.end or need.start or today):
        yield "vetting", Reason("roster-fails-vetting", {"day": expert.vetting_until.isoformat()})


def _is_inside(need: Need, expert: Expert) -> bool:
    first, last = expert.available_from or date.min, expert.available_to or date.max
    return all(first <= day <= last for day in (need.start, need.end) if day)


def _booked(need: Need, expert: Expert, state: BookingState) -> bool:
    """Whether another request has days of this one; without days it has none in its way."""
    start, end = need.start or need.end, need.end or need.start
    others = (one for one in expert.bookings if one.request_id != need.request_id and one.state is state)
    return bool(start) and any(one.overlaps(start, end) for one in others)


def _country(name: str) -> str:
    """One form for codes and names; a country that nobody lists is compared as written."""
    return country_code(name) or " ".join(name.casefold().split())


def _own_countries(expert: Expert) -> set[str]:
    return {_country(name) for name in (*re.split("[;/]", expert.nationality), *expert.conflict_of_interest)}


def _candidate(need: Need, expert: Expert, today: date) -> Candidate:
    merits, asks = list(_merits(need, expert)), list(_asks(need, expert, today))
    score = sum(points for points, _reason in merits) - sum(points for points, _reason in asks)
    return Candidate(expert, round(score, 2), tuple(reason for _points, reason in merits + asks), bool(asks))


def _merits(need: Need, expert: Expert) -> Iterator[tuple[float, Reason]]:
    country = need.country and _country(need.country)
    if country and country in map(_country, expert.countries_worked):
        yield COUNTRY_POINTS, Reason("roster-fits-country")
    years = expert.years_experience or 0
    yield YEAR_POINTS * years, Reason("roster-fits-years", {"years": f"{years:g}"})
    if country and region_of_country(country) in regions_worked(expert):
        yield REGION_POINTS, Reason("roster-fits-region")
    if need.expertise:
        asked = set(need.expertise)
        count = len(asked & set(expert.expertise))
        yield DEPTH_POINTS * count / len(asked), Reason("roster-fits-themes", {"count": count, "asked": len(asked)})
    if expert.level:
        yield LEVEL_POINTS.get(expert.level.lower(), 0), Reason("roster-fits-level", {"level": expert.level})


def _asks(need: Need, expert: Expert, today: date) -> Iterator[tuple[float, Reason]]:
    """What rules nobody out, but somebody has to settle before; it takes points away."""
    if need.start and (need.start - today).days < (expert.notice_days or 0):
        yield NOTICE_POINTS, Reason("roster-asks-notice", {"days": expert.notice_days or 0})
    if _booked(need, expert, BookingState.PENCILLED):
        yield LOAD_POINTS, Reason("roster-asks-pencilled")
    if open_bookings := sum(one.state is not BookingState.ENDED for one in expert.bookings):
        yield LOAD_POINTS * min(open_bookings, FULL_LOAD), Reason("roster-asks-load", {"count": open_bookings})


def days_of(expert: Expert) -> str:
    """The days of availability; an open end is an ellipsis."""
    first, last = expert.available_from or "…", expert.available_to or "…"
    return f"{first} – {last}"


def regions_worked(expert: Expert) -> tuple[str, ...]:
    """Region codes, in the order of the countries."""
    codes = filter(None, map(country_code, expert.countries_worked))
    return tuple(dict.fromkeys(filter(None, map(region_of_country, codes))))


@dataclass(frozen=True, slots=True)
class Profile:
    """An expert as the requester sees one: no name, no nationality, no employer, no country."""

    letter: str
    themes: tuple[str, ...]
    years: float | None
    languages: Mapping[str, str]
    regions: tuple[str, ...]
    modality: str
    available_from: date | None
    available_to: date | None


def profile(expert: Expert, letter: str) -> Profile:
    return Profile(
        letter=letter,
        themes=expert.expertise,
        years=expert.years_experience,
        languages=expert.levels,
        regions=regions_worked(expert),
        modality=expert.modality,
        available_from=expert.available_from,
        available_to=expert.available_to,
    )


@dataclass(frozen=True, slots=True)
class Balance:
    """What a shortlist looks like as a whole.

    Attributes:
        genders: how many of each; None where it is not recorded.
        languages: how many speak each at B2 or better.
        in_region: how many have worked in the region of the country.
        use: by expert id, the share of all assignments that the pool ever had.
    """

    genders: Mapping[str | None, int]
    languages: Mapping[str, int]
    in_region: int
    use: Mapping[str, float]


def balance(chosen: Sequence[Expert], pool: Iterable[Expert], country: str | None = None) -> Balance:
    used = Counter({expert.expert_id: _times_used(expert) for expert in pool})
    region = region_of_country(_country(country)) if country else None
    return Balance(
        genders=Counter(expert.gender for expert in chosen),
        languages=Counter(code for expert in chosen for code, level in expert.levels.items() if level >= ENOUGH),
        in_region=sum(region in regions_worked(expert) for expert in chosen),
        use={expert.expert_id: used[expert.expert_id] / max(used.total(), 1) for expert in chosen},
    )


def pool_depth(experts: Iterable[Expert]) -> Mapping[str, int]:
    """How many know each theme."""
    return Counter(theme for expert in experts for theme in set(expert.expertise))


def _times_used(expert: Expert) -> int:
    return sum(one.state is not BookingState.PENCILLED for one in expert.bookings)
