"""Words about the last answer ("more", "another example", "from Africa", "who says so", "shorter",
"in French") and about the library itself: which act a message is, and what it names. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.conversation.phrases import Said, plain_form
from retrieval.language import terms

Labels = Mapping[str, Mapping[str, str]]
"""Codes of the vocabulary with their labels by language."""

_LANGUAGE_STEMS = {
    "en": ("english", "anglais", "ingles", "انجليزيه", "انكليزيه", "английск"),
    "fr": ("french", "francais", "frances", "فرنسيه", "французск"),
    "es": ("spanish", "espagnol", "espan", "اسبانيه", "испанск"),
    "ar": ("arab", "عربيه", "арабск"),
    "ru": ("russ", "روسيه", "русск"),
    "pt": ("portug", "برتغاليه", "португальск"),
}


class Act(StrEnum):
    MORE = "more"
    ANOTHER = "another_example"
    ELSEWHERE = "from_elsewhere"
    WHO_SAYS = "who_says"
    SHORTER = "shorter"
    IN_LANGUAGE = "in_language"
    LIBRARY = "library"


@dataclass(frozen=True, slots=True)
class Asked:
    """An act and what it names: a place, a language code, a subject of the library."""

    act: Act
    about: str = ""
    elsewhere: bool = False


def act_of(text: str) -> Asked | None:
    """The act of a message that is nothing but one."""
    said = Said(text)
    # "in French" is a language before it is a place.
    for act in (Act.IN_LANGUAGE, Act.WHO_SAYS, Act.SHORTER, Act.LIBRARY, Act.ANOTHER, Act.MORE):
        if match := said.is_only(act):
            named = match.groupdict()
            if act is Act.IN_LANGUAGE:
                return Asked(act, _language_code(named.get("language") or ""))
            return Asked(act, (named.get("about") or "").strip())
    if match := said.is_only(Act.ELSEWHERE):
        named = match.groupdict()
        return Asked(Act.ELSEWHERE, named.get("about") or "", bool(named.get("else")))
    return None


def codes_named(words: str, labels: Labels) -> tuple[str, ...]:
    """Codes whose label the words stand for: "Africa" names each of its regions."""
    exact: list[str] = []
    wider: list[str] = []
    for code, by_language in labels.items():
        for language, label in by_language.items():
            wanted, named = set(terms(words, language)), set(terms(label, language))
            if wanted and wanted == named:
                exact.append(code)
            elif wanted and wanted < named:
                wider.append(code)
    return tuple(dict.fromkeys(exact or wider))


def _language_code(word: str) -> str:
    bare = plain_form(word).replace("اللغه ", "").removeprefix("ال").removeprefix("ل")
    return next((code for code, stems in _LANGUAGE_STEMS.items() if bare.startswith(stems)), "")
