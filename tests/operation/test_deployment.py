"""What is shipped beside the code agrees with it."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = (ROOT / ".env.example").read_text()
DEFAULTS = {
    name.upper(): field.default
    for name, field in Settings.model_fields.items()
    if field.default not in (None, ()) and f"{name.upper()}=" in EXAMPLE
}


@pytest.mark.parametrize("name", DEFAULTS)
def test_the_example_shows_the_true_default(name: str) -> None:
    (shown,) = re.findall(rf"^# {name}=(.*)$", EXAMPLE, re.M)

    parsed = getattr(Settings(_env_file=None, **{name.lower(): shown}), name.lower())
    assert parsed == DEFAULTS[name]


def test_the_example_can_be_used_as_it_is(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(EXAMPLE)

    Settings(_env_file=tmp_path / ".env")


@pytest.mark.parametrize("secret", ["TELEGRAM_BOT_TOKEN", "SECRET_KEY"])
def test_compose_refuses_to_start_without_its_secrets(secret: str) -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]

    assert services["assistant"]["environment"][secret].startswith(f"${{{secret}:?")


def test_servers_beside_the_assistant_are_reached_from_the_private_network_only() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())

    assert compose["networks"]["private"]["internal"] is True
    for name in ("postgres", "chroma"):
        assert compose["services"][name]["networks"] == ["private"]
        assert "ports" not in compose["services"][name]
        assert "healthcheck" in compose["services"][name]


def test_the_container_runs_as_nobody_in_particular_and_tells_its_health() -> None:
    steps = (ROOT / "Dockerfile").read_text()

    assert re.search(r"^USER assistant$", steps, re.M)
    assert re.search(r"^HEALTHCHECK .*\n.*/healthz", steps, re.M)


def test_the_ci_script_can_be_read_by_bash() -> None:
    assert subprocess.run(["bash", "-n", ROOT / ".ci" / "run"]).returncode == 0
