"""Languages that an expert is to speak, among all that a message names.

The name of a language is also a nationality, a document's language, or the asker's own; it counts
only where words beside it say that somebody is to speak it, or where languages stand listed alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from babel import Locale

from bot.expert_requests.names import Named, Names
from bot.expert_requests.wording import Wording, phrases
from retrieval.language import LANGUAGES
from retrieval.language.words import fold

SHORTEST_NAME = 4
"""Letters of a name that Babel knows: "lao" and "ido" are other words as well."""
_AND = "(?:and|or|et|ou|y|o|e|и|или)"
_LISTED_BEFORE = re.compile(rf"(?:^|[,;:(\n.|/]|\s-)\s*(?:[^\W\d_]+\s+{_AND}\s+)?$")
_LISTED_AFTER = re.compile(rf"(?:\s+{_AND}\s+[^\W\d_]+)?\s*(?:$|[,;)\n.|/]|-\s)")


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language, as a word names it.

    Attributes:
        is_speaker: the word is for those who speak it.
        is_adjective: in its language the same word stands before what is of that nation.
    """

    code: str
    is_speaker: bool = False
    is_adjective: bool = False


def languages_in(said: Wording) -> tuple[str, ...]:
    """ISO codes in the order in which they are named."""
    groups: list[list[Named[Tongue]]] = []
    for tongue in tongues_in(said):
        if groups and _is_joined(said, groups[-1][-1], tongue):
            groups[-1].append(tongue)
        else:
            groups.append([tongue])
    required = [tongue for group in groups if _is_required(said, group) for tongue in group]
    return tuple(dict.fromkeys(tongue.meaning.code for tongue in required))


def tongues_in(said: Wording) -> Iterator[Named[Tongue]]:
    """Every language that is named."""
    return _names().within(said.form)


def _is_joined(said: Wording, one: Named[Tongue], after: Named[Tongue]) -> bool:
    between = said.form[one.end : after.start]
    if "," in between and said.follows("optional", after.end):
        return False  # "Dari required, English a plus"
    one_name = between.isspace() and (after.joined[:1] in ("و", "ف") or one.meaning.code == after.meaning.code)
    return one_name or bool(re.fullmatch(rf"\s*(?:[,/+&-]|{phrases('language_link').pattern})+\s*", between))


def _is_required(said: Wording, group: list[Named[Tongue]]) -> bool:
    start, end = group[0].start, group[-1].end
    if any(said.leads(entry, start) for entry in ("not", "language_of_asker", "language_wish")):
        return False
    if said.follows("optional", end):
        return False
    if group[0].meaning.is_speaker:
        return not said.follows("language_region", end)
    if said.follows("language_after", end):
        return True
    if any(phrases(entry).search(said.before(start)) for entry in ("language_of_text", "past")):
        return False
    if said.leads("bilingual", start):
        return True
    describes = re.match(r"[\s-]*[^\W\d_]", said.form[end:]) and not said.follows("language_next", end)
    if group[-1].meaning.is_adjective and describes:
        return False
    alone = _LISTED_BEFORE.search(said.form[:start]) and _LISTED_AFTER.match(said.form[end:])
    is_in = group[0].joined.removeprefix("و")[:1] == "ب"  # "in French"
    return bool(alone or is_in or said.leads("language_before", start))


@cache
def _names() -> Names[Tongue]:
    return Names((*_of_file(), *_of_babel()))


def _of_file() -> Iterator[tuple[str, Tongue]]:
    listed = yaml.load(Path(__file__).with_name("tongues.yaml").read_text("utf-8"), yaml.CSafeLoader)
    for group in ("speakers", "names"):
        for code, names in listed[group].items():
            yield from ((name, Tongue(str(code), group == "speakers")) for name in names)


def _of_babel() -> Iterator[tuple[str, Tongue]]:
    """Those of the languages whose adjectives stand behind come first: the word is theirs too."""
    for language in sorted(LANGUAGES, key=("ru", "en").__contains__):
        for code, name in Locale.parse(language).languages.items():
            if len(code) == 2 and len(fold(name)) >= SHORTEST_NAME:
                yield name, Tongue(code, is_adjective=language in ("ru", "en"))
