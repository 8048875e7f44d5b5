"""Figures of requests that were led by hand, and the same figures after the texts were erased."""

from typing import Any

from bot.expert_requests.models import Move, Urgency
from bot.expert_requests.statistics import statistics_of
from tests.expert_requests.conftest import House


async def figures(house: House) -> dict[str, Any]:
    requests, events = await house.do(house.requests.everything), await house.do(house.requests.events)
    return statistics_of(requests, events, {"water": 3, "ceasefires_security": 1}, {"water": 2})


async def test_the_figures_of_two_requests_also_outlive_their_texts(house: House) -> None:
    kept, late = await house.sent(Urgency.CRITICAL), await house.sent(Urgency.CRITICAL)
    await house.later(minutes=30)
    await house.move(kept, Move.TAKE)
    await house.later(minutes=60)
    await house.led_to(late, Move.TAKE)
    await house.move(late, Move.PAUSE, reason="approval")
    await house.later(hours=2)
    await house.move(late, Move.RESUME)
    for request in (kept, late):
        await house.move(request, Move.STAND_DOWN, reason="peace")

    found = await figures(house)

    stages = {row["stage"]: row for row in found["stages"]}
    assert (stages["submitted"]["left"], stages["submitted"]["median_hours"]) == (2, 1.0)
    assert (stages["closed"]["now"], stages["taken"]["median_hours"]) == (2, 2.5)
    assert found["deadlines"][0] == {"step": "acknowledgement", "in_time": 1, "late": 1, "share": 0.5}
    assert found["deadlines"][2]["share"] is None
    assert found["pauses"] == [{"reason": "approval", "times": 1, "hours": 2.0}]
    assert found["demand"] == [
        {"theme": "ceasefires_security", "asked": 1, "requested": 2, "pool": 0},
        {"theme": "water", "asked": 3, "requested": 0, "pool": 2},
    ]

    house.clock.pass_time(days=91)
    await house.do(lambda tx: house.requests.apply_retention(tx, 90))
    assert await figures(house) == found


async def test_without_requests_there_are_no_figures_and_no_failure(house: House) -> None:
    found = await figures(house)

    assert {row["median_hours"] for row in found["stages"]} == {None}
