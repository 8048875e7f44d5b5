"""Figures of a run as a table, as JSON, and on request as a picture."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from rich.table import Table

from retrieval.errors import LibraryError
from retrieval.evaluation.metrics import NOT_ANSWERED, Figures, Measured, figures

COLUMNS = {
    "cases": "n",
    "document_at_1": "doc@1",
    "section_at_5": "sect@5",
    "ndcg_at_10": "nDCG",
    "fact": "fact",
    "outcome": "right",
    "answered": "answered",
    "broken_quotes": "bad quotes",
    "median_milliseconds": "ms",
}
CONFIDENCE_STEPS = 5


def grouped(measured: Sequence[Measured]) -> dict[str, Figures]:
    """All together, then by kind and by language."""
    groups: dict[str, list[Measured]] = {"all": list(measured)}
    for one in measured:
        groups.setdefault(one.case.kind, []).append(one)
        groups.setdefault(f"in {one.case.language}", []).append(one)
    order = sorted(groups, key=lambda name: (name != "all", name))
    return {name: figures(groups[name]) for name in order}


def as_table(groups: Mapping[str, Figures]) -> Table:
    table = Table(title="Question set")
    table.add_column("group", no_wrap=True)
    for heading in COLUMNS.values():
        table.add_column(heading, justify="right", no_wrap=True)
    for name, group in groups.items():
        table.add_row(name, *(_shown(key, getattr(group, key)) for key in COLUMNS))
    return table


def as_json(measured: Sequence[Measured]) -> dict[str, object]:
    """The figures, how far confidence can be trusted, and the ids of what went wrong."""
    return {
        "figures": {name: asdict(group) for name, group in grouped(measured).items()},
        "confidence": calibration(measured),
        "wrong": [m.case.id for m in measured if m.right_outcome is False],
        "fact_missing": [m.case.id for m in measured if m.has_fact is False],
        "broken_quotes": [m.case.id for m in measured if m.broken_quotes],
    }


def calibration(measured: Sequence[Measured]) -> list[dict[str, float]]:
    """For answers by confidence: how many of them should have been given."""
    steps: dict[int, list[bool]] = {}
    for one in measured:
        if one.reply.confidence is None or one.right_outcome is None:
            continue
        if one.reply.outcome not in NOT_ANSWERED:
            step = min(int(one.reply.confidence * CONFIDENCE_STEPS), CONFIDENCE_STEPS - 1)
            steps.setdefault(step, []).append(one.right_outcome)
    return [
        {"from": step / CONFIDENCE_STEPS, "answers": len(right), "right": sum(right) / len(right)}
        for step, right in sorted(steps.items())
    ]


def draw(groups: Mapping[str, Figures], path: Path) -> None:
    """Bars of answered and fact by group. Needs the extra `plots`."""
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise LibraryError("Plots need matplotlib: pip install 'mediation-bot[plots]'.") from error
    names = list(groups)
    figure = Figure(figsize=(8, 0.5 * len(names) + 1.5))
    axes = figure.subplots()
    axes.barh(names, [groups[name].answered for name in names], height=0.4, label="answered")
    facts = [groups[name].fact or 0.0 for name in names]
    axes.barh(names, facts, height=0.2, label="fact in answer")
    axes.set_xlim(0, 1)
    axes.invert_yaxis()
    axes.legend(loc="lower right")
    figure.savefig(path, bbox_inches="tight")


def _shown(key: str, value: float | int | None) -> str:
    if value is None:
        return "-"
    if key in ("cases", "broken_quotes"):
        return str(value)
    return f"{value:.0f}" if key == "median_milliseconds" else f"{value:.0%}"
