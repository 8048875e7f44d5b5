"""One key for one installation: made once, kept to itself, and never a placeholder."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.database.engine import sync_engine
from bot.database.secret import fit_key, load_or_make_secret
from bot.database.vault import Vault
from bot.errors import Misconfigured
from bot.settings import Settings


def settings(folder: Path, key: str | None = None) -> Settings:
    return Settings(_env_file=None, data_dir=folder, secret_key=key)


def test_a_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    first = load_or_make_secret(settings(tmp_path / "data"))

    assert load_or_make_secret(settings(tmp_path / "data")) == first
    assert (tmp_path / "data" / "secret.key").stat().st_mode & 0o777 == 0o600
    assert len(list((tmp_path / "data").iterdir())) == 1


def test_processes_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: load_or_make_secret(settings(tmp_path)), range(64)))

    assert len(keys) == 1


@pytest.mark.parametrize("key", ["changeme", "CHANGEME-0123456789abcdef", "qwerty1", "a" * 40])
def test_a_placeholder_is_refused_and_not_repeated(tmp_path: Path, key: str) -> None:
    with pytest.raises(Misconfigured) as refusal:
        load_or_make_secret(settings(tmp_path, key))

    assert key not in str(refusal.value)


def test_an_empty_key_file_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("")

    with pytest.raises(Misconfigured):
        load_or_make_secret(settings(tmp_path))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_another_key_than_the_first_is_refused(kind: str, request: pytest.FixtureRequest) -> None:
    engine = sync_engine(request.getfixturevalue(f"{kind}_url"))
    first, other = Vault("the first key"), Vault("another key")
    fit_key(engine, first)

    fit_key(engine, first)
    with pytest.raises(Misconfigured):
        fit_key(engine, other)
    engine.dispose()
