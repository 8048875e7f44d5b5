"""What a mediator sees of a request: the step that waits, the summary before sending, and the
team's words in her own language, labelled as the team's.

Gives paragraphs of escaped text; promises no person, date or fee.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from babel import Locale
from babel.dates import format_date

from bot.chat import keyboards
from bot.chat.keyboards import Rows
from bot.expert_requests.intake import HERE, STEPS, Step
from bot.expert_requests.models import Kind, Move

Data = Mapping[str, Any]
Text = Callable[[str, str, Data], str]
ANSWERABLE = (Move.ASK, Move.TELL)
CONTINUES_ELSEWHERE = (*ANSWERABLE, Move.PROPOSE, Move.CONFIRM)
# Her words may end their sentence themselves.
_TWO_ENDS = re.compile(r"([.?!؟…]\u2069?)\.$")
FIELDS = {"task": Step.TASK, "place": Step.WHERE, "modality": Step.WHERE, "when": Step.WHEN, "contact": Step.REACH}


class RequesterTexts:
    """`text` gives a catalogue text, cleaned and escaped; `escaped` does that to words of people."""

    def __init__(self, text: Text, escaped: Callable[[object], str]) -> None:
        self._text, self._escaped = text, escaped
        self.kinds = {"request_draft": self._draft, "request_update": self._told, "request_lesson": self._lesson}
        self.buttons: dict[str, Callable[[Data], Rows]] = {
            "request_update": _below,
            "request_lesson": lambda data: keyboards.lesson(data["request"], data["question"]),
        }

    def _draft(self, data: Data, language: str) -> Iterator[str]:
        kind, step, details = Kind(data["kind"]), Step(data["step"]), data["details"]
        if step is Step.REVIEW:
            yield from self._review(data, language)
            return
        steps = STEPS[kind]
        place = {"number": steps.index(step) + 1, "count": len(steps)}
        yield f"<i>{self._text(language, 'request-place', place)}</i>"
        asks_town = step is Step.WHERE and details["modality"] and not details["location"]
        yield self._text(language, "request-step-town" if asks_town else f"request-step-{step}", {"kind": kind})
        now = [value for name, value in self._values(details, language).items() if FIELDS.get(name) is step and value]
        if now:
            yield self._text(language, "request-so-far", {"value": ", ".join(now)})

    def _review(self, data: Data, language: str) -> Iterator[str]:
        """One paragraph of what she said, and what becomes of it."""
        details, question = data["details"], data["question"]
        yield f"<b>{self._text(language, 'request-review', {})}</b>"
        question = question if question != details["task"] else None
        values = self._values(details, language) | {"question": question, "themes": ", ".join(data["themes"])}
        about = {"kind": data["kind"]} | {name: value for name, value in values.items() if value}
        sentences = [self._text(language, "request-about-kind", about)]
        order = ("task", "question", "themes", "place", "modality", "when", "days", "languages", "gender", "contact")
        sentences += [
            self._text(language, f"request-about-{name}", {name: about[name]}) for name in order if name in about
        ]
        if details["confidential"]:
            sentences.append(self._text(language, "request-about-confidential", {}))
        yield " ".join(_TWO_ENDS.sub(r"\1", sentence) for sentence in sentences)
        yield self._text(language, "request-review-hint", {})
        if data["contact"]:
            yield self._text(language, "request-elsewhere", {"contact": data["contact"]})

    def _values(self, details: Data, language: str) -> dict[str, Any]:
        """What was said, in words for the reader; a value that was not said is empty."""
        names = Locale(language).languages

        def word(text_id: str, code: str | None) -> str:
            return html.unescape(self._text(language, f"{text_id}-{code.replace('_', '-')}", {})) if code else ""

        start = details["start"] and format_date(date.fromisoformat(details["start"]), "long", Locale(language))
        when = [details["start_text"], start]
        gender = word("request-gender", details["gender_preference"])
        return {
            "task": details["task"],
            "place": word("request", "withheld") if details["withheld"] else details["location"],
            "modality": word("request", details["modality"]),
            "when": ", ".join(dict.fromkeys(filter(None, when))) or word("request-urgency", details["urgency"]),
            "days": details["duration_days"],
            "languages": ", ".join(names.get(code, code) for code in details["languages"]),
            "gender": ": ".join(filter(None, (gender, details["gender_reason"] if gender else None))),
            "contact": word("request", "here") if details["contact"] == HERE else details["contact"],
        }

    def _told(self, data: Data, language: str) -> Iterator[str]:
        """A move of the team; its own words stand as a quote below the line that says whose they are."""
        move = data["move"]
        unit = data["unit"] or html.unescape(self._text(language, "request-unit", {}))
        given = {"number": data["number"], "unit": unit, "urgency": data["urgency"], "before": data["urgency_before"]}
        yield self._text(language, f"request-told-{move.replace('_', '-')}", given)
        if words := data["words"]:
            yield f"<blockquote>{self._escaped(words)}</blockquote>"
        for one in data["candidates"]:
            letter = self._text(language, "request-candidate", {"letter": one["letter"]})
            yield "\n".join([f"<b>{letter}</b>", *map(self._escaped, one["lines"])])
        if move in ANSWERABLE:
            yield self._text(language, "request-how-to-answer", {})
        if data["contact"] and move in CONTINUES_ELSEWHERE:
            yield self._text(language, "request-elsewhere", {"contact": data["contact"]})

    def _lesson(self, data: Data, language: str) -> Iterable[str]:
        yield self._text(language, "request-lesson", {"number": data["number"], "question": data["question"]})


def _below(data: Data) -> Rows:
    letters = [one["letter"] for one in data["candidates"]]
    answer = keyboards.answer_the_team(data["request"]) if data["move"] in ANSWERABLE else []
    return [*keyboards.candidates(data["request"], letters), *answer]
