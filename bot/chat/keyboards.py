"""Rows of buttons, as the data that messages carry: a label and a packed payload each."""

from collections.abc import Sequence

from bot.chat.callbacks import (
    Alert,
    Forget,
    Judge,
    NewTopic,
    NotUsefulReason,
    Part,
    Payload,
    Show,
    Themes,
    UseLanguage,
    Why,
)

Button = dict[str, object]
Rows = list[list[Button]]
LANGUAGE_NAMES = {
    "en": "English",
    "fr": "Français",
    "es": "Español",
    "ar": "العربية",
    "ru": "Русский",
    "pt": "Português",
}
PAGE = 8
LABEL_CHARACTERS = 60


def button(text_id: str, payload: Payload, **arguments: str | int) -> Button:
    return {"text": text_id, "arguments": arguments, "data": payload.pack()}


def labelled(label: str, payload: Payload) -> Button:
    return {"label": label, "data": payload.pack()}


def languages() -> Rows:
    buttons = [labelled(name, UseLanguage(code)) for code, name in LANGUAGE_NAMES.items()]
    return [buttons[:3], buttons[3:]]


def under_answer(query_id: str, *, has_more: bool, is_follow_up: bool) -> Rows:
    rows = [
        [button("button-useful", Judge(query_id, True)), _not_useful(query_id)],
        [_show(query_id, Part.SOURCES), _show(query_id, Part.COPY)],
        [_show(query_id, Part.TEAM)],
    ]
    if has_more:
        rows[1].insert(0, _show(query_id, Part.MORE))
    if is_follow_up:
        rows[2].append(button("button-new-topic", NewTopic()))
    return rows


def under_refusal(query_id: str, *, is_follow_up: bool) -> Rows:
    rows = [[_show(query_id, Part.TEAM), library()], [_not_useful(query_id)]]
    if is_follow_up:
        rows[1].append(button("button-new-topic", NewTopic()))
    return rows


def under_danger(query_id: str, *, can_alert: bool) -> Rows:
    alert = [[button("button-alert-named", Alert(True))], [button("button-alert-unnamed", Alert(False))]]
    return [*(alert if can_alert else []), [_show(query_id, Part.QUESTION)]]


def reasons(query_id: str) -> Rows:
    buttons = [button(f"reason-{reason.replace('_', '-')}", Why(query_id, reason)) for reason in NotUsefulReason]
    return [buttons[:2], buttons[2:4], [*buttons[4:], _show(query_id, Part.TEAM)]]


def forget() -> Rows:
    return [[button("button-forget", Forget(True)), button("button-keep", Forget(False))]]


def library() -> Button:
    return button("button-library", Themes(0))


def paged(rows: Rows, page: int, turn: Sequence[Payload]) -> Rows:
    """One page of the rows, with the arrows that there is something behind; `turn` holds the
    payloads of the page before and the page after."""
    shown = rows[page * PAGE : (page + 1) * PAGE]
    arrows = [labelled("‹", turn[0])] if page > 0 else []
    if len(rows) > (page + 1) * PAGE:
        arrows.append(labelled("›", turn[1]))
    return [*shown, arrows] if arrows else shown


def _show(query_id: str, part: Part) -> Button:
    return button(f"button-{part}", Show(query_id, part))


def _not_useful(query_id: str) -> Button:
    return button("button-not-useful", Judge(query_id, False))
