"""Deadlines, warnings, escalations, calls and lists: at the right moment, and each once, also after
downtime and with two replicas."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Misconfigured
from bot.expert_requests.deadlines import DEFAULT, load_service_levels
from bot.expert_requests.models import Kind, Move, Post, Request, Urgency
from tests.expert_requests.conftest import GROUP, HEAD, MARIA, NOOR, TOMAS, House

# The clock of tests begins on Monday 2 March 2026, 10:00 in Paris.
PARIS = load_service_levels(None, "Europe/Paris")
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))


def paris(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)


def with_holidays(*days: str) -> str:
    return DEFAULT.read_text("utf-8").replace("holidays: []", f"holidays: [{', '.join(days)}]")


# Moments


@pytest.mark.parametrize(
    ("urgency", "acknowledged", "listed"),
    [
        (Urgency.CRITICAL, "2026-03-02 11:00", "2026-03-03 10:00"),
        (Urgency.URGENT, "2026-03-02 14:00", "2026-03-04 10:00"),
        (Urgency.PRIORITY, "2026-03-03 10:00", "2026-03-06 10:00"),
        (Urgency.ROUTINE, "2026-03-03 10:00", "2026-03-16 10:00"),
    ],
)
async def test_the_usual_deadlines(house: House, urgency: Urgency, acknowledged: str, listed: str) -> None:
    sent = await house.sent(urgency)
    taken = await house.led_to(sent, Move.TAKE)

    assert (sent.due_at, taken.due_at) == (paris(acknowledged), paris(listed))


async def test_standby_deployment_is_due_three_days_after_a_critical_request_was_sent(house: House) -> None:
    critical = await house.led_to(await house.sent(Urgency.CRITICAL), Move.TAKE, Move.CANDIDATES, Move.PROPOSE)
    routine = await house.led_to(await house.sent(), Move.TAKE, Move.CANDIDATES, Move.PROPOSE)

    assert (critical.due_at, routine.due_at) == (critical.opened_at + timedelta(hours=72), None)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-03-06 16:00", 4, "2026-03-09 12:00"),  # over a weekend
        ("2026-03-07 12:00", 4, "2026-03-09 13:00"),  # from a weekend
        ("2026-03-27 16:00", 8, "2026-03-30 16:00"),  # the clocks go forward in between
        ("2026-10-23 16:00", 8, "2026-10-26 16:00"),  # and back
        ("2026-03-02 20:00", 1, "2026-03-03 10:00"),
    ],
)
def test_working_time_passes_in_the_teams_hours(start: str, hours: int, end: str) -> None:
    calendar = PARIS.calendar

    assert calendar.after(paris(start), timedelta(hours=hours)) == paris(end)
    assert calendar.working(paris(start), paris(end)) == timedelta(hours=hours)


@given(MOMENTS, st.integers(1, 400_000))
def test_what_is_added_is_what_is_counted(start: datetime, seconds: int) -> None:
    amount = timedelta(seconds=seconds)

    assert PARIS.calendar.working(start, PARIS.calendar.after(start, amount)) == amount


@given(MOMENTS, st.lists(st.integers(0, 200_000), min_size=2, max_size=5))
def test_working_time_adds_up(start: datetime, pieces: list[int]) -> None:
    moments = [start + timedelta(seconds=sum(pieces[:count])) for count in range(len(pieces) + 1)]
    parts = [PARIS.calendar.working(one, other) for one, other in pairwise(moments)]

    assert sum(parts, timedelta()) == PARIS.calendar.working(moments[0], moments[-1])


def test_nobody_works_on_a_holiday(tmp_path: Path) -> None:
    (file := tmp_path / "levels.yaml").write_text(with_holidays("2026-03-03", "2026-03-04"), "utf-8")
    calendar = load_service_levels(file, "Europe/Paris").calendar

    assert calendar.after(paris("2026-03-02 16:00"), timedelta(hours=2)) == paris("2026-03-05 10:00")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("critical: 1,", "critical: soon,"), "hours.acknowledgement.critical"),
        (("urgent: 4", "urgent: -4"), "hours.acknowledgement.urgent"),
        (("urgent: 4", "pressing: 4"), "hours.acknowledgement.pressing"),
        (("shortlist:", "longlist:"), "hours.longlist"),
        (('"09:00-17:00"', '"17:00-09:00"'), "end after they begin"),
        (('"09:00-17:00"', "all day"), "calendar.hours"),
        (("monday", "moonday"), "calendar.days.0"),
        (("[]", "[someday]"), "calendar.holidays.0"),
        (("\ncalendar:", "\nkalendar:"), "calendar: Field required"),
        (("hours:\n", "hours: [\n"), "line "),
    ],
)
def test_a_wrong_file_is_one_sentence_with_the_place(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    (file := tmp_path / "levels.yaml").write_text(DEFAULT.read_text("utf-8").replace(*change, 1), "utf-8")

    with pytest.raises(Misconfigured) as caught:
        load_service_levels(file, "UTC")
    assert (said in str(caught.value), str(file) in str(caught.value), "\n" in str(caught.value)) == (True, True, False)


def test_a_missing_file_and_an_unknown_zone_are_named(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=r"SERVICE_LEVELS.*cannot be read"):
        load_service_levels(tmp_path / "none.yaml", "UTC")
    with pytest.raises(Misconfigured, match="TIME_ZONE"):
        load_service_levels(None, "Europe/Atlantis")


# The clock that stands and goes on


async def test_the_clock_stands_for_a_named_reason_and_goes_on(house: House) -> None:
    request = await house.led_to(await house.sent(Urgency.URGENT), Move.TAKE)
    assert request.due_at == paris("2026-03-04 10:00")
    paused = await house.move(request, Move.PAUSE, reason="approval")
    house.clock.pass_time(days=1)

    resumed = await house.move(paused, Move.RESUME)

    assert (paused.due_at, resumed.due_at) == (None, paris("2026-03-05 10:00"))


async def test_given_back_it_waits_for_somebody_as_long_as_at_first(house: House) -> None:
    request = await house.led_to(await house.sent(Urgency.CRITICAL), Move.TAKE)
    house.clock.pass_time(hours=3)

    request = await house.move(request, Move.RELEASE)
    assert request.due_at == house.clock.now() + timedelta(hours=1)
    request = await house.move(request, Move.TAKE)
    assert request.due_at == request.opened_at + timedelta(hours=24)


# Warnings and escalations


def of_the_clock(moves: list[Move]) -> list[Move]:
    return [move for move in moves if move in (Move.WARN, Move.ESCALATE)]


async def test_an_urgent_request_warns_and_then_escalates_each_once(house: House) -> None:
    request = await house.sent(Urgency.URGENT)

    for _ in range(60):  # five hours
        await house.later(minutes=5)

    warning, escalation = [event for event in await house.events(request) if event.move in (Move.WARN, Move.ESCALATE)]
    assert warning.at == paris("2026-03-02 13:15")  # the first look after 80 %: 13:12
    assert escalation.at == paris("2026-03-02 14:00")
    steps = [message.data for message in house.told("request_step")]
    assert [[one["id"] for one in step["mention"]] for step in steps] == [
        [NOOR.telegram_id],
        [NOOR.telegram_id, TOMAS.telegram_id, HEAD.telegram_id],
    ]


async def test_after_a_downtime_over_several_deadlines_there_is_one_message(house: House) -> None:
    urgent, critical = await house.sent(Urgency.URGENT), await house.sent(Urgency.CRITICAL)
    before = len(house.told("request_step"))

    await house.later(days=3)
    for _ in range(5):
        await house.tick()

    assert of_the_clock(await house.moves(urgent)) == [Move.ESCALATE]
    assert of_the_clock(await house.moves(critical)) == [Move.ESCALATE]
    assert len(house.told("request_step")) - before == 2


async def test_two_replicas_tell_it_once(house: House) -> None:
    request = await house.sent(Urgency.URGENT)
    house.clock.pass_time(hours=5)

    await asyncio.gather(*(house.tick(house.replica()) for _ in range(4)))

    assert of_the_clock(await house.moves(request)) == [Move.ESCALATE]
    assert len(house.told("request_step")) == 1


async def test_nothing_is_told_while_the_clock_stands_or_after_the_end(house: House) -> None:
    paused = await house.led_to(await house.sent(Urgency.URGENT), Move.TAKE)
    await house.move(paused, Move.PAUSE, reason="funding")
    ended = await house.sent(Urgency.URGENT)
    await house.do(lambda tx: house.requests.withdraw(tx, MARIA, ended.request_id))

    await house.later(days=9)

    assert of_the_clock([*await house.moves(paused), *await house.moves(ended)]) == []


async def test_an_answered_question_is_not_late(house: House) -> None:
    request = await house.led_to(await house.sent(Urgency.URGENT, Kind.WRITTEN), Move.TAKE, Move.TELL)

    await house.later(days=9)

    assert of_the_clock(await house.moves(request)) == []


# Calls of a critical request


async def calls(house: House) -> list[int]:
    return [message.chat_id for message in house.told("request_call")]


async def test_a_critical_request_is_called_every_ten_minutes_until_seen_then_the_next_ones(house: House) -> None:
    request = await house.sent(Urgency.CRITICAL)
    for _ in range(11):
        await house.later(minutes=5)
    assert await calls(house) == [NOOR.telegram_id] * 3 + [TOMAS.telegram_id] * 3

    await house.move(request, Move.SEEN, TOMAS)
    for _ in range(12):
        await house.later(minutes=5)

    assert len(await calls(house)) == 6
    late = [event for event in await house.events(request) if event.data.get("step") == "acknowledgement"]
    assert [event.move for event in late] == [Move.WARN, Move.ESCALATE], "seen is not taken"


async def test_who_is_last_on_the_rota_is_called_on_and_on(house: House) -> None:
    await house.sent(Urgency.CRITICAL)

    for _ in range(24):
        await house.later(minutes=5)

    assert (await calls(house))[6:] == [HEAD.telegram_id] * (len(await calls(house)) - 6)


async def test_taken_is_seen(house: House) -> None:
    await house.led_to(await house.sent(Urgency.CRITICAL), Move.TAKE)

    await house.later(minutes=30)

    assert len(await calls(house)) == 1


async def test_a_request_that_becomes_critical_is_called_from_then_on(house: House) -> None:
    request = await house.sent()
    await house.later(minutes=45)
    await house.move(request, Move.CHANGE_URGENCY, reason="it broke out", data={"urgency": "critical"})

    await house.tick()
    assert await calls(house) == [NOOR.telegram_id]
    await house.later(minutes=10)  # the warning
    await house.tick()

    assert await calls(house) == [NOOR.telegram_id] * 2


# The morning list


def lists(house: House) -> list[list[int]]:
    return [[one["number"] for one in message.data["requests"]] for message in house.told("request_morning")]


async def test_what_has_time_is_told_in_one_list_in_the_morning(house: House) -> None:
    late = [await house.sent(urgency) for urgency in (Urgency.ROUTINE, Urgency.PRIORITY)]
    answered: Request = await house.sent()
    for _ in range(24):
        await house.later(hours=1)  # until Tuesday, 10:00
    assert lists(house) == [[1, 2, 3]], "the warnings of Monday, on Tuesday at nine"
    await house.led_to(answered, Move.TAKE)

    for _ in range(24):
        await house.later(hours=1)

    assert lists(house) == [[1, 2, 3], [1, 2]]
    assert house.told("request_morning")[0].chat_id == GROUP
    assert of_the_clock(await house.moves(late[0])) == [Move.WARN, Move.ESCALATE]
    assert house.told("request_step") == []


async def test_after_a_downtime_the_list_is_one(house: House) -> None:
    for _ in range(3):
        await house.sent()

    await house.later(days=7)
    await house.tick()

    assert lists(house) == [[1, 2, 3]]


# The rota


async def test_a_new_duty_officer_gets_one_list_of_what_is_open(house: House) -> None:
    await house.tick()  # the first officer's own
    await house.sent()
    now = house.clock.now()
    await house.do(lambda tx: house.requests.duty.set(tx, Post.DUTY, TOMAS, since=now + timedelta(hours=1)))

    await house.later(minutes=59)
    assert [message.chat_id for message in house.told("request_handover")] == [NOOR.telegram_id]
    await house.later(minutes=1)
    await asyncio.gather(*(house.tick(house.replica()) for _ in range(2)))

    handover = house.told("request_handover")
    assert [message.chat_id for message in handover] == [NOOR.telegram_id, TOMAS.telegram_id]
    assert [one["number"] for one in handover[-1].data["requests"]] == [1]


async def test_when_a_watch_ends_the_one_before_goes_on(house: House) -> None:
    now = house.clock.now()
    await house.do(lambda tx: house.requests.duty.set(tx, Post.DUTY, HEAD, until=now + timedelta(hours=8)))
    assert await house.do(house.requests.duty.now) == (HEAD.telegram_id, TOMAS.telegram_id)

    house.clock.pass_time(hours=8)

    assert await house.do(house.requests.duty.now) == (NOOR.telegram_id, TOMAS.telegram_id, HEAD.telegram_id)
