"""An answer without a model: the sentences that answer, quoted as they stand.

Chosen from the best candidates, with what is needed to understand them (the lead of a list, the
sentence that a pronoun points to), shown in reading order. It never joins, shortens or rephrases.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answering.asked import Asked
from retrieval.answering.citations import Claim, readable
from retrieval.answering.facts import Kind, lists
from retrieval.answering.matching import Candidate
from retrieval.answering.quotable import is_item, silenced
from retrieval.language.words import WORD
from retrieval.models import Evidence, Passage

SHORT_CHARACTERS = 900
REST_CHARACTERS = 1200
FEW, MANY = 5, 10  # sentences shown first: for one fact, for a list
# Of the best candidate's score: of its own document, of another.
CLOSE_ENOUGH, WORTH_A_TAP = (0.68, 0.85), (0.6, 0.75)
STUB_WORDS = 4  # so short a sentence needs what stands before it


Place = tuple[Evidence, int]  # a sentence of a passage


@dataclass(frozen=True, slots=True)
class Composed:
    """Claims in reading order: what is shown first, and the rest."""

    short: tuple[Claim, ...]
    rest: tuple[Claim, ...]


def compose(found: Sequence[Candidate], asked: Asked, characters: int = SHORT_CHARACTERS) -> Composed:
    """The answer from candidates that are best first; `characters` bounds what is shown first."""
    if found and found[0].evidence.passage.language == asked.language:
        found = [one for one in found if one.evidence.passage.language == asked.language]
    first = _fitting(_chosen(found, found, CLOSE_ENOUGH, MANY if asked.kind is Kind.LIST else FEW), characters)
    shown = {_key(*place) for place in first}
    others = [one for one in found if _key(one.evidence, one.index) not in shown]
    more = [place for place in _chosen(others, found, WORTH_A_TAP, FEW) if _key(*place) not in shown]
    return Composed(_claims(first), _claims(_fitting(more, REST_CHARACTERS)))


def as_they_stand(found: Sequence[Candidate]) -> tuple[Claim, ...]:
    """The sentences of these candidates, in the order given."""
    return _claims([(candidate.evidence, candidate.index) for candidate in found])


def _chosen(
    found: Sequence[Candidate], every: Sequence[Candidate], enough: tuple[float, float], limit: int
) -> list[Place]:
    """Places in order of worth, each followed by what is needed to understand it."""
    places: dict[tuple[str, int], Place] = {}
    for candidate in found:
        elsewhere = candidate.evidence.document != every[0].evidence.document
        if len(places) >= limit or candidate.score < every[0].score * enough[elsewhere]:
            continue
        for index in _with_neighbours(candidate):
            places.setdefault(_key(candidate.evidence, index), (candidate.evidence, index))
    return list(places.values())


def _with_neighbours(candidate: Candidate) -> list[int]:
    """The sentence first, then the one it points back to, or the lead or items of its list."""
    passage, index = candidate.evidence.passage, candidate.index
    needed = [index]
    texts = [passage.text[slice(*span)] for span in passage.sentences]
    if _leans_back(passage, index):
        lead = _lead(candidate.evidence, index)
        if lead is not None:
            needed.append(lead)
    if texts[index].rstrip("*_ ").endswith(":"):
        following = range(index + 1, len(texts))
        for after in following:
            if not is_item(passage, after) and after > index + 1:
                break
            needed.append(after)
    return [one for one in needed if one not in silenced(passage) and texts[one][0] != "#"]


def _lead(evidence: Evidence, index: int) -> int | None:
    """The sentence before; for a list item the sentence that opens the list, if there is one."""
    if not is_item(evidence.passage, index):
        return index - 1 if index else None
    at = index
    while at >= 0 and is_item(evidence.passage, at):
        at -= 1
    text = evidence.passage.text[slice(*evidence.passage.sentences[at])] if at >= 0 else ""
    return at if text.rstrip("*_ ").endswith(":") else None


def _fitting(places: Sequence[Place], limit: int) -> list[Place]:
    """As many places as fit, the first in any case: the best with what belongs to it, then in reading order."""
    kept: list[Place] = []
    used = 0
    for item, index in places:
        length = len(_text(item, index))
        if kept and used + length > limit:
            continue
        kept.append((item, index))
        used += length + 1
    order = {item.passage.passage_id: at for at, (item, _) in reversed(list(enumerate(kept)))}
    blocks: list[list[Place]] = []
    for item, index in sorted(kept, key=lambda place: (order[place[0].passage.passage_id], place[1])):
        if blocks and blocks[-1][-1] == (item, index - 1) and _leans_back(item.passage, index):
            blocks[-1].append((item, index))
        else:
            blocks.append([(item, index)])
    return [place for block in sorted(blocks, key=lambda block: kept[0] not in block) for place in block]


def _leans_back(passage: Passage, index: int) -> bool:
    """Whether a sentence is not understood without the one before, or is an item of a list."""
    text = passage.text[slice(*passage.sentences[index])]
    return (
        bool(re.match(rf"[*_]*(?:{lists('points')['at_start']})\b", text, re.I))
        or _is_stub(text)
        or is_item(passage, index)
    )


def _is_stub(text: str) -> bool:
    return len(text.split()) <= STUB_WORDS and "|" not in text


def _claims(places: Sequence[Place]) -> tuple[Claim, ...]:
    return tuple(
        Claim(text, ((item, item.passage.sentences[index]),))
        for item, index in places
        if WORD.search(text := _text(item, index))
    )


def _text(item: Evidence, index: int) -> str:
    """A sentence as it is read; what would say nothing alone stands behind its heading."""
    passage = item.passage
    text = readable(passage, passage.sentences[index])
    listed = is_item(passage, index)
    if (listed or _is_stub(text)) and passage.section and _lead(item, index) is None:
        heading = passage.section[-1].rstrip(" .:")
        return f"{heading}{'' if heading.endswith(('?', '؟')) else ':'} {text}"
    return text


def _key(item: Evidence, index: int) -> tuple[str, int]:
    return item.passage.passage_id, index
