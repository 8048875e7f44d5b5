"""How well each sentence of the evidence meets what is asked.

A sentence is weighed by the words of the question that it holds, rare words more, with its
section, title and neighbours as context. Stems come from the library, so a question costs little.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from retrieval.answering.asked import Asked, Wanted
from retrieval.answering.facts import Kind, holds
from retrieval.answering.quotable import is_matter, unquotable
from retrieval.language.words import WORD, fold, stop_words, term, terms
from retrieval.models import Evidence, Passage

Stems = frozenset[str]


class Terms(Protocol):
    """What the library knows of words."""

    def sentence_stems(self, passage_id: str) -> tuple[tuple[str, ...], ...]: ...

    def inverse_document_frequency(self, stem: str) -> float: ...


@dataclass(frozen=True, slots=True)
class Weighed:
    """A word of the question with its weight in this library; `known` if the library has it."""

    ways: tuple[Stems, ...]
    weight: float
    is_name: bool
    known: bool

    def held_by(self, stems: Stems) -> float:
        """The share of it that these stems hold, of its best way."""
        if len(self.ways) == 1 and len(self.ways[0]) == 1:
            return 0.0 if self.ways[0].isdisjoint(stems) else 1.0
        return max((len(way & stems) / len(way) for way in self.ways), default=0.0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer.

    Attributes:
        coverage: share of the question's weight that the sentence itself holds.
        in_context: the same with section, title and neighbours.
        has_fact: whether it holds a fact of the kind asked for.
        score: how likely it is the answer, for ordering only.
    """

    evidence: Evidence
    index: int
    coverage: float
    in_context: float
    has_fact: bool
    score: float


NOWHERE = "\x00"
ROW_NAMED = 0.6  # of the best row's coverage, from which on another row is asked for too
NAMED = 0.5  # coverage from which a byline is what was asked for
_CAPITAL = r"[^\W\d_a-z][\w’'-]*"
_PHRASE = re.compile(rf"{_CAPITAL}(?:[ -](?:(?:of|for|the|and|on|de|du|des|la|del|do|da|dos) )*{_CAPITAL})+")
PASSAGE_WEIGHT = 2.5  # a good passage says more than a good sentence of a poor one


def weigh(asked: Asked, language: str, library: Terms) -> tuple[Weighed, ...]:
    """The question's words with their weights for passages of one language."""
    most = library.inverse_document_frequency(NOWHERE)
    return tuple(_weighed(word, language, library, most) for word in asked.wanted)


def _weighed(word: Wanted, language: str, library: Terms, most: float) -> Weighed:
    ways = word.ways.get(language, ())
    # As rare as its rarest word; of several ways the one that the library knows best.
    rarities = [max(map(library.inverse_document_frequency, way)) for way in ways]
    weight = min(rarities, default=most)
    return Weighed(ways, max(weight, 0.1), word.is_name, weight < most)


@lru_cache(maxsize=8192)
def context_stems(document: str, section: tuple[str, ...], language: str) -> Stems:
    """Stems of title and headings: what a sentence need not repeat."""
    return frozenset(terms(" ".join((document, *section)), language))


def met(words: Sequence[Weighed], stems: Stems) -> float:
    """Share of the weight that these stems hold."""
    total = sum(word.weight for word in words)
    held = sum(word.weight * word.held_by(stems) for word in words)
    return held / total if total else 0.0


@lru_cache(maxsize=8192)
def surroundings(passage: Passage, title: str) -> Stems:
    """Stems of title and headings, and the initials of what is written with capitals (JVT)."""
    phrases = _PHRASE.findall(" ; ".join((title, *passage.section, passage.text)))
    idle = stop_words(passage.language)
    initials = ("".join(w[0] for w in WORD.findall(one) if w[0].isupper() and fold(w) not in idle) for one in phrases)
    known = frozenset(term(short, passage.language) for short in initials)
    return context_stems(title, passage.section, passage.language) | known - {""}


def candidates(asked: Asked, evidence: Sequence[Evidence], library: Terms) -> list[Candidate]:
    """Every sentence of the evidence, best first."""
    words = {language: weigh(asked, language, library) for language in {item.passage.language for item in evidence}}
    found = [
        candidate for item in evidence for candidate in _of_passage(asked, item, words[item.passage.language], library)
    ]
    return sorted(found, key=lambda candidate: -candidate.score)


def _of_passage(asked: Asked, item: Evidence, words: tuple[Weighed, ...], library: Terms) -> list[Candidate]:
    stems = [frozenset(sentence) for sentence in library.sentence_stems(item.passage.passage_id)]
    hidden = unquotable(item.passage)
    around = surroundings(item.passage, item.document.title)
    header = item.passage.table_header
    heads = frozenset(terms(header, item.passage.language)) if header else frozenset()
    known = frozenset(WORD.findall(asked.query))
    # "What are the options?" is answered by the items under "Options".
    bonus = met(words, context_stems("", item.passage.section[-1:], item.passage.language)) / 2
    bonus = (bonus if asked.kind is Kind.LIST else 0.0) + PASSAGE_WEIGHT * item.score
    texts = [item.passage.text[slice(*span)] for span in item.passage.sentences]
    rows = [met(words, own) if "|" in text else 0.0 for text, own in zip(texts, stems, strict=True)]
    labelled = max((row for at, row in enumerate(rows) if at not in hidden), default=0.0) * ROW_NAMED
    found = []
    before = 0.0
    for index, text in enumerate(texts):
        own = met(words, stems[index] | heads if heads and "|" in text else stems[index])
        if index in hidden or (own < NAMED and is_matter(text)) or ("|" in text and rows[index] < labelled):
            before = own
            continue
        in_context = met(words, around.union(heads, *stems[max(0, index - 1) : index + 2]))
        has_fact = holds(asked.kind, text, known)
        # What is asked is often named in one sentence and answered in the next.
        score = own + in_context + 0.35 * before + 0.4 * has_fact + bonus
        found.append(Candidate(item, index, own, in_context, has_fact, score))
        before = own
    return found
