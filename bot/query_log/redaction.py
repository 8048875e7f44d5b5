"""Masks what points to a person in free text before it is kept. Pure: text in, text out.

Recognisers are patterns; what they miss stays, which is why the log is sealed as well. Names that
stand in the library (mediators, authors, places) are not masked: the caller says which they are.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import phonenumbers

from retrieval.language import LANGUAGES
from retrieval.language.words import fold, stop_words

Found = tuple[int, int, str]
"""Start, end and kind of something to mask."""

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽА-ЯЁ]"
_NAME = rf"{_CAPITAL}[\w'’-]+"
_NAMES = rf"{_NAME}(?:\s+(?:(?:bin|ibn|al|el|de|da|do|dos|du|van|von|della|ould|abu)\s+)?{_NAME}){{0,3}}"
_ARABIC_NAMES = r"[\u0621-\u064a]{2,}(?:\s+(?:بن\s+|ابن\s+|أبو\s+|ابو\s+)?[\u0621-\u064a]{3,}){0,2}"
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("email", r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+"),
    ("link", r"(?:https?://|www\.|t\.me/|wa\.me/)\S+|(?<![\w@])@[A-Za-z]\w{4,}"),
    ("place", r"[-+]?\d{1,3}\.\d{3,}°?\s*[NS]?\s*[,;/ ]\s*[-+]?\d{1,3}\.\d{3,}°?(?:\s*[EWO]\b)?"),
    (
        "place",
        r"\d{1,3}\s?[°º]\s?\d{1,2}\s?['′’]?(?:\s?\d{1,2}(?:[.,]\d+)?\s?[\"″”]?)?\s?[NSEWO]?"
        r"(?:[,;\s]+\d{1,3}\s?[°º][\d\s'′’\"″”.,]*[NSEWO]?)?",
    ),
    ("place", r"\b\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}\s?\d{2,5}\b"),
    ("number", r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b"),
    (
        "number",
        r"(?i:\b(?:passport|passeport|pasaporte|passaporte|id|identity|national id|cni|dni|cpf|visa"
        r"|паспорт|удостоверение|جواز(?: سفر\w*)?|هوية|الهوية|رقم الهوية)\b)"
        r"(?i:[\s:#№.-]*(?:card|number|no|nr|n[°º]|numero|número|numéro|номер|серия|رقم)?[\s:#№.-]*)"
        r"(?=[A-Z0-9٠-٩ -]*[\d٠-٩]{3})[A-Z0-9٠-٩][A-Z0-9٠-٩ -]{4,18}[A-Z0-9٠-٩]",
    ),
    ("number", r"\b[A-Z]{1,2}\d{6,9}\b|\b\d{3}[- ]\d{2}[- ]\d{4}\b|\b\d{11,20}\b"),
    (
        "address",
        rf"\b\d{{1,4}}[A-Za-z]?,?\s(?:{_NAME}\s){{1,3}}(?i:street|st|avenue|ave|road|rd|lane|drive"
        r"|boulevard|blvd|way|close|square)\b",
    ),
    (
        "address",
        r"\b\d{1,4},?\s(?:bis\s)?(?i:rue|avenue|boulevard|place|chemin|impasse|route)\s"
        rf"(?:(?:de|du|des|la|le|l['’])\s?)*{_NAME}(?:\s{_NAME})*",
    ),
    (
        "address",
        r"(?i:\b(?:calle|avenida|av\.|carrera|plaza|rua|travessa|praça|ул\.|улица|проспект|пр-т"
        r"|переулок|пер\.)|(?:ال)?شارع)\s[^,.;?!\n]{2,40}?,?\s(?:(?:дом|д\.|no|nº|n[°º]|#|número|رقم"
        r"|кв\.)\s?)*\d{1,4}\b",
    ),
    (
        "person",
        r"(?:(?i:\b(?:mr|mrs|ms|dr|prof|sir|madam|mme|mlle|monsieur|madame|señora?|sra?|doña|don|dona"
        r"|senhora?|sheikh|cheikh|imam|colonel|col|coronel|general|gen|major|captain|capt|capitaine"
        r"|capitán|capitão|commander|commandant|comandante|lieutenant|lt|sergeant|sgt|chief"
        r"|ambassador|minister|pastor|bishop|father|hajj|господин|госпожа|генерал|полковник|майор"
        rf"|капитан|командир|товарищ|шейх)\b\.?)\s+)(?=(?-i:{_CAPITAL}))(?P<titled>{_NAMES})",
    ),
    (
        "person",
        r"(?i:\b(?:my name is|i am called|call me|named|called|name is|je m['’]appelle|mon nom est"
        r"|nommée?|appelée?|me llamo|mi nombre es|llamad[oa]|se llama|меня зовут|по имени|зовут"
        r"|o meu nome é|meu nome é|chamo[- ]me|me chamo|chamad[oa])\b)\s+"
        rf"(?P<introduced>{_NAMES})",
    ),
    (
        "person",
        r"(?:اسمي|يدعى|تدعى|المدعو|اسمه|اسمها|السيدة?|الدكتورة?|العقيد|العميد|اللواء|الشيخ|القائد"
        rf"|المقدم|الرائد|النقيب|الجنرال|الأستاذة?)\s+(?P<arabic>{_ARABIC_NAMES})",
    ),
    (
        "person",
        r"(?i:\b(?:my|our|mon|ma|notre|mi|nuestr[oa]|meu|minha|noss[oa]|мой|моя|моего|мою|моей|наш\w*)\s"
        r"(?:\w+\s)?(?:colleague|driver|interpreter|translator|brother|sister|husband|wife|friend|boss"
        r"|contact|source|fixer|neighbou?r|collègue|chauffeur|interprète|frère|sœur|mari|femme|amie?"
        r"|colega|conductor|chofer|intérprete|herman[oa]|amig[oa]|motorista|irmão|irmã|marido|коллег\w+"
        r"|водител\w+|переводчи\w+|брат\w*|сестр\w+|муж\w*|жен\w+|друг\w*)),?\s"
        rf"(?P<near>{_NAMES})",
    ),
    ("person", rf"(?<![\w'’-])(?P<pair>{_NAME}(?:\s+{_NAME}){{1,3}})(?![\w'’-])"),
    ("person", r"(?<!\w)(?P<initial>(?:[A-ZА-ЯЁ]\.\s?){1,2}[A-ZА-ЯЁ][\w'’-]{2,})"),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_DIGITS = re.compile(r"(?<![\w./])(?:\+|00)?[(\d٠-٩][\d٠-٩()\s./-]{5,20}[\d٠-٩](?!\w)")
_DATES = re.compile(r"\((?:19|20)\d\d\)|^\(?(?:19|20)\d\d\W+(?:19|20)?\d\d(?:\W|$)|^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
PHONE_DIGITS = 7
BARE_PHONE_DIGITS = 9
"""Without a plus or a zero in front: fewer could be resolutions and years."""


# Capitals that name an institution or a place, not a person. Gaps are about what the library does
# not know yet, so its own names are not enough.
_INSTITUTION = re.compile(
    r"(?i)\b(?:agreements?|accords?|process|commission|committee|council|union|nations?|forum|treaty"
    r"|conference|peace|national|dialogues?|mission|forces?|front|army|movement|party|government"
    r"|republic|united|international|women|women's|youth|africa\w*|america\w*|europe\w*|asia\w*|arab"
    r"|court|protocol|declaration|framework|initiative|groups?|network|resolution|charter|pact|talks"
    r"|ceasefire|war|islands?|region|states?|province|city|university|foundation|institute|bank"
    r"|liberation|security|mediation|mediators?|standby|support|unit|team|office|assembly|summit"
    r"|north\w*|south\w*|east\w*|west\w*|central|upper|lower|new|saint|san|lake|river|mount\w*|valley"
    r"|sea|gulf|horn|delta|basin|faso|leone|rica|salvador|lanka|verde|coast|saudi|timor|guin\w+"
    r"|sud[aá]n|soudan|congo|côte|kingdom|emirates|bosnia|kong|union|unión|consejo|acuerdo|accord|paz|paix|мир\w*"
    r"|соглашение|совет|комисси\w+|республик\w+|процесс|союз|acordo|conselho|comissão|comisión)\b"
)


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text with masks such as [phone], and the kinds that were masked, in order of the text."""

    text: str
    kinds: tuple[str, ...]


class Redactor:
    """Masks personal data; `is_known` says whether a name stands in the library."""

    def __init__(self, is_known: Callable[[str], bool] = lambda name: False) -> None:
        self._is_known = is_known

    def redact(self, text: str) -> Redacted:
        """Earlier recognisers win where two overlap."""
        found: list[Found] = []
        for start, end, kind in [*self._patterns(text), *_phones(text)]:
            if all(end <= other[0] or start >= other[1] for other in found):
                found.append((start, end, kind))
        found.sort()
        masked, last = [], 0
        for start, end, kind in found:
            masked += [text[last:start], f"[{kind}]"]
            last = end
        kinds = tuple(dict.fromkeys(kind for _start, _end, kind in found))
        return Redacted("".join([*masked, text[last:]]), kinds)

    def _patterns(self, text: str) -> Iterator[Found]:
        for kind, pattern in _COMPILED:
            for match in pattern.finditer(text):
                group = match.lastgroup or 0
                if kind != "person":
                    yield match.start(), match.end(), kind
                elif found := self._name(text, match.start(group), match[group], str(group)):
                    yield found

    def _name(self, text: str, start: int, name: str, group: str) -> Found | None:
        """A name, unless the library knows it."""
        if group == "pair":
            begins_sentence = not text[:start].strip(" «“\"'(") or text[:start].rstrip()[-1] in ".?!:"
            first, _space, rest = name.partition(" ")
            if begins_sentence and (_is_common(first) or self._is_known(first)):
                # The first word of a sentence has a capital letter whatever it is.
                start, name = start + len(name) - len(rest), rest
            if " " not in name.strip() or name.isupper() or _INSTITUTION.search(name):
                return None
        return None if self._is_known(name) else (start, start + len(name), "person")


def _is_common(word: str) -> bool:
    return any(fold(word) in stop_words(language) for language in LANGUAGES)


def _phones(text: str) -> Iterator[Found]:
    """What the library of phone numbers finds, and long runs of digits that are no dates."""
    for match in phonenumbers.PhoneNumberMatcher(text, None):
        yield match.start, match.end, "phone"
    for run in _DIGITS.finditer(text):
        digits = sum(character.isdigit() for character in run[0])
        enough = PHONE_DIGITS if run[0][0] in "+0(٠" else BARE_PHONE_DIGITS
        if digits >= enough and not _DATES.search(run[0]):
            yield run.start(), run.end(), "phone"
