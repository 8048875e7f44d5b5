"""What people say, from `phrases.yaml`, compared without diacritics, case and common typos.

Patterns of all languages in a script are tried, as the language of a short message is a guess.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import cast

import yaml

_END = 600
"""At either end: purpose shows early, or after the background."""
LATIN = ("en", "fr", "es", "pt")
_ARABIC_FORMS = str.maketrans("أإآٱىةؤئ", "اااايهوي", "\u0640")
_ARABIC_PREFIX = "(?:و?(?:ال|بال|لل)|[وفبلك])?"
_GAP = r"(?:\W+\w+){0,6}?\W+"


def plain_form(text: str) -> str:
    """Lower case, no diacritics, one kind of space, punctuation only where it asks or ends."""
    bare = unicodedata.normalize("NFKD", text.lower().replace("ё", "е"))
    bare = bare.replace("и\u0306", "й")
    kept = "".join(letter for letter in bare if unicodedata.category(letter) != "Mn")
    kept = kept.translate(_ARABIC_FORMS).replace("؟", "?").replace("¿", "")
    kept = re.sub(r"[’'`´ʼ_-]", " ", re.sub(r"(\w)\1{2,}", r"\1\1", kept))
    return re.sub(r"\s+", " ", kept).strip()


class Said:
    """A message in the form in which phrases are looked for."""

    def __init__(self, text: str) -> None:
        form = plain_form(text if len(text) <= 2 * _END else f"{text[:_END]} … {text[-_END:]}")
        self.languages = _languages(form)
        self.form = re.sub(r"[^\W\d_]{5,}", lambda word: self._spelt(word[0]), form)
        self.words = re.findall(r"\w+", self.form)
        self.asks = "?" in self.form

    def sentences(self) -> "Iterator[Said]":
        return (Said(part) for part in re.split(r"(?<=[.!?;])\s+", self.form) if part)

    def has(self, entry: str) -> bool:
        return self.find(entry) is not None

    def find(self, entry: str) -> re.Match[str] | None:
        """The earliest place where a phrase of the entry stands."""
        found = [match for pattern in self._patterns(entry) if (match := pattern.search(self.form))]
        return min(found, key=lambda match: match.start(), default=None)

    def is_only(self, entry: str) -> re.Match[str] | None:
        """A match when the whole message is one phrase of the entry, but for punctuation."""
        bare = self.form.strip(' ?!.,;:…()"«»،-')
        tries = (pattern.fullmatch(bare) for pattern in self._patterns(entry))
        return next((match for match in tries if match), None)

    def without(self, entries: Iterable[str]) -> str:
        """What is left of the message when every phrase of the entries is taken out."""
        left = self.form
        for entry in entries:
            for pattern in self._patterns(entry):
                left = pattern.sub(" ", left)
        return left

    def _patterns(self, entry: str) -> Iterator[re.Pattern[str]]:
        for language in self.languages:
            yield from _compiled(entry, language)

    def _spelt(self, word: str) -> str:
        known = _spelling(self.languages)
        if word in known.values():
            return word
        one_too_many = (word[:place] + word[place + 1 :] for place in range(1, len(word)))
        right = known.get(word) or next((shorter for shorter in one_too_many if known.get(shorter) == shorter), word)
        return right


def _languages(form: str) -> tuple[str, ...]:
    arabic, cyrillic = re.search(r"[\u0600-\u06ff]", form), re.search(r"[\u0400-\u04ff]", form)
    latin = re.search("[a-z]", form)
    found = (*(["ar"] if arabic else []), *(["ru"] if cyrillic else []), *(LATIN if latin else ()))
    return found or LATIN


@cache
def entries(file: str) -> dict[str, dict[str, str]]:
    """The phrases of a file by entry and language."""
    text = resources.files("bot.conversation").joinpath(f"{file}.yaml").read_text("utf-8")
    return cast(dict[str, dict[str, str]], yaml.safe_load(text))


@cache
def _phrases() -> dict[str, dict[str, str]]:
    return entries("phrases") | entries("concepts")


@cache
def _compiled(entry: str, language: str) -> tuple[re.Pattern[str], ...]:
    """Alternatives with groups of a name stay apart; all others become one pattern."""
    alternatives = [_expression(part, language) for part in _phrases()[entry].get(language, "").split(" / ")]
    plain = "|".join(item for item in alternatives if "(?P<" not in item and item)
    return tuple(re.compile(item) for item in [plain, *(one for one in alternatives if "(?P<" in one)] if item)


def _expression(phrase: str, language: str) -> str:
    if not phrase:
        return ""
    filled = re.sub(r"\{([a-z_]+)\}", lambda name: _phrases()[name[1]][language], phrase)
    filled = re.sub(r"(?<=\w)(?<!\\[wW])\*", r"\\w*", filled)
    filled = re.sub(r" ?\.\.\.(?: |$)?", lambda gap: _GAP, filled)
    start = r"(?<!\w)" + (_ARABIC_PREFIX if language == "ar" else "")
    anchored = filled.startswith("^")
    return f"(?:{'' if anchored else start}(?:{filled})(?!\\w))"


@cache
def _spelling(languages: tuple[str, ...]) -> dict[str, str]:
    """Words and their misspellings with a letter missing or two letters swapped."""
    known: dict[str, str] = {}
    for language in languages:
        for word in _phrases()["spelling"][language].split():
            places = range(1, len(word) - 1)
            known |= {word[:place] + word[place + 1 :]: word for place in places}
            known |= {word[:place] + word[place + 1] + word[place] + word[place + 2 :]: word for place in places}
    for language in languages:
        known |= {word: word for word in _phrases()["spelling"][language].split()}
    return known
