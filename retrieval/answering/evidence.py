"""Does the evidence suffice? Decided from signs that can be counted, without a model.

The signs look at sentences, not passages: a passage about the subject is not yet an answer. They
are weighed by a logistic model whose weights stand in `sufficiency.json`, written by
tests/quality/calibrate.py from questions of our own. It never says why, only how likely.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from functools import cache
from pathlib import Path

from retrieval.answering.asked import Asked
from retrieval.answering.facts import Kind
from retrieval.answering.matching import Candidate, Terms, Weighed, met, surroundings, weigh
from retrieval.models import Evidence

CLOSE = 5  # passages that are looked at for names and for agreement


@dataclass(frozen=True, slots=True)
class Signs:
    """What can be counted about a question and its evidence, each in about 0..1."""

    score: float
    cosine: float
    keyword: float
    margin: float
    agreement: float
    sentence: float
    context: float
    passage: float
    everywhere: float
    fact: float
    names_missing: float
    names_nowhere: float
    unknown: float
    rarest_missing: float
    foreign: float
    length: float


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model over the signs, and from which likelihood on we answer."""

    bias: float
    weights: dict[str, float]
    answer_from: float


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether one part of a question is covered. `reason` says what was missing, as a code."""

    likelihood: float
    sufficient: bool
    reason: str | None


def decide(
    asked: Asked, evidence: Sequence[Evidence], found: Sequence[Candidate], library: Terms
) -> Decision:
    """Whether this evidence answers this part."""
    if not evidence or not found or not asked.wanted:
        return Decision(0.0, False, "nothing_found")
    signs = read_signs(asked, evidence, found, library)
    model = load_weights()
    likelihood = _logistic(signs, model)
    if likelihood >= model.answer_from:
        return Decision(likelihood, True, None)
    return Decision(likelihood, False, _reason(signs))


def _reason(signs: Signs) -> str:
    if signs.names_missing > 0.5 and signs.context > 0.3:
        return "near_miss"
    if signs.context > 0.6 and not signs.fact:
        return "fact_missing"
    return "weak_support" if signs.score > 0.4 else "nothing_found"


def read_signs(
    asked: Asked, evidence: Sequence[Evidence], found: Sequence[Candidate], library: Terms
) -> Signs:
    """Count the signs; `evidence` and `found` are best first and not empty."""
    best, top = found[0], evidence[0]
    words = weigh(asked, best.evidence.passage.language, library)
    in_best = _passage_stems(best.evidence, library)
    in_all = in_best.union(*(_passage_stems(item, library) for item in evidence[:CLOSE]))
    names = [word for word in words if word.is_name]
    rarest = max(words, key=lambda word: word.weight)
    rest = evidence[1:CLOSE]
    mean = sum(item.score for item in rest) / len(rest) if rest else 0.0
    return Signs(
        score=top.score,
        cosine=max((item.cosine or 0.0 for item in evidence[:CLOSE]), default=0.0),
        keyword=max(item.keyword for item in evidence[:CLOSE]),
        margin=top.score - mean,
        agreement=_agreement(evidence),
        sentence=max(candidate.coverage for candidate in found[:8]),
        context=max(candidate.in_context for candidate in found[:8]),
        passage=met(words, in_best),
        everywhere=met(words, in_all),
        fact=float(asked.kind is not Kind.OTHER and best.has_fact),
        names_missing=_missing(names, in_best),
        names_nowhere=_missing(names, in_all),
        unknown=1.0 - _weight([w for w in words if w.known]) / _weight(words),
        rarest_missing=float(rarest.held_by(in_best) < 1),
        foreign=float(asked.language != best.evidence.passage.language),
        length=min(len(words), 12) / 12,
    )


def _passage_stems(item: Evidence, library: Terms) -> frozenset[str]:
    sentences = library.sentence_stems(item.passage.passage_id)
    return surroundings(item.passage, item.document).union(*sentences)


def _agreement(evidence: Sequence[Evidence]) -> float:
    """Whether both searches put the same passage first."""
    by_cosine = max(evidence, key=lambda item: item.cosine or 0.0)
    by_keyword = max(evidence, key=lambda item: item.keyword)
    return float(by_cosine.passage.passage_id == by_keyword.passage.passage_id)


def _missing(names: Sequence[Weighed], stems: frozenset[str]) -> float:
    if not names:
        return 0.0
    return sum(name.held_by(stems) < 1 for name in names) / len(names)


def _weight(words: Sequence[Weighed]) -> float:
    return sum(word.weight for word in words)


def _logistic(signs: Signs, model: Weights) -> float:
    total = model.bias + sum(
        model.weights.get(field.name, 0.0) * value
        for field, value in zip(fields(signs), astuple(signs), strict=True)
    )
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_weights() -> Weights:
    """The weights that were written by the calibration."""
    stored = json.loads((Path(__file__).parent / "sufficiency.json").read_text("utf-8"))
    return Weights(stored["bias"], stored["weights"], stored["answer_from"])
