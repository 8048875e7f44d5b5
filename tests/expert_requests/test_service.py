"""What people can rely on in the requests service, on both databases."""

import asyncio
import re
from dataclasses import replace
from datetime import date

import pytest

from bot.errors import UserFacing
from bot.expert_requests.models import Kind, Move, Post, Result, Stage, Urgency
from bot.expert_requests.roster import Expert
from bot.expert_requests.roster_store import Roster
from bot.people.models import Standing
from tests.expert_requests.conftest import APPROVED, DETAILS, MARIA, NNEKA, NOOR, TOMAS, House

TO_THE_END = (Move.TAKE, Move.CANDIDATES, Move.PROPOSE, Move.CONFIRM, Move.DEPLOY, Move.CLOSE)


async def test_a_request_goes_all_the_way(house: House) -> None:
    request = await house.led_to(await house.sent(), *TO_THE_END)

    assert (request.stage, request.result, request.officer) == (Stage.CLOSED, Result.COMPLETED, NOOR)
    assert [move for move in await house.moves(request) if move is not Move.TICK] == [Move.SUBMIT, *TO_THE_END]


async def test_a_written_question_is_answered_and_closed(house: House) -> None:
    request = await house.led_to(await house.sent(kind=Kind.WRITTEN), Move.TAKE)
    with pytest.raises(UserFacing, match="request-needs-told"):
        await house.move(request, Move.CLOSE)

    request = await house.led_to(request, Move.TELL, Move.CLOSE)

    assert (request.result, request.due_at) == (Result.ANSWERED, None)


# A draft


async def test_a_draft_survives_and_has_no_number(house: House) -> None:
    draft = await house.draft(task="a ceasefire text")
    details = replace(draft.details, languages=("fr",))

    await house.do(lambda tx: house.requests.change_draft(tx, draft, details=details, step="when"))
    found = await house.do(lambda tx: house.replica().draft_of(tx, MARIA))

    assert found is not None
    assert (found.details, found.step, found.number) == (details, "when", None)


async def test_a_new_draft_takes_the_place_of_the_old_one(house: House) -> None:
    await house.draft(task="the old one")
    new = await house.draft(task="the new one")

    assert await house.do(lambda tx: house.requests.draft_of(tx, MARIA)) == new


async def test_a_dropped_draft_is_gone_and_a_sent_one_stays(house: House) -> None:
    draft = await house.draft()
    await house.do(lambda tx: house.requests.drop_draft(tx, draft))
    sent = await house.sent()
    await house.do(lambda tx: house.requests.drop_draft(tx, sent))

    assert await house.do(lambda tx: house.requests.draft_of(tx, MARIA)) is None
    assert (await house.get(sent)).stage is Stage.SUBMITTED


async def test_the_team_knows_nothing_of_a_draft(house: House) -> None:
    draft = await house.draft()

    with pytest.raises(UserFacing, match="request-unknown"):
        await house.move(draft, Move.NOTE, words="mine")


# Sending


async def test_numbers_have_no_holes(house: House) -> None:
    first = await house.sent()
    draft = await house.draft(NNEKA)
    with pytest.raises(ZeroDivisionError):
        await house.do(lambda tx: _fails_after(house.requests.submit(tx, NNEKA, draft)))
    second = await house.submit(draft, NNEKA)

    assert (first.number, second.number) == (1, 2)


async def _fails_after(work: object) -> None:
    await work  # type: ignore[misc]
    raise ZeroDivisionError


async def test_sent_twice_is_one_request_and_one_topic(house: House) -> None:
    draft = await house.draft()
    first = await house.submit(draft)
    messages = len(house.outbox.messages)

    again = await house.submit(draft)

    assert (again, await house.moves(again), len(house.outbox.messages)) == (first, [Move.SUBMIT], messages)


async def test_two_mediators_at_once_get_two_numbers(house: House) -> None:
    drafts = [(await house.draft(person), person) for person in (MARIA, NNEKA)]

    sent = await asyncio.gather(*(house.submit(draft, person) for draft, person in drafts))

    assert sorted(request.number or 0 for request in sent) == [1, 2]


# Who may


async def test_of_two_who_take_at_once_one_is_refused_kindly(house: House) -> None:
    request = await house.sent()

    taken = await asyncio.gather(
        *(house.move(request, Move.TAKE, officer) for officer in (NOOR, TOMAS)), return_exceptions=True
    )

    refusals = [one for one in taken if isinstance(one, UserFacing)]
    holder = (await house.get(request)).officer
    assert holder is not None
    assert [(one.text_id, one.arguments) for one in refusals] == [("request-is-taken", {"officer": holder.name})]
    assert await house.moves(request) == [Move.SUBMIT, Move.TAKE]


async def test_a_second_tap_of_the_same_officer_changes_nothing(house: House) -> None:
    request = await house.led_to(await house.sent(), Move.TAKE)
    messages = len(house.outbox.messages)

    assert await house.move(request, Move.TAKE) == request
    assert len(house.outbox.messages) == messages


async def test_nobody_else_touches_her_request(house: House) -> None:
    request = await house.sent()

    for person in (NNEKA, replace(MARIA, standing=Standing.LOCKED)):
        with pytest.raises(UserFacing, match="request-unknown"):
            await house.do(lambda tx, who=person: house.requests.add(tx, who, request.request_id, "mine"))
    assert await house.moves(request) == [Move.SUBMIT]


async def test_a_confidential_request_is_for_the_duty_officer_and_whom_that_one_adds(house: House) -> None:
    request = await house.sent(confidential=True)
    colleague = replace(TOMAS, telegram_id=599, actor="member-599")
    with pytest.raises(UserFacing, match="request-is-confidential"):
        await house.move(request, Move.TAKE, colleague)

    await house.move(request, Move.NOTE, words="a colleague reads it", data={"reader": colleague.telegram_id})

    assert (await house.move(request, Move.TAKE, colleague)).officer == colleague


async def test_handed_over_it_belongs_to_somebody_else(house: House) -> None:
    request = await house.led_to(await house.sent(), Move.TAKE)
    to = {"telegram_id": TOMAS.telegram_id, "actor": TOMAS.actor, "name": TOMAS.name}

    request = await house.move(request, Move.HAND_OVER, data={"officer": to})

    assert request.officer == TOMAS
    assert TOMAS.name not in str(await house.events(request))


# Words


async def test_a_question_of_the_team_stops_the_clock_until_she_answers(house: House) -> None:
    request = await house.led_to(await house.sent(Urgency.CRITICAL), Move.TAKE)
    due_at = request.due_at
    assert due_at is not None
    asked = await house.move(request, Move.ASK, words="In which language?")
    await house.later(hours=30)
    assert (asked.paused, asked.due_at) == ("information", None)

    answered = await house.do(lambda tx: house.requests.add(tx, MARIA, request.request_id, "In French."))

    assert answered.due_at is not None
    assert (answered.due_at - due_at).total_seconds() == 30 * 3600
    assert Move.ESCALATE not in await house.moves(request)


async def test_her_words_and_the_teams_are_events(house: House) -> None:
    request = await house.led_to(await house.sent(), Move.TAKE)
    await house.do(lambda tx: house.requests.add(tx, MARIA, request.request_id, "one more thing"))
    await house.do(lambda tx: house.requests.tell(tx, NOOR, request.request_id, "we are at it"))

    spoken = [(event.actor, event.words) for event in await house.events(request) if event.words]
    assert spoken == [("requester", "one more thing"), (NOOR.actor, "we are at it")]


# Candidates, ticks, preparation


async def test_ticks_come_in_any_order_and_all_are_needed(house: House) -> None:
    request = await house.led_to(await house.sent(), Move.TAKE, Move.CANDIDATES, Move.PROPOSE)
    for item in (APPROVED, {"item": "expert"}):
        with pytest.raises(UserFacing, match="request-needs-ticks"):
            await house.move(request, Move.CONFIRM)
        request = await house.move(request, Move.TICK, data=item)
    request = await house.do(lambda tx: house.requests.decide(tx, MARIA, request.request_id, "B"))

    assert (await house.move(request, Move.CONFIRM)).stage is Stage.CONFIRMED


async def test_a_critical_request_is_matched_before_approval_and_flagged(house: House) -> None:
    critical = await house.led_to(await house.sent(Urgency.CRITICAL), Move.TAKE, Move.CANDIDATES)
    cards = [message.data["unapproved"] for message in house.told("request_card")]

    approved = await house.move(critical, Move.TICK, data=APPROVED)

    assert (cards, house.told("request_card")[-1].data["unapproved"]) == ([False, False, True], False)
    assert approved.stage is Stage.MATCHING


async def test_an_approval_names_budget_line_and_contract_holder(house: House) -> None:
    request = await house.led_to(await house.sent(), Move.TAKE)

    with pytest.raises(UserFacing, match="request-needs-budget"):
        await house.move(request, Move.TICK, data={"item": "approver", "budget_line": "B-17"})


async def test_none_of_them_sends_the_team_back_to_search(house: House) -> None:
    request = await house.led_to(await house.sent(), Move.TAKE, Move.CANDIDATES, Move.PROPOSE)
    await house.move(request, Move.TICK, data={"item": "expert"})

    request = await house.do(lambda tx: house.requests.decide(tx, MARIA, request.request_id, "no"))

    assert (request.stage, request.data["ticks"], "proposal" in request.data) == (Stage.MATCHING, {}, False)
    assert request.due_at is not None


async def test_an_item_of_preparation_has_an_owner_and_ends_its_pause(house: House) -> None:
    request = await house.led_to(await house.sent(), *TO_THE_END[:4])
    request = await house.move(request, Move.PAUSE, reason="visa")
    request = await house.move(request, Move.TICK, data={"item": "visa", "owner": "Ana", "done": False})
    assert request.paused == "visa"

    request = await house.move(request, Move.TICK, data={"item": "visa"})

    visa = request.data["preparation"]["visa"]
    assert (request.paused, visa["owner"], visa["done"]) == (None, "Ana", True)


async def test_the_clock_stands_only_for_a_reason_that_has_a_name(house: House) -> None:
    request = await house.led_to(await house.sent(), Move.TAKE)

    with pytest.raises(UserFacing, match="request-needs-pause"):
        await house.move(request, Move.PAUSE, reason="we are busy")


# Ends, and taking them back


@pytest.mark.parametrize("move", [Move.DECLINE, Move.REFER, Move.STAND_DOWN])
async def test_an_end_can_be_taken_back_for_two_minutes_before_she_hears(house: House, move: Move) -> None:
    before = await house.led_to(await house.sent(), Move.TAKE)
    await house.move(before, move, reason="we cannot")
    to_her = [one for one in house.outbox.messages if one.chat_id == MARIA.telegram_id][-1]
    await house.move(before, Move.NOTE, words="too early?")
    house.clock.pass_time(seconds=119)

    after = await house.move(before, Move.UNDO)

    assert to_her.due_at is not None
    assert (after.stage, after.result, after.due_at) == (before.stage, None, before.due_at)
    assert not await house.do(lambda tx: house.outbox.cancel(tx, to_her.dedup_key)), "cancelled already"


async def test_after_two_minutes_it_stays(house: House) -> None:
    request = await house.led_to(await house.sent(), Move.TAKE)
    await house.move(request, Move.DECLINE, reason="we cannot")
    house.clock.pass_time(minutes=2)

    with pytest.raises(UserFacing, match="request-needs-in-time"):
        await house.move(request, Move.UNDO)


async def test_what_is_closed_stays_closed(house: House) -> None:
    request = await house.sent()
    await house.do(lambda tx: house.requests.withdraw(tx, MARIA, request.request_id))

    for move in (Move.TAKE, Move.SEEN, Move.UNDO):
        with pytest.raises(UserFacing):
            await house.move(request, move)


async def test_her_lessons_wait_for_an_officer(house: House) -> None:
    request = await house.led_to(await house.sent(), *TO_THE_END)
    for number, text in ((1, "It helped to come early."), (2, None)):
        await house.do(lambda tx, n=number, t=text: house.requests.lesson(tx, MARIA, request.request_id, n, t))

    request = await house.move(request, Move.RELEASE_LESSON)

    assert request.data["lessons"] == {"1": "It helped to come early.", "2": None}
    assert request.data["lesson_released"]


# Urgency


async def test_a_change_of_urgency_keeps_the_time_that_passed_and_the_deadline_that_was(house: House) -> None:
    request = await house.led_to(await house.sent(Urgency.ROUTINE), Move.TAKE)
    house.clock.pass_time(hours=5)

    changed = await house.move(request, Move.CHANGE_URGENCY, reason="it broke out", data={"urgency": "critical"})

    assert changed.due_at is not None
    assert request.due_at is not None
    assert (changed.due_at - request.opened_at).total_seconds() == 24 * 3600
    assert changed.data["clocks"] == [{"urgency": "routine", "due_at": request.due_at.isoformat()}]


async def test_a_change_of_urgency_needs_a_reason(house: House) -> None:
    with pytest.raises(UserFacing, match="request-needs-reason"):
        await house.move(await house.sent(), Move.CHANGE_URGENCY, data={"urgency": "critical"})


# The days of experts


async def test_proposed_pencils_confirmed_blocks_closed_frees(house: House) -> None:
    roster, asked = Roster(house.vault), {"start": date(2026, 4, 1), "duration_days": 10}
    pool = [Expert(expert_id=expert_id, modality="both") for expert_id in ("e1", "e2")]
    await house.do(lambda tx: roster.import_(tx, pool))

    async def booked() -> list[list[tuple[str, date | None]]]:
        everybody = await house.do(roster.everybody)
        return [[(one.state, one.end) for one in expert.bookings] for expert in everybody]

    last_day = date(2026, 4, 10)
    request = await house.led_to(await house.sent(**asked), Move.TAKE, Move.CANDIDATES, Move.PROPOSE)
    assert await booked() == [[("pencilled", last_day)]] * 2
    await house.do(lambda tx: house.requests.decide(tx, MARIA, request.request_id, "B"))
    await house.led_to(request, Move.CONFIRM)
    assert await booked() == [[], [("blocked", last_day)]]

    other = await house.led_to(await house.sent(**asked), Move.TAKE, Move.CANDIDATES, Move.PROPOSE)
    await house.do(lambda tx: house.requests.decide(tx, MARIA, other.request_id, "B"))
    with pytest.raises(UserFacing, match="roster-days-taken"):
        await house.led_to(other, Move.CONFIRM)
    assert (await house.get(other)).stage is Stage.PROPOSED

    await house.move(request, Move.STAND_DOWN, reason="peace")
    assert (await booked())[1] == [("pencilled", last_day), ("ended", last_day)]


async def test_every_notice_of_a_request_can_be_found_back(house: House) -> None:
    request = await house.led_to(await house.sent(), *TO_THE_END)

    about = re.compile(f"request:{request.request_id}:")
    assert house.outbox.messages
    assert all(about.match(message.dedup_key) for message in house.outbox.messages)


# What is kept


async def test_texts_lie_sealed(house: House) -> None:
    await house.sent(task="the canary of the ceasefire")

    rows = await house.do(lambda tx: tx.exec_driver_sql("SELECT * FROM request, request_event"))
    assert "canary" not in str([tuple(row) for row in rows])


async def test_erased_with_the_person_the_figures_stay(house: House) -> None:
    request = await house.led_to(await house.sent(task="a canary"), Move.TAKE)
    await house.draft(task="a second canary")
    await house.do(lambda tx: house.requests.add(tx, MARIA, request.request_id, "a third canary"))

    await house.do(lambda tx: house.requests.erase_person(tx, MARIA, ""))

    after = await house.get(request)
    assert (after.result, after.requester_id, after.details.expertise) == (
        Result.WITHDRAWN, "", DETAILS.expertise
    )  # fmt: skip
    assert "canary" not in f"{after} {after.data} {await house.events(request)}"
    assert await house.do(lambda tx: house.requests.draft_of(tx, MARIA)) is None
    assert (await house.moves(request))[-1] is Move.WITHDRAW
    assert "canary" not in str([one.data for one in house.outbox.messages[-4:]])


async def test_an_erased_officer_gives_back_what_was_held(house: House) -> None:
    officer = replace(NOOR, actor=NNEKA.person_id, telegram_id=NNEKA.telegram_id, name="Nneka K.")
    held, done = await house.sent(), await house.sent(person=replace(MARIA, person_id="p9"))
    await house.move(held, Move.TAKE, officer)
    await house.move(done, Move.TAKE, officer)
    await house.move(done, Move.STAND_DOWN, officer, reason="not needed")
    await house.do(lambda tx: house.requests.duty.set(tx, Post.DUTY, officer))

    await house.do(lambda tx: house.requests.erase_person(tx, NNEKA, ""))

    assert ((await house.get(held)).stage, (await house.get(held)).officer) == (Stage.SUBMITTED, None)
    assert "Nneka K." not in str(await house.get(done))
    assert NNEKA.telegram_id not in await house.do(house.requests.duty.now)


async def test_after_its_time_the_text_goes_and_the_topic_with_it(house: House) -> None:
    request = await house.led_to(await house.sent(task="a canary"), *TO_THE_END)
    await house.draft(NNEKA, task="a draft of long ago")
    house.clock.pass_time(days=89)
    assert await house.do(lambda tx: house.requests.apply_retention(tx, 90)) == 0
    house.clock.pass_time(days=2)

    assert await house.do(lambda tx: house.requests.apply_retention(tx, 90)) == 2
    assert await house.do(lambda tx: house.requests.apply_retention(tx, 90)) == 0

    after = await house.get(request)
    assert ("canary" in str(after), after.number, after.result) == (False, 1, Result.COMPLETED)
    assert house.outbox.messages[-1].data == {"change": "delete"}
    assert await house.do(lambda tx: house.requests.draft_of(tx, NNEKA)) is None


async def test_she_can_have_all_of_it(house: House) -> None:
    request = await house.sent(task="read our text")
    await house.do(lambda tx: house.requests.add(tx, MARIA, request.request_id, "one more thing"))

    kept = await house.do(lambda tx: house.requests.export_person(tx, MARIA, ""))

    assert kept["requests"][0]["details"]["task"] == "read our text"
    assert [words for _, words in kept["requests"][0]["words"]] == ["one more thing"]


async def test_lately_closed_ones_are_hers_too_newest_first(house: House) -> None:
    old = await house.sent()
    await house.do(lambda tx: house.requests.withdraw(tx, MARIA, old.request_id))
    house.clock.pass_time(days=15)
    closed, new = await house.sent(), await house.sent()
    await house.do(lambda tx: house.requests.withdraw(tx, MARIA, closed.request_id))

    hers = await house.do(lambda tx: house.requests.of_person(tx, MARIA))

    assert [request.number for request in hers] == [new.number, closed.number]
