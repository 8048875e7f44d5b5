"""Figures of a run as a table, as JSON, and on request as a picture."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.table import Table

from retrieval.errors import LibraryError
from retrieval.evaluation.metrics import SHARES, Figures, Measured, figures

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
        table.add_row(name, *(_shown(key, group[key]) for key in COLUMNS))
    return table


def as_json(measured: Sequence[Measured]) -> dict[str, object]:
    """The figures, and the ids of what went wrong."""
    return {
        "figures": grouped(measured),
        "wrong": [m.case.id for m in measured if m.right_outcome is False],
        "fact_missing": [m.case.id for m in measured if m.has_fact is False],
        "broken_quotes": [m.case.id for m in measured if m.broken_quotes],
    }


def draw(groups: Mapping[str, Figures], path: Path) -> None:
    """Bars of answered and fact by group. Needs the extra `plots`."""
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise LibraryError("Plots need matplotlib: pip install 'mediation-bot[plots]'.") from error
    names = list(groups)
    figure = Figure(figsize=(8, 0.5 * len(names) + 1.5))
    axes = figure.subplots()
    axes.barh(names, [groups[name]["answered"] or 0.0 for name in names], height=0.4, label="answered")
    facts = [groups[name]["fact"] or 0.0 for name in names]
    axes.barh(names, facts, height=0.2, label="fact in answer")
    axes.set_xlim(0, 1)
    axes.invert_yaxis()
    axes.legend(loc="lower right")
    figure.savefig(path, bbox_inches="tight")


def _shown(key: str, value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.0%}" if key in SHARES else f"{value:.0f}"
