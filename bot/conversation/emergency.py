"""Whom to call in danger: the operator's own list, by language and country. The assistant makes
up no contact."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from bot.conversation.models import Contact, Danger
from bot.errors import Misconfigured

SHOWN = 3


class EmergencyContact(BaseModel):
    """A line of the file. Without language or country it is for everybody; without a kind (or
    with `any`) for every danger."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: str | None = Field(None, min_length=2, max_length=3)
    country: str | None = Field(None, min_length=2, max_length=2)
    kind: Literal["now", "threat", "phone", "distress", "any"] | None = None
    text: str = Field(min_length=1, max_length=300)
    contact: str = Field(min_length=1, max_length=300)


_FILE = TypeAdapter(list[EmergencyContact])


def load_contacts(path: Path | None) -> tuple[EmergencyContact, ...]:
    """Raises Misconfigured naming file and place."""
    if path is None:
        return ()
    try:
        return tuple(_FILE.validate_python(yaml.safe_load(path.read_text("utf-8")) or []))
    except OSError as error:
        raise Misconfigured(f"EMERGENCY_CONTACTS: {path} cannot be read ({error.strerror}).") from None
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}:{mark.line + 1}" if mark else str(path)
        raise Misconfigured(f"EMERGENCY_CONTACTS: {place} is not YAML; correct it.") from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
        raise Misconfigured(f"EMERGENCY_CONTACTS: {path}: contact {where}: {first['msg']}; correct it.") from None


def contacts_for(
    contacts: Iterable[EmergencyContact], danger: Danger, language: str, country: str | None
) -> tuple[Contact, ...]:
    """The best fitting first: this kind, this country, this language. A contact of another
    country or kind is never shown; one in another language is better than none."""
    fitting = [
        item
        for item in contacts
        if item.kind in (None, "any", danger)
        and (item.country is None or country is None or item.country.upper() == country)
    ]
    spoken = [item for item in fitting if item.language in (None, language)] or fitting
    spoken.sort(key=lambda item: (item.country is None, item.kind in (None, "any")))
    return tuple(Contact(item.text, item.contact) for item in spoken[:SHOWN])
