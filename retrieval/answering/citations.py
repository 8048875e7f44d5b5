"""Citations that were checked: every quote stands in its passage, character by character.

Pure. A statement whose citation fails is lost, never repaired by guessing. Numbers are given in the
order of first use and mean the same in the short answer and in the rest.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from retrieval.language.sentences import plain
from retrieval.models import Citation, Document, Evidence, Passage, Span, Statement

_SAME = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
_CELL = re.compile(r"\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement before it is numbered: its text and the places that carry it."""

    text: str
    places: tuple[tuple[Evidence, Span], ...]


def cite(claims: Sequence[Claim]) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """Statements with numbered citations; one number for each quoted place."""
    numbers: dict[tuple[str, Span], Citation] = {}
    statements = []
    for claim in claims:
        used = []
        for evidence, span in claim.places:
            key = (evidence.passage.passage_id, span)
            if key not in numbers:
                numbers[key] = _citation(len(numbers) + 1, evidence, span)
            used.append(numbers[key].number)
        statements.append(Statement(claim.text, tuple(dict.fromkeys(used))))
    return tuple(statements), tuple(numbers.values())


def _citation(number: int, evidence: Evidence, span: Span) -> Citation:
    passage, document = evidence.passage, evidence.document
    return Citation(
        number=number,
        passage_id=passage.passage_id,
        document=document.path,
        title=document.title,
        section=" > ".join(passage.section),
        page=passage.page,
        quote=passage.text[slice(*span)],
        language=passage.language,
    )


def stands(citation: Citation, passage: Passage | None) -> bool:
    """Whether the quote is a non-empty verbatim slice of the passage that is named."""
    quote = citation.quote
    return bool(passage and passage.passage_id == citation.passage_id and quote.strip() and quote in passage.text)


def checked(
    statements: Sequence[Statement], citations: Sequence[Citation], find: Callable[[str], Passage | None]
) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """Only statements all of whose citations stand, and only the citations they use."""
    good = {c.number: c for c in citations if stands(c, find(c.passage_id))}
    kept = tuple(s for s in statements if s.citations and all(n in good for n in s.citations))
    used = {number for statement in kept for number in statement.citations}
    return kept, tuple(c for number, c in good.items() if number in used)


def find_quote(quote: str, text: str) -> Span | None:
    """Where a quote stands in a text, blanks and typographic marks aside; None if nowhere."""
    plain = " ".join(quote.translate(_SAME).split()).strip(" \"'.…")
    if len(plain) < 3:
        return None
    pattern = r"\s+".join(re.escape(word) for word in plain.split(" "))
    found = re.search(pattern, text.translate(_SAME))
    return found.span() if found else None


def readable(passage: Passage, span: Span) -> str:
    """A sentence, list item or table row as it is read: no markup, cells with their heads."""
    raw = passage.text[slice(*span)]
    if raw.lstrip().startswith("|") and raw.rstrip().endswith("|"):
        return _row(raw, passage.table_header)
    return plain(raw)


def _row(raw: str, header: str | None) -> str:
    cells = _cells(raw)
    heads = _cells(header) if header else []
    if len(heads) != len(cells):
        return "; ".join(cell for cell in cells if cell)
    return "; ".join(f"{head}: {cell}" if head else cell for head, cell in zip(heads, cells, strict=True) if cell)


def _cells(row: str) -> list[str]:
    return [plain(cell) for cell in _CELL.split(row.strip().strip("|").strip())]


def documents_of(evidence: Sequence[Evidence]) -> Mapping[str, Document]:
    return {item.document.path: item.document for item in evidence}
