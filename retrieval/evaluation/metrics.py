"""What is measured of one reply, and the figures of many. Pure.

Only replies as people get them are measured: the passages ranked, the answer's text, the outcome,
the quotes. A case that states no document, fact or outcome does not count for that figure.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

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
    """One case with its reply. None where the case states nothing to compare with."""

    case: Case
    reply: Reply
    document_rank: int | None
    section_rank: int | None
    has_fact: bool | None
    right_outcome: bool | None
    broken_quotes: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares over a group of cases; None where no case counts."""

    cases: int
    document_at_1: float | None
    document_at_5: float | None
    section_at_5: float | None
    reciprocal_rank: float | None
    ndcg_at_10: float | None
    fact: float | None
    outcome: float | None
    answered: float
    broken_quotes: int
    median_milliseconds: float | None


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
    ranks = [m.document_rank for m in measured if m.case.documents]
    sections = [m.section_rank for m in measured if m.case.sections]
    times = sorted(m.reply.milliseconds for m in measured if m.reply.milliseconds is not None)
    return Figures(
        cases=len(measured),
        document_at_1=_share(rank == 1 for rank in ranks),
        document_at_5=_share(rank is not None and rank <= 5 for rank in ranks),
        section_at_5=_share(rank is not None and rank <= 5 for rank in sections),
        reciprocal_rank=_mean(1 / rank if rank else 0.0 for rank in ranks),
        ndcg_at_10=_mean(1 / math.log2(rank + 1) if rank else 0.0 for rank in ranks),
        fact=_share(m.has_fact for m in measured if m.has_fact is not None),
        outcome=_share(m.right_outcome for m in measured if m.right_outcome is not None),
        answered=_share(m.reply.outcome not in NOT_ANSWERED for m in measured) or 0.0,
        broken_quotes=sum(m.broken_quotes for m in measured),
        median_milliseconds=times[len(times) // 2] if times else None,
    )


def _right(expected: str, outcome: str) -> bool:
    """Refusals count alike, answers count alike; but what should name a gap must name it."""
    if expected in ("not_covered", "restricted"):
        return outcome in ("not_covered", "restricted", "out_of_scope")
    if expected == "answered":
        return outcome in ("answered", "partly_answered", "conflicting")
    return outcome == expected


def _rank(reply: Reply, name: Callable[[Found], str], wanted: Sequence[str]) -> int | None:
    """Place of the first right passage, in documents (or sections), not in passages."""
    seen = list(dict.fromkeys(name(found) for found in reply.passages[:DEPTH]))
    return next((at for at, one in enumerate(seen, 1) if one in wanted), None)


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


def _share(claims: Iterable[object]) -> float | None:
    return _mean(float(bool(claim)) for claim in claims)


def _mean(values: Iterable[float]) -> float | None:
    listed = list(values)
    return sum(listed) / len(listed) if listed else None
