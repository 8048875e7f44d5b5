"""`backup` and `restore`: everything comes back, or nothing is changed."""

import gzip
import json
from pathlib import Path

import pytest
from filelock import FileLock

from tests.operation.conftest import Command


def people(command: Command) -> list[dict[str, object]]:
    shown: list[dict[str, object]] = json.loads(command("people", "list", "--json").out)
    return shown


@pytest.fixture
def file(command: Command, tmp_path: Path) -> Path:
    """A backup of a house with one administrator."""
    command("people", "list", ADMIN_IDS="101")
    file = tmp_path / "backup.gz"
    assert command("backup", str(file)).status == 0
    return file


def test_what_was_there_at_the_backup_comes_back(command: Command, file: Path) -> None:
    before = people(command)
    command("people", "list", ADMIN_IDS="101,102")

    result = command("restore", str(file), "--json")

    assert result.status == 0
    assert json.loads(result.out)["rows"]["person"] == 1
    assert people(command) == before


def test_a_backup_is_made_while_the_assistant_serves(
    command: Command, file: Path, data_dir: Path, tmp_path: Path
) -> None:
    with FileLock(data_dir / "serve.lock"):
        assert command("backup", str(tmp_path / "second.gz")).status == 0


def test_nothing_is_restored_while_the_assistant_serves(command: Command, file: Path, data_dir: Path) -> None:
    with FileLock(data_dir / "serve.lock"):
        result = command("restore", str(file))

    assert result.status == 2
    assert "serving" in result.err


def test_a_backup_overwrites_nothing(command: Command, file: Path) -> None:
    before = file.read_bytes()

    result = command("backup", str(file))

    assert result.status == 2
    assert file.read_bytes() == before


def test_the_key_is_not_in_it(file: Path, data_dir: Path) -> None:
    key = (data_dir / "secret.key").read_bytes().strip()

    assert key not in gzip.decompress(file.read_bytes())


def test_a_backup_of_another_key_changes_nothing(command: Command, file: Path, tmp_path: Path) -> None:
    elsewhere = {"DATA_DIR": str(tmp_path / "elsewhere")}
    there = command("people", "list", "--json", ADMIN_IDS="103", **elsewhere).out

    result = command("restore", str(file), **elsewhere)

    assert result.status == 2
    assert "SECRET_KEY" in result.err
    assert command("people", "list", "--json", **elsewhere).out == there


@pytest.mark.parametrize("damage", ["cut", "no backup", "missing"])
def test_a_damaged_file_changes_nothing(command: Command, file: Path, damage: str) -> None:
    before = people(command)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if damage == "cut" else b"something else")
    if damage == "missing":
        file.unlink()

    result = command("restore", str(file))

    assert result.status == 2
    assert len(result.err.splitlines()) == 1
    assert people(command) == before


def test_the_database_is_made_once_and_stays(command: Command) -> None:
    first, second = (json.loads(command("db", "upgrade", "--json").out) for _ in range(2))

    assert first["before"] is None
    assert second == {"before": first["after"], "after": first["after"]}


def test_retention_runs_without_the_service(command: Command) -> None:
    result = command("retention", "run", "--json")

    assert json.loads(result.out) == {"queries": 0, "requests": 0, "messages": 0}
