"""What a library keeps, on SQLite and again on PostgreSQL."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa

from bot.database.engine import sync_engine
from retrieval.index.store import PACKAGE, Member, Store, StoredDocument, StoredPassage, Version, schema_digest
from retrieval.models import Audience, Document, DocumentStatus, Passage

DOCUMENT = Document(
    "d1", "a.md", "Title", "fr", themes=("water",), country=("SD",), source=("S",), year=2018,
    status=DocumentStatus.DRAFT, review_by=date(2030, 1, 31), audience=Audience.INTERNAL,
    also_asked=("Why?",), is_brief=True, extra={"colour": ["blue", 3]},
)  # fmt: skip
PASSAGE = Passage("d1-0", "d1", 0, ("Aims", "One"), "One. Two.", ((0, 4), (5, 9)), "fr", 3, "| h |")
STORED = StoredPassage(PASSAGE, (("one",), ("two",)), "digest")
MEMBER = Member("d1", "a.md", "/knowledge", "f1", True)


@pytest.fixture
def engine(engine_url: str) -> Iterator[sa.Engine]:
    engine = sync_engine(engine_url)
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine: sa.Engine) -> Store:
    store = Store(engine)
    with store.transaction() as transaction:
        store.create(transaction)
    return store


def add(store: Store, version: str, *documents: Document) -> None:
    with store.transaction() as transaction:
        for one in documents:
            passage = replace(PASSAGE, passage_id=f"{one.document_id}-0", document_id=one.document_id)
            stored = StoredPassage(passage, STORED.stems, f"digest of {one.document_id}")
            store.add_documents(transaction, [StoredDocument(one, (stored,))])
            vector = {stored.embedded_digest: np.ones(2, np.float32)}
            store.add_vectors(transaction, "model", vector)
        members = [replace(MEMBER, document_id=one.document_id) for one in documents]
        store.add_version(transaction, Version(version, "model"), members)


def test_what_was_stored_is_read_back_equal(store: Store) -> None:
    with store.transaction() as transaction:
        store.add_documents(transaction, [StoredDocument(DOCUMENT, (STORED,))])
        store.add_version(transaction, Version("v1", None), [MEMBER])

    with store.transaction() as transaction:
        assert store.documents(transaction, "v1") == [StoredDocument(DOCUMENT, (STORED,))]
        assert store.members(transaction, "v1") == [MEMBER]
        assert store.newest(transaction) == Version("v1", None)


def test_the_pointer_says_what_is_live_not_the_newest(store: Store) -> None:
    add(store, "v1", DOCUMENT)
    add(store, "v2", DOCUMENT)

    with store.transaction() as transaction:
        assert store.live(transaction) is None
        store.switch(transaction, "v1")
    with store.transaction() as transaction:
        assert store.live(transaction) == Version("v1", "model")
        assert store.newest(transaction) == Version("v2", "model")


def test_vectors_belong_to_a_text_and_a_model(store: Store) -> None:
    add(store, "v1", DOCUMENT)

    with store.transaction() as transaction:
        found = store.vectors(transaction, "model", ["digest of d1", "other"])
        assert {digest: list(vector) for digest, vector in found.items()} == {"digest of d1": [1.0, 1.0]}
        assert store.vectors(transaction, "another", ["digest of d1"]) == {}


def test_old_versions_are_forgotten_with_all_that_only_they_had(store: Store) -> None:
    second = replace(DOCUMENT, document_id="d2", path="b.md")
    add(store, "v1", DOCUMENT)
    for version in ("v2", "v3", "v4"):
        add(store, version, second)

    with store.transaction() as transaction:
        store.switch(transaction, "v4")
        assert store.forget_old_versions(transaction) == ["v2", "v1"]
        assert [*store.vectors(transaction, "model", ["digest of d1", "digest of d2"])] == ["digest of d2"]
        assert store.documents(transaction, "v1") == []
        assert [one.document for one in store.documents(transaction, "v3")] == [second]


def test_the_live_version_is_never_forgotten(store: Store) -> None:
    for version in ("v1", "v2", "v3"):
        add(store, version, DOCUMENT)

    with store.transaction() as transaction:
        store.switch(transaction, "v1")
        assert store.forget_old_versions(transaction) == []
        assert len(store.documents(transaction, "v1")) == 1


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.transaction() as transaction:
            store.add_version(transaction, Version("v1", None), [MEMBER])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    with store.transaction() as transaction:
        assert store.newest(transaction) is None


def test_other_code_that_derives_rebuilds_all_but_the_vectors(store: Store, engine: sa.Engine) -> None:
    add(store, "v1", DOCUMENT)
    schema = "library." if engine.dialect.name == "postgresql" else ""
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE {schema}library_facts SET value = '0'")

    with store.transaction() as transaction:
        store.create(transaction)

    with store.transaction() as transaction:
        assert store.newest(transaction) is None
        assert [*store.vectors(transaction, "model", ["digest of d1"])] == ["digest of d1"]


def test_what_decides_on_passages_and_stems_is_part_of_the_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = schema_digest()
    copied = shutil.copytree(PACKAGE, tmp_path / "retrieval", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr("retrieval.index.store.PACKAGE", copied)
    digests = [before]

    for name in ("ingest/chunking.py", "ingest/readers/plain.py", "language/words.py", "language/stopwords.txt"):
        (copied / name).write_text("# other\n")
        digests.append(schema_digest.__wrapped__())

    assert len(set(digests)) == 5
    (copied / "language/glossary.py").write_text("# a question is read anew each time\n")
    assert schema_digest.__wrapped__() == digests[-1]
