"""Who fits a request: exactly those who fulfil every stated constraint, the best first."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.expert_requests.matching import Need, balance, match, pool_depth, profile
from bot.expert_requests.models import Details, Modality
from bot.expert_requests.roster import Booking, BookingState, Expert
from bot.texts.catalogue import load_catalogue

TODAY = date(2026, 3, 2)
THEMES = ("ddr", "water", "youth", "ethics")
COUNTRIES = {"KE": "Kenya", "SO": "somalie", "NG": "Нигерия", "CO": "COL", "XX": "Atlantis"}
SPELLINGS = [*COUNTRIES, *COUNTRIES.values()]
CODES = {spelling: code for code, name in COUNTRIES.items() for spelling in (code, name)} | {"XX": "other"}
CATALOGUE = load_catalogue()
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
days = st.none() | st.integers(-3, 12).map(lambda number: TODAY + timedelta(number))


def some(values: Any, most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


@st.composite
def experts(draw: st.DrawFn) -> tuple[Expert, ...]:
    pool = []
    for number in range(draw(st.integers(0, 12))):
        first, last = draw(days), draw(days)
        if first and last and last < first:
            first, last = last, first
        languages = draw(st.dictionaries(st.sampled_from(("en", "fr", "ar")), st.sampled_from(LEVELS)))
        pool.append(
            Expert(
                expert_id=f"E{number}",
                modality=draw(st.sampled_from(("in_person", "remote", "both"))),
                expertise=draw(some(THEMES)),
                languages=tuple(f"{code}:{level}" for code, level in languages.items()),
                countries_worked=draw(some(SPELLINGS)),
                nationality=draw(st.sampled_from(("", *SPELLINGS))),
                gender=draw(st.sampled_from((None, "female", "male", "other"))),
                years_experience=draw(st.none() | st.integers(0, 40)),
                available_from=first,
                available_to=last,
                conflict_of_interest=draw(some(SPELLINGS, 2)),
                vetting_until=draw(days),
                notice_days=draw(st.none() | st.integers(0, 9)),
            )
        )
    return tuple(pool)


@st.composite
def needs(draw: st.DrawFn) -> Need:
    start, end = draw(days), draw(days)
    if start and end and end < start:
        start, end = end, start
    return Need(
        expertise=draw(some(THEMES)),
        expertise_mode=draw(st.sampled_from(("any", "all"))),
        languages=draw(some(("en", "fr", "ar"))),
        country=draw(st.none() | st.sampled_from(SPELLINGS)),
        start=start,
        end=end,
        modality=draw(st.none() | st.sampled_from(list(Modality))),
        gender=draw(st.none() | st.sampled_from(("female", "male", "other"))),
        minimum_years=draw(st.none() | st.integers(0, 30)),
    )


def naive_failures(need: Need, one: Expert) -> set[str] | None:
    """A second reading of the constraints, written from their description; None: other expertise."""
    if need.expertise:
        hits = [theme in one.expertise for theme in need.expertise]
        if not (all(hits) if need.expertise_mode == "all" else any(hits)):
            return None
    failed = set()
    spoken = dict(entry.split(":") for entry in one.languages)
    if not all(LEVELS.index(spoken.get(code, "A1")) >= LEVELS.index("B2") for code in need.languages):
        failed.add("language")
    for day in (need.start, need.end):
        if day and one.available_from and day < one.available_from:
            failed.add("availability")
        if day and one.available_to and day > one.available_to:
            failed.add("availability")
    if need.modality == "remote" and one.modality == "in_person":
        failed.add("modality")
    if need.modality in ("in_person", "hybrid") and one.modality == "remote":
        failed.add("modality")
    if need.country:
        theirs = [*one.conflict_of_interest, *([one.nationality] if one.nationality else [])]
        if CODES[need.country] in [CODES[name] for name in theirs]:
            failed.add("conflict")
    if need.gender is not None and one.gender != need.gender:
        failed.add("gender")
    if need.minimum_years and (one.years_experience is None or one.years_experience < need.minimum_years):
        failed.add("years")
    until = next(day for day in (need.end, need.start, TODAY) if day)
    if one.vetting_until and one.vetting_until < until:
        failed.add("vetting")
    return failed


@settings(max_examples=300, deadline=None)
@given(needs(), experts())
def test_candidates_are_exactly_who_fulfils_all_and_near_misses_name_what_failed(
    need: Need, pool: tuple[Expert, ...]
) -> None:
    found = match(need, pool, TODAY)

    judged = {one.expert_id: naive_failures(need, one) for one in pool}
    assert {fit.expert.expert_id for fit in found.candidates} == {
        key for key, failed in judged.items() if failed == set()
    }
    assert {fit.expert.expert_id: set(fit.failed) for fit in found.near_misses} == {
        key: failed for key, failed in judged.items() if failed
    }


@settings(deadline=None)
@given(needs(), experts(), st.randoms())
def test_the_order_is_that_of_the_scores_and_does_not_depend_on_the_file(
    need: Need, pool: tuple[Expert, ...], random: Any
) -> None:
    shuffled = list(pool)
    random.shuffle(shuffled)

    found = match(need, shuffled, TODAY).candidates

    assert found == match(need, pool, TODAY).candidates
    assert [fit.score for fit in found] == sorted((fit.score for fit in found), reverse=True)


def test_who_worked_in_the_country_comes_first_then_who_has_more_years() -> None:
    pool = (
        an_expert("years", years_experience=30),
        an_expert("country", years_experience=2, countries_worked=("Kenya",)),
        an_expert("few", years_experience=29, countries_worked=("Uganda",)),
    )

    found = match(Need(country="KEN"), pool, TODAY).candidates

    assert [fit.expert.expert_id for fit in found] == ["country", "years", "few"]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"countries_worked": ("Uganda",)}, {}),
        ({"expertise": ("ddr", "water")}, {}),
        ({"notice_days": 2}, {"notice_days": 30}),
        ({"level": "lead"}, {"level": "familiar"}),
        ({}, {"bookings": (Booking("r9", BookingState.PENCILLED, date(2027, 1, 1), None),)}),
    ],
)
def test_of_equal_years_the_better_fit_comes_first(better: dict[str, Any], worse: dict[str, Any]) -> None:
    need = Need(country="KE", expertise=("ddr", "water"), start=TODAY + timedelta(5))

    found = match(need, (an_expert("a", **worse), an_expert("b", **better)), TODAY).candidates

    assert [fit.expert.expert_id for fit in found] == ["b", "a"]


def test_blocked_days_rule_out_pencilled_ones_ask_for_a_decision_and_own_ones_do_neither() -> None:
    need = Need(start=date(2026, 4, 1), end=date(2026, 4, 10), request_id="r1")
    booked = {
        state: an_expert(state, bookings=(Booking("r2", state, date(2026, 4, 10), date(2026, 4, 20)),))
        for state in BookingState
    }
    own = an_expert("own", bookings=(Booking("r1", BookingState.BLOCKED, need.start, need.end),))
    later = an_expert("later", bookings=(Booking("r2", BookingState.BLOCKED, date(2026, 4, 11), None),))

    found = match(need, (*booked.values(), own, later), TODAY)

    assert {fit.expert.expert_id: fit.needs_decision for fit in found.candidates} == {
        "pencilled": True, "ended": False, "own": False, "later": False,
    }  # fmt: skip
    assert [(fit.expert.expert_id, fit.failed) for fit in found.near_misses] == [("blocked", ("availability",))]


def test_a_notice_that_is_too_long_asks_for_a_decision() -> None:
    (fit,) = match(Need(start=TODAY + timedelta(3)), [an_expert("a", notice_days=4)], TODAY).candidates

    assert fit.needs_decision


@settings(max_examples=50, deadline=None)
@given(needs(), experts(), st.sampled_from(("en", "fr", "es", "ar", "ru", "pt")))
def test_every_reason_has_words_in_every_language(need: Need, pool: tuple[Expert, ...], language: str) -> None:
    found = match(need, [replace(one, level="lead") for one in pool], TODAY)

    for fit in (*found.candidates, *found.near_misses):
        assert all(CATALOGUE.format(language, reason.text_id, reason.arguments) for reason in fit.reasons)


def test_a_need_comes_from_what_was_said() -> None:
    said = Details(expertise=("ddr",), start=TODAY, duration_days=7, languages=("fr",), gender_preference="female")

    need = Need.from_details(said, "SO", "r1")

    assert (need.start, need.end) == (TODAY, date(2026, 3, 8))
    assert (need.expertise, need.languages, need.country, need.gender) == (("ddr",), ("fr",), "SO", "female")
    assert (need.modality, need.minimum_years) == (None, None)


def test_the_profile_for_the_requester_tells_who_it_is_to_nobody() -> None:
    secret = {"name": "Canary", "nationality": "Canary", "organisation": "Canary", "notes": "Canary"}
    expert = an_expert("Canary", countries_worked=("Somalia", "KE"), extra={"phone": "Canary"}, **secret)

    shown = profile(expert)

    assert "Canary" not in str(shown)
    assert shown["regions"] == ["africa_east_horn"]
    assert "Somalia" not in str(shown)


def test_the_balance_of_a_shortlist_is_shown_with_its_share_of_the_pools_use() -> None:
    used = tuple(Booking(f"r{number}", BookingState.ENDED, None, None) for number in range(3))
    often, once, never = (an_expert(key, bookings=used[:count]) for key, count in (("a", 3), ("b", 1), ("c", 0)))

    shown = balance((often, never), (often, once, never))

    assert shown["use"] == {"a": 0.75, "c": 0.0}
    assert shown["genders"] == {"female": 2}
    assert shown["languages"] == {"en": 2}


def test_the_depth_of_the_pool_counts_people_by_theme() -> None:
    assert pool_depth((an_expert("a"), an_expert("b", expertise=("ddr", "youth")))) == {"ddr": 2, "youth": 1}


def an_expert(expert_id: str, **known: Any) -> Expert:
    usual: dict[str, Any] = {"modality": "both", "expertise": ("ddr",), "languages": ("en:C1",), "gender": "female"}
    return Expert(expert_id=expert_id, **usual | known)
