"""When an expert is to begin and for how long, as far as the words say it.

A day is given only where exactly one follows from the words and the reference day; of two readings
("03/04", "next week") none is taken. What is past, a deadline or somebody's experience is no start.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from bot.expert_requests.wording import Wording, alternatives, expression, one_of, phrases

LONGEST_STAY = 730
_SAME = r"[\s,]*(?:(?:the|le|el|o|dia|день)\s+)?"
_ORDINAL = r"(?:st|nd|rd|th|er|ere|o|°|-?(?:го|е|ого))?"


@dataclass(frozen=True, slots=True)
class Day:
    """A day that stands in a text; `until` when a range begins with it."""

    start: int
    end: int
    day: date
    until: date | None = None


def start_of(said: Wording, today: date, *, day_first: bool) -> tuple[date | None, str | None, int | None]:
    """The day, the words for it, and the length of a range that begins with it."""
    days = [day for day in _ranges(said, _days(said, today, day_first=day_first)) if _is_start(said, day, today)]
    day = next((day for day in days if said.leads("start_before", day.start)), days[0] if days else None)
    if day:
        length = (day.until - day.day).days + 1 if day.until else None
        return day.day, said.written(day.start, day.end), length
    vague = next((one for one in said.all("start_vague") if not said.leads("no_start", one.start())), None)
    return None, said.written(*vague.span()) if vague else None, None


def duration_of(said: Wording) -> int | None:
    """Days; of a range the upper end; None for what is vague or no length of a stay."""
    for match in _duration().finditer(said.form):
        start, end = match.span()
        past = phrases("past").search(said.before(start))
        if said.leads("no_duration", start) or said.follows("no_duration_after", end) or past:
            continue
        if match["span"]:
            return _meaning("spans", said.form, *match.span("span"))
        unit = _meaning("units", said.form, *match.span("unit" if match["unit"] else "bare"))
        count = "upper" if match["upper"] else "count"
        days = unit * (_meaning("numbers", said.form, *match.span(count)) if match[count] else 1)
        if days <= LONGEST_STAY:  # more is somebody's experience
            return days
    return None


def _days(said: Wording, today: date, *, day_first: bool) -> list[Day]:
    found: list[Day] = []
    for pattern in (_dates(), _relative()):
        for match in pattern.finditer(said.form):
            day = _day(match, said.form, today, day_first)
            if day and not any(one.start < day.end and day.start < one.end for one in found):
                found.append(day)
    found.sort(key=lambda day: day.start)
    # "Monday, 30 November" names one day twice: the date says it.
    between = [said.form[one.end : after.start] for one, after in pairwise(found)]
    return [day for day, gap in zip(found, [*between, "-"], strict=False) if not re.fullmatch(_SAME, gap)]


def _ranges(said: Wording, days: list[Day]) -> Iterator[Day]:
    """Two days with a link between them are one range; its end is no start."""
    at = 0
    while at < len(days):
        one, after = days[at], days[at + 1] if at + 1 < len(days) else None
        if after and re.fullmatch(_link(), said.form[one.end : after.start]):
            one, at = replace(one, end=after.end, until=_later(one.day, after.day)), at + 1
        yield one
        at += 1


def _is_start(said: Wording, day: Day, today: date) -> bool:
    over = day.day < today or phrases("past").search(said.before(day.start))
    return not over and not said.leads("no_start", day.start)


def _day(match: re.Match[str], form: str, today: date, day_first: bool) -> Day | None:
    found = {name: text for name, text in match.groupdict().items() if text}
    day = last = None
    if "iso" in found:
        day = _in_year(*map(int, found["iso"].split("-")))
    elif "figures" in found:
        day = _of_figures(found["figures"], today, day_first)
    elif name := next((name for name in ("month", "month_first") if name in found), None):
        month = _meaning("months", form, *match.span(name))
        year = int(found.get("year") or found.get("year_after") or 0)
        numbers = [int(found[one]) for one in ("first", "day", "day_after", "last") if one in found]
        day = _next(month, numbers[0], today, year)
        last = _next(month, numbers[1], today, year) if numbers[1:] else None
    elif "alone" in found:
        day = _next(0, int(re.findall(r"\d+", found["alone"])[0]), today)
    else:
        day = _relative_day(match, form, today)
    return Day(*match.span(), day, last and _later(day, last)) if day else None


def _relative_day(match: re.Match[str], form: str, today: date) -> date:
    if match["weekday"]:
        weekday = _meaning("weekdays", form, *match.span("weekday")) - today.weekday()
        ahead = weekday + 7 if match["week_before"] or match["week_after"] else (weekday - 1) % 7 + 1
    elif match["in_days"]:
        ahead = _meaning("numbers", form, *match.span("in_days"))
    else:
        ahead = next((days for days, name in enumerate(("today", "tomorrow", "after_tomorrow")) if match[name]))
    return today + timedelta(days=ahead)


def _of_figures(figures: str, today: date, day_first: bool) -> date | None:
    """Day and month in figures; with a slash and both up to twelve English has two readings."""
    day, month, *year = map(int, re.findall(r"\d+", figures))
    if "/" in figures and not day_first and day <= 12 and month <= 12 and day != month:
        return None
    day, month = (day, month) if month <= 12 else (month, day)
    return _next(month, day, today, 2000 + year[0] % 100 if year else 0)


def _next(month: int, day: int, today: date, year: int = 0) -> date | None:
    """The day in its year, else the first one that is not over; without a month the first such day."""
    if year:
        return _in_year(year, month, day)
    months = [month] if month else range(1, 13)
    ahead = (_in_year(today.year + later, one, day) for later in (0, 1) for one in months)
    return next((one for one in ahead if one and one >= today), None)


def _later(day: date, last: date) -> date:
    return last if last >= day else last + timedelta(days=365)


def _in_year(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _meaning(kind: str, form: str, start: int, end: int) -> int:
    """What a word of the calendar stands for."""
    if form[start:end].isdecimal():
        return int(form[start:end])
    matches = ((value, pattern.match(form, start)) for value, pattern in _patterns(kind).items())
    return max((match.end(), value) for value, match in matches if match and match.end() <= end)[1]


@cache
def _patterns(kind: str) -> dict[int, re.Pattern[str]]:
    return {int(value): re.compile(one_of(text)) for value, text in alternatives(kind).items()}


@cache
def _link() -> re.Pattern[str]:
    return re.compile(rf"[\s,]*(?:-|{expression('until')})\s*(?:{expression('the')})?\s*")


@cache
def _dates() -> re.Pattern[str]:
    month, of, link = expression("months"), rf"\s*(?:{expression('of')})?\s*", _link().pattern
    year = r"(?:[\s,]*(?:de |do |of |del )?(?P<year{0}>20\d\d))?"
    return re.compile(
        r"(?P<iso>20\d\d-\d\d-\d\d)"
        r"|(?<![\d.:/-])(?P<figures>\d\d?\.\d\d\.(?:\d{4}|\d\d(?!\d))?|\d\d?/\d\d?(?:/\d{4}|/\d\d)?|\d\d?-\d\d-\d{4})(?![\d/])"
        rf"|(?<![\d.:,/-])(?:(?P<first>\d\d?){_ORDINAL}{link})?(?P<day>\d\d?){_ORDINAL}{of}(?P<month>{month})\.?{year.format('')}"
        rf"|(?P<month_first>{month})\.?\s*(?P<day_after>\d\d?){_ORDINAL}(?![\d:%])(?:{link}(?P<last>\d\d?){_ORDINAL}(?!\d))?"
        rf"(?!\s*{expression('units')}){year.format('_after')}"
        rf"|(?P<alone>{expression('day_alone')})"
    )


@cache
def _relative() -> re.Pattern[str]:
    count = rf"(?P<in_days>\d\d?|{expression('numbers')})"
    single = rf"(?:{one_of(alternatives('units')['1'])})"
    return re.compile(
        rf"(?P<week_before>{expression('next_week')}\s*)?(?:{expression('next')})?\s*(?P<weekday>{expression('weekdays')})"
        rf"(?:\s+(?P<week_after>{expression('next_week')})|\s+{expression('next')})?"
        rf"|(?P<after_tomorrow>{expression('after_tomorrow')})|(?P<tomorrow>{expression('tomorrow')})"
        rf"|(?P<today>{expression('today')})|(?:{expression('in')})\s*{count}\s*{single}"
    )


@cache
def _duration() -> re.Pattern[str]:
    number, unit = rf"(?:\d{{1,3}}|{expression('numbers')})", expression("units")
    return re.compile(
        rf"(?:(?:{one_of(alternatives('numbers')['1'])})\s*)?(?P<span>{expression('spans')})"
        rf"|(?<![\d.:/])(?P<count>{number})(?:\s*(?:-|/|{expression('or_to')})\s*(?P<upper>{number}))?"
        rf"[\s-]*(?:(?:{expression('full')})\s*)?(?P<unit>{unit})"
        rf"|(?:{expression('for_one')})\s*(?P<bare>{unit})"
    )
