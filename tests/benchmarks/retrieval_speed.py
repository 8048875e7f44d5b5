"""How fast passages are embedded and how long one search takes, as a whole and by its parts."""

import time
from pathlib import Path
from statistics import median

from retrieval.ingest.pipeline import sync
from tests.benchmarks.libraries import empty_library

QUESTIONS = (
    "How is a ceasefire monitored when observers have no access?",
    "Who takes part in a national dialogue?",
    "Comment inclure les femmes dans la négociation ?",
    "What makes a local water agreement last?",
    "When are foreign forces withdrawn?",
)
REPEATS = 20


def ingestion(folder: Path) -> dict[str, object]:
    """From files to a verified version; goal: 25 passages a second, nothing done when unchanged."""
    with empty_library(folder) as library:
        began = time.perf_counter()
        sync(library)
        seconds = time.perf_counter() - began
        passages = sum(len(library.passages(one.document_id)) for one in library.documents())
        began = time.perf_counter()
        sync(library)
        return {
            "passages": passages,
            "passages_per_second": round(passages / seconds, 1),
            "unchanged_seconds": round(time.perf_counter() - began, 3),
        }


def search(folder: Path) -> dict[str, object]:
    """Goal: the whole takes at most 1.5 times embed + dense + keywords."""
    with empty_library(folder) as library:
        sync(library)
        taken = [library.search(question).milliseconds for _ in range(REPEATS) for question in QUESTIONS]
        parts = {name: median(one[name] for one in taken) for name in taken[0]}
        together = median(one["embed"] + one["dense"] + one["keywords"] for one in taken)
        return {name: round(value, 2) for name, value in parts.items()} | {
            "whole_over_parts": round(parts["total"] / together, 2)
        }
