"""The library's promises, on keywords alone and with the local model, on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.database.engine import sync_engine
from retrieval.errors import LibraryError
from retrieval.index.library import Library, open_library
from retrieval.index.retriever import LibraryRetriever
from retrieval.ingest.pipeline import sync
from retrieval.models import DocumentStatus, SearchFilter
from tests.library_builder import KORVATH, a_library, settings_of, write

MATRIX = [("none", "sqlite"), ("local", "postgresql")]


@pytest.fixture(params=MATRIX, ids=["keywords on SQLite", "local model on PostgreSQL"])
def library(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> Iterator[Library]:
    model, database = request.param
    url = None if database == "sqlite" else request.getfixturevalue("postgresql_url")
    if model == "local":
        request.getfixturevalue("local_weights")
    with a_library(settings_of(folder, tmp_path / "data", model=model), url=url) as library:
        sync(library)
        yield library


def found(library: Library, query: str, **wanted: object) -> list[str]:
    filter = SearchFilter(**wanted)  # type: ignore[arg-type]
    return list(dict.fromkeys(one.document.path for one in library.search(query, filter).evidence))


def test_a_question_finds_its_passage_with_reasons(library: Library) -> None:
    result = library.search("Who observed the Korvath plateau?")
    best = result.evidence[0]

    assert best.document.path == "korvath.md"
    assert best.passage.section == ("Monitoring",)
    assert 0 < best.score <= 1
    assert 0 < best.keyword <= 1
    assert (best.cosine is not None) == (library.embedder is not None)
    assert set(result.milliseconds) == {"read", "embed", "dense", "keywords", "total"}


def test_a_question_in_another_language_finds_the_same(library: Library) -> None:
    for question in (
        "Combien d'observateurs à Korvath ?",
        "Сколько наблюдателей было в Корвате?",
        "كم عدد المراقبين في كورفاث؟",
    ):
        assert found(library, question)[0] == "korvath.md"


def test_what_it_holds_can_be_looked_up(library: Library, folder: Path) -> None:
    document = library.document("water/tamra.md")
    assert document is not None
    passages = library.passages(document.document_id)

    assert [one.ordinal for one in passages] == [0, 1]
    assert library.passage(passages[1].passage_id) == passages[1]
    assert passages[1].table_header == "| Party | Share |"
    assert len(library.sentence_stems(passages[1].passage_id)) == len(passages[1].sentences)
    assert library.source_file("water/tamra.md") == folder / "water" / "tamra.md"
    assert library.document("nowhere.md") is library.passage("none") is None
    assert library.source_file("nowhere.md") is None


def test_a_rare_word_weighs_more(library: Library) -> None:
    assert library.inverse_document_frequency("ceasefir") < library.inverse_document_frequency("zz")


def test_a_question_without_words_is_no_error(library: Library) -> None:
    for query in ("", "   ", "?!", "🙏", "the of and", "\0", "x" * 4000):
        library.search(query)


def test_only_current_documents_are_found_unless_another_status_is_named(library: Library, folder: Path) -> None:
    for status in ("superseded", "draft", "archived"):
        write(folder, f"{status}.md", KORVATH, title=status, status=status)
    sync(library)

    assert not {"superseded.md", "draft.md", "archived.md"} & {*found(library, "Korvath plateau")}
    for status in ("superseded", "draft", "archived"):
        wanted = (DocumentStatus(status),)
        assert found(library, "observers Korvath plateau", statuses=wanted) == [f"{status}.md"]


def test_a_successor_takes_the_place_of_what_it_supersedes(library: Library, folder: Path) -> None:
    write(folder, "korvath-2.md", KORVATH, title="Korvath again", supersedes=["korvath.md"])
    sync(library)

    assert found(library, "observers Korvath plateau")[0] == "korvath-2.md"
    assert "korvath.md" not in found(library, "observers Korvath plateau")
    older = library.document("korvath.md")
    assert older is not None
    assert (older.status, older.superseded_by) == ("superseded", "korvath-2.md")


def test_internal_documents_are_found_only_by_those_who_may(library: Library, folder: Path) -> None:
    write(folder, "internal.md", KORVATH, title="Internal", audience="internal")
    sync(library)

    assert "internal.md" not in found(library, "observers Korvath plateau")
    assert "internal.md" not in [one.path for one in library.documents()]
    assert "internal.md" in found(library, "observers Korvath plateau", internal=True)


def test_a_filter_lets_through_what_it_names(library: Library, folder: Path) -> None:
    front = {"themes": ["water"], "region": "global", "country": ["SD"], "language": "fr"}
    write(folder, "only.md", KORVATH, title="Only", **front)
    sync(library)

    for wanted in (
        {"themes": ("water", "ddr")}, {"regions": ("global",)}, {"countries": ("SD",)},
        {"languages": ("fr",)}, {"paths": ("only.md",)},
    ):  # fmt: skip
        assert found(library, "observers Korvath plateau", **wanted) == ["only.md"]


def test_limit_and_order_hold(library: Library) -> None:
    scores = [one.score for one in library.search("the Korvath figures", limit=3).evidence]

    assert scores == sorted(scores, reverse=True)
    assert len(library.search("Korvath", limit=1).evidence) == 1


def test_a_restart_finds_the_same_version(folder: Path, tmp_path: Path) -> None:
    settings = settings_of(folder, tmp_path / "data")
    with a_library(settings) as library:
        version = sync(library).version

    with a_library(settings) as reopened:
        assert reopened.version == version
        assert found(reopened, "Korvath") == ["korvath.md"]


def test_the_retriever_of_langchain_finds_the_same(library: Library) -> None:
    documents = LibraryRetriever(library=library, limit=2).invoke("observers of Korvath")

    assert [one.id for one in documents] == [
        one.passage.passage_id for one in library.search("observers of Korvath", limit=2).evidence
    ]
    assert documents[0].metadata["document"] == "korvath.md"


def test_without_weights_keywords_answer(folder: Path, tmp_path: Path) -> None:
    settings = replace(settings_of(folder, tmp_path / "d", model="local"), cache_dir=tmp_path / "c")
    with a_library(settings) as library:
        sync(library)

        assert library.search("Korvath observers").evidence[0].cosine is None
        assert found(library, "Korvath observers") == ["korvath.md"]


@pytest.mark.parametrize("place", ["a file", "below a file"])
def test_a_folder_that_cannot_be_made_is_one_sentence(folder: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    data = tmp_path / "file" if place == "a file" else tmp_path / "file" / "data"

    with pytest.raises(LibraryError, match="DATA_DIR") as caught:
        open_library(settings_of(folder, data), sync_engine("sqlite://"), owner=True)

    assert "\n" not in str(caught.value)


def test_a_name_that_only_a_title_holds_is_found_from_another_script(tmp_path: Path) -> None:
    write(tmp_path / "knowledge", "a.md", "Nothing happened in March.", title="Incidents along the Sered Line")
    write(tmp_path / "knowledge", "b.md", "Это середина текста о мире.", title="О мире")
    with a_library(settings_of(tmp_path / "knowledge", tmp_path / "data")) as library:
        sync(library)

        assert library.search("Что было на линии Серед?").evidence[0].document.path == "a.md"
