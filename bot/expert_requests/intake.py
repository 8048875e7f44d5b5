"""Which detail of a request is still missing, in which order it is asked, and what an answer to a
step says.

Four answers suffice to send; whatever else she says is taken along and nothing is guessed: a typed
answer is kept as written, and what was read from it is added. Pure; asks and stores nothing.
"""

from dataclasses import fields, replace
from enum import StrEnum

from bot.expert_requests.models import Details, Kind, Modality, Urgency


class Step(StrEnum):
    """What a draft waits for."""

    TASK = "task"
    WHERE = "where"
    WHEN = "when"
    REACH = "reach"
    REVIEW = "review"
    """Everything was asked: she reads the summary and sends it."""


class Choice(StrEnum):
    """An answer to a step that needs no typing."""

    QUESTION = "question"
    IN_PERSON = "in_person"
    REMOTE = "remote"
    WITHHELD = "withheld"
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    NO_HURRY = "no_hurry"
    HERE = "here"
    CONFIDENTIAL = "confidential"
    OPEN = "open"


HERE = "here, in this chat"
"""The contact of somebody who wants to be reached where she writes."""
STEPS = {
    Kind.DEPLOYMENT: (Step.TASK, Step.WHERE, Step.WHEN, Step.REACH),
    Kind.TALK: (Step.TASK, Step.WHEN, Step.REACH),
    Kind.WRITTEN: (),
}
_SAYS = {
    Step.TASK: ("task", "expertise"),
    Step.WHERE: ("location", "withheld", "modality"),
    Step.WHEN: ("start", "start_text", "urgency"),
    Step.REACH: ("contact",),
}
_URGENCY = {
    Choice.TODAY: Urgency.CRITICAL,
    Choice.WEEK: Urgency.URGENT,
    Choice.MONTH: Urgency.PRIORITY,
    Choice.NO_HURRY: Urgency.ROUTINE,
}
_NOTHING = Details()


def is_answered(step: Step, details: Details) -> bool:
    if step is Step.WHERE:
        return bool(details.location or details.withheld or details.modality is Modality.REMOTE)
    return any(getattr(details, name) for name in _SAYS[step])


def next_step(kind: Kind, details: Details, after: Step | None = None) -> Step:
    """The first step behind `after` that nothing was said to, else the review."""
    steps = STEPS[kind]
    left = steps[steps.index(after) + 1 :] if after in steps else steps if after is None else ()
    return next((step for step in left if not is_answered(step, details)), Step.REVIEW)


def step_before(kind: Kind, step: Step) -> Step | None:
    """Also a step that her first message answered: going back is for changing."""
    steps = (*STEPS[kind], Step.REVIEW)
    place = steps.index(step)
    return steps[place - 1] if place else None


def opened(text: str, said: Details) -> Details:
    """The details of a message that asks for somebody. Where it names no task but a subject, its
    own words are the task."""
    return replace(said, task=text) if said.expertise and not said.task else said


def answered(details: Details, step: Step, text: str, said: Details) -> Details:
    """With a typed answer to a step; at the review something is added, and the later word counts."""
    if step is Step.REVIEW:
        return replace(_joined(said, details), task="\n".join(filter(None, (details.task, text))))
    # "With you" stays chosen when she then types where that is.
    unsaid = {name: getattr(_NOTHING, name) for name in _SAYS[step] if name != "modality" or said.modality}
    return _joined(replace(details, **unsaid), _as_written(step, text, said))


def chosen(details: Details, choice: Choice, question: str | None = None) -> Details:
    """With an answer by button."""
    match choice:
        case Choice.QUESTION:
            return replace(details, task=question)
        case Choice.IN_PERSON | Choice.REMOTE:
            return replace(details, modality=Modality(choice), withheld=False)
        case Choice.WITHHELD:
            return replace(details, withheld=True, location=None)
        case Choice.HERE:
            return replace(details, contact=HERE)
        case Choice.CONFIDENTIAL | Choice.OPEN:
            return replace(details, confidential=choice is Choice.CONFIDENTIAL)
    return replace(details, urgency=_URGENCY[choice], start=None, start_text=None)


def _as_written(step: Step, text: str, said: Details) -> Details:
    match step:
        case Step.TASK:
            return replace(said, task=text)
        case Step.WHERE if said.modality is Modality.REMOTE and not said.location:
            return said
        case Step.WHERE:
            return replace(said, location=text)
        case Step.WHEN:
            return replace(said, start_text=text)
    return replace(said, contact=text)


def _joined(first: Details, second: Details) -> Details:
    """What the first says, and of the second what the first leaves open."""
    missing = {item.name: getattr(second, item.name) for item in fields(Details) if not getattr(first, item.name)}
    return replace(first, **missing)
