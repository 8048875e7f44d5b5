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

CLOSE = 8  # sentences among which the fullest is looked for
TYPED = (Kind.DATE, Kind.NUMBER, Kind.PERSON, Kind.PLACE)


@dataclass(frozen=True, slots=True)
class Signs:
    """What can be counted about a question and its evidence, each in about 0..1.

    Attributes:
        score, cosine: of the best passage.
        lead: how far it is ahead of the second.
        sentence: the most of the question's weight that one sentence holds.
        common: what the best sentence and its surroundings hold of the words that are no names.
        names_missing: share of the names and numbers asked for that the best passage lacks.
        names_apart: the same of the best sentence and its surroundings.
        typed: a date, number, person or place is asked for.
        fact: the best sentence holds a fact of the kind asked for.
        foreign: the best passage is in another language than the question.
    """

    score: float
    cosine: float
    lead: float
    sentence: float
    common: float
    names_missing: float
    names_apart: float
    typed: float
    fact: float
    foreign: float


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


def decide(asked: Asked, evidence: Sequence[Evidence], found: Sequence[Candidate], library: Terms) -> Decision:
    """Whether this evidence answers this part."""
    if not evidence or not found or not asked.wanted:
        return Decision(0.0, False, "nothing_found")
    signs = read_signs(asked, evidence, found, library)
    model = load_weights()["foreign" if signs.foreign else "same"]
    likelihood = _logistic(signs, model)
    if likelihood >= model.answer_from:
        return Decision(likelihood, True, None)
    return Decision(likelihood, False, _reason(signs))


def _reason(signs: Signs) -> str:
    if signs.names_missing > 0.5 and signs.common > 0.5:
        return "near_miss"
    if signs.common > 0.6 and signs.typed and not signs.fact:
        return "fact_missing"
    return "weak_support" if signs.score > 0.3 else "nothing_found"


def read_signs(asked: Asked, evidence: Sequence[Evidence], found: Sequence[Candidate], library: Terms) -> Signs:
    """Count the signs; `evidence` and `found` are best first and not empty."""
    best, top = found[0], evidence[0]
    passage = best.evidence.passage
    words = weigh(asked, passage.language, library)
    stems = [frozenset(sentence) for sentence in library.sentence_stems(passage.passage_id)]
    around = surroundings(passage, best.evidence.document)
    near = around.union(*stems[max(0, best.index - 1) : best.index + 2])
    names = [word for word in words if word.is_name]
    second = evidence[1].score if len(evidence) > 1 else 0.0
    return Signs(
        score=top.score,
        cosine=top.keyword if top.cosine is None else top.cosine,
        lead=min(top.score / (second + 0.05), 4.0) / 4,
        sentence=max(candidate.coverage for candidate in found[:CLOSE]),
        common=met([word for word in words if not word.is_name] or words, near),
        names_missing=_missing(names, around.union(*stems)),
        names_apart=_missing(names, near),
        typed=float(asked.kind in TYPED),
        fact=float(asked.kind is not Kind.OTHER and best.has_fact),
        foreign=float(asked.language != passage.language),
    )


def _missing(names: Sequence[Weighed], stems: frozenset[str]) -> float:
    if not names:
        return 0.0
    return sum(name.held_by(stems) < 1 for name in names) / len(names)


def _logistic(signs: Signs, model: Weights) -> float:
    total = model.bias + sum(
        model.weights.get(field.name, 0.0) * value for field, value in zip(fields(signs), astuple(signs), strict=True)
    )
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_weights() -> dict[str, Weights]:
    """Weights for questions in the language of the passage ("same") and in another."""
    stored = json.loads((Path(__file__).parent / "sufficiency.json").read_text("utf-8"))
    return {side: Weights(one["bias"], one["weights"], one["answer_from"]) for side, one in stored.items()}
