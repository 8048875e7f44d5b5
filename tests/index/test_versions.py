"""A version is built beside, verified and switched; one process owns the vectors; search goes on."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa

from bot.database.engine import sync_engine
from retrieval.errors import LibraryError
from retrieval.index.library import Library
from retrieval.index.passages import PassageVectors, VectorStoreError
from retrieval.ingest.pipeline import sync
from retrieval.settings import LibrarySettings
from tests.library_builder import KORVATH, a_library, settings_of, write

QUESTION = "Who observed the Korvath plateau?"
SYNC_ELSEWHERE = """
import sys
from pathlib import Path
from retrieval.ingest.pipeline import sync
from tests.library_builder import a_library, settings_of

with a_library(settings_of(Path(sys.argv[1]), Path(sys.argv[2]), model="local")) as library:
    sync(library)
    best = library.search("camels").evidence[0]
    print(library.is_owner, best.document.path, best.cosine is not None, "chromadb" in sys.modules)
"""


@pytest.fixture
def settings(folder: Path, tmp_path: Path, local_weights: None) -> LibrarySettings:
    return settings_of(folder, tmp_path / "data", model="local")


@pytest.fixture
def library(settings: LibrarySettings) -> Iterator[Library]:
    with a_library(settings) as library:
        sync(library)
        yield library


def first(library: Library, question: str = QUESTION) -> str:
    return library.search(question).evidence[0].document.path


def test_another_process_writes_and_the_owner_takes_it_over(
    library: Library, settings: LibrarySettings, folder: Path
) -> None:
    before = library.version
    write(folder, "camels.md", "# Camels\n\nCamels carried the observers.", title="Camels")

    command = [sys.executable, "-c", SYNC_ELSEWHERE, str(folder), str(settings.data_dir)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)

    assert done.stdout.split("\n")[-2] == "False camels.md True False"
    assert library.version == before
    assert library.refresh()
    assert library.version != before
    assert first(library, "camels") == "camels.md"
    assert not library.refresh()


def test_only_one_owns_the_vectors_and_the_next_may_after_it(settings: LibrarySettings) -> None:
    with a_library(settings) as one, a_library(settings) as other:
        sync(one)
        other.refresh()
        assert (one.is_owner, other.is_owner) == (True, False)

        one.close()

        assert other.refresh()
        assert other.is_owner
        assert first(other) == "korvath.md"


def test_a_damaged_vector_folder_is_built_again(library: Library, settings: LibrarySettings) -> None:
    version = library.version
    library.close()
    for file in (settings.data_dir / "chroma").rglob("*"):
        if file.is_file():
            file.write_bytes(b"damaged" * 100)

    with a_library(settings) as reopened:
        assert reopened.version == version
        assert first(reopened) == "korvath.md"
        assert reopened.search(QUESTION).evidence[0].cosine


def test_where_vectors_cannot_be_kept_search_is_exact(settings: LibrarySettings) -> None:
    settings.data_dir.mkdir(parents=True)
    (settings.data_dir / "chroma").write_text("a file where the folder should be")

    with a_library(settings) as library:
        sync(library)

        assert library.search(QUESTION).evidence[0].cosine is not None
        assert first(library) == "korvath.md"


def test_vectors_that_vanish_while_serving_do_not_stop_answers(library: Library, settings: LibrarySettings) -> None:
    stranger = PassageVectors(settings.data_dir / "chroma", None)
    stranger.drop([library.version])

    assert first(library) == "korvath.md"


def test_exact_and_stored_search_agree(library: Library, settings: LibrarySettings) -> None:
    with a_library(settings, owner=False) as exact:
        ours, theirs = library.search(QUESTION), exact.search(QUESTION)

    assert [one.passage for one in ours.evidence] == [one.passage for one in theirs.evidence]
    assert np.allclose([one.score for one in ours.evidence], [one.score for one in theirs.evidence], atol=1e-5)


def test_a_collection_is_whole_only_with_every_vector_as_it_was(tmp_path: Path) -> None:
    vectors = PassageVectors(tmp_path / "chroma", None)
    ids, rows = ["a", "b"], np.eye(2, 4, dtype=np.float32)
    vectors.build("v1", ids, rows)

    assert vectors.is_whole("v1", ids, rows)
    assert not vectors.is_whole("v1", ids, rows[::-1])
    assert not vectors.is_whole("v1", ["a", "c"], rows)
    assert not vectors.is_whole("v1", ["a"], rows[:1])
    assert not vectors.is_whole("v2", ids, rows)
    with pytest.raises(VectorStoreError):
        vectors.search("v2", rows[0], 1)
    vectors.close()


def test_the_last_two_versions_are_kept(library: Library, folder: Path) -> None:
    for number in range(3):
        write(folder, "new.md", f"# New\n\nEdition {number}.")
        sync(library)

    with library.store.transaction() as transaction:
        kept = library.store.forget_old_versions(transaction)
    assert kept == []
    assert library.document("new.md") is not None


def test_another_model_builds_a_new_version_and_keeps_old_vectors(
    settings: LibrarySettings, library: Library, folder: Path
) -> None:
    version = library.version
    library.close()

    with a_library(settings_of(folder, settings.data_dir)) as keywords:
        assert sync(keywords).version != version
        assert keywords.search(QUESTION).evidence[0].cosine is None
    heard: list[str] = []
    with a_library(settings) as again:
        sync(again, progress=lambda progress: heard.append(progress.step))
        assert again.search(QUESTION).evidence[0].cosine is not None
    assert heard == []


def test_a_version_with_lost_vectors_does_not_replace_the_live_one(
    library: Library, settings: LibrarySettings, folder: Path
) -> None:
    version = library.version
    with a_library(settings, owner=False) as other:
        write(folder, "new.md", "# New\n\nText.")
        sync(other)
        engine = sync_engine(f"sqlite:///{settings.data_dir / 'library.sqlite3'}")
        with engine.begin() as connection:
            connection.execute(sa.text("DELETE FROM vectors"))

    assert not library.refresh()
    assert library.version == version
    assert first(library) == "korvath.md"


def test_a_folder_without_permission_is_one_sentence(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "chroma.lock").mkdir()

    with pytest.raises(LibraryError, match="cannot be written"), a_library(settings_of(folder, data)):
        pass


def test_a_library_file_that_is_none_is_one_sentence(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "library.sqlite3").write_bytes(b"this is no database at all" * 50)

    with pytest.raises(LibraryError) as caught, a_library(settings_of(folder, tmp_path / "data")):
        pass

    assert "\n" not in str(caught.value)


def test_korvath_is_only_embedded_once(library: Library, folder: Path) -> None:
    heard: list[int] = []
    write(folder, "korvath-copy.md", KORVATH, title="The Korvath ceasefire")

    sync(library, progress=lambda progress: heard.append(progress.total) if progress.step == "embedding" else None)

    assert heard == []


def test_a_run_that_finds_nothing_new_never_opens_the_vector_store(settings: LibrarySettings, folder: Path) -> None:
    owned = []
    for _run in range(2):
        with a_library(settings, owner=False) as library:
            library.build_news()
            sync(library)
            owned.append(library.is_owner)
            assert first(library) == "korvath.md"

    assert owned == [True, False]
