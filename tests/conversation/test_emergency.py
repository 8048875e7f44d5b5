"""The operator's list of emergency contacts: what it says is shown, what is wrong is named."""

from pathlib import Path

import pytest

from bot.conversation.emergency import EmergencyContact, contacts_for, load_contacts
from bot.conversation.models import Danger
from bot.errors import Misconfigured

GOOD = """
- {language: en, country: SS, kind: now, text: Security desk Juba, contact: "+211 900 000 001"}
- {language: en, text: Duty officer, contact: "+41 22 000 00 00"}
- {language: fr, text: Permanence, contact: "+41 22 000 00 01"}
"""


@pytest.fixture
def contacts(tmp_path: Path) -> tuple[EmergencyContact, ...]:
    (tmp_path / "contacts.yaml").write_text(GOOD)
    return load_contacts(tmp_path / "contacts.yaml")


def test_the_contact_of_the_country_and_the_danger_comes_first(contacts: tuple[EmergencyContact, ...]) -> None:
    shown = contacts_for(contacts, Danger.NOW, "en", "SS")

    assert [contact.text for contact in shown] == ["Security desk Juba", "Duty officer"]


def test_a_contact_of_another_country_is_never_shown(contacts: tuple[EmergencyContact, ...]) -> None:
    assert [one.text for one in contacts_for(contacts, Danger.NOW, "en", "ML")] == ["Duty officer"]


def test_a_contact_in_another_language_is_better_than_none(contacts: tuple[EmergencyContact, ...]) -> None:
    assert contacts_for(contacts, Danger.PHONE, "ar", None) != ()


@pytest.mark.parametrize(
    ("content", "place", "problem"),
    [
        ("- {text: Desk, contact: '1'}\n- {text: Desk}\n", ": contact 2", "contact"),
        ("- {text: Desk, contact: '1', kind: fire}\n", ": contact 1", "kind"),
        ("- {text: Desk, contact: '1', phone: '2'}\n", ": contact 1", "phone"),
        ("- text: Desk\n  contact: [\n", ":3", "YAML"),
        ("text: Desk\n", "", "list"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, content: str, place: str, problem: str) -> None:
    file = tmp_path / "contacts.yaml"
    file.write_text(content)

    with pytest.raises(Misconfigured, match=rf"contacts\.yaml{place}.*{problem}"):
        load_contacts(file)


def test_no_file_and_an_empty_file_mean_no_contacts(tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").write_text("")

    assert load_contacts(None) == load_contacts(tmp_path / "empty.yaml") == ()


def test_a_missing_file_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="cannot be read"):
        load_contacts(tmp_path / "none.yaml")
