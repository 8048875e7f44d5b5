"""What a message states of a request is read as it stands; what it does not state is not made up."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.expert_requests.dates import day_in
from bot.expert_requests.extraction import details_in
from bot.expert_requests.models import Details

TODAY = date(2026, 11, 24)
SLOTS = ("expertise", "location", "start", "days", "languages", "modality", "urgency", "gender")
RIGHT, INVENTED = 0.95, 0.01  # of what is stated; of the slots in which nothing is stated
Labelled = dict[str, Any]


def _messages(part: str) -> list[tuple[str, Labelled]]:
    listed = yaml.safe_load((Path(__file__).parent / f"details_{part}.yaml").read_text("utf-8"))
    return [(language, message) for language, messages in listed.items() for message in messages]


def _outcomes(language: str, labelled: Labelled) -> dict[str, str]:
    """For each slot: right, missed, wrong, invented or empty."""
    details = details_in(labelled["text"], language, TODAY)
    return {slot: _outcome(slot, labelled, details) for slot in SLOTS}


def _outcome(slot: str, labelled: Labelled, details: Details) -> str:
    wanted = labelled.get(slot) or None
    found = getattr(details, {"days": "duration_days", "gender": "gender_preference"}.get(slot, slot)) or None
    if wanted is None or found is None:
        return "empty" if wanted is found else "missed" if found is None else _unasked(slot, labelled, found)
    return "right" if _is_right(slot, labelled, wanted, found) else "wrong"


def _unasked(slot: str, labelled: Labelled, found: Any) -> str:
    return "empty" if slot == "expertise" and set(found) <= set(labelled.get("also", ())) else "invented"


def _is_right(slot: str, labelled: Labelled, wanted: Any, found: Any) -> bool:
    match slot:
        case "expertise":
            return bool(set(found) & set(wanted)) and set(found) <= {*wanted, *labelled.get("also", ())}
        case "languages":
            return set(found) == set(wanted)
        case "days":
            return bool(abs(found - wanted) <= 0.2 * wanted)
        case "location":
            return wanted.casefold() in found.casefold() or found.casefold() in wanted.casefold()
    return bool(found == wanted)


@pytest.mark.parametrize("part", ["tuned", "held_out"])
def test_details_are_read_as_well_as_stated_and_hardly_one_is_invented(part: str) -> None:
    counts = Counter(outcome for one in _messages(part) for outcome in _outcomes(*one).values())

    stated = counts["right"] + counts["missed"] + counts["wrong"]
    assert counts["right"] >= RIGHT * stated
    assert counts["invented"] <= INVENTED * (counts["invented"] + counts["empty"])


@pytest.mark.parametrize("slot", SLOTS)
def test_no_slot_is_much_worse_than_the_others(slot: str) -> None:
    counts = Counter(_outcomes(*one)[slot] for one in _messages("held_out"))

    assert counts["right"] >= 0.85 * (counts["right"] + counts["missed"] + counts["wrong"])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("from next Monday", date(2026, 11, 30)),
        ("starting 24 November", TODAY),
        ("starting 23 November", date(2027, 11, 23)),
        ("from March 3rd to March 9th", date(2027, 3, 3)),
        ("10 March - 10 May 2028", date(2028, 3, 10)),
        ("20 December to 10 January 2028", date(2027, 12, 20)),
        ("in ten days", date(2026, 12, 4)),
        ("starting 15/02/2027", date(2027, 2, 15)),
        ("starting 03/04/2027", None),
        ("starting 31 February", None),
        ("next week", None),
        ("by 12 January", None),
        ("not before 3 March", None),
        ("the accord of 3 March 2021", None),
    ],
)
def test_a_day_is_given_only_where_exactly_one_follows(text: str, day: date | None) -> None:
    assert details_in(f"We need an expert {text}", "en", TODAY).start == day


@pytest.mark.parametrize(
    ("text", "month"),
    [("من 3 آذار", 3), ("من ٣ مارس", 3), ("ابتداء من 3 جانفي", 1), ("من 3 كانون الأول", 12), ("من 3 غشت", 8)],
)
def test_arabic_months_are_read_by_every_name(text: str, month: int) -> None:
    start = details_in(f"نحتاج خبيرا {text}", "ar", TODAY).start

    assert start
    assert (start.day, start.month) == (3, month)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("for a month and a half", 45),
        ("for two to three weeks", 21),
        ("from 1 to 14 March", 14),
        ("20 December to 10 January 2028", 22),
        ("a three-day workshop", 3),
        ("for a few weeks", None),
        ("within two weeks", None),
        ("with ten years of experience", None),
        ("two days per week", None),
    ],
)
def test_a_length_is_that_of_the_stay(text: str, days: int | None) -> None:
    assert details_in(f"We need an expert {text}", "en", TODAY).duration_days == days


def test_figures_of_a_date_have_one_reading_outside_english() -> None:
    assert details_in("Besoin d'un expert à partir du 03/04/2027", "fr", TODAY).start == date(2027, 4, 3)


@pytest.mark.parametrize("text", ["until 12 January", "12.1.2027", "not after 2027-01-12 please", "12 January"])
def test_an_answer_to_until_when_may_be_any_day(text: str) -> None:
    assert day_in(text, "en", TODAY) == date(2027, 1, 12)


def test_words_for_a_start_are_kept_as_written_where_no_day_follows() -> None:
    details = details_in("We need a facilitator in Early February please", "en", TODAY)

    assert (details.start, details.start_text) == (None, "in Early February")


def test_contacts_place_withheld_and_confidence_are_noticed() -> None:
    details = details_in(
        "Send a DDR expert. I'd rather not say where. This is confidential. Signal @amina.22 or +41 79 123 45 67",
        "en",
        TODAY,
    )

    assert details.contact == "Signal @amina.22; +41 79 123 45 67"
    assert (details.withheld, details.confidential, details.location) == (True, True, None)


def test_the_reason_for_a_preference_and_the_purpose_are_her_own_words() -> None:
    details = details_in("Hello. We need a woman mediator for the ceasefire, because half are women.", "en", TODAY)

    assert (details.gender_preference, details.gender_reason) == ("female", "because half are women")
    assert details.task == "We need a woman mediator for the ceasefire, because half are women"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("on site", "in_person"),
        ("remote is not possible", "in_person"),
        ("first online, then on site", "hybrid"),
        ("online or on site", None),
        ("in remote villages", None),
        ("no need to come in person", None),
    ],
)
def test_what_is_denied_or_left_open_is_no_modality(text: str, modality: str | None) -> None:
    assert details_in(f"We need an expert, {text}", "en", TODAY).modality == modality


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("We need an adviser over the phone", "remote"),
        ("We need an adviser, you can reach me by phone", None),
        ("We need an adviser, phone +254 700 123456", None),
        ("Besoin d'un expert, format mixte", "hybrid"),
        ("Besoin d'un expert pour la commission mixte", None),
        ("Нужен эксперт, пусть позвонит нам", "remote"),
        ("Нужен эксперт, звоните мне по телефону", None),
    ],
)
def test_a_way_to_reach_her_is_no_modality(text: str, modality: str | None) -> None:
    assert details_in(text, "fr", TODAY).modality == modality


@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("We need a mediator by Friday", "urgent"),
        ("We need a mediator no later than 9 December", "priority"),
        ("Preciso de um perito até sexta", "urgent"),
        ("Preciso de um perito para ficar até 12 de dezembro", None),
        ("Нужен эксперт в ближайшие сутки", "critical"),
        ("Il faut un expert, aucune urgence", "routine"),
        ("نحتاج خبيرا، ليس الأمر عاجلا", "routine"),
    ],
)
def test_a_deadline_tells_how_soon(text: str, urgency: str | None) -> None:
    details = details_in(text, "fr", TODAY)

    assert (details.start, details.urgency) == (None, urgency)


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("We need a trainer, male", "male"),
        ("Our delegate, a woman, was excluded; we need a mediator", None),
        ("We need a facilitator to talk with women in the camps", None),
        ("They will only talk to a woman, send a facilitator", "female"),
        ("Nous cherchons un homme respecté comme médiateur", "male"),
        ("Un homme et une femme ont été tués, il faut un médiateur", None),
        ("Buscamos una psicóloga para el equipo", "female"),
        ("Buscamos un psicólogo para hablar con mujeres", None),
        ("Нужен психолог, мужчина", "male"),
        ("Нужен медиатор для работы с женщинами", None),
    ],
)
def test_a_gender_is_that_of_the_expert(text: str, gender: str | None) -> None:
    assert details_in(text, "fr", TODAY).gender_preference == gender


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("We met in Geneva. Our governor from Kano asks for a trainer in Jos", "Jos"),
        ("After the failure of the talks in Geneva, please send a mediator to Juba", "Juba"),
        ("Un formateur pour les chefs coutumiers de Bouaké", "Bouaké"),
        ("Notre collègue est rappelé à Paris, il faut un remplaçant", None),
        ("Precisamos de perita em género para consultas no Vilaflor", "Vilaflor"),
        ("مدرب في تقاسم السلطة، حضوري، عمّان", "عمّان"),
    ],
)
def test_the_place_is_that_of_the_work(text: str, place: str | None) -> None:
    assert details_in(text, "en", TODAY).location == place


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("who speaks French and Swahili", ("fr", "sw")),
        ("for the French government", ()),
        ("to read a report in Arabic", ()),
        ("no Arabic needed", ()),
        ("Sorry for my English", ()),
        ("fluent in Dari, English is a plus", ("fa",)),
        ("bilingual English-Spanish facilitator", ("en", "es")),
        ("moderador, creole haitiano, urge", ("ht",)),
        ("on the Russian/Ukrainian border talks", ()),
        ("مدرب، كردي وعربي، ٧ أيام", ("ku", "ar")),
        ("خبير بالفرنسية", ("fr",)),
        ("اكتب بالعربية وأحتاج خبيرا", ()),
        ("خبير بالشأن التركي", ()),
    ],
)
def test_a_language_is_one_that_the_expert_must_speak(text: str, languages: tuple[str, ...]) -> None:
    assert details_in(f"We need an expert. {text}", "en", TODAY).languages == languages


@pytest.mark.parametrize(
    "text", ["", " ", "?!", "\u0000", "1" * 5000, "في" * 3000, "in", "😀 12.13.2027 30 February 3.4.1999 99/99"]
)
def test_nothing_follows_from_what_says_nothing(text: str) -> None:
    assert details_in(text, "en", TODAY) == Details()
