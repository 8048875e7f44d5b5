"""Heavy or foreign libraries are known in one place each."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOMES = {
    "telegram": lambda path: path.startswith("bot/chat/"),
    "chromadb": lambda path: path.startswith("retrieval/index/"),
    "langchain_chroma": lambda path: path.startswith("retrieval/index/"),
    "sqlalchemy": lambda path: path.startswith("bot/database/") or path.endswith("store.py"),
    "alembic": lambda path: path.startswith("bot/database/"),
}


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_imported_only_where_it_lives(library: str) -> None:
    strangers = [
        relative
        for package in ("bot", "retrieval", "prompts")
        for path in sorted((ROOT / package).rglob("*.py"))
        if library in imports(path) and not HOMES[library](relative := path.relative_to(ROOT).as_posix())
    ]

    assert strangers == []
