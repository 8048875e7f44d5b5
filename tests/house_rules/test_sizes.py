"""Budgets that keep the house small enough to be read."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "retrieval", "prompts")
MODULE_LINES = 400
FUNCTION_LINES = 60
TOTAL_LINES = 15_800
"""The aim is 12,000 and is missed; whoever adds takes out as much elsewhere, and lowers this."""


def source_files() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", source_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_short_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text("utf-8")

    assert len(text.splitlines()) <= MODULE_LINES
    assert not text.strip() or ast.get_docstring(ast.parse(text)), "a module opens with its purpose"


@pytest.mark.parametrize("path", source_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_function_fits_on_a_screen(path: Path) -> None:
    too_long = [
        f"{function.name}: {function.end_lineno - function.lineno + 1}"
        for function in functions(path)
        if function.end_lineno and function.end_lineno - function.lineno + 1 > FUNCTION_LINES
    ]

    assert too_long == []


def test_everything_together_stays_under_the_budget() -> None:
    """Lines of code: what is blank, a comment or a docstring is read at no cost."""
    assert sum(lines_of_code(path) for path in source_files()) < TOTAL_LINES


def lines_of_code(path: Path) -> int:
    text = path.read_text("utf-8")
    explained = {
        number
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    return sum(
        bool(line.strip()) and not line.strip().startswith("#") and number not in explained
        for number, line in enumerate(text.splitlines(), 1)
    )


@pytest.mark.parametrize("forbidden", ["utils", "helpers", "common", "core", "manager", "misc"])
def test_no_file_is_named_after_nothing(forbidden: str) -> None:
    assert [path for path in source_files() if path.stem == forbidden] == []
