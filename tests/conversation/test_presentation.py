"""Sentences of documents carry their numbers, the assistant's own none; sources are what they are."""

from dataclasses import replace

from bot.conversation.models import AnswerReply
from bot.conversation.presentation import answer_parts, copied_text, plain, source_wording, sources_lines
from bot.texts.catalogue import load_catalogue
from retrieval.models import Outcome, Question
from tests.conversation.conftest import DOCUMENTS, NOON, PASSAGES, answer_from

CATALOGUE = load_catalogue()
QUESTION = Question("How was it monitored?", "en", NOON.date())
ANSWER = answer_from(QUESTION, [(DOCUMENTS[1], PASSAGES[1])])
REFUSAL = replace(answer_from(QUESTION, []), nearest=(DOCUMENTS[1],))


def test_a_sentence_of_a_document_carries_its_number() -> None:
    assert plain(AnswerReply(ANSWER), "en", CATALOGUE).answer == "Monitoring in Aceh worked. [1]"


def test_the_part_that_is_not_covered_is_said_without_a_number() -> None:
    partly = replace(ANSWER, outcome=Outcome.PARTLY_ANSWERED, uncovered=("what it cost",))

    *_, last = plain(AnswerReply(partly), "en", CATALOGUE).answer.splitlines()

    assert last == "Not covered by the library: what it cost."


def test_a_restricted_answer_reads_exactly_like_one_that_is_not_covered() -> None:
    restricted = replace(REFUSAL, outcome=Outcome.RESTRICTED, reason="restricted")

    assert answer_parts(restricted, "en", CATALOGUE) == answer_parts(REFUSAL, "en", CATALOGUE)


def test_a_publication_is_cited_as_such() -> None:
    assert source_wording(DOCUMENTS[1], "en", CATALOGUE) == "CMI, Monitoring in Aceh, 2006"


def test_a_brief_is_cited_as_what_it_is_with_its_ground() -> None:
    starter = source_wording(DOCUMENTS[0], "en", CATALOGUE)
    endorsed = source_wording(replace(DOCUMENTS[0], reviewed_by="An editor"), "en", CATALOGUE)

    assert "starter brief" in starter
    assert endorsed == "Our brief “Arms monitoring in Nepal”, after Carter Center, 2011"


def test_two_quotes_of_one_place_are_one_source() -> None:
    first = ANSWER.citations[0]
    twice = replace(ANSWER, citations=(first, replace(first, number=2, quote="worked.")))

    (source,) = sources_lines(twice, "en", CATALOGUE)

    assert source.numbers == (1, 2)


def test_ground_is_told_in_words() -> None:
    assert answer_parts(ANSWER, "en", CATALOGUE).support == "one source, 2003–2006"


def test_a_copy_has_sources_and_date_and_no_question() -> None:
    copied = copied_text(ANSWER, "en", CATALOGUE, "2 March 2026")

    assert copied.endswith("[1] CMI, Monitoring in Aceh, 2006, Facts\n\n2 March 2026")
    assert QUESTION.text not in copied
