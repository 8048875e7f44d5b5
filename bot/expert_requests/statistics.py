"""Figures of requests: time in each stage, deadlines kept, what the clock stood for, and what is
asked for against what the pool has. They need no text, so they outlive it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import groupby, pairwise
from pathlib import Path
from statistics import median
from typing import Any

from bot.errors import BotError
from bot.expert_requests.deadlines import Step
from bot.expert_requests.models import Event, Move, Request, Stage

Rows = list[dict[str, Any]]
SENT = tuple(stage for stage in Stage if stage is not Stage.DRAFT)
DOES = {Move.TAKE: Step.ACKNOWLEDGEMENT, Move.PROPOSE: Step.SHORTLIST, Move.TELL: Step.SHORTLIST}
DOES |= {Move.DEPLOY: Step.DEPLOYMENT}
DEMAND = ("asked", "requested", "pool")


def statistics_of(
    requests: Sequence[Request], events: Iterable[Event], asked: Mapping[str, int], pool: Mapping[str, int]
) -> dict[str, Rows]:
    """`events` of all requests, each one's in order; `asked` and `pool` by theme."""
    told = [list(group) for _, group in groupby(events, key=lambda event: event.request_id)]
    return {
        "stages": _stages(requests, told),
        "deadlines": _deadlines(told),
        "pauses": _pauses(told),
        "demand": _demand(requests, asked, pool),
    }


def draw(demand: Rows, path: Path) -> None:
    """Bars by theme: asked, requested, and how many of the pool know it. Needs the extra `plots`."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise BotError("Plots need matplotlib: pip install 'mediation-bot[plots]'.") from None
    figure = Figure(figsize=(8, 0.5 * len(demand) + 1.5))
    axes = figure.subplots()
    for place, name in enumerate(DEMAND):
        heights = [number + 0.27 * (place - 1) for number in range(len(demand))]
        axes.barh(heights, [row[name] for row in demand], height=0.25, label=name)
    axes.set_yticks(range(len(demand)), [row["theme"] for row in demand])
    axes.invert_yaxis()
    axes.legend()
    try:
        figure.savefig(path, bbox_inches="tight")
    except (OSError, ValueError):
        raise BotError(
            f"{path} cannot be drawn; give a file that ends in .svg or .png, in a folder that is there."
        ) from None


def _stages(requests: Sequence[Request], told: list[list[Event]]) -> Rows:
    """How many are there now, and the median of the hours that those stayed who went on."""
    now, stayed = Counter(request.stage for request in requests), defaultdict(list)
    for events in told:
        moves = [event for event in events if event.stage_before is not event.stage_after]
        for entered, left in pairwise(moves):
            stayed[entered.stage_after].append(_hours(left.at - entered.at))
    return [
        {"stage": stage, "now": now[stage], "left": len(stayed[stage]), "median_hours": _median(stayed[stage])}
        for stage in SENT
    ]


def _deadlines(told: list[list[Event]]) -> Rows:
    """Of the steps that were done or are late: how many were done before their deadline."""
    kept, late = Counter[Step](), Counter[Step]()
    for events in told:
        missed = {event.data["step"] for event in events if event.move is Move.ESCALATE}
        done = {DOES[event.move] for event in events if event.move in DOES}
        late.update(step for step in Step if step in missed)
        kept.update(step for step in done if step not in missed)
    return [
        {"step": step, "in_time": kept[step], "late": late[step], "share": _share(kept[step], late[step])}
        for step in Step
    ]


def _pauses(told: list[list[Event]]) -> Rows:
    """How often and how long the clock stood for each reason; a pause that lasts counts until the
    last thing that happened."""
    stood: defaultdict[str, list[float]] = defaultdict(list)
    for events in told:
        for paused, spell in groupby(pairwise(events), key=lambda pair: pair[0].paused):
            if paused:
                stood[paused].append(sum(_hours(after.at - before.at) for before, after in spell))
    return [
        {"reason": reason, "times": len(spells), "hours": round(sum(spells), 1)}
        for reason, spells in sorted(stood.items(), key=lambda item: -sum(item[1]))
    ]


def _demand(requests: Sequence[Request], asked: Mapping[str, int], pool: Mapping[str, int]) -> Rows:
    requested = Counter(theme for request in requests for theme in request.details.expertise)
    themes = sorted({*asked, *requested, *pool}, key=lambda theme: (-requested[theme], -asked.get(theme, 0), theme))
    return [
        {"theme": theme, "asked": asked.get(theme, 0), "requested": requested[theme], "pool": pool.get(theme, 0)}
        for theme in themes
    ]


def _hours(span: timedelta) -> float:
    return span.total_seconds() / 3600


def _median(values: list[float]) -> float | None:
    return round(median(values), 1) if values else None


def _share(kept: int, late: int) -> float | None:
    return round(kept / (kept + late), 3) if kept + late else None
