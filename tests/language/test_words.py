"""Documents and questions meet in the same terms, however the words are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language import LANGUAGES, terms
from retrieval.language.names import NameIndex, skeleton
from retrieval.language.words import fold


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "The mediator's proposals", "mediators propose a proposal"),
        ("fr", "la négociation", "des negociations"),
        ("fr", "l'accord", "accords"),
        ("es", "mediación", "mediacion"),
        ("es", "las mediaciones", "mediación"),
        ("pt", "as mediações", "mediacao"),
        ("ru", "отчёт", "отчеты"),
        ("ar", "والمفاوضات", "مفاوضات"),
        ("ar", "بالوساطة", "الوساطة"),
        ("ar", "اتّفاقية", "الاتفاقية"),
        ("ar", "إطلاق", "اطلاق"),
    ],
)
def test_spelling_accents_and_clitics_do_not_part_words(language: str, one: str, other: str) -> None:
    assert set(terms(one, language)) & set(terms(other, language))


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "What is it and who are they?"),
        ("fr", "Qu'est-ce que c'est ?"),
        ("es", "¿Qué es y cuándo?"),
        ("pt", "O que é isso?"),
        ("ru", "Что это и кто они?"),
        ("ar", "ما هو هذا ومن؟"),
    ],
)
def test_question_words_mean_nothing_by_themselves(language: str, question: str) -> None:
    assert terms(question, language) == []


def test_digits_of_every_script_are_the_same_numbers() -> None:
    assert terms("عام ٢٠١٥", "ar")[-1] == terms("2015", "en")[0] == "2015"


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_terms_of_any_text_are_clean_words(text: str, language: str) -> None:
    assert all(stem and not any(character.isspace() for character in stem) for stem in terms(text, language))


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Korvath", "Корвате"),
        ("Korvath", "بكورفاث"),
        ("Velmaria", "Velmarie"),
        ("Stor", "Стор"),
        ("Sered", "Середом"),
        ("Ruvo", "Руво"),
        ("Арсай", "Arsai"),
        ("سرهد", "Sirhad"),
        ("بسرهد", "Sirhad"),
    ],
)
def test_a_name_is_recognised_in_another_script(written: str, asked: str) -> None:
    assert NameIndex([f"The talks in {written} failed."]).like(asked) == [written]


def test_short_names_are_not_guessed() -> None:
    assert NameIndex(["Pell is a town."]).like("Пелл") == []
    assert skeleton("Pell") == "BL"
