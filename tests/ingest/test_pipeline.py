"""A sync reads what changed and nothing else, and a bad file stops nobody."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from retrieval.errors import LibraryError
from retrieval.index.embeddings import Vectors
from retrieval.index.library import Library
from retrieval.ingest.embedding import Progress
from retrieval.ingest.pipeline import SyncReport, check, sync
from tests.library_builder import KORVATH, TAMRA, a_library, settings_of, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "knowledge", "korvath.md", KORVATH, title="The Korvath ceasefire")
    write(tmp_path / "knowledge", "water/tamra.md", TAMRA, title="Sharing Lake Tamra")
    return tmp_path / "knowledge"


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Iterator[Library]:
    with a_library(settings_of(folder, tmp_path / "data")) as library:
        yield library


def paths(library: Library) -> list[str]:
    return [one.path for one in library.documents()]


def counts(report: SyncReport) -> tuple[int, int, int, int]:
    return len(report.added), len(report.changed), len(report.removed), len(report.unchanged)


def test_a_first_sync_makes_the_library_ready(library: Library) -> None:
    assert not library.is_ready

    report = sync(library)

    assert library.is_ready
    assert report.version == library.version != ""
    assert report.added == ("korvath.md", "water/tamra.md")
    assert paths(library) == ["korvath.md", "water/tamra.md"]


def test_nothing_changed_means_nothing_done(library: Library) -> None:
    first = sync(library)
    second = sync(library)

    assert counts(second) == (0, 0, 0, 2)
    assert second.version == first.version


def test_what_was_added_changed_and_removed_is_told_and_found(library: Library, folder: Path) -> None:
    first = sync(library)
    write(folder, "new.md", "# New\n\nSomething about caravans.")
    write(folder, "korvath.md", KORVATH + "\nCamels were used.", title="The Korvath ceasefire")
    (folder / "water" / "tamra.md").unlink()

    report = sync(library)

    assert counts(report) == (1, 1, 1, 0)
    assert report.version != first.version
    assert paths(library) == ["korvath.md", "new.md"]
    assert library.search("camels").evidence[0].document.path == "korvath.md"
    assert library.search("hours river").evidence == ()


def test_a_dry_run_tells_and_changes_nothing(library: Library, folder: Path) -> None:
    first = sync(library)
    write(folder, "new.md", "# New\n\nText.")

    report = sync(library, dry_run=True)

    assert report.added == ("new.md",)
    assert library.version == first.version
    assert sync(library).added == ("new.md",)


def test_a_bad_file_is_refused_by_name_and_the_rest_goes_on(library: Library, folder: Path) -> None:
    write(folder, "bad.md", "Text.", year="soon")
    write(folder, "worse.md", "---\ntitle: [\n---\nText.")
    (folder / "binary.md").write_bytes(b"\xff\x00\x12")

    report = sync(library)

    assert [error.path for error in report.refused] == ["bad.md", "binary.md", "worse.md"]
    assert paths(library) == ["korvath.md", "water/tamra.md"]
    assert [error.path for error in sync(library).refused] == ["bad.md", "binary.md", "worse.md"]


def test_a_document_that_becomes_unusable_leaves_the_library(library: Library, folder: Path) -> None:
    sync(library)
    write(folder, "korvath.md", "Text.", audience="interna")

    report = sync(library)

    assert report.removed == ("korvath.md",)
    assert paths(library) == ["water/tamra.md"]


@pytest.mark.parametrize(
    "name",
    ["README.md", "README-first.md", "questions/q.md", "_draft.md", ".hidden.md", "vocabulary.yaml",
     "_private/a.md", ".git/a.md", "picture.png"],
)  # fmt: skip
def test_what_is_no_knowledge_is_skipped_silently(library: Library, folder: Path, name: str) -> None:
    write(folder, name, "terms: []")

    report = sync(library)

    assert len(report.added) == 2
    assert report.refused == ()


def test_a_link_out_of_the_folder_is_refused(library: Library, folder: Path, tmp_path: Path) -> None:
    write(tmp_path, "secret.md", "# Secret\n\nNot for the library.")
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    (folder / "gone.md").symlink_to(folder / "nowhere.md")

    report = sync(library)

    assert [error.path for error in report.refused] == ["gone.md", "link.md"]
    assert ["nowhere" in str(error) for error in report.refused] == [True, False]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_refused(library: Library, folder: Path) -> None:
    (folder / "korvath.md").chmod(0)

    assert [error.path for error in sync(library).refused] == ["korvath.md"]


def test_equal_paths_in_two_folders_name_both_and_keep_the_first(library: Library, tmp_path: Path) -> None:
    sync(library)
    first, other = tmp_path / "knowledge", tmp_path / "other"
    write(other, "korvath.md", "# Something else\n\nText.")

    synced, checked = sync(library, [other]), check([first, other], first)

    for report in (synced, checked):
        (refused,) = report.refused
        assert (refused.path, str(first) in str(refused), str(other) in str(refused)) == ("korvath.md", True, True)
    assert len(paths(library)) == 2
    assert library.document("korvath.md").title == "The Korvath ceasefire"  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["a.pdf", "b/c.DOCX", "d.html"])
def test_a_format_that_is_not_read_yet_is_warned_of(library: Library, folder: Path, name: str) -> None:
    write(folder, name, "%PDF-1.4")

    report = sync(library)

    assert [(one.path, "not read yet" in one.warning) for one in report.warnings] == [(name, True)]
    assert (len(report.added), report.refused) == (2, ())


def test_editions_that_are_not_there_are_warned_of_and_ignored(library: Library, folder: Path) -> None:
    write(folder, "ghost.md", "Text.", title="G", supersedes="gone.md")
    write(folder, "self.md", "Text.", title="S", supersedes="self.md", superseded_by="S")
    write(folder, "new.md", "Text.", title="N", supersedes="The Korvath ceasefire")

    warned = [(one.path, one.warning) for one in sync(library).warnings]

    assert warned == [
        ("ghost.md", "supersedes: “gone.md” is not there; ignored"),
        ("self.md", "supersedes: “self.md” is the document itself; ignored"),
        ("self.md", "superseded_by: “S” is the document itself; ignored"),
    ]
    assert paths(library) == ["ghost.md", "new.md", "self.md", "water/tamra.md"]


def test_syncing_a_folder_touches_nothing_outside_it(library: Library, folder: Path, tmp_path: Path) -> None:
    sync(library)
    (folder / "korvath.md").unlink()
    write(tmp_path / "other", "other.md", "# Other\n\nText.")

    report = sync(library, [tmp_path / "other"])

    assert (report.added, report.removed) == (("other.md",), ())
    assert paths(library) == ["korvath.md", "other.md", "water/tamra.md"]


def test_a_folder_named_once_stays_until_its_files_go(library: Library, tmp_path: Path) -> None:
    sync(library)
    file = write(tmp_path / "other", "other.md", "# Other\n\nText.")
    sync(library, [tmp_path / "other"])

    assert "other.md" in paths(library)
    assert counts(sync(library)) == (0, 0, 0, 2)
    file.unlink()
    assert sync(library, [tmp_path / "other"]).removed == ("other.md",)


def test_a_folder_no_longer_configured_leaves_the_library(folder: Path, tmp_path: Path) -> None:
    with a_library(settings_of(folder, tmp_path / "data")) as library:
        sync(library)
    write(tmp_path / "second", "second.md", "# Second\n\nText.")

    with a_library(settings_of(tmp_path / "second", tmp_path / "data")) as library:
        report = sync(library)

        assert report.removed == ("korvath.md", "water/tamra.md")
        assert paths(library) == ["second.md"]


def test_an_empty_folder_is_an_empty_library(tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    with a_library(settings_of(tmp_path / "knowledge", tmp_path / "data")) as library:
        report = sync(library)

        assert counts(report) == (0, 0, 0, 0)
        assert library.is_ready
        assert library.search("anything").evidence == ()


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    with (
        a_library(settings_of(tmp_path / "nowhere", tmp_path / "data")) as library,
        pytest.raises(LibraryError, match="nowhere"),
    ):
        sync(library)


def test_progress_counts_files_up_to_the_end(library: Library) -> None:
    heard: list[Progress] = []

    sync(library, progress=heard.append)

    assert heard == [Progress("reading", 1, 2), Progress("reading", 2, 2)]


def test_check_needs_no_library_and_tells_the_same(folder: Path, tmp_path: Path) -> None:
    write(folder, "bad.md", "Text.", status="perhaps")
    write(folder, "odd.md", "Text.", title="Odd", themes=["dragons"])

    report = check([folder], settings_of(folder, tmp_path).bundled)

    assert [str(error) for error in report.refused] == [
        "bad.md:2: status: “perhaps”: is not a status; write current, superseded, draft or archived"
    ]
    assert [warned.path for warned in report.warnings] == ["odd.md"]
    assert report.added == ("korvath.md", "odd.md", "water/tamra.md")


def test_the_knowledge_folder_is_never_written_to(library: Library, folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}

    sync(library)

    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


class Interrupted:
    """An embedder that is stopped after the texts it may still embed."""

    model_id = "interrupted"

    def __init__(self, allowed: int) -> None:
        self.allowed, self.embedded = allowed, 0

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return np.ones((len(texts), 2), np.float32)

    def embed_passages(self, texts: Sequence[str]) -> Iterator[Vectors]:
        for _text in texts:
            if self.embedded == self.allowed:
                raise KeyboardInterrupt
            self.embedded += 1
            yield np.ones((1, 2), np.float32)


def test_an_interrupted_sync_keeps_the_vectors_it_made(library: Library, folder: Path) -> None:
    write(folder, "long.md", "\n\n".join(f"## Part {number}\n\nIt was day {number}." for number in range(300)))
    library.embedder = stopped = Interrupted(200)
    with pytest.raises(KeyboardInterrupt):
        sync(library)
    assert not library.is_ready

    library.embedder = resumed = Interrupted(1_000)
    sync(library)

    assert library.is_ready
    assert stopped.embedded + resumed.embedded < 400
