"""The question sets test what stands in the library, and nothing that does not."""

import re
from pathlib import Path

import pytest
import yaml

from retrieval.evaluation.cases import Case, load_cases

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
QUESTIONS = KNOWLEDGE / "questions"
CASES = load_cases(QUESTIONS)
GROUNDED = [case for case in CASES if case.documents]
KINDS = {
    "direct", "paraphrase", "short", "multi_part", "follow_up", "cross_language", "near_miss",
    "off_library", "out_of_scope", "small_talk", "emergency",
}  # fmt: skip
EXPECTED = {
    "near_miss": "not_covered",
    "off_library": "not_covered",
    "out_of_scope": "out_of_scope",
    "small_talk": "not_a_question",
    "emergency": "not_a_question",
}


def text_of(document: str) -> str:
    return (KNOWLEDGE / document).read_text("utf-8")


def name(case: Case) -> str:
    return case.id


def test_every_question_has_a_known_kind_and_its_own_id() -> None:
    ids = [case.id for case in CASES]

    assert len(ids) == len(set(ids))
    assert {case.kind for case in CASES} == KINDS


def test_no_question_is_asked_twice() -> None:
    asked = [case.text.casefold() for case in CASES]

    assert len(asked) == len(set(asked))


def test_each_language_has_at_least_twelve_questions_on_english_briefs() -> None:
    counts = {
        language: sum(c.kind == "cross_language" and c.language == language for c in CASES)
        for language in ("fr", "es", "ar", "ru", "pt")
    }

    assert min(counts.values()) >= 12


def test_about_a_quarter_of_each_large_kind_is_held_out() -> None:
    held = load_cases(QUESTIONS / "held-out.yaml")

    for kind in KINDS:
        of_kind = sum(case.kind == kind for case in CASES)
        kept = sum(case.kind == kind for case in held)
        assert 0.15 <= kept / of_kind <= 0.3, kind


@pytest.mark.parametrize("case", CASES, ids=name)
def test_what_is_expected_fits_the_kind(case: Case) -> None:
    assert case.expect == EXPECTED.get(case.kind, "answered")
    assert bool(case.documents) == (case.kind not in EXPECTED)


@pytest.mark.parametrize("case", GROUNDED, ids=name)
def test_documents_and_sections_exist(case: Case) -> None:
    headings = {heading for document in case.documents for heading in re.findall(r"^## (.+)$", text_of(document), re.M)}

    assert case.sections
    assert set(case.sections) <= headings


@pytest.mark.parametrize("case", GROUNDED, ids=name)
def test_every_fact_stands_in_a_document_as_written(case: Case) -> None:
    texts = [text_of(document).casefold() for document in case.documents]

    for alternatives in case.facts:
        for fact in alternatives:
            assert any(fact.casefold() in text for text in texts), fact


@pytest.mark.parametrize("case", GROUNDED, ids=name)
def test_a_single_fact_stands_in_each_document_that_may_answer(case: Case) -> None:
    if len(case.facts) == 1:
        for document in case.documents:
            text = text_of(document).casefold()
            assert any(fact.casefold() in text for fact in case.facts[0]), document


def test_every_brief_is_asked_about() -> None:
    asked = {document for case in CASES for document in case.documents}
    briefs = {
        path.relative_to(KNOWLEDGE).as_posix()
        for folder in ("guidance", "lessons-learned")
        for path in (KNOWLEDGE / folder).rglob("*.md")
    }

    assert briefs == asked


def test_the_glossary_names_every_term_in_six_languages() -> None:
    glossary = yaml.safe_load((KNOWLEDGE / "glossary.yaml").read_text("utf-8"))

    assert len(glossary["terms"]) >= 84
    for entry in glossary["terms"]:
        assert set(entry) == {"en", "fr", "es", "ar", "ru", "pt"}
        assert all(isinstance(form, str) for forms in entry.values() for form in forms)
