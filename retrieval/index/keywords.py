"""Keyword search: BM25 over our own stems, as a share of what the question could reach at most.

The share is comparable between questions, which a raw BM25 score is not. A question is a list of
concepts; of a concept's alternatives (as asked, translated, written out) the best one counts.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import bm25s
import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
K1, B = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to say a concept; less than weight 1 if it was not asked in these words."""

    stems: tuple[str, ...]
    weight: float = 1.0


Concept = tuple[Alternative, ...]


class KeywordIndex:
    """Immutable; derived from the stored passages when a version is loaded."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self._count = len(texts)
        self._frequency = Counter(stem for text in texts for stem in set(text))
        self._index: bm25s.BM25 | None = None
        if self._frequency:
            self._index = bm25s.BM25(k1=K1, b=B, method="lucene")
            self._index.index([list(text) for text in texts], show_progress=False)

    def idf(self, stem: str) -> float:
        """How rare a stem is in the library; highest for one that never occurs."""
        frequency = self._frequency[stem]
        return math.log(1 + (self._count - frequency + 0.5) / (frequency + 0.5))

    def knows(self, stem: str) -> bool:
        return stem in self._frequency

    def scores(self, concepts: Sequence[Concept]) -> Scores:
        """For every passage the share, 0..1, of the most that these concepts could score."""
        total = np.zeros(self._count, np.float32)
        bound = sum(self._bound(concept) for concept in concepts)
        if self._index is None or not bound:
            return total
        for concept in concepts:
            total += self._concept(concept)
        shares: Scores = np.minimum(total / np.float32(bound), 1)
        return shares

    def _concept(self, concept: Concept) -> Scores:
        """bm25s keeps the finished score of each stem in each text as a sparse column."""
        assert self._index is not None
        matrix, best = self._index.scores, np.zeros(self._count, np.float32)
        for alternative in concept:
            score = np.zeros(self._count, np.float32)
            for column in {self._index.vocab_dict.get(stem) for stem in alternative.stems} - {None}:
                rows = slice(matrix["indptr"][column], matrix["indptr"][column + 1])
                score[matrix["indices"][rows]] += np.float32(alternative.weight) * matrix["data"][rows]
            np.maximum(best, score, out=best)
        return best

    def _bound(self, concept: Concept) -> float:
        """The most a concept can score: as asked, or in another wording if only that is known."""
        known = [way for way in concept if any(self.knows(stem) for stem in way.stems)]
        if not known or known[0] is concept[0]:
            return self._most(concept[0])
        return max(self._most(way) for way in known)

    def _most(self, way: Alternative) -> float:
        return way.weight * sum(self.idf(stem) for stem in set(way.stems))
