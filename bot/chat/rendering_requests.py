"""What the roster team sees: titles, cards, short messages, lists, and the buttons below them.

Codes become words here, in the reader's language; words of people stand escaped in quotes. A card stays one
message, so that it can be edited.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from bot.chat.callbacks import TeamAct, Ticked
from bot.chat.keyboards import Button, Rows, button, labelled
from bot.chat.splitting import shortened
from bot.expert_requests.models import Kind, Move, Stage, Urgency
from bot.expert_requests.stages import PAUSES, PREPARATION, TICKS

Data = Mapping[str, Any]
Text = Callable[[str, str, Data], str]
Labels = Mapping[str, Mapping[str, str]]
LONG, SHORT = 1200, 150
AT_LENGTH = ("task", "question")
FIELDS = (
    *("region", "start", "start_text", "task", "question", "location", "contact"),
    *("languages", "duration_days", "modality", "gender_preference", "gender_reason"),
)
ANSWERS = ("yes", "from", "conflict", "no")


class TeamTexts:
    """`labels` are those of themes and regions, by code and language."""

    def __init__(self, text: Text, escaped: Callable[[object], str], labels: Labels) -> None:
        self._text, self._escaped, self._labels = text, escaped, labels
        self.kinds: dict[str, Callable[[Data, str], Iterable[str]]] = {
            "request_topic": self._title,
            "request_topic_change": self._title,
            "request_card": self._card,
            "request_call": self._call,
            "request_step": self._step,
            "request_preview": self._preview,
            "request_candidates": self._candidates,
            **dict.fromkeys(("request_open", "request_morning", "request_handover"), self._list),
        }
        self.buttons: dict[str, Callable[[Data], Rows]] = {
            "request_card": card_rows,
            "request_call": lambda data: [[act(data, Move.SEEN), act(data, Move.TAKE)]],
            "request_step": step_rows,
            "request_preview": preview_rows,
            "request_candidates": candidate_rows,
        }

    def mentions(self, data: Data, language: str) -> str:
        """Links that make a phone ring, also of who has no user name."""
        unnamed = self._text(language, "team-on-duty", {})
        return " ".join(
            f'<a href="tg://user?id={int(one["id"])}">{self._escaped(one["name"]) if one["name"] else unnamed}</a>'
            for one in data.get("mention") or ()
        )

    def _title(self, data: Data, language: str) -> Iterator[str]:
        if "number" in data:
            yield _joined(str(data["number"]), self._themes(data, language), self._urgency(data, language))

    def _card(self, data: Data, language: str) -> Iterator[str]:
        """Who must see to it, what it is, its clock; then what she said, where the group may read it."""
        yield self.mentions(data, language)
        state = self._word(language, "team-state", data["result"] or data["stage"])
        number = self._text(language, "team-number", {"number": data["number"]})
        kind = self._text(language, f"request-kind-{data['kind']}", {})
        yield f"<b>{number} · {kind}</b>\n{state}"
        yield "\n".join(self._clock(data, language))
        for flag in ("unapproved", "confidential"):
            if data[flag]:
                yield self._text(language, f"team-{flag}", {})
        if "details" in data:
            yield "\n".join(self._said(data, language))
            yield "\n".join(self._ticks(data, language))

    def _clock(self, data: Data, language: str) -> Iterator[str]:
        pause = data["paused"] and self._word(language, "team-item", data["paused"])
        for name, value in (
            ("themes", self._themes(data, language)),
            ("urgency", self._urgency(data, language)),
            ("due", data["due"]),
            ("paused", pause),
            ("officer", data["officer"] and self._escaped(data["officer"])),
        ):
            if value:
                yield self._field(language, name, value)
        for one in data.get("clocks", ()):
            yield self._field(language, "before", f"{self._urgency(one, language)} ({one['due_at'] or '–'})")

    def _said(self, data: Data, language: str) -> Iterator[str]:
        said = data["details"] | {name: data.get(name) for name in ("region", "start", "question")}
        for name in FIELDS:
            if value := said.get(name):
                words = ", ".join(value) if isinstance(value, list | tuple) else str(value)
                words = self._label(words, language) if name == "region" else words
                yield self._field(language, name, self._escaped(shortened(words, LONG if name in AT_LENGTH else SHORT)))

    def _ticks(self, data: Data, language: str) -> Iterator[str]:
        items = data["preparation"] if data["stage"] in (Stage.CONFIRMED, Stage.DEPLOYED) else data["ticks"]
        for name, done in items.items():
            yield f"{'☑' if done else '☐'} {self._word(language, 'team-item', name)}"

    def _call(self, data: Data, language: str) -> Iterator[str]:
        yield self._text(language, "team-call", {"number": data["number"]})
        yield from self._card(data, language) if "kind" in data else self._title(data, language)

    def _step(self, data: Data, language: str) -> Iterator[str]:
        given = {name: data.get(name) or "–" for name in ("number", "due", "choice", "act", "value")}
        yield self.mentions(data, language)
        yield self._text(language, data["text"], given)
        yield self._quote(data.get("quote"))

    def _preview(self, data: Data, language: str) -> Iterator[str]:
        yield self._text(language, "team-preview", {"state": data["state"], "number": data["number"]})
        yield self._quote(data.get("quote"))

    def _candidates(self, data: Data, language: str) -> Iterator[str]:
        """Ids and reasons; names are for private chats."""
        yield self._text(language, "team-candidates", {"number": data["number"], "count": len(data["fits"])})
        for one in data["fits"]:
            mark = "☑" if one["ticked"] else "☐"
            answer = f" · {self._escaped(one['answer'])}" if one["answer"] else ""
            decision = f" · {self._text(language, 'team-needs-decision', {})}" if one["asks"] else ""
            yield f"{mark} <b>{self._escaped(one['expert'])}</b>{answer}{decision}\n{self._reasons(one, language)}"
        if data["misses"]:
            yield self._text(language, "team-near-misses", {})
        for one in data["misses"]:
            yield f"{self._escaped(one['expert'])}: {self._reasons(one, language)}"
        if counts := data["balance"]:
            known = {self._word(language, "team-gender", code): count for code, count in counts["genders"].items()}
            told = (f"{self._escaped(name)} {count}" for name, count in (known | counts["languages"]).items())
            yield self._field(language, "balance", ", ".join(told))

    def _list(self, data: Data, language: str) -> Iterator[str]:
        yield self._text(language, "team-list", {"count": len(data["requests"])})
        for one in data["requests"]:
            state = self._word(language, "team-state", one["stage"])
            line = _joined(*self._title(one, language), state, self._escaped(one["officer"] or ""))
            yield f'<a href="{self._escaped(one["link"])}">{line}</a>' if one.get("link") else line

    def _reasons(self, fit: Data, language: str) -> str:
        return " ".join(self._text(language, text_id, arguments) for text_id, arguments in fit["reasons"])

    def _quote(self, words: str | None) -> str:
        return f"<blockquote>{self._escaped(words)}</blockquote>" if words else ""

    def _field(self, language: str, name: str, value: str) -> str:
        return f"{self._text(language, 'team-field', {'name': name})}: {value}"

    def _word(self, language: str, text_id: str, code: str) -> str:
        return self._text(language, text_id, {"code": code})

    def _themes(self, data: Data, language: str) -> str:
        return ", ".join(self._label(code, language) for code in data["themes"])

    def _label(self, code: str, language: str) -> str:
        labels = self._labels.get(code, {})
        return self._escaped(labels.get(language) or labels.get("en") or code)

    def _urgency(self, data: Data, language: str) -> str:
        return self._word(language, "team-urgency", data["urgency"])


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def act(data: Data, name: str, value: str = "", text_id: str = "team-act", code: str = "") -> Button:
    """A button below a message of the team."""
    return button(text_id, TeamAct(data["request"], name, value), code=code or name)


def step_rows(data: Data) -> Rows:
    """A move, or `move:value` where somebody is asked to agree to it."""
    moves = [one.partition(":") for one in data.get("moves", ())]
    return [[act(data, name, value, code=f"{name}_yes" if value else name) for name, _, value in moves]]


def card_rows(data: Data) -> Rows:
    """The next moves and "more", or what one of them offers."""
    menu, prepares = data.get("menu"), data["stage"] in (Stage.CONFIRMED, Stage.DEPLOYED)
    back = [act(data, "back")]
    if menu == Move.TICK:
        items = PREPARATION if prepares else TICKS
        return [*_pairs([act(data, "item", item, "team-item", item) for item in items]), back]
    if menu == Move.CHANGE_URGENCY:
        others = [one for one in Urgency if one != data["urgency"]]
        return [[act(data, Move.CHANGE_URGENCY, one, "team-urgency", one) for one in others], back]
    if menu == Move.PAUSE:
        return [[act(data, Move.PAUSE, reason, "team-item", reason) for reason in PAUSES[:2]], back]
    if menu in (*TICKS, *PREPARATION):
        names = ("done", "undone", "who", "wait") if prepares else ("done", "undone")
        return [*_pairs([act(data, name, menu) for name in names]), back]
    if menu != "more":
        return [*_pairs([act(data, move) for move in data["next"]]), [act(data, "more")]]
    extra = ["elsewhere"] if Move.TELL in data["moves"] else []
    extra += ["reader"] if data["confidential"] and data["stage"] != Stage.CLOSED else []
    return [*_pairs([act(data, one) for one in dict.fromkeys((*data["next"], *data["moves"], *extra))]), back]


def preview_rows(data: Data) -> Rows:
    if data["state"] == "sent" and data["kind"] == Kind.WRITTEN and data["act"] == Move.TELL:
        return [[act(data, "draft")]]
    if data["state"] != "preview":
        return []
    names = ("send", "edit", "cancel")
    return [[button("team-act", TeamAct(data["request"], name, data["act"]), code=name) for name in names]]


def candidate_rows(data: Data) -> Rows:
    """Below the list a tick for each; below one of them, what was answered."""
    request = data["request"]
    if mark := data.get("answering"):
        return [[button("team-act", Ticked(request, mark, one), code=one) for one in ANSWERS],
                [button("team-act", Ticked(request, mark, "back"), code="back")]]  # fmt: skip
    rows = [
        [
            labelled(f"{'☑' if one['ticked'] else '☐'} {one['expert']}", Ticked(request, one["mark"], "tick")),
            button("team-act", Ticked(request, one["mark"], "answer"), code="answer"),
        ]
        for one in data["fits"]
    ]
    return [*rows, [act(data, "message"), act(data, "names")], [act(data, Move.PROPOSE)]]


def _pairs(buttons: list[Button]) -> Rows:
    return [buttons[place : place + 2] for place in range(0, len(buttons), 2)]
