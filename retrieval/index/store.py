"""Documents, vectors and versions of the library, in SQLite or PostgreSQL.

All of it is derived from files by the code that reads them, so the tables carry a digest of that
code and are made anew when it differs; only vectors, which cost time, are kept. Rows are
content-addressed and never changed: a version is a list of documents, and the live one is where
the pointer points.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from functools import cache
from importlib.metadata import version as release_of
from pathlib import Path
from typing import TypeAlias

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from pydantic import TypeAdapter
from sqlalchemy.dialects import postgresql, sqlite

from retrieval.errors import LibraryError
from retrieval.models import Document, Passage

PACKAGE = Path(__file__).resolve().parent.parent
# What decides on documents, passages and stems. A comment changed here costs one reading of the
# files; a number that somebody must remember to count up costs wrong answers.
DERIVING = ("ingest/**/*.py", "index/store.py", "language/sentences.py", "language/words.py", "language/stopwords.txt")
KEPT_VERSIONS = 2
_BATCH = 500

Transaction: TypeAlias = sa.Connection
Engine: TypeAlias = sa.Engine
Vector: TypeAlias = NDArray[np.float32]


@cache
def schema_digest() -> str:
    """Of the code that derives what is stored, and of the stemmers."""
    digest = hashlib.sha256(release_of("snowballstemmer").encode())
    for file in sorted(file for pattern in DERIVING for file in PACKAGE.glob(pattern)):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _text(name: str, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String, primary_key=key, nullable=False)


_metadata = sa.MetaData()
_facts = sa.Table("library_facts", _metadata, _text("name", key=True), _text("value"))
_documents = sa.Table("documents", _metadata, _text("document_id", key=True), _text("content"))
_vectors = sa.Table(
    "vectors",
    _metadata,
    _text("embedded_digest", key=True),
    _text("model", key=True),
    sa.Column("vector", sa.LargeBinary, nullable=False),
)
_versions = sa.Table(
    "versions",
    _metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    _text("version"),
    sa.Column("model", sa.String),
)
_members = sa.Table(
    "members",
    _metadata,
    _text("version", key=True),
    _text("document_id", key=True),
    *(_text(name) for name in ("path", "folder", "file_digest")),
    sa.Column("configured", sa.Boolean, nullable=False),
)


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


@dataclass(frozen=True, slots=True)
class StoredDocument:
    document: Document
    passages: tuple[StoredPassage, ...]


_STORED = TypeAdapter(StoredDocument)


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
        _metadata.create_all(transaction, tables=[_facts])
        if self._fact(transaction, "schema") != schema_digest():
            _metadata.drop_all(transaction, tables=[_facts, _documents, _versions, _members])
            _metadata.create_all(transaction)
            self._set_fact(transaction, "schema", schema_digest())

    def add_documents(self, transaction: Transaction, documents: Iterable[StoredDocument]) -> None:
        """Equal documents are stored once."""
        rows = [
            {"document_id": one.document.document_id, "content": _STORED.dump_json(one).decode()} for one in documents
        ]
        if rows:
            transaction.execute(self._insert(_documents), rows)

    def add_vectors(self, transaction: Transaction, model: str, vectors: Mapping[str, Vector]) -> None:
        """By the digest of the text that was embedded."""
        rows = [
            {"embedded_digest": digest, "model": model, "vector": vector.tobytes()}
            for digest, vector in vectors.items()
        ]
        if rows:
            transaction.execute(self._insert(_vectors), rows)

    def vectors(self, transaction: Transaction, model: str, digests: Iterable[str]) -> dict[str, Vector]:
        """Those that the model has made already of the texts with these digests."""
        listed = list(digests)
        found: dict[str, Vector] = {}
        for start in range(0, len(listed), _BATCH):
            wanted = _vectors.c.embedded_digest.in_(listed[start : start + _BATCH])
            statement = sa.select(_vectors.c.embedded_digest, _vectors.c.vector)
            for digest, vector in transaction.execute(statement.where(_vectors.c.model == model, wanted)):
                found[digest] = np.frombuffer(vector, np.float32)
        return found

    def add_version(self, transaction: Transaction, version: Version, members: Iterable[Member]) -> None:
        transaction.execute(sa.insert(_versions).values(**asdict(version)))
        rows = [{"version": version.version, **asdict(member)} for member in members]
        if rows:
            transaction.execute(sa.insert(_members), rows)

    def newest(self, transaction: Transaction) -> Version | None:
        """The version written last, live or still to be promoted."""
        return next(iter(self._numbered(transaction)), None)

    def live(self, transaction: Transaction) -> Version | None:
        """The version that the pointer names."""
        name = self._fact(transaction, "live")
        return next((one for one in self._numbered(transaction) if one.version == name), None)

    def switch(self, transaction: Transaction, version: str) -> None:
        """Moves the pointer: the one moment at which readers change over."""
        self._set_fact(transaction, "live", version)

    def members(self, transaction: Transaction, version: str) -> list[Member]:
        columns = [_members.c[field.name] for field in fields(Member)]
        rows = transaction.execute(sa.select(*columns).where(_members.c.version == version))
        return [Member(**row._mapping) for row in rows]

    def documents(self, transaction: Transaction, version: str) -> list[StoredDocument]:
        """All documents of a version by path, their passages in reading order."""
        joined = _documents.join(_members, _members.c.document_id == _documents.c.document_id)
        statement = sa.select(_documents.c.content).select_from(joined)
        found = transaction.scalars(statement.where(_members.c.version == version).order_by(_members.c.path))
        return [_STORED.validate_json(content) for content in found]

    def forget_old_versions(self, transaction: Transaction) -> list[str]:
        """Keeps the last two versions and the live one; returns the names of the others."""
        live = self.live(transaction)
        old = [one.version for one in self._numbered(transaction)[KEPT_VERSIONS:] if one != live]
        if not old:
            return []
        for table in (_members, _versions):
            transaction.execute(sa.delete(table).where(table.c.version.in_(old)))
        in_use = sa.select(_members.c.document_id)
        transaction.execute(sa.delete(_documents).where(_documents.c.document_id.not_in(in_use)))
        self._forget_unused_vectors(transaction)
        return old

    def _forget_unused_vectors(self, transaction: Transaction) -> None:
        used = {
            stored.embedded_digest
            for content in transaction.scalars(sa.select(_documents.c.content))
            for stored in _STORED.validate_json(content).passages
        }
        kept = set(transaction.scalars(sa.select(_vectors.c.embedded_digest).distinct()))
        unused = [{"digest": digest} for digest in kept - used]
        if unused:
            delete = sa.delete(_vectors).where(_vectors.c.embedded_digest == sa.bindparam("digest"))
            transaction.execute(delete, unused)

    def _numbered(self, transaction: Transaction) -> list[Version]:
        """Newest first."""
        statement = sa.select(_versions.c.version, _versions.c.model)
        return [Version(*row) for row in transaction.execute(statement.order_by(_versions.c.number.desc()))]

    def _fact(self, transaction: Transaction, name: str) -> str | None:
        return transaction.scalar(sa.select(_facts.c.value).where(_facts.c.name == name))

    def _set_fact(self, transaction: Transaction, name: str, value: str) -> None:
        transaction.execute(sa.delete(_facts).where(_facts.c.name == name))
        transaction.execute(sa.insert(_facts).values(name=name, value=value))

    def _insert(self, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
        if self._is_postgresql:
            return postgresql.insert(table).on_conflict_do_nothing()
        return sqlite.insert(table).on_conflict_do_nothing()
