"""A follow-up is read from the turns before; a complete question is left alone."""

import pytest

from bot.conversation.history import told
from bot.conversation.rewriting import standalone

NO_CHANGE = None


def reading(language: str, *said: str) -> str | None:
    """How the last message is read after the others."""
    *before, last = said
    return standalone(last, language, told([("user", text) for text in before], language))


@pytest.mark.parametrize(
    ("language", "asked", "then", "read_as"),
    [
        ("en", "How did monitoring work in South Sudan?", "and in Yemen?", "How did monitoring work in Yemen?"),
        ("fr", "Comment le dialogue fut-il né au Yémen ?", "Et au Mali ?", "Comment le dialogue fut-il né au Mali ?"),
        ("es", "¿Cómo fue la tregua en Colombia?", "¿y en Guatemala?", "¿Cómo fue la tregua en Guatemala?"),
        ("ar", "كيف تمت مراقبة الهدنة في السودان؟", "وفي اليمن؟", "كيف تمت مراقبة الهدنة في اليمن؟"),
        ("ru", "Как следили за перемирием в Судане?", "А в Йемене?", "Как следили за перемирием в Йемене?"),
        ("pt", "Como foi a trégua em Moçambique?", "E em Angola?", "Como foi a trégua em Angola?"),
    ],
)  # fmt: skip
def test_a_question_moves_to_another_place(language: str, asked: str, then: str, read_as: str) -> None:
    assert reading(language, asked, then) == read_as


@pytest.mark.parametrize(
    ("language", "asked", "then", "words"),
    [
        ("en", "What was the Nuba Mountains ceasefire?", "why did it fail?", "fail Nuba Mountains ceasefire"),
        ("en", "Who mediated the Burundi talks?", "How long did they take?", "long Burundi talks"),
        ("en", "How were members of the commission selected?", "what about women?", "women members commission"),
        ("fr", "Qu'est-ce que l'accord de Ouagadougou ?", "Pourquoi a-t-il échoué ?", "échoué Ouagadougou"),
        ("es", "¿Qué fue el proceso de La Habana?", "¿quiénes fueron sus garantes?", "garantes Habana"),
        ("ar", "ما هو الحوار الوطني في اليمن؟", "لماذا فشل؟", "فشل الحوار الوطني اليمن"),
        ("ru", "Что такое Дейтонское соглашение?", "Почему оно критикуется?", "критикуется Дейтонское"),
        ("pt", "O que foi o acordo de Roma?", "e quem o garantiu?", "garantiu Roma"),
    ],
)  # fmt: skip
def test_a_follow_up_carries_the_topic_along(language: str, asked: str, then: str, words: str) -> None:
    read = reading(language, asked, then) or ""

    assert [word for word in words.split() if word not in read] == []


@pytest.mark.parametrize(
    ("asked", "then", "read_as"),
    [
        ("how did it work in south sudan", "and in yemen?", "how did it work in yemen"),
        ("How many monitors were there in 2007?", "and in 2010?", "How many monitors were there in 2010?"),
        ("ما هو دور المرأة في محادثات السلام؟", "وفي اليمن؟", "في اليمن – دور المرأة في محادثات السلام?"),
    ],
)
def test_without_capitals_and_with_years_it_moves_too(asked: str, then: str, read_as: str) -> None:
    language = "ar" if asked[0] > "z" else "en"

    assert reading(language, asked, then) == read_as


def test_a_topic_is_carried_over_several_turns() -> None:
    read = reading("en", "What was the Nuba Mountains ceasefire?", "why did it fail?", "and who monitored it?")

    assert read == "and who monitored it – Nuba Mountains ceasefire?"


@pytest.mark.parametrize(
    ("language", "then"),
    [
        ("en", "How are members of a joint military commission chosen?"),
        ("en", "amnesty for war crimes"),
        ("en", "How do mediators protect their sources?"),
        ("en", "And how do mediators deal with spoilers in general?"),
        ("fr", "Comment un médiateur doit-il traiter les saboteurs ?"),
        ("es", "¿Cómo se protege a los mediadores internos?"),
        ("ar", "ما هو دور المرأة في مفاوضات السلام؟"),
        ("ru", "Как защищают местных посредников?"),
        ("pt", "Como se verifica um cessar-fogo?"),
    ],
)
def test_a_complete_new_question_is_left_alone(language: str, then: str) -> None:
    assert reading(language, "Who mediated the Burundi talks?", then) is NO_CHANGE


def test_without_turns_before_nothing_is_read_into_a_message() -> None:
    assert reading("en", "and in Yemen?") is NO_CHANGE


def test_small_talk_between_does_not_lose_the_topic() -> None:
    read = reading("en", "How did monitoring work in Nepal?", "thanks", "and in Aceh?")

    assert read == "How did monitoring work in Aceh?"


def test_an_opener_becomes_context_of_what_follows_it() -> None:
    assert reading("en", "a question about", "ceasefires in Yemen") == ("a question about ceasefires in Yemen")
