"""Whether the right document comes first, and the passage with the fact among the first five."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import yaml

from retrieval.index.library import Library
from retrieval.ingest.pipeline import sync
from tests.benchmarks.libraries import MATERIAL, empty_library


@dataclass(frozen=True)
class Outcome:
    """One question's: was the right document first, the fact in five, and the best score."""

    document_first: bool
    fact_in_five: bool
    score: float


def retrieval_quality(folder: Path) -> dict[str, object]:
    """Goals for direct English questions: document first >= 90 %, its passage in five >= 95 %."""
    with empty_library(folder) as library:
        sync(library)
        return {
            path.stem: _figures(library, yaml.safe_load(path.read_text("utf-8")))
            for path in sorted((MATERIAL / "questions").glob("*.yaml"))
        }


def _figures(library: Library, cases: list[dict[str, object]]) -> dict[str, object]:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for case in cases:
        groups[f"{case['language']} {case['kind']}"].append(outcome(library, case))
    return {name: _shares(outcomes) for name, outcomes in sorted(groups.items())}


def outcome(library: Library, case: dict[str, object]) -> Outcome:
    found = library.search(str(case["text"])).evidence
    right = set(map(str, case.get("documents") or ()))  # type: ignore[call-overload]
    facts = [str(way).casefold() for ways in case.get("facts") or () for way in ways]  # type: ignore[attr-defined]
    held = [
        one.document.path in right and (not facts or any(fact in one.passage.text.casefold() for fact in facts))
        for one in found[:5]
    ]
    first = bool(found) and found[0].document.path in right
    return Outcome(first, any(held), found[0].score if found else 0.0)


def _shares(outcomes: list[Outcome]) -> dict[str, object]:
    return {
        "questions": len(outcomes),
        "document_first": round(sum(one.document_first for one in outcomes) / len(outcomes), 3),
        "fact_in_five": round(sum(one.fact_in_five for one in outcomes) / len(outcomes), 3),
        "median_score": round(median(one.score for one in outcomes), 3),
    }
