"""`doctor` says in one line each what is wrong and what mends it, and never a secret."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.operation.conftest import Answers, Command

TOKEN = "123456:AAcanaryTokenThatMustNeverBePrinted"
WEB = Callable[[Answers], str]


def findings(command: Command, **settings: str) -> dict[str, dict[str, Any]]:
    result = command("doctor", "--json", **{"EMBEDDING_MODEL": "none", **settings})
    return {one["check"]: one for one in json.loads(result.out)}


def telegram() -> Answers:
    body = json.dumps({"ok": True, "result": {"username": "peace_bot"}})
    return {f"/bot{TOKEN}/getMe": (200, {}, body)}


def test_a_new_open_installation_has_nothing_that_fails(command: Command) -> None:
    result = command("doctor", ACCESS="open", EMBEDDING_MODEL="none")

    assert result.status == 0
    assert "✗" not in result.out


def test_it_looks_and_leaves_nothing_behind(command: Command, data_dir: Path) -> None:
    command("doctor")

    assert not data_dir.exists()


def test_each_check_is_one_line(command: Command) -> None:
    lines = command("doctor").out.splitlines()

    assert len(lines) == len(findings(command))
    assert all(line[0] in "✓!✗" for line in lines)


def test_no_contacts_for_emergencies_fail_only_where_people_are_invited(command: Command) -> None:
    assert command("doctor", ACCESS="invite").status == 1
    assert findings(command, ACCESS="open")["Emergency contacts"]["state"] == "warning"


@pytest.mark.parametrize(
    "text", ["[]", "{a: 1}", "- {text: Duty officer}", "- {text: a, contact: b, kind: flood}", "- ["]
)
def test_contacts_that_cannot_be_used_fail(command: Command, tmp_path: Path, text: str) -> None:
    (tmp_path / "contacts.yaml").write_text(text)

    found = findings(command, EMERGENCY_CONTACTS=str(tmp_path / "contacts.yaml"))

    assert found["Emergency contacts"]["state"] == "failed"


def test_contacts_that_can_be_used_pass(command: Command, tmp_path: Path) -> None:
    (tmp_path / "contacts.yaml").write_text("- {text: Duty officer, contact: '+41 22'}")

    found = findings(command, EMERGENCY_CONTACTS=str(tmp_path / "contacts.yaml"))

    assert found["Emergency contacts"]["state"] == "ok"


def test_a_token_that_telegram_knows_shows_the_bots_name(command: Command, web_server: WEB) -> None:
    base = web_server(telegram()) + "/bot"

    found = findings(command, TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_BASE_URL=base)

    assert (found["Telegram"]["state"], found["Telegram"]["said"]) == ("ok", "@peace_bot")


@pytest.mark.parametrize("base", ["refused", "http://127.0.0.1:9/bot", "http://[broken/bot"])
def test_a_token_is_never_printed(command: Command, web_server: WEB, base: str) -> None:
    base = web_server({}) + "/bot" if base == "refused" else base

    result = command("doctor", TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_BASE_URL=base)

    assert TOKEN not in result.out + result.err
    assert any("✗ Telegram" in line for line in result.out.splitlines())


@pytest.mark.parametrize(
    ("status", "body", "state"),
    [
        (200, '{"data": [{"id": "gpt-4.1-mini"}]}', "ok"),
        (200, '{"data": [{"id": "another"}]}', "failed"),
        (401, "{}", "failed"),
        (503, "{}", "failed"),
    ],
)
def test_the_model_endpoint_is_asked(command: Command, web_server: WEB, status: int, body: str, state: str) -> None:
    base = web_server({"/v1/models": (status, {}, body)}) + "/v1"

    found = findings(command, OPENAI_BASE_URL=base, OPENAI_API_KEY="sk-canary")

    assert found["Language model"]["state"] == state


def test_a_key_that_others_can_read_fails(command: Command, data_dir: Path) -> None:
    command("people", "list")
    os.chmod(data_dir / "secret.key", 0o644)

    assert "chmod 600" in findings(command)["Secret key"]["mend"]


def test_a_key_that_does_not_fit_fails(command: Command) -> None:
    command("people", "list")

    found = findings(command, SECRET_KEY="0123456789abcdef" * 2)

    assert "does not fit" in found["Database"]["said"]


def test_a_weak_key_fails(command: Command) -> None:
    assert findings(command, SECRET_KEY="changeme-changeme-1234")["Secret key"]["state"] == "failed"


@pytest.mark.parametrize(
    ("check", "settings"),
    [
        ("Webhook", {"WEBHOOK_URL": "nowhere"}),
        ("Webhook", {"WEBHOOK_URL": "https://example.org:444/x"}),
        ("Chroma", {"CHROMA_URL": "http://127.0.0.1:9"}),
        ("Database", {"DATABASE_URL": "postgresql://a:canary@127.0.0.1:9/b"}),
        ("Database", {"DATABASE_URL": "mysql://canary"}),
        ("Library", {"KNOWLEDGE_DIR": "/nowhere/at/all"}),
        ("Telegram", {"TELEGRAM_BOT_TOKEN": "not a token"}),
        ("Data folder", {"DATA_DIR": "/proc/nothing"}),
    ],
)
def test_what_is_wrong_is_a_failed_line_and_no_traceback(
    command: Command, check: str, settings: dict[str, str]
) -> None:
    result = command("doctor", **settings)

    (line,) = [line for line in result.out.splitlines() if f"✗ {check}" in line]
    assert result.status == 1
    assert "canary" not in line
    assert "Traceback" not in result.out + result.err


@pytest.mark.parametrize(
    "wrong", [{"TIME_ZONE": "Mars/Olympus"}, {"QUIET_HOURS": "late"}, {"CONSOLE_LISTEN": "8080"}], ids=str
)
def test_a_setting_that_means_nothing_is_named(command: Command, wrong: dict[str, str]) -> None:
    result = command("doctor", **wrong)

    assert result.status == 2
    assert next(iter(wrong)) in result.err
