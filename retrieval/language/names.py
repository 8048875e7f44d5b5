"""Names across scripts: what remains of a name when vowels and spelling habits are taken away.

"Корват", "كورفاث" and "Korvath" sound alike, so a question in one script finds the name as the
documents write it. For names only: between ordinary words such likeness means nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from retrieval.language.words import WORD, fold

SHORTEST = 3
_DIGRAPHS = (("sch", "X"), ("sh", "X"), ("ch", "X"), ("th", "t"), ("kh", "k"), ("ph", "f"))
_SOFT_C = re.compile(r"c(?=[eiy])")
_SOUNDS = (
    "B bpбпب", "F fvфвف", "T tтتطث", "D dдدضذ", "K kqcкхكقخ", "G gjгжجغ",
    "S szсзцسصزظ", "X Xшщчش", "L lлل", "M mмم", "N nнن", "R rрر",
)  # fmt: skip
_SOUND = {letter: entry[0] for entry in _SOUNDS for letter in entry[2:]}
_ARABIC_CLITICS = re.compile(r"^[وف]?(?:[بلك]?ال|لل|[بلك])?(?=\w{3})")


def skeleton(name: str) -> str:
    """Consonants by sound, doubles once: "Selvania" and "Сельвания" give the same."""
    folded = fold(name)
    for letters, sound in _DIGRAPHS:
        folded = folded.replace(letters, sound)
    folded = _SOFT_C.sub("s", folded).replace("x", "ks")
    sounds = "".join(_SOUND.get(letter, "") for letter in folded)
    return re.sub(r"(.)\1+", r"\1", sounds)


class NameIndex:
    """The names that texts hold: words that they write with a capital."""

    def __init__(self, texts: Iterable[str]) -> None:
        names = {word for text in texts for word in WORD.findall(text) if word[0].isupper()}
        self._names: dict[str, set[str]] = defaultdict(set)
        for name in names:
            if len(sounds := skeleton(name)) >= SHORTEST:
                self._names[sounds].add(name)

    def like(self, word: str) -> list[str]:
        """Names that sound like a word, with or without the particles Arabic joins to it."""
        forms = dict.fromkeys((word, _ARABIC_CLITICS.sub("", fold(word))))
        return sorted({name for form in forms for name in self._names.get(skeleton(form), ())})
