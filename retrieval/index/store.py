"""Documents, passages, vectors and versions of the library, in SQLite or PostgreSQL.

All of it is derived from files, so the schema carries a number and is made anew when that
differs; only vectors, which cost time, are kept. Rows are content-addressed and never changed:
a version is a list of documents, and the live one is where the pointer points.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy.dialects import postgresql, sqlite

from retrieval.errors import LibraryError
from retrieval.models import Audience, Document, DocumentStatus, Passage

SCHEMA_NUMBER = 1
KEPT_VERSIONS = 2
_BATCH = 500

Transaction: TypeAlias = sa.Connection
Vector: TypeAlias = NDArray[np.float32]
Engine: TypeAlias = sa.Engine

_metadata = sa.MetaData()
_facts = sa.Table(
    "library_facts",
    _metadata,
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
_documents = sa.Table(
    "documents",
    _metadata,
    sa.Column("document_id", sa.String(64), primary_key=True),
    sa.Column("fields", sa.Text, nullable=False),
)
_passages = sa.Table(
    "passages",
    _metadata,
    sa.Column("passage_id", sa.String(80), primary_key=True),
    sa.Column("document_id", sa.String(64), nullable=False, index=True),
    sa.Column("ordinal", sa.Integer, nullable=False),
    sa.Column("fields", sa.Text, nullable=False),
    sa.Column("stems", sa.Text, nullable=False),
    sa.Column("embedded_digest", sa.String(64), nullable=False, index=True),
)
_vectors = sa.Table(
    "vectors",
    _metadata,
    sa.Column("embedded_digest", sa.String(64), primary_key=True),
    sa.Column("model", sa.String(200), primary_key=True),
    sa.Column("vector", sa.LargeBinary, nullable=False),
)
_versions = sa.Table(
    "versions",
    _metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("version", sa.String(64), nullable=False, unique=True),
    sa.Column("model", sa.String(200)),
)
_members = sa.Table(
    "members",
    _metadata,
    sa.Column("version", sa.String(64), primary_key=True),
    sa.Column("document_id", sa.String(64), primary_key=True),
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("folder", sa.Text, nullable=False),
    sa.Column("file_digest", sa.String(64), nullable=False),
    sa.Column("configured", sa.Boolean, nullable=False),
)
_DERIVED = (_facts, _documents, _passages, _versions, _members)


@dataclass(frozen=True, slots=True)
class Version:
    """A complete list of documents; `model` made the vectors, None without any."""

    version: str
    model: str | None


@dataclass(frozen=True, slots=True)
class Member:
    """A document's place in a version: the file that it came from.

    Attributes:
        configured: from a folder of the settings; False if the folder was named in a command.
    """

    document_id: str
    path: str
    folder: str
    file_digest: str
    configured: bool


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with what ingestion computed: stems of each sentence, digest of embedded text."""

    passage: Passage
    stems: tuple[tuple[str, ...], ...]
    embedded_digest: str


class Store:
    """Opens transactions and reads and writes the rows of the library."""

    def __init__(self, engine: Engine) -> None:
        self._is_postgresql = engine.dialect.name == "postgresql"
        schema = "library" if self._is_postgresql else None
        self._engine = engine.execution_options(schema_translate_map={None: schema})

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Commits when the block ends. Database trouble becomes one sentence."""
        try:
            with self._engine.begin() as transaction:
                yield transaction
        except sa.exc.DBAPIError as error:
            raise LibraryError(
                f"The library's database cannot be used ({str(error.orig).splitlines()[0]}); "
                "check DATA_DIR, its permissions and the free space."
            ) from None

    def create(self, transaction: Transaction) -> None:
        """Makes the tables; drops what an older or newer schema left, vectors excepted."""
        if self._is_postgresql:
            transaction.execute(sa.text("SELECT pg_advisory_xact_lock(7104001)"))
            transaction.execute(sa.schema.CreateSchema("library", if_not_exists=True))
        _metadata.create_all(transaction, tables=[_facts, _vectors])
        number = transaction.scalar(sa.select(_facts.c.value).where(_facts.c.name == "schema"))
        if number == str(SCHEMA_NUMBER):
            return
        _metadata.drop_all(transaction, tables=_DERIVED)
        _metadata.create_all(transaction)
        transaction.execute(sa.insert(_facts).values(name="schema", value=str(SCHEMA_NUMBER)))

    def add_documents(
        self, transaction: Transaction, documents: Iterable[tuple[Document, Sequence[StoredPassage]]]
    ) -> None:
        """Equal documents are stored once; a document comes with all its passages."""
        for document, passages in documents:
            row = {"document_id": document.document_id, "fields": _dump(document)}
            added = transaction.execute(self._insert(_documents), row).rowcount
            if added and passages:
                rows = [
                    {
                        "passage_id": stored.passage.passage_id,
                        "document_id": stored.passage.document_id,
                        "ordinal": stored.passage.ordinal,
                        "fields": _dump(stored.passage),
                        "stems": json.dumps(stored.stems, ensure_ascii=False),
                        "embedded_digest": stored.embedded_digest,
                    }
                    for stored in passages
                ]
                transaction.execute(self._insert(_passages), rows)

    def add_vectors(self, transaction: Transaction, model: str, vectors: Mapping[str, Vector]) -> None:
        rows = [
            {"embedded_digest": digest, "model": model, "vector": vector.tobytes()}
            for digest, vector in vectors.items()
        ]
        if rows:
            transaction.execute(self._insert(_vectors), rows)

    def known_vectors(self, transaction: Transaction, model: str, digests: Iterable[str]) -> set[str]:
        listed, known = list(dict.fromkeys(digests)), set[str]()
        digest = _vectors.c.embedded_digest
        for start in range(0, len(listed), _BATCH):
            wanted = digest.in_(listed[start : start + _BATCH])
            statement = sa.select(digest).where(_vectors.c.model == model, wanted)
            known.update(transaction.scalars(statement))
        return known

    def add_version(self, transaction: Transaction, version: Version, members: Iterable[Member]) -> None:
        transaction.execute(sa.insert(_versions).values(**asdict(version)))
        rows = [{"version": version.version, **asdict(member)} for member in members]
        if rows:
            transaction.execute(sa.insert(_members), rows)

    def newest(self, transaction: Transaction) -> Version | None:
        """The version written last, live or still to be promoted."""
        statement = sa.select(_versions.c.version, _versions.c.model)
        row = transaction.execute(statement.order_by(_versions.c.number.desc()).limit(1)).first()
        return None if row is None else Version(row.version, row.model)

    def live(self, transaction: Transaction) -> Version | None:
        """The version that the pointer names."""
        joined = _versions.join(_facts, sa.and_(_facts.c.name == "live", _facts.c.value == _versions.c.version))
        statement = sa.select(_versions.c.version, _versions.c.model).select_from(joined)
        row = transaction.execute(statement).first()
        return None if row is None else Version(row.version, row.model)

    def switch(self, transaction: Transaction, version: str) -> None:
        """Moves the pointer: the one moment at which readers change over."""
        transaction.execute(sa.delete(_facts).where(_facts.c.name == "live"))
        transaction.execute(sa.insert(_facts).values(name="live", value=version))

    def members(self, transaction: Transaction, version: str) -> list[Member]:
        columns = [_members.c[field.name] for field in fields(Member)]
        rows = transaction.execute(sa.select(*columns).where(_members.c.version == version))
        return [Member(**row._mapping) for row in rows]

    def documents(self, transaction: Transaction, version: str) -> list[Document]:
        joined = _documents.join(_members, _members.c.document_id == _documents.c.document_id)
        rows = transaction.scalars(
            sa.select(_documents.c.fields)
            .select_from(joined)
            .where(_members.c.version == version)
            .order_by(_members.c.path)
        )
        return [_document(row) for row in rows]

    def passages(self, transaction: Transaction, version: str) -> list[StoredPassage]:
        """All passages of a version, by document path and reading order."""
        joined = _passages.join(_members, _members.c.document_id == _passages.c.document_id)
        rows = transaction.execute(
            sa.select(_passages.c.fields, _passages.c.stems, _passages.c.embedded_digest)
            .select_from(joined)
            .where(_members.c.version == version)
            .order_by(_members.c.path, _passages.c.ordinal)
        )
        return [
            StoredPassage(
                _passage(row.fields), tuple(tuple(stems) for stems in json.loads(row.stems)), row.embedded_digest
            )
            for row in rows
        ]

    def vectors(self, transaction: Transaction, version: Version) -> dict[str, Vector]:
        """Vectors of a version's passages by the digest of the text embedded."""
        wanted = (
            sa.select(_passages.c.embedded_digest)
            .join(_members, _members.c.document_id == _passages.c.document_id)
            .where(_members.c.version == version.version)
        )
        rows = transaction.execute(
            sa.select(_vectors.c.embedded_digest, _vectors.c.vector).where(
                _vectors.c.model == version.model, _vectors.c.embedded_digest.in_(wanted)
            )
        )
        return {row.embedded_digest: np.frombuffer(row.vector, np.float32) for row in rows}

    def forget_old_versions(self, transaction: Transaction) -> list[str]:
        """Keeps the last two versions and the live one; returns the names of the others."""
        numbered = sa.select(_versions.c.version).order_by(_versions.c.number.desc())
        names = list(transaction.scalars(numbered))
        live = self.live(transaction)
        old = [name for name in names[KEPT_VERSIONS:] if live is None or name != live.version]
        if not old:
            return []
        transaction.execute(sa.delete(_members).where(_members.c.version.in_(old)))
        transaction.execute(sa.delete(_versions).where(_versions.c.version.in_(old)))
        in_use = sa.select(_members.c.document_id)
        for table in (_documents, _passages):
            transaction.execute(sa.delete(table).where(table.c.document_id.not_in(in_use)))
        embedded = sa.select(_passages.c.embedded_digest)
        transaction.execute(sa.delete(_vectors).where(_vectors.c.embedded_digest.not_in(embedded)))
        return old

    def _insert(self, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
        if self._is_postgresql:
            return postgresql.insert(table).on_conflict_do_nothing()
        return sqlite.insert(table).on_conflict_do_nothing()


def _dump(value: Document | Passage) -> str:
    return json.dumps(asdict(value), ensure_ascii=False, default=str)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _document(row: str) -> Document:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in json.loads(row).items()
    }
    values["status"] = DocumentStatus(values["status"])
    values["audience"] = Audience(values["audience"])
    for name in ("review_by", "reviewed_on"):
        values[name] = _day(values[name])
    return Document(**values)


def _passage(row: str) -> Passage:
    values = json.loads(row)
    values["section"] = tuple(values["section"])
    values["sentences"] = tuple((start, end) for start, end in values["sentences"])
    return Passage(**values)
