"""Fits the weights of `retrieval/answering/sufficiency.json` on our question sets, and says how well
they do on sets that were held back. Run by hand: `python -m tests.quality.calibrate [--write]`.

A logistic model, fitted by Newton's method. Questions with an answer, near misses and questions on
other things weigh the same whatever their number. The threshold is the one under which a stated
share of the answerable questions of the fitted sets falls.
"""

import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from bot.settings import Settings
from retrieval.answering import evidence as evidence_module
from retrieval.answering.answerer import Answerer
from retrieval.answering.evidence import Signs, read_signs
from retrieval.evaluation.cases import Case, load_cases
from retrieval.index.library import Library, open_library
from retrieval.ingest.pipeline import sync
from retrieval.models import Question
from retrieval.settings import LibrarySettings

ROOT = Path(__file__).resolve().parents[2]
MATERIAL = Path(__file__).parent / "material"
WEIGHTS = Path(evidence_module.__file__).parent / "sufficiency.json"
KINDS = ("direct", "paraphrase", "short", "cross_language", "near_miss", "off_library")
REFUSED = {"same": 0.065, "foreign": 0.015}  # answerable questions given up for careful refusals
RIDGE = {"same": 5.0, "foreign": 25.0}  # fewer questions, simpler weights
SHARES = {"answerable": 1.0, "near_miss": 0.6, "off_library": 0.6}
NAMES = [field.name for field in fields(Signs)]


@dataclass(frozen=True)
class Row:
    """One question: its kind, whether the library answers it, its signs."""

    case: Case
    signs: Signs

    @property
    def group(self) -> str:
        return self.case.kind if self.case.kind in SHARES else "answerable"

    @property
    def side(self) -> str:
        return "foreign" if self.signs.foreign else "same"


def rows_of(library: Library, cases: Sequence[Case]) -> list[Row]:
    answerer = Answerer(library)
    found = []
    for case in cases:
        if case.kind not in KINDS or case.turns:
            continue
        question = Question(case.text, case.language, date(2026, 11, 23))
        parts = [part for part in answerer.look(question) if part.found]
        found += [Row(case, read_signs(p.asked, p.evidence, p.found, library)) for p in parts[:1]]
    return found


def fit(rows: Sequence[Row], side: str) -> dict[str, object]:
    """Weights for unscaled signs, and from which likelihood on to answer."""
    signs = np.array([[getattr(row.signs, name) for name in NAMES] for row in rows])
    right = np.array([row.group == "answerable" for row in rows], float)
    counts = {group: sum(row.group == group for row in rows) for group in SHARES}
    weight = np.array([SHARES[row.group] * 400 / counts[row.group] for row in rows])
    mean, spread = signs.mean(0), signs.std(0) + 1e-9
    found = _newton((signs - mean) / spread, right, weight, RIDGE[side])
    weights = found[1:] / spread
    bias = found[0] - float(weights @ mean)
    likelihood = 1 / (1 + np.exp(-(signs @ weights + bias)))
    threshold = float(np.quantile(likelihood[right == 1], REFUSED[side]))
    return {
        "bias": round(float(bias), 4),
        "weights": {name: round(float(w), 4) for name, w in zip(NAMES, weights, strict=True)},
        "answer_from": round(threshold, 4),
    }


def _newton(
    signs: NDArray[np.float64], right: NDArray[np.float64], weight: NDArray[np.float64], strength: float
) -> NDArray[np.float64]:
    design = np.c_[np.ones(len(signs)), signs]
    found = np.zeros(design.shape[1])
    ridge = np.r_[1e-6, np.full(signs.shape[1], strength)]
    for _ in range(50):
        likely = 1 / (1 + np.exp(-design @ found))
        slope = design.T @ (weight * (likely - right)) + ridge * found
        curve = (design * (weight * likely * (1 - likely))[:, None]).T @ design + np.diag(ridge)
        found = found - np.linalg.solve(curve, slope)
    return found


def describe(name: str, rows: Sequence[Row], model: dict[str, dict[str, object]]) -> None:
    """Prints for each kind which share would be answered."""
    kinds: dict[str, list[bool]] = {}
    for row in rows:
        side = model[row.side]
        total = float(side["bias"]) + sum(  # type: ignore[arg-type]
            side["weights"][sign] * getattr(row.signs, sign)  # type: ignore[index]
            for sign in NAMES
        )
        answered = 1 / (1 + np.exp(-total)) >= side["answer_from"]  # type: ignore[operator]
        kinds.setdefault(f"{row.case.kind} ({row.side})", []).append(bool(answered))
    print(name)
    for kind, answered in sorted(kinds.items()):
        print(f"  {kind:28} answered {sum(answered) / len(answered):6.1%} of {len(answered)}")


def open_folder(folder: Path, data_dir: Path) -> Library:
    settings = LibrarySettings((folder,), data_dir, Settings().cache_dir)
    library = open_library(settings, sa.create_engine(f"sqlite:///{data_dir}/l.sqlite3"), owner=True)
    sync(library)
    library.refresh()
    return library


def main() -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        invented = open_folder(MATERIAL / "documents", Path(one))
        bundled = open_folder(ROOT / "knowledge", Path(two))
        own = ROOT / "knowledge" / "questions"
        open_sets = [p for p in sorted(own.glob("*.yaml")) if p.name != "held-out.yaml"]
        fitted = rows_of(invented, load_cases(MATERIAL / "questions" / "tuned.yaml"))
        fitted += rows_of(bundled, [case for path in open_sets for case in load_cases(path)])
        held = {
            "invented, held back": rows_of(invented, load_cases(MATERIAL / "questions" / "held-out.yaml")),
            "bundled, held back": rows_of(bundled, load_cases(own / "held-out.yaml")),
        }
        model = {side: fit([row for row in fitted if row.side == side], side) for side in REFUSED}
    describe("fitted", fitted, model)
    for name, rows in held.items():
        describe(name, rows, model)
    if "--write" in sys.argv:
        WEIGHTS.write_text(json.dumps(model, indent=1) + "\n")


if __name__ == "__main__":
    main()
