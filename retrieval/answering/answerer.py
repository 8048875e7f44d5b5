"""The one door to an answer: search, decide whether the evidence suffices, compose, check.

Every statement it gives carries citations that were checked; where the library does not cover a
question it says so and names the nearest documents. Documents for internal use leave no trace in
the answer of somebody who may not see them. It keeps no state between questions.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

import structlog

from retrieval.answering import generation
from retrieval.answering.asked import Asked, analyse
from retrieval.answering.citations import Claim, checked, cite, documents_of
from retrieval.answering.conflicts import conflicting
from retrieval.answering.evidence import Decision, decide
from retrieval.answering.extraction import SHORT_CHARACTERS, as_they_stand, compose
from retrieval.answering.matching import Candidate, candidates
from retrieval.errors import ModelMisconfigured, ModelUnavailable
from retrieval.index.library import Library
from retrieval.language_models import ChatModel
from retrieval.models import Answer, Audience, Citation, Document, Evidence, Outcome, Question, Statement, Support

EVIDENCE = 10
LOOKED_AT = 6  # passages whose sentences are weighed
NEAREST = 3
NEAR_ENOUGH = 0.15  # fused score under which a document is not worth naming
LANGUAGES = ("en", "fr", "es", "ar", "ru", "pt")
OnStatement = Callable[[Statement], None]
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the question with what was found for it, and how long the search took."""

    asked: Asked
    evidence: tuple[Evidence, ...]
    found: tuple[Candidate, ...]
    decision: Decision
    milliseconds: float


class Answerer:
    """Answers questions from a library. Thread-safe."""

    def __init__(self, library: Library, chat_model: ChatModel | None = None) -> None:
        self._library = library
        self._model = chat_model

    def answer(self, question: Question, on_statement: OnStatement | None = None) -> Answer:
        """The answer or the refusal. `on_statement` hears each checked sentence of a model."""
        started = time.perf_counter()
        version = self._library.version
        parts = self.look(question)
        draft = self._compose(question, parts, on_statement)
        spent = {"search": sum(part.milliseconds for part in parts), "total": (time.perf_counter() - started) * 1000}
        return replace(draft, index_version=version, milliseconds=spent)

    def look(self, question: Question) -> tuple[Part, ...]:
        """Search and decide for every part of the question."""
        asked = analyse(question.text, question.language, LANGUAGES, self._library.pieces)
        return tuple(self._part(question, part) for part in asked)

    def _part(self, question: Question, asked: Asked) -> Part:
        shown, may_see = question.exclude_passages, replace(question.filter, internal=question.internal)
        result = self._library.search(asked.query, may_see, EVIDENCE + len(shown))
        evidence = tuple(e for e in result.evidence if e.passage.passage_id not in shown)[:EVIDENCE]
        found = tuple(candidates(asked, evidence[:LOOKED_AT], self._library))
        decision = decide(asked, evidence, found, self._library)
        return Part(asked, evidence, found, decision, result.milliseconds.get("total", 0.0))

    def _compose(self, question: Question, parts: Sequence[Part], on_statement: OnStatement | None) -> Answer:
        if self._model is not None and any(part.decision.sufficient for part in parts):
            try:
                return self._generated(question, parts, self._model, on_statement)
            except (ModelUnavailable, ModelMisconfigured) as error:
                code = getattr(error, "code", "misconfigured")
                log.warning("model_unavailable", code=code)
                return replace(self._extracted(question, parts), fallback=code)
        return self._extracted(question, parts)

    def _extracted(self, question: Question, parts: Sequence[Part]) -> Answer:
        covered = [part for part in parts if part.decision.sufficient]
        if not covered:
            return self._refusal(question, parts)
        if len(parts) == 1 and (pair := conflicting(covered[0].asked, covered[0].found, self._library)):
            differing = self._answer(question, parts, (as_they_stand(pair), ()), (), "extraction")
            if len(differing.short) == len(pair):
                return replace(differing, outcome=Outcome.CONFLICTING, reason="sources_differ")
        short: list[Claim] = []
        rest: list[Claim] = []
        for part in covered:
            composed = compose(part.found, part.asked, SHORT_CHARACTERS // len(covered))
            short += [claim for claim in composed.short if claim not in short]
            rest += [claim for claim in composed.rest if claim not in short]
        uncovered = tuple(part.asked.text for part in parts if not part.decision.sufficient)
        return self._answer(question, parts, (short, rest), uncovered, "extraction")

    def _generated(
        self, question: Question, parts: Sequence[Part], model: ChatModel, on_statement: OnStatement | None
    ) -> Answer:
        """With a model: its decision and ours must agree, else the more careful stands."""
        reported: list[Claim] = []

        def report(claim: Claim) -> None:
            reported.append(claim)
            if on_statement:
                on_statement(cite(reported)[0][-1])

        evidence = _merged([part for part in parts if part.decision.sufficient])
        written = generation.generate(question, evidence, model, report if on_statement else None)
        ours = tuple(part.asked.text for part in parts if not part.decision.sufficient)
        uncovered = tuple(dict.fromkeys(ours + written.uncovered))
        if written.coverage == "part" and not uncovered:
            uncovered = (question.text,)
        if written.coverage == "none" or not written.claims:
            answer = self._refusal(question, parts)
        else:
            sides = _split(written.claims)
            answer = self._answer(question, parts, sides, uncovered, "generation")
        return replace(answer, prompts=written.prompts, model=model.name)

    def _answer(
        self,
        question: Question,
        parts: Sequence[Part],
        sides: tuple[Sequence[Claim], Sequence[Claim]],
        uncovered: tuple[str, ...],
        method: str,
    ) -> Answer:
        short, rest = sides
        statements, citations = cite([*short, *rest])
        kept, good = checked(statements, citations, self._library.passage)
        first = tuple(s for s in statements[: len(short)] if s in kept)
        if not first:
            return self._refusal(question, parts)
        evidence = _merged(parts)
        likelihoods = [p.decision.likelihood for p in parts if p.decision.sufficient] or [0.5]
        return Answer(
            question=question,
            outcome=Outcome.PARTLY_ANSWERED if uncovered else Outcome.ANSWERED,
            reason="parts_missing" if uncovered else None,
            short=first,
            more=tuple(s for s in statements[len(short) :] if s in kept),
            citations=good,
            documents=_documents(parts),
            evidence=evidence,
            confidence=round(min(likelihoods), 3),
            support=_support(good, _documents(parts)),
            uncovered=uncovered,
            method=method,
        )

    def _refusal(self, question: Question, parts: Sequence[Part]) -> Answer:
        evidence = _merged(parts)
        near = [item.document for item in evidence if item.score >= NEAR_ENOUGH]
        decision = max((part.decision for part in parts), key=lambda d: d.likelihood)
        hidden = not question.internal and self._answered_inside(question)
        return Answer(
            question=question,
            outcome=Outcome.NOT_COVERED,
            reason="restricted" if hidden else decision.reason or "weak_support",
            short=(),
            more=(),
            citations=(),
            documents=_documents(parts),
            evidence=evidence,
            confidence=round(decision.likelihood, 3),
            support=Support(0, None, None),
            uncovered=tuple(part.asked.text for part in parts),
            nearest=tuple({doc.document_id: doc for doc in near}.values())[:NEAREST],
        )

    def _answered_inside(self, question: Question) -> bool:
        """Whether internal documents would have answered: for the log, never for the asker."""
        if not any(
            document.audience is Audience.INTERNAL
            for document in self._library.documents(replace(question.filter, internal=True))
        ):
            return False
        parts = self.look(replace(question, internal=True))
        return any(part.decision.sufficient for part in parts)


def _merged(parts: Sequence[Part]) -> tuple[Evidence, ...]:
    """The evidence of all parts, in turns, best first, each passage once."""
    turns = zip_longest(*(part.evidence for part in parts))
    every = (item for turn in turns for item in turn if item is not None)
    return tuple({item.passage.passage_id: item for item in every}.values())[:EVIDENCE]


def _documents(parts: Sequence[Part]) -> Mapping[str, Document]:
    return documents_of([item for part in parts for item in part.evidence])


def _split(claims: Sequence[Claim]) -> tuple[Sequence[Claim], Sequence[Claim]]:
    """What is shown first, at most SHORT_CHARACTERS, and the rest; order is kept."""
    used = 0
    for at, claim in enumerate(claims):
        used += len(claim.text) + 1
        if used > SHORT_CHARACTERS and at:
            return claims[:at], claims[at:]
    return claims, ()


def _support(citations: Sequence[Citation], documents: Mapping[str, Document]) -> Support:
    cited = {citation.document for citation in citations}
    years = [year for path in cited if (year := documents[path].year)]
    return Support(len(cited), min(years, default=None), max(years, default=None))
