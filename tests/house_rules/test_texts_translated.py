"""Every sentence the assistant says exists in every language, with the same arguments."""

from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from bot.texts import catalogue as module
from bot.texts.catalogue import LANGUAGES, load_catalogue

FOLDER = Path(module.__file__).parent


def arguments(language: str) -> dict[str, set[str]]:
    resource = FluentParser().parse((FOLDER / f"{language}.ftl").read_text("utf-8"))
    return {entry.id.name: set(_variables(entry)) for entry in resource.body if isinstance(entry, ast.Message)}


def _variables(node: object) -> list[str]:
    if isinstance(node, ast.VariableReference):
        return [node.id.name]
    if isinstance(node, ast.BaseNode):
        return [name for value in vars(node).values() for name in _variables(value)]
    if isinstance(node, list):
        return [name for value in node for name in _variables(value)]
    return []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_complete(language: str) -> None:
    assert arguments(language) == arguments("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_no_broken_entry(language: str) -> None:
    resource = FluentParser().parse((FOLDER / f"{language}.ftl").read_text("utf-8"))

    assert [entry.content for entry in resource.body if isinstance(entry, ast.Junk)] == []
    assert load_catalogue().ids(language)
