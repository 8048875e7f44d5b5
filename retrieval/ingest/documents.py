"""From one file to a document with its passages, ready to be stored. Pure."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from retrieval.errors import SourceError
from retrieval.index.store import StoredDocument, StoredPassage
from retrieval.ingest.chunking import Chunk, chunk
from retrieval.ingest.front_matter import FrontMatter, describe, parse
from retrieval.ingest.readers.extract import Extract, Unreadable
from retrieval.ingest.sources import READERS, SourceFile
from retrieval.ingest.vocabulary import Vocabulary
from retrieval.language.instructions import gives_orders
from retrieval.language.words import terms
from retrieval.models import Document, Passage


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document to store, and what its editor should hear."""

    stored: StoredDocument
    warnings: tuple[str, ...]


def prepare(file: SourceFile, vocabulary: Vocabulary) -> Prepared:
    """Raises SourceError naming file, line and key."""
    try:
        extract = READERS[PurePosixPath(file.path).suffix.lower()](file.content)
    except Unreadable as error:
        raise SourceError(file.path, str(error), line=error.line) from None
    warnings: list[str] = []
    front = _front_matter(file, extract, warnings)
    document = describe(front, extract, file.path, file.digest[:24], vocabulary, warnings)
    chunks = chunk(extract, document.language, document.title)
    if not chunks:
        raise SourceError(file.path, "the file holds no text")
    passages = tuple(_stored(document, extract.text, at, part) for at, part in enumerate(chunks))
    sentences = (extract.text[start:end] for part in chunks for start, end in part.sentences)
    if order := next(filter(gives_orders, sentences), None):
        warnings.append(f"text: “{order[:80]}” reads like an order to the assistant; it is not followed")
    return Prepared(StoredDocument(document, passages), tuple(warnings))


def embedded_texts(stored: StoredDocument) -> dict[str, str]:
    """What the model sees of each passage, by digest: where it stands, then its words."""
    return {one.embedded_digest: _embedded_text(stored.document, one.passage) for one in stored.passages}


def _embedded_text(document: Document, passage: Passage) -> str:
    return " > ".join((document.title, *passage.section)) + "\n" + passage.text


def _front_matter(file: SourceFile, extract: Extract, warnings: list[str]) -> FrontMatter:
    if extract.front_matter is not None:
        return parse(extract.front_matter, file.path, 2, warnings)
    try:
        return parse((file.metadata or b"").decode("utf-8-sig"), file.path, 1, warnings)
    except UnicodeDecodeError:
        raise SourceError(file.path, "its metadata file is not UTF-8 text") from None


def _stored(document: Document, text: str, ordinal: int, part: Chunk) -> StoredPassage:
    spans = tuple((start - part.start, end - part.start) for start, end in part.sentences)
    passage = Passage(
        passage_id=f"{document.document_id}-{ordinal}",
        document_id=document.document_id,
        ordinal=ordinal,
        section=part.section,
        text=text[part.start : part.end],
        sentences=spans,
        language=document.language,
        page=part.page,
        table_header=part.table_header,
    )
    stems = tuple(tuple(terms(passage.text[start:end], document.language)) for start, end in spans)
    digest = hashlib.sha256(_embedded_text(document, passage).encode()).hexdigest()
    return StoredPassage(passage, stems, digest)
