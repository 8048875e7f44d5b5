"""`people`: what the operator does about access, by the ids that `people list` shows."""

import json
from typing import Any

import pytest

from tests.operation.conftest import Command


def listed(command: Command, **settings: str) -> list[dict[str, Any]]:
    result = command("people", "list", "--json", **settings)
    assert result.status == 0
    people: list[dict[str, Any]] = json.loads(result.out)
    return people


def two_administrators(command: Command) -> tuple[str, str]:
    one, two = listed(command, ADMIN_IDS="101,102")
    return one["person_id"], two["person_id"]


def test_an_invitation_is_a_code_a_link_and_an_end(command: Command) -> None:
    result = command("people", "invite", "editor", "--label", "Ana", "--json")

    shown = json.loads(result.out)
    assert set(shown) == {"code", "link", "expires_at"}
    assert shown["link"] is None
    assert result.status == 0


def test_an_unknown_role_is_wrong_use(command: Command) -> None:
    assert command("people", "invite", "boss").status == 2


def test_who_is_in_the_settings_is_listed_before_writing(command: Command) -> None:
    (admin,) = listed(command, ADMIN_IDS="101")

    assert (admin["role"], admin["standing"]) == ("administrator", "active")


def test_a_person_is_locked_unlocked_granted_and_revoked(command: Command) -> None:
    _, two = two_administrators(command)
    standings = []

    for words in (["lock"], ["unlock"], ["revoke"]):
        command("people", *words, two)
        standings.append({one["person_id"]: one["standing"] for one in listed(command)}[two])
    granted = json.loads(command("people", "grant", two, "internal", "--json").out)

    assert standings == ["locked", "active", "revoked"]
    assert granted["internal"] is True


def test_a_role_is_changed(command: Command) -> None:
    _, two = two_administrators(command)

    result = command("people", "role", two, "officer", "--json")

    assert json.loads(result.out)["role"] == "officer"


def test_an_erased_person_is_gone(command: Command) -> None:
    one, two = two_administrators(command)

    assert command("people", "erase", two).status == 0

    assert [person["person_id"] for person in listed(command)] == [one]


def test_all_that_is_kept_comes_out_as_json(command: Command) -> None:
    one, _ = two_administrators(command)

    kept = json.loads(command("people", "export", one).out)

    assert (kept["telegram_id"], kept["queries"]) == (101, [])


@pytest.mark.parametrize("verb", ["lock", "unlock", "revoke", "erase", "export", "link"])
def test_an_unknown_person_is_one_sentence(command: Command, verb: str) -> None:
    result = command("people", verb, "p0000")

    assert (result.status, result.out) == (1, "")
    assert "p0000" in result.err
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize("verb", ["lock", "revoke", "erase"])
def test_the_last_administrator_stays(command: Command, verb: str) -> None:
    (admin,) = listed(command, ADMIN_IDS="101")

    result = command("people", verb, admin["person_id"])

    assert result.status == 1
    assert "last administrator" in result.err
    assert listed(command) == [admin]


def test_a_link_to_a_console_that_does_not_exist_is_not_made_up(command: Command) -> None:
    (admin,) = listed(command, ADMIN_IDS="101")

    result = command("people", "link", admin["person_id"])

    assert (result.status, result.out) == (1, "")
    assert "console" in result.err
