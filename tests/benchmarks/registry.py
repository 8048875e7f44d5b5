"""All measurements by name; whoever adds one adds a line here."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.benchmarks.collections_ranking import collections_ranking
from tests.benchmarks.delivery_throughput import delivery
from tests.benchmarks.retrieval_quality import retrieval_quality
from tests.benchmarks.retrieval_speed import ingestion, search
from tests.benchmarks.service_load import service_load

Figures = Mapping[str, object]

MEASUREMENTS: dict[str, Callable[[Path], Figures]] = {
    "delivery": delivery,
    "ingestion": ingestion,
    "search": search,
    "retrieval_quality": retrieval_quality,
    "service_load": service_load,
    "collections_ranking": collections_ranking,
}
