"""Details that the rules could not read, found by the language model. A finding counts only when
its words stand in the message and its value is one that the detail can have; what the rules read
stays, days and lengths are always reckoned by the rules. A failing model changes nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from functools import cache
from typing import Any, Literal

import structlog
from babel import Locale
from pydantic import BaseModel

from bot.expert_requests.dates import duration_of, start_of
from bot.expert_requests.extraction import details_in, theme_codes
from bot.expert_requests.models import Details, Modality, Urgency
from bot.expert_requests.wording import Wording
from prompts import load_prompt
from retrieval.errors import ModelMisconfigured, ModelUnavailable
from retrieval.language.words import fold
from retrieval.language_models import ChatModel

log = structlog.get_logger(__name__)


class Finding(BaseModel):
    """One detail, and the words of the message that state it."""

    detail: Literal[
        "expertise", "location", "start", "duration", "languages", "modality", "urgency", "gender_preference"
    ]
    value: str
    words: str


class Findings(BaseModel):
    """What the model replies."""

    findings: list[Finding]


def details_read(text: str, language: str, today: date, chat_model: ChatModel | None) -> Details:
    """By the rules, and by the model where there is one."""
    by_rules = details_in(text, language, today)
    if chat_model is None:
        return by_rules
    values = {"themes": ", ".join(theme_codes()), "message": text}
    try:
        found = chat_model.ask(load_prompt("extract_request"), values, Findings).findings
    except (ModelUnavailable, ModelMisconfigured) as error:
        log.warning("details_by_rules", error=type(error).__name__)
        return by_rules
    details = asdict(by_rules)
    missing = {name for name, value in details.items() if not value}
    stated = [one for one in found if one.words.strip() and fold(one.words) in fold(text)]
    for name, value in (pair for one in stated for pair in _details(one, language, today)):
        if name in missing and value:
            details[name] = (*details[name], value) if isinstance(details[name], tuple) else details[name] or value
    return Details(**details)


def _details(one: Finding, language: str, today: date) -> Iterator[tuple[str, Any]]:
    """What a finding says of which details."""
    match one.detail:
        case "start":
            yield "start", start_of(Wording(one.words), today, day_first=language != "en")[0]
            yield "start_text", one.words.strip()
        case "duration":
            yield "duration_days", duration_of(Wording(one.words))
        case "location":
            yield "location", one.words.strip()
        case _:
            yield one.detail, _choices()[one.detail].get(one.value)


@cache
def _choices() -> Mapping[str, Mapping[str, Any]]:
    return {
        "expertise": {code: code for code in theme_codes()},
        "languages": {code: code for code in map(str, Locale.parse("en").languages) if len(code) == 2},
        "modality": {way.value: way for way in Modality},
        "urgency": {urgency.value: urgency for urgency in Urgency},
        "gender_preference": {"female": "female", "male": "male"},
    }
