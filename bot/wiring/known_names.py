"""Which names stand in the library: those are no secret and are not masked in what is kept."""

import re
from collections.abc import Iterator
from itertools import pairwise

from retrieval.index.library import Library
from retrieval.models import DocumentStatus, SearchFilter

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class KnownNames:
    """Asks the library in use; what it collects is collected anew when the version changes."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._version: str | None = None
        self._singles: frozenset[str] = frozenset()
        self._pairs: frozenset[tuple[str, str]] = frozenset()

    def __call__(self, name: str) -> bool:
        """True if every two neighbouring words of the name stand together in a document."""
        if self._version != self._library.version:
            self._collect()
        words = [word.casefold() for word in _WORD.findall(name)]
        if len(words) == 1:
            return words[0] in self._singles
        return bool(words) and all(pair in self._pairs for pair in pairwise(words))

    def _collect(self) -> None:
        self._version = self._library.version
        singles: set[str] = set()
        pairs: set[tuple[str, str]] = set()
        for text in self._texts():
            named = [word if _may_be_name(word) else "" for word in _WORD.findall(text)]
            folded = [word.casefold() for word in named]
            singles.update(word for word in folded if word)
            pairs.update(pair for pair in pairwise(folded) if all(pair))
        self._singles, self._pairs = frozenset(singles), frozenset(pairs)

    def _texts(self) -> Iterator[str]:
        # Names in documents for internal use are no secret from the log, but from its readers.
        for document in self._library.documents(SearchFilter(statuses=tuple(DocumentStatus))):
            yield document.title
            for passage in self._library.passages(document.document_id):
                yield passage.text


def _may_be_name(word: str) -> bool:
    """Capitalised, or of a script without capitals."""
    return word[0].isupper() or word.lower() == word.upper()
