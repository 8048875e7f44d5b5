"""What a reply says, in structured parts and as plain text: statements of documents with their
[numbers], the assistant's own sentences without, sources as what they are. No markup here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation.models import AnswerReply, DangerReply, LibraryReply, Reply, TextReply
from bot.texts.catalogue import RIGHT_TO_LEFT, Catalogue
from retrieval.models import Answer, Citation, Document, Outcome, Statement

NEAREST_SHOWN = 3
LIBRARY_SHOWN = 12
GROUNDS_SHOWN = 2
_ISOLATES = re.compile("[\u2068\u2069]")
_RIGHT_TO_LEFT_LETTER = re.compile("[\u0590-\u08ff]")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One document that is cited. `numbers` point to it from the text; `wording` names it: a
    publication as such, a brief of ours as a brief; `place` says where in it."""

    numbers: tuple[int, ...]
    wording: str
    place: str


@dataclass(frozen=True, slots=True)
class AnswerParts:
    """An answer taken apart, in the order it is shown; every text is plain.

    Attributes:
        lead: own sentences before the statements.
        notes: own sentences after: what is not covered, nearest documents, offers.
        support: how broad the ground is, in words; None without an answer.
    """

    lead: tuple[str, ...]
    short: tuple[Statement, ...]
    more: tuple[Statement, ...]
    notes: tuple[str, ...]
    support: str | None
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class PlainReply:
    """A reply as text; `more` is what stands behind the button of that name."""

    answer: str
    more: str | None = None


def plain(reply: Reply, language: str, catalogue: Catalogue) -> PlainReply:
    """The reply as a terminal, a script or a copy shows it."""
    match reply:
        case AnswerReply(answer=answer):
            return _plain_answer(answer, language, catalogue)
        case TextReply(text_id=text_id, arguments=arguments):
            return PlainReply(_clean(catalogue.format(language, text_id, arguments), language))
        case DangerReply():
            return PlainReply("\n".join(danger_lines(reply, language, catalogue)))
        case LibraryReply():
            return PlainReply("\n".join(library_lines(reply, language, catalogue)))


def answer_parts(answer: Answer, language: str, catalogue: Catalogue) -> AnswerParts:
    """Everything that is said about an answer. `restricted` reads exactly like not covered."""
    has_answer = bool(answer.short)
    return AnswerParts(
        lead=tuple(_lead(answer, language, catalogue)),
        short=answer.short,
        more=answer.more,
        notes=tuple(_notes(answer, language, catalogue)),
        support=support_words(answer, language, catalogue) if has_answer else None,
        sources=sources_lines(answer, language, catalogue),
    )


def marked(statement: Statement) -> str:
    """The statement followed by the numbers of its citations."""
    return " ".join([statement.text, *(f"[{number}]" for number in statement.citations)])


def support_words(answer: Answer, language: str, catalogue: Catalogue) -> str:
    """'Three sources, 2014-2023': never a figure of confidence."""
    support = answer.support
    arguments: dict[str, str | int] = {"count": support.sources}
    if support.first_year is None or support.last_year is None:
        return _say(catalogue, language, "answer-support", arguments)
    years = sorted({str(support.first_year), str(support.last_year)})
    return _say(catalogue, language, "answer-support-years", arguments | {"years": "–".join(years)})


def sources_lines(answer: Answer, language: str, catalogue: Catalogue) -> tuple[SourceLine, ...]:
    """One line per cited document with the places in it, in the order of first mention."""
    cited: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        cited.setdefault(citation.document, []).append(citation)
    return tuple(_source(answer.documents.get(path), group, language, catalogue) for path, group in cited.items())


def source_wording(document: Document, language: str, catalogue: Catalogue) -> str:
    """The publication with publisher, title and year; or our brief, with its ground."""
    if not document.is_brief:
        year = str(document.year) if document.year else None
        return ", ".join(part for part in (document.publisher, document.title, year) if part)
    kind = "source-brief" if document.reviewed_by else "source-starter-brief"
    if not document.source:
        return _say(catalogue, language, kind, {"title": document.title})
    ground, left = "; ".join(document.source[:GROUNDS_SHOWN]), len(document.source) - GROUNDS_SHOWN
    if left > 0:
        ground = _say(catalogue, language, "source-and-more", {"ground": ground, "count": left})
    return _say(catalogue, language, f"{kind}-after", {"title": document.title, "ground": ground})


def danger_lines(reply: DangerReply, language: str, catalogue: Catalogue) -> tuple[str, ...]:
    """What to do, that nobody reads this, whom to call."""
    contacts = [f"{contact.text}: {contact.contact}" for contact in reply.contacts]
    return (
        _say(catalogue, language, f"danger-{reply.danger}"),
        _say(catalogue, language, "danger-nobody-reads"),
        *(contacts or [_say(catalogue, language, "danger-no-contact")]),
        _say(catalogue, language, "danger-or-question"),
    )


def library_lines(reply: LibraryReply, language: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The documents asked for, each on a line."""
    about = reply.query or reply.theme or ""
    if not reply.documents:
        return (_say(catalogue, language, "library-nothing-on", {"about": about}),)
    shown = [_document_line(document) for document in reply.documents[:LIBRARY_SHOWN]]
    left = len(reply.documents) - len(shown)
    head = "library-holds-on" if about else "library-holds"
    count: dict[str, str | int] = {"count": len(reply.documents), "about": about}
    rest = [_say(catalogue, language, "library-and-more", {"count": left})] if left else []
    return (_say(catalogue, language, head, count), *(f"– {line}" for line in shown), *rest)


def copied_text(answer: Answer, language: str, catalogue: Catalogue, date: str) -> str:
    """The whole answer to take elsewhere: sources written out, no question, no name of the bot."""
    parts = answer_parts(answer, language, catalogue)
    text = [marked(statement) for statement in (*parts.short, *parts.more)]
    sources = [
        f"{''.join(f'[{number}]' for number in line.numbers)} {line.wording}, {line.place}" for line in parts.sources
    ]
    return "\n".join([*parts.lead, *text, *parts.notes, "", *sources, "", date]).strip()


def written_out(reply: Reply, language: str, catalogue: Catalogue) -> str:
    """The whole reply with its sources, for a terminal."""
    if not isinstance(reply, AnswerReply):
        return plain(reply, language, catalogue).answer
    read_as = reply.read_as and _say(catalogue, language, "answer-read-as", {"question": reply.read_as})
    whole = copied_text(reply.answer, language, catalogue, "")
    return f"{read_as}\n\n{whole}" if read_as else whole


def _plain_answer(answer: Answer, language: str, catalogue: Catalogue) -> PlainReply:
    parts = answer_parts(answer, language, catalogue)
    shown = [*parts.lead, *(marked(statement) for statement in parts.short), *parts.notes]
    more = "\n".join(marked(statement) for statement in parts.more)
    return PlainReply("\n".join(shown), more or None)


def _lead(answer: Answer, language: str, catalogue: Catalogue) -> list[str]:
    if answer.outcome is Outcome.CONFLICTING:
        return [_say(catalogue, language, "answer-conflicting")]
    if answer.outcome is Outcome.OUT_OF_SCOPE:
        return [_say(catalogue, language, "reply-out-of-scope")]
    return [] if answer.short else [_say(catalogue, language, "answer-not-covered")]


def _notes(answer: Answer, language: str, catalogue: Catalogue) -> list[str]:
    notes: list[tuple[str, dict[str, str | int]]] = []
    if answer.uncovered and answer.short:
        notes.append(("answer-uncovered", {"parts": "; ".join(answer.uncovered)}))
    if answer.reason == "weak_support" and answer.short:
        notes.append(("answer-weak", {}))
    if answer.fallback:
        notes.append(("answer-model-unavailable", {}))
    shown = {number for statement in answer.short for number in statement.citations}
    if any(one.language != language for one in answer.citations if one.number in shown):
        notes.append(("answer-quoted-as-is", {}))
    if not answer.short and answer.outcome is not Outcome.OUT_OF_SCOPE:
        titles = "; ".join(_document_line(item) for item in answer.nearest[:NEAREST_SHOWN])
        notes.extend([("answer-nearest", {"titles": titles})] if titles else [])
        notes.append(("answer-ask-team", {}))
    return [_say(catalogue, language, text_id, arguments) for text_id, arguments in notes]


def _source(document: Document | None, group: list[Citation], language: str, catalogue: Catalogue) -> SourceLine:
    wording = source_wording(document, language, catalogue) if document else group[0].title
    places = dict.fromkeys(_place(citation, language, catalogue) for citation in group)
    return SourceLine(tuple(citation.number for citation in group), wording, "; ".join(filter(None, places)))


def _place(citation: Citation, language: str, catalogue: Catalogue) -> str:
    """The last heading that leads to the quote, and its page."""
    page = _say(catalogue, language, "source-page", {"page": str(citation.page)}) if citation.page else ""
    return ", ".join(part for part in (citation.section.rpartition(" > ")[2], page) if part)


def _document_line(document: Document) -> str:
    facts = ", ".join(part for part in (document.publisher, str(document.year) if document.year else "") if part)
    return f"{document.title} ({facts})" if facts else document.title


def _say(catalogue: Catalogue, language: str, text_id: str, arguments: Mapping[str, str | int] | None = None) -> str:
    return _clean(catalogue.format(language, text_id, arguments), language)


def _clean(text: str, language: str) -> str:
    """Without isolation marks where nothing runs against the line: they only disturb a copy."""
    mixed = language in RIGHT_TO_LEFT or _RIGHT_TO_LEFT_LETTER.search(text)
    return text if mixed else _ISOLATES.sub("", text)
