"""The pool of experts as people keep it: a CSV file with one person a row, read strictly.

A fault names line and column, and then nothing of the file is used. What is odd but harmless (an
empty cell, a country that nobody lists) is a warning and kept as written. Keeping the pool is for
`roster_store`, choosing from it for `matching`.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from babel import Locale
from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, ValidationError, ValidationInfo

from bot.expert_requests.places import country_code

COLUMNS = (
    "id", "name", "expertise", "languages", "countries_worked", "nationality", "gender", "years_experience",
    "available_from", "available_to", "modality", "organisation", "notes", "conflict_of_interest",
)  # fmt: skip
EXPERT_COLUMNS = (*COLUMNS, "vetting_until", "notice_days", "level")
EXPECTED = {
    "id": "an id of at most 64 characters",
    "expertise": "a theme of the vocabulary",
    "languages": "a language with its level (A1 to C2), such as fr:B2",
    "gender": "female, male or other",
    "years_experience": "a number of years",
    "modality": "in_person, remote or both",
    "notice_days": "a whole number of days",
}
EXPECTED_DAY = "a day written as 2026-01-31"
SHOULD_BE_FILLED = ("name", "expertise", "languages", "nationality", "gender", "years_experience")
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
# What makes a spreadsheet take a cell for a formula, also in the full-width forms.
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
SHOWN_CHARACTERS = 80


class BookingState(StrEnum):
    PENCILLED = "pencilled"
    BLOCKED = "blocked"
    ENDED = "ended"
    """Was blocked: counts as use of the pool, no longer as load."""


@dataclass(frozen=True, slots=True)
class Booking:
    """The days of an expert that a request has; None is an open end."""

    request_id: str
    state: BookingState
    start: date | None
    end: date | None


def entries(cell: Any) -> Any:
    """What a cell lists; what is a list already stays one."""
    return tuple(filter(None, map(str.strip, cell.split(";")))) if isinstance(cell, str) else cell


def _theme(written: str, info: ValidationInfo) -> str:
    """Without a context the row was read from a file before."""
    try:
        return info.context[written.casefold()] if info.context is not None else written
    except KeyError:
        raise ValueError from None


def _language(written: str) -> str:
    code, _colon, level = (part.strip() for part in written.partition(":"))
    if not code or level.upper() not in LEVELS:
        raise ValueError
    return f"{code.lower()}:{level.upper()}"


Split = BeforeValidator(entries)
Lowered = BeforeValidator(lambda cell: cell.strip().lower() if isinstance(cell, str) else cell)
# Only as ISO writes them: 03/04/2026 is two different days, and a bare number none.
Day = Annotated[
    date,
    Field(strict=True),
    BeforeValidator(lambda cell: date.fromisoformat(cell.strip()) if isinstance(cell, str) else cell),
]
Listed = Annotated[tuple[str, ...], Split]
Gender = Annotated[Literal["female", "male", "other"], Lowered]
Years = Annotated[int | float, Field(ge=0, le=80)]


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Expert:
    """A row of the pool; without a repr, so that no log or traceback shows a person.

    Attributes:
        languages: `code:level`, as in the file.
        extra: columns that are not ours, kept as written.
        bookings: pencilled, blocked and past days; kept with the row, never in the file.
        set_aside: is no longer in the file.
    """

    expert_id: Annotated[str, Field(alias="id", max_length=64)]
    name: str = ""
    expertise: Annotated[tuple[Annotated[str, AfterValidator(_theme)], ...], Split] = ()
    languages: Annotated[tuple[Annotated[str, AfterValidator(_language)], ...], Split] = ()
    countries_worked: Listed = ()
    nationality: str = ""
    gender: Gender | None = None
    years_experience: Years | None = None
    available_from: Day | None = None
    available_to: Day | None = None
    modality: Annotated[Literal["in_person", "remote", "both"], Lowered]
    organisation: str = ""
    notes: str = ""
    conflict_of_interest: Listed = ()
    vetting_until: Day | None = None
    notice_days: Annotated[int, Field(ge=0)] | None = None
    level: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    bookings: tuple[Booking, ...] = ()
    set_aside: bool = False

    @property
    def levels(self) -> Mapping[str, str]:
        """CEFR levels by language; the lower one where two are given."""
        return dict(sorted((entry.split(":") for entry in self.languages), key=lambda pair: pair[1], reverse=True))

    def is_booked(self, state: BookingState, start: date | None, end: date | None, but_for: str | None) -> bool:
        """Whether another request has some of these days."""
        return any(
            one.state is state
            and one.request_id != but_for
            and (one.start or date.min) <= (end or date.max)
            and (start or date.min) <= (one.end or date.max)
            for one in self.bookings
        )


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
    warnings: tuple[Fault, ...] = ()


def read_roster(content: bytes, themes: Mapping[str, str]) -> Reading:
    """Reads a pool from CSV. `themes`: codes by case-folded code or label."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Reading((), (Fault(line, None, "this is not UTF-8 text; save the file as CSV UTF-8"),))
    errors: list[Fault] = []
    records = _records(text, errors)
    line, header = next(records, (1, []))
    names = [_plain(cell).lower().replace(" ", "_") for cell in header]
    errors += [Fault(line, name, "there is no such column") for name in COLUMNS if name not in names]
    errors += [Fault(line, name, "there are two such columns") for name in EXPERT_COLUMNS if names.count(name) > 1]
    if errors:
        return Reading((), tuple(errors))
    experts: dict[str, Expert] = {}
    lines: dict[str, int] = {}
    for line, cells in records:
        expert = _expert(line, names, cells, themes, errors)
        if expert and lines.setdefault(expert.expert_id, line) != line:
            problem = f'"{expert.expert_id}" is the id of line {lines[expert.expert_id]} already'
            errors.append(Fault(line, "id", problem))
        elif expert:
            experts[expert.expert_id] = expert
    if not experts and not errors:
        errors.append(Fault(line, None, "there are no experts below the names of the columns"))
    warnings = (warning for key, expert in experts.items() for warning in _warnings(lines[key], expert))
    return Reading(() if errors else tuple(experts.values()), tuple(dict.fromkeys(errors)), tuple(warnings))


def _records(text: str, errors: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """The rows that say something, with the line of the file in which each begins."""
    first = next(filter(str.strip, text.splitlines()), "")
    separator = max(",;\t", key=first.count)
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
    if len(cells) < len(names) or any(map(str.strip, cells[len(names) :])):
        problem = f"{len(cells)} cells where the header has {len(names)}; quote a text that holds the separator"
        errors.append(Fault(line, names[min(len(cells), len(names) - 1)], problem))
        return None
    filled = {name: text for name, cell in zip(names, cells, strict=False) if name and (text := _plain(cell))}
    extra = {name: filled.pop(name) for name in list(filled) if name not in EXPERT_COLUMNS}
    try:
        expert = EXPERT.validate_python({**filled, "extra": extra}, context=themes)
    except ValidationError as error:
        for wrong in error.errors(include_url=False):
            column = str(wrong["loc"][0])
            given = "an empty cell" if wrong["type"] == "missing" else f'"{str(wrong["input"])[:SHOWN_CHARACTERS]}"'
            errors.append(Fault(line, column, f"{given} is not {EXPECTED.get(column, EXPECTED_DAY)}"))
        return None
    if expert.available_from and expert.available_to and expert.available_to < expert.available_from:
        errors.append(Fault(line, "available_to", f"{expert.available_to} is before available_from"))
    return expert


def _warnings(line: int, expert: Expert) -> Iterator[Fault]:
    empty = (column for column in SHOULD_BE_FILLED if getattr(expert, column) in ("", (), None))
    yield from (Fault(line, column, "the cell is empty") for column in empty)
    for column in ("countries_worked", "nationality", "conflict_of_interest"):
        for name in entries(getattr(expert, column)):
            if country_code(name) is None:
                yield Fault(line, column, f'"{name}" is no known country; it is kept as written')
    for code in expert.levels.keys() - Locale("en").languages.keys():
        yield Fault(line, "languages", f'"{code}" is no ISO code; it is kept as written')


def _plain(cell: str) -> str:
    """A cell's text, without the apostrophe that `defused` put before it."""
    return (cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_MARKS) else cell).strip()


def defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_MARKS) else cell


def as_row(expert: Expert) -> dict[str, Any]:
    """Every column as a JSON value, those of the file first."""
    row = EXPERT.dump_python(expert, mode="json", by_alias=True)
    return {**{name: row[name] for name in EXPERT_COLUMNS}, **row["extra"]}


def csv_of(experts: Iterable[Expert]) -> str:
    """A file that `read_roster` reads again and a spreadsheet opens."""
    rows = [as_row(expert) for expert in experts]
    names = list(dict.fromkeys((*EXPERT_COLUMNS, *(name for row in rows for name in row))))
    out = io.StringIO("\ufeff")  # without it Excel takes UTF-8 for something else
    out.seek(0, io.SEEK_END)
    writer = csv.DictWriter(out, names)
    writer.writerow({name: defused(name) for name in names})
    for row in rows:
        cells = {name: ";".join(cell) if isinstance(cell, list) else cell for name, cell in row.items()}
        writer.writerow({name: defused(str(cell)) for name, cell in cells.items() if cell is not None})
    return out.getvalue()
