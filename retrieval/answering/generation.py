"""An answer written by a model from numbered evidence, every sentence checked before it is shown.

A sentence stays only if its quotes stand in the passages it names, its numbers and names stand
there too, and its words are near the quote's; where rules cannot see that (another language, free
wording) the model is asked once more, in one call, and must say yes. What a model writes is plain
text: links, markup, commands and mentions are taken out.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel, Field

from prompts import load_prompt
from retrieval.answering.citations import Claim, find_quote
from retrieval.answering.facts import lists
from retrieval.answering.quotable import without_orders
from retrieval.language.instructions import gives_orders
from retrieval.language.sentences import plain
from retrieval.language.words import WORD, fold, terms
from retrieval.language_models import ChatModel, prompt_use
from retrieval.models import Evidence, PromptUse, Question, Span

SHARED_ENOUGH = 0.6  # of a sentence's terms in its quotes: then no second look
MOST_SENTENCES = 8
_COMMAND = re.compile(r"(?<!\S)/[a-z_]{2,}\b", re.I)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>|[<>]|^\s*[#>\-*]+\s+", re.M)
_REFERENCE = re.compile(r"\s*\[\d+(?:\s*,\s*\d+)*\]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"(?<=\d)[,.\s\u202f](?=\d{3}(?!\d))")


class Source(BaseModel):
    """A passage that carries a sentence, with the words that do."""

    passage: int
    quote: str


class Sentence(BaseModel):
    """One claim and its sources."""

    text: str
    sources: list[Source]


class Written(BaseModel):
    """What the model is asked for."""

    coverage: Literal["full", "part", "none"]
    sentences: list[Sentence] = Field(default_factory=list)
    uncovered: list[str] = Field(default_factory=list)


class Supported(BaseModel):
    """Which claims a second look found supported."""

    supported: list[int]


@dataclass(frozen=True, slots=True)
class Generated:
    """Checked claims in the model's order, and what it says is not covered."""

    coverage: Literal["full", "part", "none"]
    claims: tuple[Claim, ...]
    uncovered: tuple[str, ...]
    prompts: tuple[PromptUse, ...]


@dataclass
class _Check:
    """Sentences as they come: seen once each, in order; after a doubtful one, reporting waits."""

    evidence: Sequence[Evidence]
    language: str
    report: Callable[[Claim], None] | None
    claims: list[Claim] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)
    seen: int = 0

    def take(self, sentences: Sequence[Sentence]) -> None:
        for sentence in sentences[self.seen : MOST_SENTENCES]:
            self.seen += 1
            claim = _claim(sentence, self.evidence)
            if claim is None or not _facts_stand(claim, self.language):
                continue
            self.claims.append(claim)
            if not _worded_alike(claim, self.language):
                self.doubtful.append(len(self.claims) - 1)
            elif self.report and not self.doubtful:
                self.report(claim)


def generate(
    question: Question, evidence: Sequence[Evidence], model: ChatModel, on_claim: Callable[[Claim], None] | None = None
) -> Generated:
    """Ask the model, check what it wrote. Raises ModelUnavailable or ModelMisconfigured."""
    prompt = load_prompt("answer_question")
    check = _Check(evidence, question.language, on_claim)
    values = {"question": question.text, "answer_language": question.language, "evidence": numbered(evidence)}
    progress = (lambda partial: check.take(_whole(partial))) if on_claim else None
    written = model.ask(prompt, values, Written, progress)
    check.take(written.sentences)
    uses: tuple[PromptUse, ...] = (prompt_use(prompt),)
    if check.doubtful and written.coverage != "none":
        _look_again(check, model)
        uses += (prompt_use(load_prompt("check_support")),)
    uncovered = tuple(clean(part) for part in written.uncovered if part.strip())
    claims = tuple(check.claims) if written.coverage != "none" else ()
    return Generated(written.coverage, claims, uncovered, uses)


def numbered(evidence: Sequence[Evidence]) -> str:
    """The evidence as the model sees it."""
    return "\n\n".join(
        f"[{number}] {item.document.title}"
        f"{f' ({item.document.publisher})' if item.document.publisher else ''}"
        f"{f', {item.document.year}' if item.document.year else ''}"
        f" | {' > '.join(head for head in item.passage.section if not gives_orders(head))}"
        f"\n{without_orders(item.passage)}"
        for number, item in enumerate(evidence, 1)
    )


def clean(text: str) -> str:
    """Model text as plain words: nothing that a screen could turn into a link or an action."""
    bare = _TAG.sub(" ", _COMMAND.sub(" ", _REFERENCE.sub("", plain(text))))
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(bare.split()))


def _whole(partial: Any) -> list[Sentence]:
    """Sentences of a growing reply that are complete: another one has begun after them."""
    if partial.get("coverage") not in ("full", "part"):
        return []
    listed = partial.get("sentences")
    complete = listed[:-1] if isinstance(listed, list) and "uncovered" not in partial else listed
    try:
        return [Sentence.model_validate(item) for item in complete or ()]
    except ValueError:
        return []


def _claim(sentence: Sentence, evidence: Sequence[Evidence]) -> Claim | None:
    text = clean(sentence.text)
    places: list[tuple[Evidence, Span]] = []
    for source in sentence.sources:
        if not 1 <= source.passage <= len(evidence):
            return None
        item = evidence[source.passage - 1]
        span = find_quote(source.quote, item.passage.text)
        if span is None:
            return None
        places.append((item, span))
    return Claim(text, tuple(places)) if WORD.search(text) and places else None


def _facts_stand(claim: Claim, language: str) -> bool:
    """Every number of the sentence, and in the passage's language every name, stands in its sources."""
    sources = fold(" ".join(_as_source(item) for item, _ in claim.places))
    words = set(WORD.findall(sources))
    if any(not _number_stands(number, sources, words) for number in _numbers(claim.text)):
        return False
    same = all(item.passage.language == language for item, _ in claim.places)
    # Names are translated with the sentence; then the second look decides.
    return not same or all(fold(name) in words for name in _names(claim.text))


def _as_source(item: Evidence) -> str:
    document, passage = item.document, item.passage
    return " ".join(
        (document.title, document.publisher or "", str(document.year or ""), *passage.section, passage.text)
    )


def _numbers(text: str) -> set[str]:
    """Digits without separators of thousands."""
    return set(_NUMBER.findall(_THOUSANDS.sub("", fold(text))))


def _number_stands(number: str, sources: str, words: set[str]) -> bool:
    spelled = lists("spelled").get(number)
    return number in _numbers(sources) or (spelled is not None and spelled in words)


def _names(text: str) -> list[str]:
    """Capitalised Latin words inside a sentence; other scripts write names in their own way."""
    found = list(WORD.finditer(text))
    return [
        match.group()
        for match in found[1:]
        if match.group()[0].isupper() and match.group().isascii() and text[: match.start()].rstrip()[-1:] not in ".!?:"
    ]


def _worded_alike(claim: Claim, language: str) -> bool:
    if any(item.passage.language != language for item, _ in claim.places):
        return False
    quoted = " ".join(item.passage.text[slice(*span)] for item, span in claim.places)
    said = set(terms(claim.text, language))
    return len(said & set(terms(quoted, language))) >= SHARED_ENOUGH * len(said)


def _look_again(check: _Check, model: ChatModel) -> None:
    """Drop the doubtful claims that a second look does not find supported; report the rest."""
    listed = "\n\n".join(
        f"Claim {number}: {check.claims[number].text}\n"
        + "\n".join(f"Quote: {item.passage.text[slice(*span)]}" for item, span in check.claims[number].places)
        for number in check.doubtful
    )
    answer = model.ask(load_prompt("check_support"), {"claims": listed}, Supported)
    dropped = set(check.doubtful) - set(answer.supported)
    waiting = range(check.doubtful[0], len(check.claims))
    if check.report:
        for index in waiting:
            if index not in dropped:
                check.report(check.claims[index])
    check.claims = [claim for index, claim in enumerate(check.claims) if index not in dropped]
