"""The pool of experts as people keep it: a CSV file with one person a row, read strictly.

A fault names line and column, and then nothing of the file is used. What is odd but harmless (an
empty cell, a country that nobody lists) is a warning and kept as written. Keeping the pool is for
`roster_store`, choosing from it for `matching`.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from babel import Locale
from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, ValidationError, ValidationInfo
from pydantic_core import ErrorDetails

from bot.expert_requests.places import country_code

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
COLUMNS = (
    "id", "name", "expertise", "languages", "countries_worked", "nationality", "gender", "years_experience",
    "available_from", "available_to", "modality", "organisation", "notes", "conflict_of_interest",
)  # fmt: skip
EXPERT_COLUMNS = (*COLUMNS, "vetting_until", "notice_days", "level")
EXPECTED = {
    "id": "an id of at most 64 characters",
    "expertise": "a theme of the vocabulary",
    "languages": "a language with its level, such as fr:B2 (A1 to C2), parted by ;",
    "gender": "female, male or other",
    "years_experience": "a number of years",
    "available_from": "a day such as 2026-01-31",
    "available_to": "a day such as 2026-01-31",
    "modality": "in_person, remote or both",
    "vetting_until": "a day such as 2026-01-31",
    "notice_days": "a whole number of days",
}
SHOULD_BE_FILLED = ("name", "expertise", "languages", "nationality", "gender", "years_experience")
COUNTRIES = ("countries_worked", "nationality", "conflict_of_interest")
SEPARATORS = ",;\t"
# What makes a spreadsheet take a cell for a formula, also in the full-width forms.
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
SHOWN_CHARACTERS = 80


class BookingState(StrEnum):
    PENCILLED = "pencilled"
    BLOCKED = "blocked"
    ENDED = "ended"
    """Was blocked; counts as use of the pool, no longer as load."""


@dataclass(frozen=True, slots=True)
class Booking:
    """The days of an expert that belong to a request; None is an open end."""

    request_id: str
    state: BookingState
    start: date | None
    end: date | None

    def overlaps(self, start: date | None, end: date | None) -> bool:
        return (self.start or date.min) <= (end or date.max) and (start or date.min) <= (self.end or date.max)


def split(cell: Any) -> Any:
    """The entries of a cell that lists several."""
    return tuple(filter(None, map(str.strip, cell.split(";")))) if isinstance(cell, str) else cell


def lowered(cell: Any) -> Any:
    return cell.strip().lower() if isinstance(cell, str) else cell


def day(cell: object) -> date:
    """Only days as ISO writes them: 03/04/2026 is two different days."""
    if isinstance(cell, str):
        return datetime.strptime(cell.strip(), "%Y-%m-%d").date()
    if isinstance(cell, date):
        return cell
    raise ValueError


def _theme(written: str, info: ValidationInfo) -> str:
    if info.context is None:  # a stored row: it was read from a file once
        return written
    code: str | None = info.context.get(written.casefold())
    if code is None:
        raise ValueError
    return code


def _language(written: str) -> str:
    code, _colon, level = (part.strip() for part in written.partition(":"))
    if not code or level.upper() not in LEVELS:
        raise ValueError
    return f"{code.lower()}:{level.upper()}"


Day = Annotated[date, BeforeValidator(day)]
Listed = Annotated[tuple[str, ...], BeforeValidator(split)]
Themes = Annotated[tuple[Annotated[str, AfterValidator(_theme)], ...], BeforeValidator(split)]
Languages = Annotated[tuple[Annotated[str, AfterValidator(_language)], ...], BeforeValidator(split)]
Gender = Annotated[Literal["female", "male", "other"], BeforeValidator(lowered)]
Years = Annotated[float, Field(ge=0, le=80), AfterValidator(lambda years: int(years) if years == int(years) else years)]


@dataclass(frozen=True, slots=True, repr=False)
class Expert:
    """A row of the pool; without a repr, so that no log or traceback shows a person.

    Attributes:
        languages: `code:level`, as in the file.
        extra: columns that are not ours, kept as written.
        bookings: pencilled, blocked and past days; kept beside the row, never in the file.
    """

    expert_id: Annotated[str, Field(alias="id", max_length=64)]
    modality: Annotated[Literal["in_person", "remote", "both"], BeforeValidator(lowered)]
    name: str = ""
    expertise: Themes = ()
    languages: Languages = ()
    countries_worked: Listed = ()
    nationality: str = ""
    gender: Gender | None = None
    years_experience: Years | None = None
    available_from: Day | None = None
    available_to: Day | None = None
    organisation: str = ""
    notes: str = ""
    conflict_of_interest: Listed = ()
    vetting_until: Day | None = None
    notice_days: Annotated[int, Field(ge=0)] | None = None
    level: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    bookings: tuple[Booking, ...] = ()

    @property
    def levels(self) -> Mapping[str, str]:
        """CEFR levels by language; the lower one where two are given."""
        return dict(sorted((entry.split(":") for entry in self.languages), key=lambda pair: pair[1], reverse=True))


EXPERT = TypeAdapter(Expert)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something about a cell; without a column it is about the line."""

    line: int
    column: str | None
    problem: str

    def in_file(self, file: str) -> str:
        column = f", column {self.column}" if self.column else ""
        return f"{file}, line {self.line}{column}: {self.problem}."


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds. With an error in it, nothing of it may be used."""

    experts: tuple[Expert, ...]
    errors: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


def read_roster(content: bytes, themes: Mapping[str, str]) -> Reading:
    """Reads a pool from CSV. `themes`: codes by case-folded code or label."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Reading((), (Fault(line, None, "this is not UTF-8 text; save the file as CSV UTF-8"),), ())
    errors: list[Fault] = []
    records = _records(text, errors)
    line, header = next(records, (1, []))
    names = [_plain(cell).lower().replace(" ", "_") for cell in header]
    errors += [Fault(line, name, "there is no such column") for name in COLUMNS if name not in names]
    errors += [
        Fault(line, name, "the column is there twice") for name, count in Counter(names).items() if name and count > 1
    ]
    if errors:
        return Reading((), tuple(errors), ())
    experts: dict[str, tuple[int, Expert]] = {}
    for line, cells in records:
        expert = _expert(line, names, cells, themes, errors)
        if expert and expert.expert_id in experts:
            first, _expert_of_it = experts[expert.expert_id]
            errors.append(Fault(line, "id", f'"{expert.expert_id}" is the id of line {first} already'))
        elif expert:
            experts[expert.expert_id] = line, expert
    if not experts and not errors:
        errors.append(Fault(line, None, "there are no experts below the names of the columns"))
    warnings = [warning for at, expert in experts.values() for warning in _warnings(at, expert)]
    return Reading(tuple(expert for _at, expert in experts.values()), tuple(errors), tuple(warnings))


def _records(text: str, errors: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """The rows that say something, with the line of the file in which each begins."""
    first = next(filter(str.strip, text.splitlines()), "")
    separator = max(SEPARATORS, key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=True)
    before = 0
    try:
        for cells in rows:
            if any(map(str.strip, cells)):
                yield before + 1, cells
            before = rows.line_num
    except csv.Error as error:
        errors.append(Fault(before + 1, None, f"this cannot be read as CSV ({error})"))


def _expert(
    line: int, names: Sequence[str], cells: Sequence[str], themes: Mapping[str, str], errors: list[Fault]
) -> Expert | None:
    if len(cells) < len(names):
        errors.append(Fault(line, names[len(cells)], "the line ends before this column"))
        return None
    if any(map(str.strip, cells[len(names) :])):
        errors.append(
            Fault(line, str(len(names) + 1), "a cell too many; put quotes around a text that holds the separator")
        )
        return None
    filled = {name: text for name, cell in zip(names, cells, strict=False) if name and (text := _plain(cell))}
    extra = {name: filled.pop(name) for name in list(filled) if name not in EXPERT_COLUMNS}
    try:
        expert = EXPERT.validate_python({**filled, "extra": extra}, context=themes)
    except ValidationError as error:
        errors += [_fault(line, detail) for detail in error.errors(include_url=False)]
        return None
    if expert.available_from and expert.available_to and expert.available_to < expert.available_from:
        errors.append(Fault(line, "available_to", f"{expert.available_to} is before available_from"))
        return None
    return expert


def _fault(line: int, detail: ErrorDetails) -> Fault:
    column, given = str(detail["loc"][0]), detail["input"]
    expected = EXPECTED[column]
    if detail["type"] == "missing":
        return Fault(line, column, f"the cell is empty; expected is {expected}")
    return Fault(line, column, f'"{str(given)[:SHOWN_CHARACTERS]}" is not {expected}')


def _warnings(line: int, expert: Expert) -> Iterator[Fault]:
    for column in SHOULD_BE_FILLED:
        if getattr(expert, column) in ("", (), None):
            yield Fault(line, column, "the cell is empty")
    for column in COUNTRIES:
        for name in split(getattr(expert, column)):
            if country_code(name) is None:
                yield Fault(line, column, f'"{name}" is no country that is known; it is kept as written')
    for code in expert.levels:
        if code not in Locale.parse("en").languages:
            yield Fault(line, "languages", f'"{code}" is no ISO code of a language; it is kept as written')


def _plain(cell: str) -> str:
    """A cell's text, without the apostrophe that `defused` put before it."""
    return (cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA_MARKS) else cell).strip()


def defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_MARKS) else cell


def as_row(expert: Expert) -> dict[str, Any]:
    """Every column as a JSON value, those of the file first."""
    row = EXPERT.dump_python(expert, mode="json", by_alias=True)
    return {**{name: row[name] for name in EXPERT_COLUMNS}, **row["extra"]}


def as_csv(experts: Iterable[Expert]) -> str:
    """A file that `read_roster` reads again and a spreadsheet opens."""
    rows = [as_row(expert) for expert in experts]
    out = io.StringIO()
    names = list(dict.fromkeys([*EXPERT_COLUMNS, *(name for row in rows for name in row)]))
    writer = csv.writer(out)
    writer.writerow(map(defused, names))
    for row in rows:
        cells = (row.get(name) for name in names)
        writer.writerow(
            defused("" if cell is None else ";".join(cell) if isinstance(cell, list) else str(cell)) for cell in cells
        )
    return out.getvalue()
