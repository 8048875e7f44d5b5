"""With a language model details are found that the rules do not know; it cannot make one up."""

from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel

from bot.expert_requests.extraction import details_in
from bot.expert_requests.model_extraction import details_read
from prompts import Prompt
from retrieval.errors import ModelMisconfigured, ModelUnavailable

TODAY = date(2026, 11, 24)
TEXT = "Send us a wizard of quotas to Umm Rasas in ten sunrises, somebody who knows Nuer; two moons."


class Reader:
    """A model that finds what it is told to, and remembers what it was asked."""

    def __init__(self, *findings: tuple[str, str, str], error: Exception | None = None) -> None:
        self._reply = {"findings": [dict(zip(("detail", "value", "words"), one, strict=True)) for one in findings]}
        self._error = error
        self.asked: list[dict[str, str]] = []

    def ask(self, prompt: Prompt, values: dict[str, str], shape: type[BaseModel]) -> BaseModel:
        self.asked.append(prompt.checked(values))
        if self._error:
            raise self._error
        return shape.model_validate(self._reply)


def _read(text: str, reader: Any) -> Any:
    return details_read(text, "en", TODAY, reader)


def test_the_model_fills_what_the_rules_left_empty() -> None:
    reader = Reader(("expertise", "power_sharing", "wizard of quotas"), ("location", "", "Umm Rasas"))

    details = _read(TEXT, reader)

    assert (details.expertise, details.location) == (("power_sharing",), "Umm Rasas")
    assert TEXT in reader.asked[0]["message"]


@pytest.mark.parametrize(
    "finding",
    [
        ("location", "", "Khartoum"),
        ("expertise", "sorcery", "wizard"),
        ("languages", "nuer", "Nuer"),
        ("modality", "by_magic", "wizard"),
        ("duration", "60", "two moons"),
        ("urgency", "critical", ""),
    ],
)
def test_what_the_message_does_not_say_or_a_detail_cannot_be_does_not_count(finding: tuple[str, str, str]) -> None:
    assert _read(TEXT, Reader(finding)) == details_in(TEXT, "en", TODAY)


def test_days_are_reckoned_from_the_words_not_taken_from_the_model() -> None:
    details = _read(TEXT, Reader(("start", "2026-12-04", "ten sunrises")))

    assert (details.start, details.start_text) == (None, "ten sunrises")


def test_what_the_rules_read_stays() -> None:
    text = "We need a DDR expert in Goma, remote, French required"
    reader = Reader(("location", "", "required"), ("modality", "hybrid", "remote"), ("languages", "en", "French"))

    assert _read(text, reader) == details_in(text, "en", TODAY)


@pytest.mark.parametrize("error", [ModelUnavailable("timed_out"), ModelMisconfigured("no such model")])
def test_a_failing_model_leaves_the_rules_reading(error: Exception) -> None:
    assert _read(TEXT, Reader(error=error)) == details_in(TEXT, "en", TODAY)


def test_without_a_model_the_rules_read() -> None:
    assert _read(TEXT, None) == details_in(TEXT, "en", TODAY)
