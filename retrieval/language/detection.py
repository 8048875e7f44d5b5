"""Which of our languages a text is in, also when it is a question of three words.

The script decides Arabic and Russian. Among the Latin ones three witnesses are added up: function
words, letters that only some languages have, and a statistical model. The person's own language
settles what they leave open.
"""

import re
from collections import Counter
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from retrieval.language.words import fold, stop_words, words

LANGUAGES = ("en", "fr", "es", "ar", "ru", "pt")
LATIN = ("en", "fr", "es", "pt")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LETTERS = {
    "fr": re.compile(r"[œèêëîïûùÿ]|\b(?:qu|[dljnmst])['’](?=\w)", re.IGNORECASE),
    "es": re.compile(r"[ñ¿¡]", re.IGNORECASE),
    "pt": re.compile(r"[ãõ]|ç[õã]", re.IGNORECASE),
    "en": re.compile(r"\w['’](?:s|re|ve|ll|t)\b", re.IGNORECASE),
}
_LONG_ENOUGH = 2_000
_PRIOR_WEIGHT = 0.6
_WORD_WEIGHT = 1.0
_LETTER_WEIGHT = 1.5


def detect(text: str, prior: str | None = None) -> str:
    """ISO 639-1 code of the text; `prior`, else English, where it gives no sign."""
    sample = text[:_LONG_ENOUGH]
    scripts = {
        "ar": len(_ARABIC.findall(sample)),
        "ru": len(_CYRILLIC.findall(sample)),
        "latin": len(_LATIN.findall(sample)),
    }
    script = max(scripts, key=lambda name: scripts[name])
    if not scripts[script]:
        return prior or "en"
    return script if script != "latin" else _latin(sample, prior)


def _latin(text: str, prior: str | None) -> str:
    scores = dict.fromkeys(LATIN, 0.0)
    tokens = Counter(fold(part) for word in words(text) for part in re.split("['’]", word))
    for language in LATIN:
        scores[language] += sum(
            _WORD_WEIGHT * min(count, 3) / shared
            for word, count in tokens.items()
            if word in stop_words(language) and (shared := _languages_with(word))
        )
        scores[language] += _LETTER_WEIGHT * min(len(_LETTERS[language].findall(text)), 2)
    for language, probability in _model().rank(text):
        scores[language] += 2.0 * probability
    if prior in scores:
        scores[prior] += _PRIOR_WEIGHT
    return max(LATIN, key=lambda language: scores[language])


@cache
def _languages_with(word: str) -> int:
    return sum(word in stop_words(language) for language in LATIN)


@cache
def _model() -> LanguageIdentifier:
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(list(LATIN))
    return model
