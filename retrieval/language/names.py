"""Names across scripts: what remains of a name when vowels and spelling habits are taken away.

"Корват", "كورفاث" and "Korvath" sound alike, so a question in one script finds the name as the
documents write it. For names only: between ordinary words such likeness means nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from retrieval.language.words import WORD, fold

SHORTEST = 3
FEW = 2
_DIGRAPHS = (("sch", "X"), ("sh", "X"), ("ch", "X"), ("th", "t"), ("kh", "k"), ("ph", "f"))
_SOFT_C = re.compile(r"c(?=[eiy])")
_SOUNDS = (
    "B bpбпب", "F fvфвف", "T tтتطث", "D dдدضذ", "K kqcкхكقخ", "G gjгжجغ",
    "S szсзцسصزظ", "X Xшщчش", "L lлل", "M mмم", "N nнن", "R rрر",
)  # fmt: skip
_SOUND = {letter: entry[0] for entry in _SOUNDS for letter in entry[2:]}
_VOWELS = {letter: entry[0] for entry in ("a aая", "e eеэiиyйы", "o oоёuую") for letter in entry[2:]}
_CLITICS = re.compile(r"^[وف]?(?:[بلك]?ال|لل|[بلك])?(?=\w{3})")
_CASES = re.compile(r"(?<=[а-яё]{3})(?:ами|ями|ах|ях|ам|ям|ом|ем|ой|ей|ов|ев)$")
_ARABIC = re.compile(r"[\u0620-\u064a]")


def skeleton(name: str) -> str:
    """Consonants by sound, doubles once: "Selvania" and "Сельвания" give the same."""
    return _sounds(name, _SOUND)


def _sounds(name: str, sounds: Mapping[str, str]) -> str:
    folded = fold(name)
    for letters, sound in _DIGRAPHS:
        folded = folded.replace(letters, sound)
    folded = _SOFT_C.sub("s", folded).replace("x", "ks")
    return re.sub(r"(.)\1+", r"\1", "".join(sounds.get(letter, "") for letter in folded))


def _keys(name: str) -> list[str]:
    """Ways to recognise a name: its consonants if there are enough, else with its vowels, where
    they are written; with and without what Arabic puts before a name and Russian behind it."""
    folded = fold(name)
    forms = dict.fromkeys((folded, _CLITICS.sub("", folded), _CASES.sub("", folded)))
    bare = {form: skeleton(form) for form in forms}
    spelt = [_sounds(form, _SOUND | _VOWELS) for form in forms if len(bare[form]) == SHORTEST - 1]
    return [key for key in (*bare.values(), *spelt) if len(key) >= (SHORTEST if key.isupper() else SHORTEST + 1)]


class NameIndex:
    """The names that texts hold: words with a capital, and Arabic words, which have none."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._names: dict[str, set[str]] = defaultdict(set)
        for name in {word for text in texts for word in WORD.findall(text)}:
            if name[0].isupper() or _ARABIC.match(name):
                for key in _keys(name):
                    self._names[key].add(name)

    def like(self, word: str) -> list[str]:
        """Names that sound like a word. What sounds like many Arabic words is none of them."""
        found = {name for key in _keys(word) for name in self._names.get(key, ())}
        arabic = {name for name in found if _ARABIC.match(name)}
        return sorted(found - arabic if len(arabic) > FEW else found)
