"""Languages that an expert is to speak, among all that a message names.

The name of a language is also a nationality, a document's language, or the asker's own; it counts
only where words beside it say that somebody is to speak it, or where languages stand listed alone.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from babel import Locale

from bot.expert_requests.places import LANGUAGES
from bot.expert_requests.wording import Wording, one_of, phrases
from retrieval.language.words import fold

SHORTEST_NAME = 4
_LISTED_BEFORE = re.compile(r"(?:^|[,;:(\n.|/]|\s-)\s*$")
_LISTED_AFTER = re.compile(r"\s*(?:$|[,;)\n.|/]|-\s)")
_RUSSIAN_ADJECTIVE = re.compile("(?<=ск)ий$")


@dataclass(frozen=True, slots=True)
class Tongue:
    """The name of a language in a text, or a word for those who speak it.

    Attributes:
        is_adjective: in its language the same word stands before what is of that nation.
    """

    start: int
    end: int
    code: str
    is_speaker: bool
    is_adjective: bool


def languages_in(said: Wording) -> tuple[str, ...]:
    """ISO codes in the order in which they are named."""
    groups: list[list[Tongue]] = []
    for tongue in _tongues(said):
        if groups and _is_joined(said, groups[-1][-1], tongue):
            groups[-1].append(tongue)
        else:
            groups.append([tongue])
    required = [tongue for group in groups if _is_required(said, group) for tongue in group]
    return tuple(dict.fromkeys(tongue.code for tongue in required))


def _is_joined(said: Wording, one: Tongue, after: Tongue) -> bool:
    between = said.form[one.end : after.start]
    arabic = between.isspace() and re.match("[وف]", said.form[after.start :])
    return bool(arabic or re.fullmatch(rf"\s*(?:[,/+&-]|{phrases('language_link').pattern})+\s*", between))


def _is_required(said: Wording, group: list[Tongue]) -> bool:
    start, end = group[0].start, group[-1].end
    if any(said.leads(entry, start) for entry in ("not", "language_of_asker")) or said.follows(
        "language_optional", end
    ):
        return False
    if group[0].is_speaker:
        return not said.follows("language_region", end)
    if said.follows("language_after", end):
        return True
    if phrases("language_of_text").search(said.before(start)):
        return False
    if (
        group[-1].is_adjective
        and re.match(r"[\s-]*[^\W\d_]", said.form[end:])
        and not said.follows("language_next", end)
    ):
        return False
    alone = _LISTED_BEFORE.search(said.form[:start]) and _LISTED_AFTER.match(said.form[end:])
    return bool(alone or said.leads("language_before", start))


def _tongues(said: Wording) -> list[Tongue]:
    found = [(match, code, is_speaker, is_adjective) for (code, is_speaker, is_adjective), pattern in _patterns().items()
             for match in pattern.finditer(said.form)]  # fmt: skip
    tongues = [Tongue(*match.span(), code, *kinds) for match, code, *kinds in found]
    longest = [one for one in tongues if not any(_covers(other, one) for other in tongues)]
    return sorted(longest, key=lambda tongue: tongue.start)


def _covers(other: Tongue, one: Tongue) -> bool:
    return other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start


@cache
def _patterns() -> dict[tuple[str, bool, bool], re.Pattern[str]]:
    """One pattern for each language and kind of word."""
    listed = yaml.load(Path(__file__).with_name("tongues.yaml").read_text("utf-8"), yaml.CSafeLoader)
    words = {(str(code), True, False): [text] for code, text in listed["speakers"].items()}
    words |= {(str(code), False, False): [text] for code, text in listed["names"].items()}
    latin = {fold(name) for language in LANGUAGES[1:] for name in Locale.parse(language).languages.values()}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).languages.items():
            form = fold(name)
            if len(code) == 2 and len(form) >= SHORTEST_NAME and re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+)?", form):
                is_adjective = language == "ru" or (language == "en" and form not in latin)
                declined = _RUSSIAN_ADJECTIVE.sub("(?:ий|ого|ому|им|ом|и)", form)
                words.setdefault((code, False, is_adjective), []).append(declined)
    return {
        kind: re.compile("|".join(one_of(" / ".join(texts)) for texts in _by_script(names)))
        for kind, names in words.items()
    }


def _by_script(names: list[str]) -> list[list[str]]:
    arabic = [name for name in names if re.search("[\u0600-\u06ff]", name)]
    return [part for part in (arabic, [name for name in names if name not in arabic]) if part]
