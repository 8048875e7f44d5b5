"""A message in the form in which phrases are looked for, and the phrases of `wording.yaml`.

Letters are folded one by one, so that whatever is found can be given back as it was written. All
languages are tried: people mix them, and the language of a short message is a guess.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

import yaml

from retrieval.language.words import fold

EXAMINED_CHARACTERS = 3_000
LONGEST_CLAUSE = 160
"""Characters of it that are looked at: hostile text without an end must not take minutes."""
_RUNS = re.compile(r"([\s'-])\1+")
_SENTENCE_END = re.compile(r"[!?;\n…]|(?<!\d)\.(?=\s|$)|(?<=\d{4})\.(?=\s|$)|(?<=\d)\.(?=\s*$|\s*\n)")
_ARABIC_JOINED = "[وف]?(?:[بكل]?ال|لل|[بكل])?"
_ARABIC_MARKS = str.maketrans("،؛؟", ",;?")
_PUNCTUATION = str.maketrans("’‘`´ʼ‐‑–—−", "'''''-----", "\u200b\u200c\u200d\u200e\u200f")
_fold_letter = lru_cache(maxsize=4096)(fold)


class Wording:
    """Places are offsets into `form`."""

    def __init__(self, text: str) -> None:
        self._text = _RUNS.sub(r"\1", unicodedata.normalize("NFC", text[:EXAMINED_CHARACTERS]).translate(_PUNCTUATION))
        folded = [_fold_letter(letter) for letter in self._text]
        self.form = "".join(folded).translate(_ARABIC_MARKS)
        self._at = [place for place, letters in enumerate(folded) for _ in letters] + [len(self._text)]
        self._ends = [match.end() for match in _SENTENCE_END.finditer(self.form)] + [len(self.form)]

    def written(self, start: int, end: int) -> str:
        """A stretch as the person typed it."""
        start, end = (self._at[min(place, len(self.form))] for place in (start, end))
        return self._text[start:end].strip(" ,;:.\n")

    def all(self, entry: str) -> list[re.Match[str]]:
        return list(phrases(entry).finditer(self.form))

    def wanted(self, entry: str) -> list[re.Match[str]]:
        """Where an entry stands and is not denied."""
        return [
            one for one in self.all(entry) if not (self.leads("not", one.start()) or self.follows("denied", one.end()))
        ]

    def has(self, entry: str) -> bool:
        return phrases(entry).search(self.form) is not None

    def sentence(self, place: int) -> tuple[int, int]:
        """The bounds of the sentence that a place stands in."""
        end = next(end for end in self._ends if end > place or end == len(self.form))
        return max((one for one in self._ends if one <= place), default=0), end

    def before(self, place: int) -> str:
        """The part of the clause that leads to a place."""
        start = max(self.sentence(place)[0], place - LONGEST_CLAUSE)
        pauses = phrases("clause_break", r"[,(;]\s|{}")
        breaks = [match.end() for match in pauses.finditer(self.form, start, place)]
        return self.form[breaks[-1] if breaks else start : place]

    def follows(self, entry: str, place: int) -> re.Match[str] | None:
        """A phrase that starts right at a place, but for blanks."""
        return phrases(entry, r"[\s'-]*{}").match(self.form, place)

    def leads(self, entry: str, place: int) -> re.Match[str] | None:
        """A phrase that ends right before a place, but for blanks."""
        return phrases(entry, r"{}[\s:'-]*$").search(self.before(place))


@cache
def phrases(entry: str, around: str = "{}") -> re.Pattern[str]:
    """An entry in an expression around it."""
    return re.compile(around.format(expression(entry)))


@cache
def expression(entry: str) -> str:
    """The alternatives of an entry in all languages, as one regular expression over whole words."""
    return "(?:" + "|".join(one_of(text) for text in alternatives(entry).values() if text) + ")"


@cache
def one_of(text: str) -> str:
    """Alternatives divided by " / " as a regular expression; see the head of `wording.yaml`."""
    parts = sorted((part.strip() for part in text.split(" / ")), key=len, reverse=True)
    joined = "|".join(re.sub(r"\{([a-z_]+)\}", lambda name: expression(name[1]), part) for part in parts)
    joined = joined.replace(" ?", r"[\s'-]*").replace(" ", r"[\s'-]+")
    joined = re.sub(r"(?<=\w)(?<!\\\w)\*", r"\\w*", joined)
    arabic = _ARABIC_JOINED if re.search("[\u0600-\u06ff]", text) else ""
    return rf"(?<!\w){arabic}(?:{joined})(?!\w)"


def alternatives(entry: str) -> Mapping[str, str]:
    """What an entry holds: by language, or by the number that the words stand for."""
    return _listed()[entry]


@cache
def _listed() -> Mapping[str, Mapping[str, str]]:
    return read("wording.yaml") | read("calendar.yaml") | read("themes.yaml")


def read(name: str) -> dict[str, dict[str, str]]:
    """The entries of a file beside this one."""
    content = yaml.load(Path(__file__).with_name(name).read_text("utf-8"), yaml.CSafeLoader)
    return {entry: {str(key): text for key, text in by.items()} for entry, by in content.items()}
