"""The words of retrieval as types: documents, passages, evidence, citations, answers.

Frozen and free of libraries, so that every layer may hold them. Texts are verbatim slices of the
source; nothing here is markup. Spans are half-open character offsets.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Span = tuple[int, int]


class DocumentStatus(StrEnum):
    CURRENT = "current"
    SUPERSEDED = "superseded"
    DRAFT = "draft"
    ARCHIVED = "archived"


class Audience(StrEnum):
    ALL = "all"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Document:
    """One knowledge file as it was ingested, without its passages.

    Attributes:
        document_id: digest of path, content and metadata; a changed file is another document.
        path: relative to its knowledge folder, with `/`.
        is_brief: a text of our own about other publications (cited as a brief, never as them).
        extra: front-matter keys we do not interpret, kept as they are.
    """

    document_id: str
    path: str
    title: str
    language: str
    type: str | None = None
    themes: tuple[str, ...] = ()
    region: str | None = None
    country: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    year: int | None = None
    status: DocumentStatus = DocumentStatus.CURRENT
    supersedes: tuple[str, ...] = ()
    superseded_by: str | None = None
    review_by: date | None = None
    owner: str | None = None
    reviewed_by: str | None = None
    reviewed_on: date | None = None
    translation_of: str | None = None
    also_asked: tuple[str, ...] = ()
    audience: Audience = Audience.ALL
    is_brief: bool = False
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document of at most about 150 words that is searched and quoted.

    Attributes:
        passage_id: stable while the document's content is.
        text: verbatim slice of the document's text; sentences and table rows are spans of it.
        sentences: spans into `text`: sentences, list items, table rows, in reading order.
        table_header: the header row that the rows of a table need to be understood.
    """

    passage_id: str
    document_id: str
    ordinal: int
    section: tuple[str, ...]
    text: str
    sentences: tuple[Span, ...]
    language: str
    page: int | None = None
    table_header: str | None = None


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """Which documents may be found. Empty tuples mean any. Superseded, draft and archived
    documents are found only when their status is named."""

    themes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    statuses: tuple[DocumentStatus, ...] = (DocumentStatus.CURRENT,)
    paths: tuple[str, ...] = ()
    internal: bool = False


EVERYTHING = SearchFilter(statuses=tuple(DocumentStatus), internal=True)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that a search found, with why.

    Attributes:
        score: fused score in 0..1, comparable between questions.
        cosine: similarity of the embeddings, None without an embedding model.
        keyword: BM25 over its upper bound for this query, 0..1.
    """

    passage: Passage
    document: Document
    score: float
    cosine: float | None
    keyword: float


@dataclass(frozen=True, slots=True)
class Question:
    """What the answerer is asked.

    Attributes:
        text: the standalone question, as typed or rewritten.
        language: language of the answer and of the assistant's own words (ISO 639-1).
        internal: whether the asker may see documents for internal use.
        exclude_passages: shown already ("another example", "not useful").
        today: the asker's day, for "older than ten years".
    """

    text: str
    language: str
    today: date
    internal: bool = False
    filter: SearchFilter = SearchFilter()
    exclude_passages: frozenset[str] = frozenset()


class Outcome(StrEnum):
    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    NOT_COVERED = "not_covered"
    CONFLICTING = "conflicting"
    OUT_OF_SCOPE = "out_of_scope"
    RESTRICTED = "restricted"
    NOT_A_QUESTION = "not_a_question"


@dataclass(frozen=True, slots=True)
class Citation:
    """A checked source of a statement: `quote` stands verbatim in the document."""

    number: int
    passage_id: str
    document: str
    title: str
    section: str
    page: int | None
    quote: str
    language: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, list item or table row of an answer and the citations that carry it."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """How broad the ground is: 'three sources, 2014-2023'. Years are None where unknown."""

    sources: int
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class PromptUse:
    name: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question. For `not_covered` the statements are empty and `nearest` names
    the closest documents.

    Attributes:
        reason: a code why the outcome is not plainly answered (e.g. nothing_found, near_miss,
            fact_missing, weak_support), or None.
        short: shown first (900 characters at most); `more` is the rest.
        uncovered: the parts of the question that the library does not cover, as asked.
        evidence: the ten best passages, best first.
        method: "extraction" or "generation".
        fallback: why the model was not used although configured (a ModelUnavailable code).
        milliseconds: of the searches, and in total.
    """

    question: Question
    outcome: Outcome
    reason: str | None
    short: tuple[Statement, ...]
    more: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    documents: Mapping[str, Document]
    evidence: tuple[Evidence, ...]
    confidence: float
    support: Support
    uncovered: tuple[str, ...] = ()
    nearest: tuple[Document, ...] = ()
    method: str = "extraction"
    fallback: str | None = None
    index_version: str = ""
    prompts: tuple[PromptUse, ...] = ()
    model: str | None = None
    milliseconds: Mapping[str, float] = field(default_factory=dict)
