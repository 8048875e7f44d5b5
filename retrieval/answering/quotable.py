"""Which sentences of a passage may be quoted: none that gives an assistant orders, no file matter.

Pure. Passages are what people wrote about their work; a sentence that addresses the program that
reads it is no evidence of anything, whatever is asked, nor is what follows it in its paragraph.
Bylines and the like stand in `matter.txt`. Passages themselves are never changed.
"""

import re
from functools import lru_cache
from pathlib import Path

from retrieval.language.instructions import gives_orders, patterns
from retrieval.language.sentences import plain
from retrieval.language.words import fold
from retrieval.models import Passage

MATTER = Path(__file__).parent / "matter.txt"
MATTER_WORDS = 14  # longer sentences say more than who published them
_PARAGRAPH = re.compile(r"\n\s*\n")
_QUESTION = re.compile(r"[?؟][*_\"”»’)\s]*$")
_ITEM = re.compile(r"\s*(?:[-*+•]|\(?\w{1,3}[.)])\s+")


@lru_cache(maxsize=8192)
def silenced(passage: Passage) -> frozenset[int]:
    """The sentences that give orders to the reading program, with the rest of their paragraph."""
    found: set[int] = set()
    end = 0
    for index, span in enumerate(passage.sentences):
        goes_on = index - 1 in found and not _PARAGRAPH.search(passage.text, end, span[0])
        if goes_on or gives_orders(passage.text[slice(*span)]):
            found.add(index)
        end = span[1]
    return frozenset(found)


def without_orders(passage: Passage) -> str:
    """The text of a passage as a language model may read it."""
    text = passage.text
    for index in sorted(silenced(passage), reverse=True):
        start, end = passage.sentences[index]
        text = text[:start] + text[end:]
    return text


@lru_cache(maxsize=8192)
def unquotable(passage: Passage) -> frozenset[int]:
    """Sentences that answer nothing: silenced ones, questions, leads without their list, rows of heads."""
    found = set(silenced(passage))
    for index, span in enumerate(passage.sentences):
        text = passage.text[slice(*span)]
        alone = text.rstrip("*_ ").endswith(":") and not is_item(passage, index + 1)
        asks = _QUESTION.search(text) and not is_item(passage, index)
        if alone or asks or text == passage.table_header or text.startswith("#"):
            found.add(index)
    return frozenset(found)


@lru_cache(maxsize=8192)
def is_matter(text: str) -> bool:
    """Whether a sentence is about the file: a byline, a code, a date of revision."""
    bare = fold(plain(text)).strip(" .")
    return len(bare.split()) <= MATTER_WORDS and any(one.fullmatch(bare) for one in patterns(MATTER))


def is_item(passage: Passage, index: int) -> bool:
    """Whether a list marker stands before the sentence."""
    if index >= len(passage.sentences):
        return False
    start = passage.sentences[index][0]
    line = passage.text.rfind("\n", 0, start) + 1
    return bool(_ITEM.fullmatch(passage.text, line, start))
