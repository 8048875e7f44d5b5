"""The language of a text is known, also of three words typed on a phone."""

import pytest

from retrieval.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ceasefire monitoring", "en"),
        ("Who chairs it?", "en"),
        ("women at the table", "en"),
        ("Qui est un médiateur ?", "fr"),
        ("dialogue national au Mali", "fr"),
        ("et les femmes ?", "fr"),
        ("l'accord d'Alger", "fr"),
        ("¿Quién preside?", "es"),
        ("como incluir a las mujeres", "es"),
        ("monitoreo del cese al fuego", "es"),
        ("e as mulheres?", "pt"),
        ("mediação local", "pt"),
        ("quem participa do diálogo", "pt"),
        ("وقف إطلاق النار", "ar"),
        ("кто посредник", "ru"),
        ("CFA в Сирии", "ru"),
    ],
)
def test_a_few_words_are_enough(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("prior", ["en", "fr", "es", "pt"])
def test_a_clear_question_overrides_the_persons_language(prior: str) -> None:
    assert detect("Comment surveiller un cessez-le-feu dans les montagnes ?", prior) == "fr"
    assert detect("How are ceasefires monitored in the mountains?", prior) == "en"


def test_the_persons_language_settles_what_shows_no_language() -> None:
    assert detect("Mali 2015", "fr") == "fr"
    assert detect("🙏 ?!", "ar") == "ar"
    assert detect("") == "en"
