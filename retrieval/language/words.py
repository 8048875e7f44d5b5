"""From text to the terms that keyword search, extraction and clustering compare.

A term is a normalised, stemmed word; stop words (question words among them) are left out. The same
function serves documents and questions, so that an accent not typed or a clitic never separates
them. Nothing here knows the corpus.
"""

import re
import threading
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol

import snowballstemmer

STEMMERS = {"en": "english", "fr": "french", "es": "spanish", "pt": "portuguese", "ru": "russian", "ar": "arabic"}
_LETTERS = r"(?:[^\W_]|[\u0300-\u036f\u064b-\u0652\u0670])+"
WORD = re.compile(rf"{_LETTERS}(?:['’`ʼ]{_LETTERS})*")
_COMBINING = re.compile(r"[\u0300-\u036f\u064b-\u0652\u0670\u0640]")
_ELISION = re.compile(r"^(?:qu|jusqu|lorsqu|puisqu|[cdjlmnst])['’`ʼ]", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’`ʼ]s$")
_APOSTROPHE = re.compile(r"['’`ʼ]")
_ARABIC_FORMS = str.maketrans(dict.fromkeys("أإآٱ", "ا") | {"ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"})
_ARABIC_CONJUNCTION = re.compile(r"^[وف](?=ال|لل|بال|كال)|^[وف](?=\w{4})")
_ARABIC_ARTICLE = re.compile(r"^(?:[بك]?ال|لل)(?=\w{2})|^[بلك](?=\w{4})")
# Endings that phones without accents, and plurals, write in several ways.
_PORTUGUESE_ENDINGS = re.compile(r"(?:ções|coes|cões|ção|cao|são|sões|soes)$")


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


# Stemmer objects keep the word that they work on, so one thread at a time.
_stemming = threading.Lock()


def words(text: str) -> list[str]:
    """Words as they stand, in order."""
    return WORD.findall(text)


def terms(text: str, language: str) -> list[str]:
    """Normalised stems of the words that carry meaning, in order, repeats included."""
    found = (term(word, language) for word in WORD.findall(text))
    return [stem for stem in found if stem]


@lru_cache(maxsize=100_000)
def term(word: str, language: str) -> str:
    """The stem of one word, or "" for a stop word."""
    lowered = word.casefold()
    if language == "fr":
        lowered = _ELISION.sub("", lowered)
    lowered = _APOSTROPHE.sub("", _POSSESSIVE.sub("", lowered))
    plain = fold(lowered)
    if _means_nothing(plain, language):
        return ""
    if any(character.isdigit() for character in plain):
        return plain
    return _stem(lowered, plain, language)


def _means_nothing(plain: str, language: str) -> bool:
    if len(plain) < 2 and plain.isascii() and not plain.isdigit():
        return True
    if language == "ar" and plain[:1] in ("و", "ف") and plain[1:] in stop_words(language):
        return True
    return plain in stop_words(language)


def fold(text: str) -> str:
    """Lower case, compatible forms, no accents or vowel signs, one form of each Arabic letter."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = _COMBINING.sub("", decomposed.replace("\u0438\u0306", "й"))
    digits = "".join(
        str(unicodedata.digit(character)) if character.isdigit() else character
        for character in unicodedata.normalize("NFC", kept)
    )
    return digits.translate(_ARABIC_FORMS)


@cache
def stop_words(language: str) -> frozenset[str]:
    """Folded words without meaning of their own."""
    for line in (Path(__file__).parent / "stopwords.txt").read_text("utf-8").splitlines():
        code, *listed = line.split()
        if code == language:
            return frozenset(fold(word) for word in listed)
    return frozenset()


def _stem(lowered: str, plain: str, language: str) -> str:
    if language == "ar":
        bare = _ARABIC_ARTICLE.sub("", _ARABIC_CONJUNCTION.sub("", plain))
        return fold(_snowball(bare, language)) or bare
    if language == "pt":
        lowered = _PORTUGUESE_ENDINGS.sub("c", lowered)
    elif language in ("es", "ru"):
        lowered = plain
    return fold(_snowball(lowered, language)) or plain


def _snowball(word: str, language: str) -> str:
    if language not in STEMMERS:
        return word
    with _stemming:
        return str(_stemmer(STEMMERS[language]).stemWord(word))


@cache
def _stemmer(name: str) -> _Stemmer:
    stemmer: _Stemmer = snowballstemmer.stemmer(name)
    return stemmer
