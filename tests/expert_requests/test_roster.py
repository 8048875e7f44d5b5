"""Reading the pool from CSV: everything that is right, in every shape spreadsheets write it, and
the line and column of everything that is wrong."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.expert_requests.roster import COLUMNS, Reading, csv_of, read_roster

THEMES = {"ddr": "ddr", "ddr and weapons": "ddr", "water": "water"}
ROW = {
    "id": "E1", "name": "Expert 01 (fictional)", "expertise": "ddr;water", "languages": "en:C1;fr:b2",
    "countries_worked": "KE;Somalia", "nationality": "NO", "gender": "female", "years_experience": "12",
    "available_from": "2026-01-01", "available_to": "2026-12-31", "modality": "both", "organisation": "",
    "notes": "", "conflict_of_interest": "SD",
}  # fmt: skip


def a_file(*rows: dict[str, str], separator: str = ",", line_end: str = "\n") -> str:
    out = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(out, names, delimiter=separator, lineterminator=line_end)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def read(text: str) -> Reading:
    return read_roster(text.encode(), THEMES)


def test_a_row_becomes_an_expert_with_every_column() -> None:
    (expert,) = read(a_file(ROW | {"vetting_until": "2027-01-01", "notice_days": "10", "car": "own"})).experts

    assert expert.expertise == ("ddr", "water")
    assert expert.levels == {"en": "C1", "fr": "B2"}
    assert (expert.years_experience, expert.notice_days, f"{expert.vetting_until}") == (12, 10, "2027-01-01")
    assert expert.extra == {"car": "own"}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", ["", "\ufeff", "\n\n"])
def test_what_spreadsheets_write_reads_the_same(separator: str, line_end: str, before: str) -> None:
    blank = f"{separator * (len(COLUMNS) - 1)}{line_end}{line_end}"

    reading = read(before + a_file(ROW, separator=separator, line_end=line_end) + blank)

    assert reading == read(a_file(ROW))
    assert (len(reading.experts), reading.errors, reading.warnings) == (1, (), ())


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("id", ""),
        ("id", "x" * 65),
        ("expertise", "ddr;juggling"),
        ("languages", "french"),
        ("languages", "fr:B9"),
        ("languages", "fr:native"),
        ("gender", "F"),
        ("years_experience", "ten"),
        ("years_experience", "-1"),
        ("years_experience", "nan"),
        ("available_from", "2026-02-30"),
        ("available_from", "01/02/2026"),
        ("available_from", "46000"),
        ("available_to", "2025-12-31"),
        ("modality", ""),
        ("modality", "on site"),
        ("vetting_until", "soon"),
        ("notice_days", "2.5"),
    ],
)
def test_a_wrong_cell_is_named_by_the_line_and_column_where_it_stands(column: str, cell: str) -> None:
    before = ROW | {"id": "E0", "notes": 'quoted\n"newlines"\r\nwithin'}

    reading = read(a_file(before, ROW | {"vetting_until": "", "notice_days": ""} | {column: cell}))

    assert [(error.line, error.column) for error in reading.errors] == [(5, column)]
    assert reading.experts == ()


def test_every_error_of_a_file_is_told_not_only_the_first() -> None:
    wrong = ROW | {"expertise": "x", "languages": "y", "modality": "z"}

    reading = read(a_file(ROW, ROW, wrong | {"id": "E3"}))

    assert [(error.line, error.column) for error in reading.errors] == [
        (3, "id"), (4, "expertise"), (4, "languages"), (4, "modality"),
    ]  # fmt: skip
    assert reading.errors[0].in_file("pool.csv") == 'pool.csv, line 3, column id: "E1" is the id of line 2 already.'


@pytest.mark.parametrize("column", COLUMNS)
def test_a_missing_column_is_named(column: str) -> None:
    reading = read(a_file({name: cell for name, cell in ROW.items() if name != column}))

    assert [(error.line, error.column) for error in reading.errors] == [(1, column)]


def test_a_column_twice_is_an_error() -> None:
    reading = read(a_file(ROW).replace(",notes", ",name"))

    assert {error.column for error in reading.errors} == {"notes", "name"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (a_file(ROW) + "E2,short\n", 3),
        (a_file(ROW) + a_file(ROW | {"id": "E2"}).splitlines()[1] + ",too,many\n", 3),
        (a_file(ROW) + 'E2,"never closed\n\n\n', 3),
        (a_file(ROW) + 'E2,"closed"too early\n', 3),
        (a_file(ROW) + "E2,\0\n", 3),
        (a_file(ROW).splitlines()[0], 1),
    ],
)
def test_a_broken_line_is_named(text: str, line: int) -> None:
    reading = read(text)

    assert [error.line for error in reading.errors] == [line]
    assert reading.experts == ()


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_another_encoding_is_one_sentence(encoding: str) -> None:
    (error,) = read_roster(a_file(ROW, ROW | {"name": "Ångström"}).encode(encoding), THEMES).errors

    assert "UTF-8" in error.problem
    assert error.line == (3 if encoding == "latin-1" else 1)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"PK\x03\x04\x00"])
def test_what_is_no_pool_at_all_is_an_error(content: bytes) -> None:
    assert read_roster(content, THEMES).errors


def test_what_is_odd_is_a_warning_and_kept_as_written() -> None:
    odd = {"countries_worked": "Atlantis", "languages": "elvish:C2", "gender": "", "years_experience": ""}

    reading = read(a_file(ROW | odd))

    assert reading.errors == ()
    assert [(warning.line, warning.column) for warning in reading.warnings] == [
        (2, "gender"), (2, "years_experience"), (2, "countries_worked"), (2, "languages"),
    ]  # fmt: skip
    assert reading.experts[0].countries_worked == ("Atlantis",)


def test_of_two_levels_for_a_language_the_lower_counts() -> None:
    (expert,) = read(a_file(ROW | {"languages": "fr:B1;fr:C1"})).experts

    assert expert.levels == {"fr": "B1"}


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=3))
def test_what_is_written_runs_no_formula_and_reads_the_same_again(texts: list[str]) -> None:
    rows = [ROW | {"id": f"E{number}", "notes": text, "organisation": text[::-1]} for number, text in enumerate(texts)]
    reading = read(a_file(*rows))

    written = csv_of(reading.experts)

    cells = [cell for row in csv.reader(io.StringIO(written, newline="")) for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n")]
    if not reading.errors:
        assert read(written).experts == reading.experts


@settings(deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_no_bytes_whatever_break_the_reading(noise: bytes, place: int) -> None:
    whole = a_file(ROW, ROW | {"id": "E2"}).encode()

    reading = read_roster(whole[:place] + noise + whole[place:], THEMES)

    assert reading.errors or reading.experts
