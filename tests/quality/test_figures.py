"""The promises about answers, measured on the questions that nothing was fitted on."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.settings import load_settings
from retrieval.answering.answerer import Answerer
from retrieval.evaluation.cases import Case, load_cases
from retrieval.evaluation.metrics import Figures, Found, Measured, Quoted, Reply, figures, measure
from retrieval.index.library import Library
from retrieval.index.weights import ensure_local_model
from retrieval.ingest.pipeline import sync
from retrieval.models import Question
from tests.library_builder import a_library, settings_of

MATERIAL = Path(__file__).parent / "material"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    ensure_local_model(load_settings().cache_dir)
    settings = settings_of(MATERIAL / "documents", tmp_path_factory.mktemp("figures"), model="local")
    with a_library(settings) as opened:
        sync(opened)
        opened.refresh()
        yield opened


@pytest.fixture(scope="module")
def measured(library: Library) -> list[Measured]:
    answerer = Answerer(library)
    texts = {path.name: path.read_text("utf-8") for path in (MATERIAL / "documents").glob("*.md")}

    def ask(case: Case) -> Reply:
        answer = answerer.answer(Question(case.text, case.language, date(2026, 11, 23)))
        return Reply(
            outcome=answer.outcome,
            answer=" ".join(statement.text for statement in answer.short),
            citations=[Quoted(document=cited.document, quote=cited.quote) for cited in answer.citations],
            passages=[Found(document=found.document.path) for found in answer.evidence],
        )

    return [measure(case, ask(case), texts.get) for case in load_cases(MATERIAL / "questions" / "held-out.yaml")]


def of(measured: list[Measured], kind: str, language: str | None = None) -> Figures:
    return figures([m for m in measured if m.case.kind == kind and language in (None, m.case.language)])


def test_no_quote_is_broken(measured: list[Measured]) -> None:
    assert figures(measured)["broken_quotes"] == 0
    assert sum(len(one.reply.citations) for one in measured) > 100


def test_the_right_document_comes_first(measured: list[Measured]) -> None:
    assert (of(measured, "direct", "en")["document_at_1"] or 0) >= 0.9


def test_what_the_library_has_is_answered_with_the_fact_asked_for(measured: list[Measured]) -> None:
    direct = of(measured, "direct", "en")

    assert (direct["answered"] or 0) >= 0.9
    assert (direct["fact"] or 0) >= 0.85


def test_what_the_library_does_not_have_is_not_answered(measured: list[Measured]) -> None:
    assert (of(measured, "off_library")["answered"] or 0) <= 0.1


def test_near_misses_are_often_seen(measured: list[Measured]) -> None:
    assert (of(measured, "near_miss")["answered"] or 0) <= 0.55


def test_questions_in_other_languages_are_answered_too(measured: list[Measured]) -> None:
    others = figures([m for m in measured if m.case.kind == "direct" and m.case.language != "en"])

    assert (others["answered"] or 0) >= 0.75
