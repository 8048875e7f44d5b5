"""What a question asks for is read from its words."""

import pytest

from retrieval.answering.asked import analyse, parts_of
from retrieval.answering.facts import Kind, expected_kind, holds
from retrieval.language.glossary import Glossary, Wording

CEASEFIRE = (Wording("ceasefire", "en"), Wording("cessez-le-feu", "fr"))
GLOSSARY = Glossary([CEASEFIRE], {})


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many observers were there?", Kind.NUMBER),
        ("In which year did it end?", Kind.DATE),
        ("Who chaired the talks?", Kind.PERSON),
        ("In which town did they meet?", Kind.PLACE),
        ("Why did it fail?", Kind.REASON),
        ("How do I handle a leak?", Kind.MANNER),
        ("What are the options?", Kind.LIST),
        ("Should women sit apart?", Kind.YES_NO),
        ("Combien de sièges y a-t-il ?", Kind.NUMBER),
        ("¿Quién firmó el acuerdo?", Kind.PERSON),
        ("Когда подписали соглашение?", Kind.DATE),
        ("Onde foi a reunião?", Kind.PLACE),
        ("كم عدد المراقبين؟", Kind.NUMBER),
    ],
)
def test_the_kind_of_fact_follows_from_the_question_word(question: str, kind: Kind) -> None:
    assert expected_kind(question) is kind


def test_a_year_is_no_count() -> None:
    assert not holds(Kind.NUMBER, "It was signed in Ostrel in 2003.")
    assert holds(Kind.NUMBER, "It was signed in 2003 by 12 people.")


@pytest.mark.parametrize(
    ("question", "language", "parts"),
    [
        ("Who chaired it and when did it end?", "en", ("Who chaired it", "when did it end?")),
        ("Who chaired it? Where?", "en", ("Who chaired it?", "Where?")),
        ("What about truth and justice?", "en", ("What about truth and justice?",)),
        ("Qui a signé et quand ?", "fr", ("Qui a signé", "quand ?")),
    ],
)
def test_the_parts_of_a_question_are_given_verbatim(question: str, language: str, parts: tuple[str, ...]) -> None:
    assert parts_of(question, language) == parts
    assert all(part in question for part in parts)


def test_a_part_that_points_back_is_searched_with_what_it_points_to() -> None:
    _, second = analyse("Who led the talks in Korvath and when did they end?", "en", ("en",), GLOSSARY.pieces)

    assert second.text == "when did they end?"
    assert "Korvath" in second.query


def test_a_question_in_another_language_wants_the_words_of_the_passage() -> None:
    (asked,) = analyse("Qui surveille le cessez-le-feu de Korvath ?", "fr", ("en", "fr"), GLOSSARY.pieces)
    ceasefire = next(word for word in asked.wanted if "cessez" in word.surface)

    assert frozenset({"ceasefir"}) in ceasefire.ways["en"]
    assert [word.surface for word in asked.wanted if word.is_name] == ["Korvath"]


@pytest.mark.parametrize(
    ("word", "is_name"), [("1st", False), ("2nd", False), ("1er", False), ("1998", True), ("B2", True)]
)
def test_an_ordinal_is_no_number_that_must_stand_in_the_answer(word: str, is_name: bool) -> None:
    (asked,) = analyse(f"prisoner exchange who goes {word}", "en", ("en",), GLOSSARY.pieces)

    assert [one.surface for one in asked.wanted if one.is_name] == [word] * is_name


@pytest.mark.parametrize(
    "sentence",
    [
        "Soixante-douze bénévoles observent la lagune.",
        "Son quince aldeas.",
        "Foram sessenta barcos.",
        "Их было двадцать.",
        "كانوا عشرين مراقباً.",
        "They were sixty.",
    ],
)
def test_a_number_may_be_written_in_words(sentence: str) -> None:
    assert holds(Kind.NUMBER, sentence)
