"""A superseded document yields to its successor, whichever of the two says so."""

from dataclasses import replace

import pytest

from retrieval.index.succession import with_succession
from retrieval.models import Document, DocumentStatus

OLD = Document("old", "guides/water-2010.md", "Water guide (2010)", "en")
NEW = Document("new", "guides/water-2020.md", "Water guide", "en")


def statuses(*documents: Document) -> dict[str, str]:
    return {one.document_id: str(one.status) for one in with_succession(documents)}


@pytest.mark.parametrize(
    "name",
    ["guides/water-2010.md", "./guides/water-2010.md", "water-2010.md", "water-2010",
     "guides/water-2010", "Water Guide (2010)"],
)  # fmt: skip
def test_the_newer_may_name_the_older_in_any_usual_way(name: str) -> None:
    assert statuses(OLD, replace(NEW, supersedes=(name,))) == {"old": "superseded", "new": "current"}


def test_the_older_may_name_the_newer() -> None:
    older = replace(OLD, superseded_by="water-2020.md")

    assert statuses(older, NEW) == {"old": "superseded", "new": "current"}
    assert with_succession([older, NEW])[0].superseded_by == NEW.path


@pytest.mark.parametrize("status", [DocumentStatus.DRAFT, DocumentStatus.ARCHIVED])
def test_nobody_yields_to_what_is_not_current(status: DocumentStatus) -> None:
    newer = replace(NEW, supersedes=(OLD.path,), status=status)

    assert statuses(OLD, newer)["old"] == "current"
    assert statuses(replace(OLD, superseded_by=NEW.path), newer)["old"] == "current"


def test_nobody_yields_to_what_is_not_there() -> None:
    assert statuses(replace(OLD, superseded_by="lost.md"), NEW)["old"] == "current"


def test_two_that_name_each_other_both_stay() -> None:
    one, other = replace(OLD, supersedes=(NEW.path,)), replace(NEW, supersedes=(OLD.path,))

    assert statuses(one, other) == {"old": "current", "new": "current"}


def test_a_chain_leaves_only_the_last() -> None:
    middle = replace(NEW, supersedes=(OLD.path,))
    last = Document("last", "last.md", "Last", "en", supersedes=(NEW.path,))

    assert statuses(OLD, middle, last) == {
        "old": "superseded", "new": "superseded", "last": "current",
    }  # fmt: skip
