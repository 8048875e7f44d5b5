"""Who of the pool fits a request: stated constraints first, then an order that shows its reasons.

Every constraint that was stated must be fulfilled; what was not stated constrains nobody. The
order is one sum of points, so that it can be explained; a human picks. Pure.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from bot.expert_requests.models import Details, Modality
from bot.expert_requests.places import country_code, region_of_country
from bot.expert_requests.roster import BookingState, Day, Expert, Gender, Lowered, Years, as_row, entries

ENOUGH = "B2"
# The country weighs more than all years, a year more than everything below it together.
COUNTRY_POINTS, REGION_POINTS, DEPTH_POINTS, NOTICE_POINTS, LOAD_POINTS = 100.0, 0.4, 0.3, 0.1, 0.03
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
    expertise_mode: Annotated[Literal["any", "all"], Lowered] = "any"
    languages: tuple[Annotated[str, Lowered, StringConstraints(pattern="^[a-z]{2,3}$")], ...] = ()
    country: str | None = None
    start: Day | None = None
    end: Day | None = None
    modality: Annotated[Modality, Lowered] | None = None
    gender: Gender | None = None
    minimum_years: Years | None = None

    @model_validator(mode="before")
    @classmethod
    def _what_is_said(cls, given: Any) -> Any:
        """A missing key, null and [] mean the same."""
        if not isinstance(given, dict):
            return given
        return {key: value for key, value in given.items() if value not in (None, "", [])}

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.start and self.end and self.end < self.start:
            raise ValueError("end is before start")
        return self

    @classmethod
    def from_details(cls, details: Details, country: str | None = None, request_id: str | None = None) -> "Need":
        """`country` as `places.country_of` or an officer knows it; None when it is withheld."""
        said = {name: getattr(details, name) for name in ("expertise", "languages", "start", "modality")}
        end = details.start + timedelta(details.duration_days - 1) if details.start and details.duration_days else None
        return cls(**said, end=end, country=country, gender=details.gender_preference, request_id=request_id)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody fits, does not, or has to be asked first.

    Attributes:
        kind: "fits", "fails", or "asks" for what a human has to settle.
        code: of what it is about; of a failure, the constraint.
        arguments: of the text `text_id`.
        points: what it adds to the order.
    """

    kind: str
    code: str
    arguments: Mapping[str, str | int] = field(default_factory=dict)
    points: float = 0.0

    @property
    def text_id(self) -> str:
        return f"roster-{self.kind}-{self.code}"


@dataclass(frozen=True, slots=True)
class Fit:
    """How an expert stands to a need: a candidate when nothing failed."""

    expert: Expert
    reasons: tuple[Reason, ...]

    @property
    def failed(self) -> tuple[str, ...]:
        return tuple(reason.code for reason in self.reasons if reason.kind == "fails")

    @property
    def needs_decision(self) -> bool:
        return any(reason.kind == "asks" for reason in self.reasons)

    @property
    def score(self) -> float:
        return round(sum(reason.points for reason in self.reasons), 2)


@dataclass(frozen=True, slots=True)
class Match:
    candidates: tuple[Fit, ...]
    near_misses: tuple[Fit, ...]


def match(need: Need, experts: Iterable[Expert], today: date) -> Match:
    """Everybody who fulfils what was stated, best first; and who lacks something else than the
    expertise, the nearest first."""
    fits = [
        Fit(expert, (*_failures(need, expert, today), *_merits(need, expert, today)))
        for expert in experts
        if _has_expertise(need, expert)
    ]
    fits.sort(key=lambda fit: (len(fit.failed), -fit.score, fit.expert.expert_id))
    return Match(tuple(fit for fit in fits if not fit.failed), tuple(fit for fit in fits if fit.failed))


def _has_expertise(need: Need, expert: Expert) -> bool:
    asked, has = set(need.expertise), set(expert.expertise)
    return asked <= has if need.expertise_mode == "all" else not asked or bool(asked & has)


def _failures(need: Need, expert: Expert, today: date) -> Iterator[Reason]:
    levels, years, last_day = expert.levels, expert.years_experience or 0, need.end or need.start or today
    missing = [f"{code} {levels.get(code, '')}".strip() for code in need.languages if levels.get(code, "") < ENOUGH]
    if missing:
        yield Reason("fails", "language", {"languages": ", ".join(missing)})
    if not _is_available(need, expert):
        yield Reason("fails", "availability", {"days": days_of(expert)})
    if need.modality and expert.modality not in ("both", "remote" if need.modality is Modality.REMOTE else "in_person"):
        yield Reason("fails", "modality", {"modality": expert.modality})
    conflicts = (*entries(expert.nationality), *expert.conflict_of_interest)
    if need.country and _country(need.country) in map(_country, conflicts):
        yield Reason("fails", "conflict")
    if need.gender and expert.gender != need.gender:
        yield Reason("fails", "gender")
    if years < (need.minimum_years or 0):
        yield Reason("fails", "years", {"years": f"{years:g}"})
    if expert.vetting_until and expert.vetting_until < last_day:
        yield Reason("fails", "vetting", {"day": f"{expert.vetting_until}"})


def _is_available(need: Need, expert: Expert) -> bool:
    first, last = expert.available_from or date.min, expert.available_to or date.max
    is_inside = all(first <= day <= last for day in (need.start, need.end) if day)
    return is_inside and not _is_taken(need, expert, BookingState.BLOCKED)


def _is_taken(need: Need, expert: Expert, state: BookingState) -> bool:
    """Whether another request has days of this one; without days it has none in its way."""
    first, last = need.start or need.end, need.end or need.start
    return bool(first) and expert.is_booked(state, first, last, need.request_id)


def _country(name: str) -> str:
    """One form for codes and names; a country that nobody knows is compared as written."""
    return country_code(name) or " ".join(name.casefold().split())


def _merits(need: Need, expert: Expert, today: date) -> Iterator[Reason]:
    country, asked = need.country and _country(need.country), set(need.expertise)
    if country and country in map(_country, expert.countries_worked):
        yield Reason("fits", "country", points=COUNTRY_POINTS)
    if expert.years_experience:
        years = expert.years_experience
        yield Reason("fits", "years", {"years": f"{years:g}"}, points=years)
    if country and region_of_country(country) in regions_worked(expert):
        yield Reason("fits", "region", points=REGION_POINTS)
    if asked:
        count = len(asked & set(expert.expertise))
        yield Reason("fits", "themes", {"count": count, "asked": len(asked)}, DEPTH_POINTS * count / len(asked))
    if expert.level:
        yield Reason("fits", "level", {"level": expert.level}, LEVEL_POINTS.get(expert.level.lower(), 0))
    if need.start and (need.start - today).days < (expert.notice_days or 0):
        yield Reason("asks", "notice", {"days": expert.notice_days or 0}, -NOTICE_POINTS)
    if _is_taken(need, expert, BookingState.PENCILLED):
        yield Reason("asks", "pencilled")
    if load := sum(one.state is not BookingState.ENDED for one in expert.bookings):
        yield Reason("fits", "load", {"count": load}, -LOAD_POINTS * min(load, FULL_LOAD))


def days_of(expert: Expert) -> str:
    """The days of availability and, after a stroke, those that are blocked; an open end is …"""
    blocked = [(one.start, one.end) for one in expert.bookings if one.state is BookingState.BLOCKED]
    pairs = [(expert.available_from, expert.available_to), *blocked]
    return " ∖ ".join(f"{start or '…'} – {end or '…'}" for start, end in pairs)


def regions_worked(expert: Expert) -> tuple[str, ...]:
    """Region codes, each once."""
    regions = (region_of_country(_country(name)) for name in expert.countries_worked)
    return tuple(dict.fromkeys(region for region in regions if region))


def profile(expert: Expert) -> dict[str, Any]:
    """An expert as the requester sees one: JSON values without name, nationality, employer or
    country; A, B or C is the caller's."""
    row = as_row(expert)
    shown = ("expertise", "years_experience", "languages", "modality", "available_from", "available_to")
    return {name: row[name] for name in shown} | {"regions": list(regions_worked(expert))}


def balance(chosen: Iterable[Expert], pool: Iterable[Expert]) -> dict[str, Any]:
    """What a shortlist looks like as a whole: how many are of each gender, speak each language at
    B2 or better, know each region; and by id the share of all assignments, past and present."""
    people = list(chosen)
    used = {one.expert_id: sum(day.state is not BookingState.PENCILLED for day in one.bookings) for one in pool}
    total = sum(used.values()) or 1
    return {
        "genders": Counter(one.gender or "unknown" for one in people),
        "languages": Counter(code for one in people for code, level in one.levels.items() if level >= ENOUGH),
        "regions": Counter(region for one in people for region in regions_worked(one)),
        "use": {one.expert_id: used.get(one.expert_id, 0) / total for one in people},
    }


def pool_depth(experts: Iterable[Expert]) -> Mapping[str, int]:
    """How many know each theme."""
    return Counter(theme for expert in experts for theme in set(expert.expertise))
