"""A setting that is not written down does not exist for the people who run the assistant."""

import ast
import re
from pathlib import Path

from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PLATFORM = {"XDG_CACHE_HOME"}


def documented() -> set[str]:
    return set(re.findall(r"^#? ?([A-Z][A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))


def test_the_example_file_lists_exactly_the_settings_there_are() -> None:
    assert documented() == {name.upper() for name in Settings.model_fields} - PLATFORM


def test_every_setting_is_described() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_only_the_settings_read_the_environment() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for package in ("bot", "retrieval", "prompts")
        for path in (ROOT / package).rglob("*.py")
        if path.name != "settings.py" and _reads_environment(path)
    ]

    assert readers == []


def _reads_environment(path: Path) -> bool:
    return any(
        isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
    )
