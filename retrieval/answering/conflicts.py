"""Two sources that answer the same question with different figures.

Pure and deliberately narrow: both sentences must meet the question by themselves, in nearly the
same words, in documents of different years, with other numbers. Everything less is left to the reader.
"""

import re
from collections.abc import Sequence

from retrieval.answering.asked import Asked
from retrieval.answering.facts import Kind
from retrieval.answering.matching import Candidate, Terms

MEETS = 0.7  # share of the question that each sentence holds itself
ALIKE = 0.6  # share of the shorter sentence's words, numbers aside, that the other has too
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def conflicting(asked: Asked, found: Sequence[Candidate], library: Terms) -> tuple[Candidate, Candidate] | None:
    """The best sentence and one that contradicts it, the older source first."""
    if asked.kind not in (Kind.NUMBER, Kind.DATE) or not found:
        return None
    best, *others = [one for one in found if one.coverage >= MEETS and one.has_fact] or [found[0]]
    for other in others:
        if _contradict(asked, best, other, library):
            first, second = sorted((best, other), key=lambda one: one.evidence.document.year or 0)
            return first, second
    return None


def _contradict(asked: Asked, one: Candidate, other: Candidate, library: Terms) -> bool:
    years = {one.evidence.document.year, other.evidence.document.year}
    if one.evidence.document == other.evidence.document or len(years) < 2 or None in years:
        return False
    numbers = [_numbers(candidate) - set(_NUMBER.findall(asked.text)) for candidate in (one, other)]
    words = [_words(candidate, library) for candidate in (one, other)]
    shared = len(words[0] & words[1]) / max(min(map(len, words)), 1)
    return all(numbers) and numbers[0].isdisjoint(numbers[1]) and shared >= ALIKE


def _numbers(candidate: Candidate) -> set[str]:
    passage = candidate.evidence.passage
    return set(_NUMBER.findall(passage.text[slice(*passage.sentences[candidate.index])]))


def _words(candidate: Candidate, library: Terms) -> set[str]:
    stems = library.sentence_stems(candidate.evidence.passage.passage_id)[candidate.index]
    return {stem for stem in stems if not stem[0].isdigit()}
