"""What is measured of one reply, and the figures of many. Pure.

Only replies as people get them are measured: the passages ranked, the answer's text, the outcome,
the quotes. A case that states no document, fact or outcome does not count for that figure.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from pydantic import BaseModel

from retrieval.evaluation.cases import Case

NOT_ANSWERED = ("not_covered", "out_of_scope", "restricted", "not_a_question")
DEPTH = 10


class Quoted(BaseModel):
    """A citation of a reply."""

    document: str
    quote: str


class Found(BaseModel):
    """A ranked passage of a reply."""

    document: str
    section: str = ""


class Reply(BaseModel):
    """A reply as `ask --batch` prints it; other keys are ignored."""

    outcome: str
    answer: str
    more: str | None = None
    citations: list[Quoted] = []
    passages: list[Found] = []
    confidence: float | None = None
    milliseconds: float | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """One case with its reply. None where the case states nothing to compare with; a rank is
    infinite where the right one was not found."""

    case: Case
    reply: Reply
    document_rank: float | None
    section_rank: float | None
    has_fact: bool | None
    right_outcome: bool | None
    broken_quotes: int


Figures = dict[str, float | None]
"""Shares over a group of cases by name; None where no case counts."""
SHARES: Mapping[str, Callable[[Measured], float | None]] = {
    "document_at_1": lambda one: one.document_rank and one.document_rank <= 1,
    "document_at_5": lambda one: one.document_rank and one.document_rank <= 5,
    "section_at_5": lambda one: one.section_rank and one.section_rank <= 5,
    "reciprocal_rank": lambda one: one.document_rank and 1 / one.document_rank,
    "ndcg_at_10": lambda one: one.document_rank and 1 / math.log2(one.document_rank + 1),
    "fact": lambda one: one.has_fact,
    "outcome": lambda one: one.right_outcome,
    "answered": lambda one: one.reply.outcome not in NOT_ANSWERED,
}


def measure(case: Case, reply: Reply, text_of: Callable[[str], str | None]) -> Measured:
    """Compare a reply with what the case states; `text_of` gives a document's text by path."""
    broken = sum(not _stands(cited, text_of(cited.document)) for cited in reply.citations)
    return Measured(
        case=case,
        reply=reply,
        document_rank=_rank(reply, lambda found: found.document, case.documents),
        section_rank=_rank(reply, lambda found: found.section.split(" > ")[-1], case.sections),
        has_fact=_has_facts(case, reply.answer) if case.facts else None,
        right_outcome=None if case.expect is None else _right(case.expect, reply.outcome),
        broken_quotes=broken,
    )


def figures(measured: Sequence[Measured]) -> Figures:
    """The figures of a group."""
    shares = {name: [share(one) for one in measured] for name, share in SHARES.items()}
    counted = {name: [one for one in found if one is not None] for name, found in shares.items()}
    times = [one.reply.milliseconds for one in measured if one.reply.milliseconds is not None]
    return {
        "cases": len(measured),
        **{name: fmean(found) if found else None for name, found in counted.items()},
        "broken_quotes": sum(one.broken_quotes for one in measured),
        "median_milliseconds": median(times) if times else None,
    }


def _right(expected: str, outcome: str) -> bool:
    """Refusals count alike, answers count alike; but what should name a gap must name it."""
    if expected in ("not_covered", "restricted"):
        return outcome in ("not_covered", "restricted", "out_of_scope")
    if expected == "answered":
        return outcome in ("answered", "partly_answered", "conflicting")
    return outcome == expected


def _rank(reply: Reply, name: Callable[[Found], str], wanted: Sequence[str]) -> float | None:
    """Place of the first right passage, in documents (or sections), not in passages."""
    seen = list(dict.fromkeys(name(found) for found in reply.passages[:DEPTH]))
    places = (place for place, one in enumerate(seen, 1) if one in wanted)
    return next(places, math.inf) if wanted else None


def _has_facts(case: Case, answer: str) -> bool:
    text = _plain(answer)
    return all(any(_plain(one) in text for one in group) for group in case.facts)


def _stands(cited: Quoted, text: str | None) -> bool:
    return text is not None and bool(cited.quote.strip()) and cited.quote in text


def _plain(text: str) -> str:
    """Without case, accents, thousands separators and double blanks."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(re.sub(r"(?<=\d)[ ,.\u202f](?=\d{3}\b)", "", bare).split())
