"""Does the evidence suffice? Decided from signs that can be counted, without a model.

The signs look at sentences, not passages: a passage about the subject is not yet an answer. They
are weighed by a logistic model whose weights stand in `sufficiency.json`, written by
tests/quality/calibrate.py from questions of our own. It never says why, only how likely.
"""

import json
import math
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from functools import cache
from pathlib import Path

from retrieval.answering.asked import Asked
from retrieval.answering.facts import Kind
from retrieval.answering.matching import Candidate, Terms, Weighed, met, surroundings, weigh
from retrieval.language.words import fold
from retrieval.models import Evidence

AGREE = 5
BEST = 3
CLOSE = 8  # sentences among which the fullest is looked for
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b(?! ?(?:people|euros|dollars|us|%|per))")
TYPED = (Kind.DATE, Kind.NUMBER, Kind.PERSON, Kind.PLACE)


@dataclass(frozen=True, slots=True)
class Signs:
    """What can be counted about a question and its evidence, each in about 0..1.

    Attributes:
        score, cosine: of the best passage.
        lead: how far it is ahead of the best one of another document.
        agreed: share of the best five passages that are of its document.
        sentence: the most of the question's weight that one sentence holds.
        common: what the best sentence and its surroundings hold of the words that are no names.
        head: how much the passage holds of what is counted or dated ("how many weapons").
        names_missing: share of the names and numbers asked for that the best passage lacks.
        names_apart: the same of the best sentence and its surroundings.
        typed: a date, number, person or place is asked for.
        fact: the best sentence holds a fact of the kind asked for.
        foreign: the best passage is in another language than the question.
    """

    score: float
    cosine: float
    lead: float
    agreed: float
    sentence: float
    common: float
    head: float
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
    if all(_another_year(asked, one.evidence) for one in found[:BEST]):
        return Decision(min(likelihood, model.answer_from / 2), False, "near_miss")
    if likelihood >= model.answer_from:
        return Decision(likelihood, True, None)
    return Decision(likelihood, False, _reason(signs))


def _another_year(asked: Asked, item: Evidence) -> bool:
    """Whether a year is asked about that neither the passage nor its document names."""
    place = " ".join((item.document.title, str(item.document.year), *item.passage.section, item.passage.text))
    return any(year not in place for year in _YEAR.findall(fold(asked.text)))


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
    around = surroundings(passage, best.evidence.document.title)
    near = around.union(*stems[max(0, best.index - 1) : best.index + 2])
    names = [word for word in words if word.is_name]
    plain = [word for word in words if not word.is_name] or words
    other = next((item.score for item in evidence if item.document != top.document), 0.0)
    all_here = around.union(*stems)
    return Signs(
        score=top.score,
        cosine=top.keyword if top.cosine is None else top.cosine,
        lead=min(top.score / (other + 0.05), 4.0) / 4,
        agreed=sum(item.document == top.document for item in evidence[:AGREE]) / AGREE,
        sentence=max(candidate.coverage for candidate in found[:CLOSE]),
        common=met(plain, near),
        head=plain[0].held_by(all_here) if asked.kind in TYPED else 1.0,
        names_missing=_missing(names, all_here),
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
