"""How close a question's meaning is to passages: each is compared in the language that fits it."""

from collections.abc import Sequence

import numpy as np

from retrieval.index.hybrid import Scores
from retrieval.index.passages import PassageVectors, Vectors
from retrieval.index.query import MODEL_LANGUAGE
from retrieval.index.snapshot import Snapshot

# The local model knows English. In another language any two texts look alike to it, so that
# likeness there says less.
OTHER_LANGUAGE_WEIGHT = 0.7


class Closeness:
    """Of one question: its wording as asked, and as rendered in the model's language."""

    def __init__(self, snapshot: Snapshot, language: str, wordings: Vectors) -> None:
        assert snapshot.vectors is not None
        self._snapshot, self._vectors = snapshot, snapshot.vectors
        self._asked, self._rendered = wordings
        self._own_language = snapshot.is_in(language)
        self._weights = np.where(snapshot.is_in(MODEL_LANGUAGE), 1.0, OTHER_LANGUAGE_WEIGHT)

    def candidates(self, vectors: PassageVectors, count: int) -> list[int]:
        """Positions of the nearest passages by the vector store."""
        version = self._snapshot.version.version
        wordings = {wording.tobytes(): wording for wording in (self._asked, self._rendered)}
        return sorted(
            {
                self._snapshot.position[name]
                for wording in wordings.values()
                for name, _cosine in vectors.search(version, wording, count)
            }
        )

    def of(self, positions: Sequence[int]) -> Scores:
        """Exact similarities of passages, in the order of the positions."""
        at = np.asarray(positions, np.intp)
        rows = self._vectors[at]
        found = np.where(self._own_language[at], rows @ self._asked, rows @ self._rendered)
        scores: Scores = (found * self._weights[at]).astype(np.float32)
        return scores
