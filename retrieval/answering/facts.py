"""The kind of fact that a question asks for, and whether a sentence holds one of that kind.

Pure, and without a dictionary of the world: question words of six languages, digits, number words,
months (`facts.yaml`), capital letters. A sentence that holds such a fact need not be the answer.
"""

import re
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml


class Kind(StrEnum):
    """What an answer must contain."""

    DATE = "date"
    NUMBER = "number"
    PERSON = "person"
    PLACE = "place"
    REASON = "reason"
    MANNER = "manner"
    LIST = "list"
    YES_NO = "yes_no"
    OTHER = "other"


# A capitalised word that does not open a sentence, a list item or a cell.
_NAME = re.compile(r"(?<![.!?:|]\s)(?<!^)(?<!^[-*|>] )\b[^\W\d_a-zа-яß-ÿ][\w'’-]+")


def expected_kind(question: str) -> Kind:
    """The earliest cue wins; where two stand at the same place, the more specific."""
    best, place = Kind.OTHER, len(question) + 1
    for kind, cue in _patterns("asks").items():
        found = cue.search(question)
        if found and found.start() < place:
            best, place = kind, found.start()
    return best


@lru_cache(maxsize=8192)
def holds(kind: Kind, sentence: str, known: frozenset[str] = frozenset()) -> bool:
    """Whether a sentence holds a fact of this kind that is not among the words of the question
    (`known`); kinds without a form are always held."""
    if kind in (Kind.PERSON, Kind.PLACE):
        return any(name not in known for name in _NAME.findall(sentence))
    form = _patterns("holds").get(kind)
    if form is None:
        return True
    return any(match.group() not in known for match in form.finditer(sentence))


@cache
def _patterns(side: str) -> dict[Kind, re.Pattern[str]]:
    return {Kind(kind): re.compile("|".join(cues), re.I) for kind, cues in lists(side).items()}


@cache
def lists(name: str) -> dict[str, Any]:
    """A list of `facts.yaml`: words of six languages that tell how a text hangs together."""
    stored = yaml.safe_load((Path(__file__).parent / "facts.yaml").read_text("utf-8"))
    return dict(stored[name])
