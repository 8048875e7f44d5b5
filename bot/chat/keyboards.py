"""Rows of buttons, as the data that messages carry: a label and a packed payload each."""

from collections.abc import Sequence

from bot.chat.callbacks import (
    Act,
    Alert,
    Anew,
    AskTeam,
    Decide,
    Fill,
    Forget,
    Go,
    Judge,
    NewTopic,
    NotUsefulReason,
    Own,
    Part,
    Payload,
    Show,
    SkipLesson,
    Themes,
    TurnDraft,
    UseLanguage,
    Why,
)
from bot.expert_requests.intake import Choice, Step, step_before
from bot.expert_requests.models import Kind, Request, Stage

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


ANSWERS = {
    Step.WHERE: ((Choice.IN_PERSON, Choice.REMOTE), (Choice.WITHHELD,)),
    Step.WHEN: ((Choice.TODAY, Choice.WEEK), (Choice.MONTH, Choice.NO_HURRY)),
    Step.REACH: ((Choice.HERE,),),
}


def ways_to_the_team(query_id: str) -> Rows:
    return [[button(f"request-kind-{kind}", AskTeam(query_id, kind, False))] for kind in Kind]


def draft(request: Request) -> Rows:
    """The answers that need no typing, and the way through."""
    step, request_id = Step(request.step or Step.REVIEW), request.request_id
    answers = ANSWERS.get(step, ())
    if step is Step.TASK and request.question:
        answers = ((Choice.QUESTION,),)
    rows = [[_fill(request_id, step, choice) for choice in row] for row in answers]
    turns = [Go.BACK] if step_before(request.kind, step) else []
    if step is Step.REVIEW:
        readers = Choice.OPEN if request.details.confidential else Choice.CONFIDENTIAL
        rows = [[_turn(request_id, step, Go.SEND)], [_fill(request_id, step, readers)]]
    else:
        turns.append(Go.SKIP)
    return [*rows, [_turn(request_id, step, go) for go in (*turns, Go.DROP)]]


def resume(request_id: str, anew: AskTeam | Anew) -> Rows:
    go_on = button("request-on", TurnDraft(request_id, Step.REVIEW, Go.ON))
    drop = button("request-drop-draft", TurnDraft(request_id, Step.REVIEW, Go.DROP))
    return [[go_on, button("request-anew", anew)], [drop]]


def own_requests(requests: Sequence[Request]) -> Rows:
    rows = [button("request-number", Own(one.request_id, Act.STATE), number=one.number or 0) for one in requests]
    return [rows[place : place + 3] for place in range(0, len(rows), 3)]


def own_request(request: Request) -> Rows:
    request_id = request.request_id
    if not request.is_open:
        return []
    act = [
        button("request-answer", Own(request_id, Act.ANSWER)),
        button("request-withdraw", Own(request_id, Act.WITHDRAW)),
    ]
    proposal = request.data.get("proposal", ()) if request.stage is Stage.PROPOSED else ()
    return [*candidates(request_id, [one["letter"] for one in proposal]), act]


def candidates(request_id: str, letters: Sequence[str]) -> Rows:
    if not letters:
        return []
    chosen = [button("request-candidate", Decide(request_id, letter), letter=letter) for letter in letters]
    return [chosen, [button("request-no-candidate", Decide(request_id, "no"))]]


def answer_the_team(request_id: str) -> Rows:
    return [[button("request-answer", Own(request_id, Act.ANSWER))]]


def withdraw(request_id: str) -> Rows:
    sure = button("request-withdraw-yes", Own(request_id, Act.WITHDRAW_SURE))
    return [[sure, button("request-withdraw-no", Own(request_id, Act.STATE))]]


def lesson(request_id: str, number: int) -> Rows:
    return [[button("request-skip", SkipLesson(request_id, number))]]


def _fill(request_id: str, step: Step, choice: Choice) -> Button:
    return button(f"request-{choice.replace('_', '-')}", Fill(request_id, step, choice))


def _turn(request_id: str, step: Step, go: Go) -> Button:
    return button(f"request-{go}", TurnDraft(request_id, step, go))


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
