"""Deadlines: how long a step may take by urgency, and the clock of a request.

Pure. A clock counts two times at once, all of it and working time, so that a change of urgency
loses nothing. Days are those of the team's zone; what is added up are real seconds.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, TypeAdapter, ValidationError

from bot.errors import Misconfigured
from bot.expert_requests.models import Kind, Request, Stage, Urgency

DEFAULT = Path(__file__).with_name("service_levels.yaml")
WARN_AT = 0.8
DAY = timedelta(days=1)
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS = get_args(Weekday)


class Step(StrEnum):
    ACKNOWLEDGEMENT = "acknowledgement"
    SHORTLIST = "shortlist"
    DEPLOYMENT = "deployment"


def _day(hours: str) -> tuple[timedelta, timedelta]:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)", hours):
        raise ValueError('hours look like "09:00-17:00"')
    opens, closes = (timedelta(hours=int(part[:2]), minutes=int(part[3:])) for part in hours.split("-"))
    if opens >= closes:
        raise ValueError("the hours must end after they begin")
    return opens, closes


class Calendar(BaseModel):
    """When the team works: weekdays, hours as time since midnight, days off."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    days: tuple[Weekday, ...] = Field(min_length=1)
    hours: Annotated[tuple[timedelta, timedelta], BeforeValidator(_day)]
    holidays: tuple[date, ...] = ()
    _zone: ZoneInfo = PrivateAttr(ZoneInfo("UTC"))

    @property
    def day(self) -> timedelta:
        opens, closes = self.hours
        return closes - opens

    def working(self, start: datetime, end: datetime) -> timedelta:
        """The working time between two moments."""
        spent = timedelta()
        for opens, closes in self._hours_from(start):
            if opens >= end:
                break
            spent += max(min(end, closes) - max(start, opens), timedelta())
        return spent

    def after(self, start: datetime, amount: timedelta) -> datetime:
        """The moment at which so much working time has passed."""
        for opens, closes in self._hours_from(start):
            begins = max(start, opens)
            if begins + amount <= closes:
                return begins + amount
            amount -= max(closes - begins, timedelta())
        raise AssertionError("working days never end")

    def next_opening(self, moment: datetime) -> datetime:
        return next(opens for opens, _ in self._hours_from(moment) if opens > moment)

    def _hours_from(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        day = start.astimezone(self._zone).date()
        while True:
            if WEEKDAYS[day.weekday()] in self.days and day not in self.holidays:
                yield self._at(day, self.hours[0]), self._at(day, self.hours[1])
            day += DAY

    def _at(self, day: date, since_midnight: timedelta) -> datetime:
        # On the wall first, then in UTC: an office opens at nine also after the clocks change.
        return (datetime.combine(day, time()) + since_midnight).replace(tzinfo=self._zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """Of one request: seconds that were counted before `since`, all and working ones; `begun` is
    where a step began when that was not at the start. `since` is None while it stands."""

    since: datetime | None = None
    wall: float = 0.0
    working: float = 0.0
    begun: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Clock":
        return CLOCK.validate_python(kept)

    def written(self) -> dict[str, Any]:
        kept: dict[str, Any] = CLOCK.dump_python(self, mode="json")
        return kept

    def at(self, now: datetime, calendar: Calendar) -> "Clock":
        """The same clock with everything counted until now."""
        if self.since is None:
            return self
        wall = self.wall + (now - self.since).total_seconds()
        working = self.working + calendar.working(self.since, now).total_seconds()
        return replace(self, since=now, wall=wall, working=working)

    def restart(self, *steps: Step) -> "Clock":
        """These steps begin now; the clock was brought up to now before."""
        return replace(self, begun={**self.begun, **dict.fromkeys(steps, (self.wall, self.working))})


CLOCK = TypeAdapter(Clock)


@dataclass(frozen=True, slots=True)
class Deadline:
    step: Step
    warn_at: datetime
    due_at: datetime


class ServiceLevels(BaseModel):
    """A file of service levels."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hours: dict[Step, dict[Urgency, Annotated[float, Field(gt=0, allow_inf_nan=False, le=87_600)]]]
    round_the_clock: tuple[Urgency, ...] = (Urgency.CRITICAL,)
    calendar: Calendar

    def in_zone(self, zone: ZoneInfo) -> "ServiceLevels":
        self.calendar._zone = zone
        return self

    def deadline(self, request: Request, clock: Clock) -> Deadline | None:
        """The next deadline of a request, None where none runs."""
        step = step_of(request)
        if clock.since is None or step is None or request.urgency not in self.hours.get(step, {}):
            return None
        hours = timedelta(hours=self.hours[step][request.urgency])
        round_the_clock = request.urgency in self.round_the_clock
        begun = clock.begun.get(step, (0.0, 0.0))[0 if round_the_clock else 1]
        counted = timedelta(seconds=(clock.wall if round_the_clock else clock.working) - begun)
        limit = hours if round_the_clock else self._working(hours)
        moments = []
        for share in (WARN_AT, 1.0):
            left = limit * share - counted
            runs_on = round_the_clock or left <= timedelta()
            moments.append(clock.since + left if runs_on else self.calendar.after(clock.since, left))
        return Deadline(step, *moments)

    def _working(self, hours: timedelta) -> timedelta:
        days, rest = divmod(hours, DAY)
        return days * self.calendar.day + min(rest, self.calendar.day)


def step_of(request: Request) -> Step | None:
    """What the team owes next."""
    if request.stage is Stage.SUBMITTED:
        return Step.ACKNOWLEDGEMENT
    if request.stage in (Stage.TAKEN, Stage.MATCHING):
        was_answered = request.kind is not Kind.DEPLOYMENT and request.data.get("told")
        return None if was_answered else Step.SHORTLIST
    is_under_way = request.stage in (Stage.PROPOSED, Stage.CONFIRMED)
    return Step.DEPLOYMENT if is_under_way and request.kind is Kind.DEPLOYMENT else None


def load_service_levels(file: Path | None, time_zone: str) -> ServiceLevels:
    """The levels of a file, or the built-in ones.

    Raises:
        Misconfigured: one sentence with the file, the place in it and what is wrong.
    """
    try:
        zone = ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Misconfigured("TIME_ZONE names no time zone; use a name such as Europe/Geneva or UTC.") from None
    return _read(file or DEFAULT).in_zone(zone)


def _read(file: Path) -> ServiceLevels:
    try:
        return ServiceLevels.model_validate(yaml.safe_load(file.read_text("utf-8")))
    except OSError as error:
        raise Misconfigured(f"SERVICE_LEVELS: {file} cannot be read ({error.strerror}).") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        place = f", line {mark.line + 1}" if mark else ""
        raise Misconfigured(f"SERVICE_LEVELS: {file}{place} is not readable as YAML; correct it.") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"] if part != "[key]")
        raise Misconfigured(f"SERVICE_LEVELS: {file}: {key or 'the file'}: {first['msg']}.") from None
