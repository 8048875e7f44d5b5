"""Which detail is asked next, and what an answer says: nothing that was not said."""

from datetime import date

import pytest

from bot.expert_requests.intake import HERE, Choice, Step, answered, chosen, next_step, opened, step_before
from bot.expert_requests.models import Details, Kind, Modality, Urgency


def test_nothing_said_is_asked_from_the_beginning_and_everything_said_is_reviewed() -> None:
    everything = Details(task="Advise", modality=Modality.REMOTE, start_text="asap", contact="+1 555")

    assert next_step(Kind.DEPLOYMENT, Details()) is Step.TASK
    assert next_step(Kind.DEPLOYMENT, everything) is Step.REVIEW
    assert next_step(Kind.WRITTEN, Details()) is Step.REVIEW


@pytest.mark.parametrize("said", [Details(location="Juba"), Details(withheld=True), Details(modality=Modality.REMOTE)])
def test_where_is_answered_by_a_place_by_withholding_it_and_by_remote(said: Details) -> None:
    assert next_step(Kind.DEPLOYMENT, said, Step.TASK) is Step.WHEN


def test_with_you_leaves_open_where() -> None:
    assert next_step(Kind.DEPLOYMENT, Details(modality=Modality.IN_PERSON), Step.TASK) is Step.WHERE


def test_skipped_steps_are_not_asked_again_and_back_leads_to_each() -> None:
    assert next_step(Kind.DEPLOYMENT, Details(), Step.WHEN) is Step.REACH
    assert step_before(Kind.DEPLOYMENT, Step.REVIEW) is Step.REACH
    assert step_before(Kind.TALK, Step.WHEN) is Step.TASK
    assert step_before(Kind.DEPLOYMENT, Step.TASK) is None


def test_a_typed_answer_is_kept_as_written_with_what_was_read_from_it() -> None:
    read = Details(start=date(2026, 11, 30), start_text="next Monday", duration_days=14, urgency=Urgency.URGENT)

    details = answered(Details(task="Advise"), Step.WHEN, "next Monday, for two weeks", read)

    assert details == Details(
        task="Advise",
        start=date(2026, 11, 30),
        start_text="next Monday, for two weeks",
        duration_days=14,
        urgency=Urgency.URGENT,
    )


def test_an_answer_changes_its_own_detail_and_adds_to_others_only_what_is_missing() -> None:
    before = Details(task="Advise", location="Juba", languages=("fr",))

    after = answered(before, Step.WHERE, "Nairobi", Details(location="Nairobi", languages=("en",)))

    assert (after.location, after.languages) == ("Nairobi", ("fr",))


def test_the_place_typed_after_with_you_keeps_it_and_by_phone_changes_it() -> None:
    with_you = chosen(Details(), Choice.IN_PERSON)

    assert answered(with_you, Step.WHERE, "Juba", Details()).modality is Modality.IN_PERSON
    by_phone = answered(with_you, Step.WHERE, "rather by phone", Details(modality=Modality.REMOTE))
    assert (by_phone.modality, by_phone.location) == (Modality.REMOTE, None)


def test_at_the_review_the_later_word_counts_and_stands_as_written() -> None:
    before = Details(task="Advise", start_text="Monday", start=date(2026, 11, 30))

    after = answered(before, Step.REVIEW, "Tuesday is better", Details(start_text="Tuesday", start=date(2026, 12, 1)))

    assert (after.start, after.task) == (date(2026, 12, 1), "Advise\nTuesday is better")


def test_buttons_say_what_stands_on_them() -> None:
    details = chosen(chosen(chosen(Details(), Choice.TODAY), Choice.HERE), Choice.WITHHELD)

    assert details == Details(urgency=Urgency.CRITICAL, contact=HERE, withheld=True)
    assert chosen(Details(), Choice.QUESTION, "How?").task == "How?"
    assert chosen(chosen(details, Choice.CONFIDENTIAL), Choice.CONFIDENTIAL).confidential
    assert chosen(chosen(details, Choice.CONFIDENTIAL), Choice.OPEN) == details


def test_a_message_without_a_subject_is_no_task() -> None:
    assert opened("I need an expert", Details()).task is None
    assert opened("An expert on water, please", Details(expertise=("water",))).task == "An expert on water, please"
