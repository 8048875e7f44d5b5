"""Sentences that give orders to the program that reads them: never knowledge, whatever is asked.

The patterns stand in `instructions.txt`, one a line. Passages themselves are never changed.
"""

import re
from functools import cache, lru_cache
from pathlib import Path

from retrieval.language.sentences import plain
from retrieval.language.words import fold

ORDERS = Path(__file__).parent / "instructions.txt"


@lru_cache(maxsize=8192)
def gives_orders(text: str) -> bool:
    """Whether a text tells the program that reads it what to do."""
    bare = " ".join(fold(plain(text, links=True)).split())
    return any(order.search(bare) for order in patterns(ORDERS))


@cache
def patterns(file: Path) -> tuple[re.Pattern[str], ...]:
    """The patterns of a file, one a line, but for its comments."""
    return tuple(re.compile(line) for line in file.read_text("utf-8").splitlines() if line and line[0] != "#")
