"""What a message says of the expert that is wanted: read by rules, in six languages, from the words.

What is not said stays empty: a wrong detail sends the wrong person, a missing one costs a question.
The words stand in YAML files beside this one; days and lengths are read by `dates`, languages by
`tongues`, places by `places`.
"""

import re
from datetime import date
from functools import cache

from bot.expert_requests.dates import deadline_of, duration_of, start_of
from bot.expert_requests.models import Details, Modality, Urgency
from bot.expert_requests.places import Place, is_common_word, places_in
from bot.expert_requests.tongues import languages_in, tongues_in
from bot.expert_requests.wording import Wording, phrases, read

LONGEST_TASK = 300
"""Characters of the sentence that says what for."""
DAYS_OF = {Urgency.CRITICAL: 2, Urgency.URGENT: 7, Urgency.PRIORITY: 31}
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_HANDLE = r"(?:https?://)?(?:t\.me|wa\.me|signal\.me)/\S+|(?<!\w)@\w[\w.]{3,}\w|(?<!\w)[^\W\d_]\w{2,31}\.\d\d+(?![\w.])"
_NUMBER = r"(?<![\w.])(?=[+(]*(?:[\s()-]*\d){9})[+0(]\d[\d\s()-]{6,}\d"
_LISTED = re.compile(r"(?:[,;:(\n|/.!?]|\s-)\s*$|^\s*$")
_LISTED_AFTER = re.compile(r"\s*(?:[,;:)\n|/.]|-\s|$)")
_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-ÞА-ЯЁ][a-zß-öø-ÿа-яё']{2,}(?:[ -][A-ZÀ-ÖØ-ÞА-ЯЁ][a-zß-öø-ÿа-яё']+)*(?!\w)")
LONGEST_NAME = 60
_GENDERS = (
    ("woman", "female"),
    ("man", "male"),
    ("woman_noun", "female"),
    ("woman_alone", "female"),
    ("man_alone", "male"),
)
ELSEWHERE = ("elsewhere", "past")
"""What tells of another place, or of another time."""
_WITHIN = r"(?:'s)?\s*(?:,|\(|/|-)?\s*(?:(?:in|en|au|em|no|na|في|в|and)\s+)?"


def details_in(text: str, language: str, today: date) -> Details:
    """Everything that the words say; English dates in figures have two readings, the others one."""
    said = Wording(text)
    start, start_text, range_days = start_of(said, today, day_first=language != "en")
    gender, reason = _gender(said)
    themes = _themes(said)
    return Details(
        expertise=tuple(themes),
        task=said.written(*said.sentence(min(themes.values())))[:LONGEST_TASK] if themes else None,
        location=_location(said),
        withheld=said.has("withheld"),
        start=start,
        start_text=start_text,
        duration_days=duration_of(said) or range_days,
        languages=languages_in(said),
        modality=_modality(said),
        urgency=_urgency(said, start, today),
        gender_preference=gender,
        gender_reason=reason,
        contact=_contact(said),
        confidential=said.has("confidential"),
    )


def _themes(said: Wording) -> dict[str, int]:
    """Theme codes and where each stands: of what is asked for, not of the background told with it."""
    asking = _asking(said)
    found = [(one.start(), code) for code in theme_codes() for one in said.wanted(code)]
    asked = [one for one in found if said.sentence(one[0]) in asking]
    return {code: place for place, code in sorted(asked or found, reverse=True)}


def _asking(said: Wording) -> set[tuple[int, int]]:
    """The sentences that ask for somebody."""
    return {said.sentence(match.start()) for entry in ("expert", "request") for match in said.all(entry)}


@cache
def theme_codes() -> tuple[str, ...]:
    """Every theme that can be asked for."""
    return tuple(read("themes.yaml"))


def _location(said: Wording) -> str | None:
    """The place of the work, as written: not where she writes from, nor a case she compares with."""
    found = _places(said)
    of_asker = [place for place in found if phrases("speaker_place").search(said.before(place[0]))]
    asking = _asking(said)
    found.sort(
        key=lambda one: (one in of_asker, said.sentence(one[0]) not in asking, bool(said.leads("place_of", one[0])))
    )  # last where she writes from, then what is told beside what is asked, then whose people it is
    return said.written(*found[0]) if found else _unlisted_place(said)


def _places(said: Wording) -> list[tuple[int, int]]:
    """Stretches that name a place where somebody goes or where something is done."""
    stretches: list[tuple[int, int]] = []
    end, is_elsewhere = 0, False
    for place in places_in(said.form):
        start = place.start + len(place.joined.removesuffix("ال"))
        if is_common_word(said.written(start, place.end)):
            continue
        goes_on = re.fullmatch(_WITHIN, said.form[end : place.start])
        told = said.form[max(end, place.start - len(said.before(place.start))) : place.start]
        is_elsewhere = bool(is_elsewhere if goes_on else any(phrases(entry).search(told) for entry in ELSEWHERE))
        if goes_on and stretches and not is_elsewhere:
            stretches[-1] = (stretches[-1][0], place.end)  # "Juba, South Sudan"
        elif not is_elsewhere and (begins := _begins(said, start, place)) is not None:
            stretches.append((begins, place.end))
        end = place.end
    return stretches


def _begins(said: Wording, start: int, place: Place) -> int | None:
    """Where a place begins, with "the north of"; None where no preposition leads to it."""
    if said.follows("no_place_after", place.end):
        return None
    starts = (_with(said, "area", start), start)
    alone = _LISTED_AFTER.match(said.form[place.end :])
    for one in starts:
        if any(said.leads(entry, one) for entry in ("place_before", "place_of")) or (
            alone and _LISTED.search(said.form[:one])
        ):
            return one
    return start if re.search("[بل]", place.joined) else None


def _unlisted_place(said: Wording) -> str | None:
    """A name that no list holds, where a preposition of place leads to a word with a capital."""
    tongues = {tongue.start for tongue in tongues_in(said)}
    for led in said.all("place_in"):
        start, before = led.end() + 1, said.before(led.end())
        name = _CAPITALISED.match(said.written(start, start + LONGEST_NAME))
        if not name or start in tongues or any(phrases(entry).search(before) for entry in ELSEWHERE):
            continue
        named = any(phrases(entry).match(said.form, start) for entry in ("not_places", *theme_codes()))
        if not named and not said.leads("no_place", led.end()):
            return name.group()
    return None


def _with(said: Wording, entry: str, place: int) -> int:
    """Where a stretch begins when the phrase that leads to it is counted in."""
    led = said.leads(entry, place)
    return place - len(said.before(place)) + led.start() if led else place


def _modality(said: Wording) -> Modality | None:
    if said.has("hybrid"):
        return Modality.HYBRID
    named = [(match.span(), way) for way in (Modality.IN_PERSON, Modality.REMOTE) for match in said.wanted(way)]
    by_phone = (one for one in said.wanted("by_phone") if not phrases("to_reach").search(said.before(one.start())))
    wanted = sorted(named + [(one.span(), Modality.REMOTE) for one in by_phone])
    ways = {way for _, way in wanted}
    if len(ways) > 1:  # first the one, then the other; or whichever
        between = said.form[wanted[0][0][1] : wanted[-1][0][0]]
        return None if phrases("either").search(between) else Modality.HYBRID
    if not ways and said.has(Modality.REMOTE):
        return Modality.IN_PERSON  # "remote is not possible"
    return ways.pop() if ways else None


def _urgency(said: Wording, start: date | None, today: date) -> Urgency | None:
    """The words first; else how soon it starts."""
    for urgency in (Urgency.ROUTINE, Urgency.CRITICAL, Urgency.URGENT, Urgency.PRIORITY):
        if said.wanted(urgency):
            return urgency
    day = start or deadline_of(said, today)
    within = (urgency for urgency, days in DAYS_OF.items() if day and (day - today).days <= days)
    return next(within, Urgency.ROUTINE if start else None)


def _gender(said: Wording) -> tuple[str | None, str | None]:
    """Whether a woman or a man is asked for as the expert, and why."""
    for entry, gender in _GENDERS:
        for match in () if said.has("any_gender") else said.wanted(entry):
            begin, end = said.sentence(match.start())
            if entry.endswith("alone") and not phrases("request").search(said.form, begin, match.start()):
                continue
            reason = phrases("because").search(said.form, match.end(), end)
            return gender, said.written(reason.start(), end) if reason else None
    return None, None


def _contact(said: Wording) -> str | None:
    """Every address, handle and number, with the channel that is named before it."""
    spans = [match.span() for match in re.finditer(rf"{_MAIL}|{_HANDLE}|{_NUMBER}", said.form)]
    named = [(_with(said, "channel", start), end) for start, end in spans]
    return "; ".join(said.written(*span) for span in named) or None
