"""When an expert is to begin and for how long, as far as the words say it.

A day is given only where exactly one follows from the words and the reference day; of two readings
("03/04", "next week") none is taken. What is past, a deadline or somebody's experience is no start.
How days and lengths are written stands in `calendar.yaml`.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from bot.expert_requests.wording import Wording, alternatives, one_of, phrases

LONGEST_STAY = 730
"""Days; what is longer is somebody's experience."""
_KINDS = {"month": "months", "weekday": "weekdays", "unit": "units", "bare": "units", "span": "spans"}


def day_in(text: str, language: str, today: date) -> date | None:
    """The first day that is written, whatever is said of it; for an answer to "until when?"."""
    days = (_days(match, today, day_first=language != "en")[0] for match in Wording(text).all("date"))
    return next((day for day in days if day), None)


def start_of(said: Wording, today: date, *, day_first: bool) -> tuple[date | None, str | None, int | None]:
    """The day, the words for it, and the length of a range that begins with it."""
    found = list(_starts(said, today, day_first))
    for match, day, last in sorted(found, key=lambda one: not said.leads("start_before", one[0].start())):
        return day, said.written(*match.span()), (last - day).days + 1 if last else None
    vague = next((one for one in said.all("start_vague") if not said.leads("no_start", one.start())), None)
    return None, said.written(*vague.span()) if vague else None, None


def deadline_of(said: Wording, today: date) -> date | None:
    """The day by which somebody is wanted, where nothing tells when it begins."""
    for match in said.all("date"):
        day, last = _days(match, today, day_first=True)
        if day and not last and day >= today and said.leads("deadline", match.start()):
            return day
    return None


def duration_of(said: Wording) -> int | None:
    """Days; of a range the upper end; None for what is vague or no length of a stay."""
    for match in said.all("length"):
        days = _value(match, "span") or _value(match, "unit", "bare") * (_value(match, "upper", "count") or 1)
        told = said.leads("no_duration", match.start()) or phrases("past").search(said.before(match.start()))
        if days <= LONGEST_STAY and not told and not said.follows("no_duration_after", match.end()):
            return days
    return None


def _starts(said: Wording, today: date, day_first: bool) -> Iterator[tuple[re.Match[str], date, date | None]]:
    """Days that are to come, each with the last day of its range."""
    for match in said.all("date"):
        day, last = _days(match, today, day_first)
        told = said.leads("no_start", match.start()) or phrases("past").search(said.before(match.start()))
        if day and day >= today and not told:
            yield match, day, last + timedelta(days=365) if last and last < day else last


def _days(match: re.Match[str], today: date, day_first: bool) -> tuple[date | None, date | None]:
    if match["figures"]:
        first, last = (_of_figures(match[name], today, day_first) for name in ("figures", "figures_last"))
        return first, last
    if match["month"] or match["month_named"]:
        month, year = _value(match, "month", "month_named"), _value(match, "year", "year_named", "year_last")
        last_month = _value(match, "month_last", "month_named_last") or month
        last_day = _value(match, "day_last", "day_named_last") or (match["first"] and _value(match, "day"))
        turns = (
            bool(match["year_last"]) and not match["year"] and last_month < month
        )  # "20 December to 10 January 2028"
        first = _next(month, _value(match, "first", "day", "day_named"), today, year - turns)
        return first, _next(last_month, last_day, today, year) if last_day else None
    if match["alone"]:
        return _next(0, int(re.findall(r"\d+", match["alone"])[0]), today), None
    return today + timedelta(days=_days_ahead(match, today)), None


def _days_ahead(match: re.Match[str], today: date) -> int:
    if not match["weekday"]:
        return _value(match, "ahead") or next(days for days in range(3) if match[f"day_{days}"] or days == 2)
    weekday = _value(match, "weekday") - today.weekday()
    return weekday + 7 if match["week_before"] or match["week_after"] else (weekday - 1) % 7 + 1


def _of_figures(figures: str | None, today: date, day_first: bool) -> date | None:
    """Day and month in figures; with a slash and both up to twelve English has two readings."""
    if not figures:
        return None
    one, two, *year = map(int, re.findall(r"\d+", figures))
    if one > 31:
        return _in_year(one, two, year[0]) if year else None
    if "/" in figures and not day_first and one <= 12 and two <= 12 and one != two:
        return None
    day, month = (two, one) if "/" in figures and two > 12 else (one, two)
    return _next(month, day, today, year[0] + 2000 * (year[0] < 100) if year else 0)


def _next(month: int, day: int, today: date, year: int = 0) -> date | None:
    """The day in its year, else the first one that is not over; without a month the first such day."""
    if year:
        return _in_year(year, month, day)
    months = [month] if month else range(1, 13)
    ahead = (_in_year(today.year + later, one, day) for later in (0, 1) for one in months)
    return next((one for one in ahead if one and one >= today), None)


def _in_year(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _value(match: re.Match[str], *names: str) -> int:
    """What the first group stands for that took part, 0 if none did."""
    name = next((name for name in names if match[name]), None)
    if name is None or match[name].isdecimal():
        return int(match[name]) if name else 0
    start, end = match.span(name)
    kind = _KINDS.get(name.split("_")[0], "numbers")
    read = ((value, pattern.match(match.string, start)) for value, pattern in _meanings(kind))
    return max((one.end(), value) for value, one in read if one and one.end() <= end)[1]


@cache
def _meanings(kind: str) -> list[tuple[int, re.Pattern[str]]]:
    return [(int(value), re.compile(one_of(text))) for value, text in alternatives(kind).items()]
