"""The glossary offers what else a thing is called, in the question's language and in others."""

from pathlib import Path

import pytest

from retrieval.errors import LibraryError
from retrieval.language.glossary import Glossary, Wording, load_glossary

FOLDER = Path(__file__).resolve().parents[2] / "knowledge"


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary([FOLDER])


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "Comment surveiller un cessez-le-feu ?"),
        ("es", "¿Cómo se vigila un alto el fuego?"),
        ("pt", "Como se vigia um cessar-fogo?"),
        ("ru", "Кто следит за прекращением огня?"),
        ("ar", "كيف يراقب وقف إطلاق النار؟"),
    ],
)
def test_a_phrase_of_the_field_is_found_whole_in_every_language(
    glossary: Glossary, language: str, question: str
) -> None:
    wordings = {one for piece in glossary.pieces(question, language) for one in piece.wordings}

    assert Wording("ceasefire", "en") in wordings


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("CFA", "ceasefire agreement"),
        ("cfa", "ceasefire agreement"),
        ("the smm in the east", "Special Monitoring Mission to Ukraine"),
        ("a CoH for a month", "cessation of hostilities"),
        ("ToR", "terms of reference"),
        ("FemWise members", "Network of African Women in Conflict Prevention and Mediation"),
        ("who does M&V?", "monitoring and verification"),
        ("C-R's work", "Conciliation Resources"),
        ("the AU PAPS department", "African Union, Political Affairs, Peace and Security"),
    ],
)
def test_an_acronym_is_written_out_however_it_is_typed(glossary: Glossary, typed: str, meant: str) -> None:
    wordings = [one.phrase for piece in glossary.pieces(typed, "en") for one in piece.wordings]

    assert meant in wordings


@pytest.mark.parametrize(("language", "question"), [("en", "by car"), ("fr", "un accord"), ("fr", "au tribunal")])
def test_an_ordinary_word_is_no_acronym(glossary: Glossary, language: str, question: str) -> None:
    wordings = {one.phrase for piece in glossary.pieces(question, language) for one in piece.wordings}

    assert not [one for one in wordings if "Central African" in one or "African Centre" in one or "Union" in one]


@pytest.mark.parametrize("name", [("UN", "en"), ("ONU", "es"), ("ООН", "ru"), ("الأمم المتحدة", "ar")])
def test_an_organisation_is_the_same_in_all_languages(glossary: Glossary, name: tuple[str, str]) -> None:
    (piece,) = glossary.pieces(*name)

    assert {"UN", "United Nations", "Nations Unies", "ONU", "ООН"} <= {one.phrase for one in piece.wordings}


def test_everyday_words_are_translated_but_get_no_synonyms(glossary: Glossary) -> None:
    (piece,) = glossary.pieces("бюджет", "ru")

    assert Wording("budget", "en") in piece.wordings
    assert not [one for one in piece.wordings if one.language == "ru"]


def test_a_folders_own_terms_are_added(tmp_path: Path) -> None:
    (tmp_path / "glossary.yaml").write_text("acronyms: {JVT: [joint verification team]}", "utf-8")

    (piece,) = load_glossary([FOLDER, tmp_path]).pieces("JVT", "en")

    assert piece.wordings == (Wording("joint verification team", "en"),)


@pytest.mark.parametrize("content", ["terms: [", "terms: 3", "acronyms: {A: 4}", "- x"])
def test_a_broken_glossary_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "glossary.yaml").write_text(content, "utf-8")

    with pytest.raises(LibraryError, match=r"glossary\.yaml"):
        load_glossary([tmp_path])
