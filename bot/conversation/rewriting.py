"""Follow-ups become questions that can be searched without the conversation, by rules.

A complete new question is left alone. What leans on the turn before carries its topic along:
"why did it fail?" reads as "why did it fail – Nuba Mountains ceasefire?". Where an answer's
wording is not grammar, it is search words, and it is shown to the person. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.intent import recognise
from bot.conversation.models import Intent, PastTurn
from bot.conversation.phrases import Said
from retrieval.language.words import WORD, fold, term

LINK = " – "
TOPIC_WORDS = 14
FRAGMENT_TERMS = 5
COMPLETE_TERMS = 3
_ARTICLE = r"(?:the|la|le|les|el|los|las|os|as) "
_LAND = "valley|mountains|river|lake|region|province|district|islands?|basin|peninsula|process|talks"
_IN = "in|from|en|au|aux|dans l[ea]s?|à|del?|в|во|на|из|em|no|na|nos|nas|do|da|في|من"
"""Words between a question and the place it is about, in all six languages."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a text that carries meaning, and where it stands."""

    word: str
    start: int
    end: int


def standalone(text: str, language: str, history: Sequence[PastTurn]) -> str | None:
    """The question that a follow-up means; None for a message that stands alone."""
    past = last_topic(history)
    said = Said(text)
    if opener := _opener(history):
        return None if _is_complete(said, text, language) else f"{opener} {text}"
    if past is None or not leans_back(said, text, language):
        return None
    fragment = _without_lead_in(text)
    moved = _moved_elsewhere(fragment, past.standalone, language)
    return moved or _joined(text, fragment, language, past)


def last_topic(history: Sequence[PastTurn]) -> PastTurn | None:
    """The last turn that was a question."""
    asked = (turn for turn in reversed(history) if turn.standalone)
    return next((turn for turn in asked if _is_question(turn)), None)


def leans_back(said: Said, text: str, language: str) -> bool:
    """Whether the message cannot be understood without the turn before."""
    meant = terms_of(text, language)
    if said.has("ellipsis"):
        lead_only = said.find("pronoun") is None and _is_complete(said, text, language)
        return not (lead_only and len(meant) > COMPLETE_TERMS)
    if said.asks and len(meant) <= 2 and len(said.words) <= 3:
        return True
    pronoun = said.find("pronoun")
    if pronoun is None:
        return False
    before = len(terms_of(said.form[: pronoun.start()], language))
    is_last = not re.search(r"\w", said.form[pronoun.end() :])
    return before == 0 or (before <= 1 and language in ("en", "ru")) or (is_last and before <= 3)


def terms_of(text: str, language: str) -> list[Term]:
    found = WORD.finditer(text)
    return [Term(one[0], one.start(), one.end()) for one in found if term(one[0], language)]


def topic_of(question: str, language: str, *, whole: bool) -> str:
    """The stretch of a question that says what it is about: all of it, or without the verb that
    follows its question word ("Who mediated | the Burundi talks")."""
    _question, link, topic = question.rpartition(LINK)
    found = terms_of(question, language)
    if link or not found:
        return (topic if link else question).rstrip(" ?؟.!")
    begins_with_verb = len(question[: found[0].start].split()) == 1
    kept = found[1:] if begins_with_verb and not whole and len(found) > 2 else found
    return question[kept[0].start : kept[:TOPIC_WORDS][-1].end]


def _is_question(turn: PastTurn) -> bool:
    return turn.answered or recognise(turn.question).intent not in (Intent.SMALLTALK, Intent.FEEDBACK, Intent.EMERGENCY)


def _opener(history: Sequence[PastTurn]) -> str | None:
    """Words of an opener just before: they are context of what follows."""
    last = history[-1] if history else None
    if last is None or last.answered or recognise(last.question).kind != "opener":
        return None
    return last.question.rstrip(" .…:?")


def _is_complete(said: Said, text: str, language: str) -> bool:
    """A question word or a question mark, and enough to search for."""
    return len(terms_of(text, language)) >= COMPLETE_TERMS and (
        said.asks or said.has("about_experts") or len(said.words) > 2 * FRAGMENT_TERMS
    )


def _without_lead_in(text: str) -> str:
    """ "and in Yemen?" -> "in Yemen"."""
    bare = re.sub(r"^و(?=(?:في|من|ماذا|ما|كيف|لماذا|هل)\b)", "", text.strip(" ¿?؟!."))
    lead = Said(bare).find("lead_in")
    if lead is None or lead.start() > 0:
        return bare
    count = len(re.findall(r"\w+", lead[0]))
    left = re.split(r"[\s'’\-]+", bare, maxsplit=count)
    return left[count] if len(left) > count else bare


def _moved_elsewhere(fragment: str, question: str, language: str) -> str | None:
    """The earlier question with its place (or year) replaced by the fragment's, where both name one."""
    found = re.match(rf"(?:{_IN}) (?=\S)", fragment, re.I)
    place = fragment[found.end() :] if found else fragment
    if not _may_be_name(re.sub(f"^{_ARTICLE}", "", place), language, after_preposition=found is not None):
        return None
    replaced = _last_place(question, is_year=place.isdigit())
    if replaced is None:
        return None
    start, name, end = replaced
    return question[: start if found else name] + (fragment if found else place) + question[end:]


def _last_place(question: str, *, is_year: bool) -> tuple[int, int, int] | None:
    """Where the last "in South Sudan" of a question begins, its name begins, and it ends. Phones
    write names without capitals: then only the last words of the question are one."""
    name = r"[^\W\d_a-zа-яё\u0600-\u06ff][\w'’-]*"
    shapes = (
        rf"{name}(?:[ -]{name}){{0,3}}(?: (?:{_LAND}))?",
        r"[a-zа-яё'’-]+(?: [a-zа-яё'’-]+)?(?=\W*$)",
        r"\w+(?=\W*$)",
    )
    for shape in (r"\d{4}",) if is_year else shapes:
        if found := list(re.finditer(rf"(?<!\w)(?:{_IN}) ((?:{_ARTICLE})?{shape})", question)):
            return found[-1].start(), found[-1].start(1), found[-1].end()
    return None


def _may_be_name(words: str, language: str, *, after_preposition: bool) -> bool:
    """A few capitalised words; without capitals one or two that carry meaning, after "in"."""
    parts = words.split()
    if 0 < len(parts) <= 3 and all(part[0].isupper() or part.isdigit() for part in parts):
        return True
    return after_preposition and 0 < len(parts) <= 2 and len(terms_of(words, language)) == len(parts)


def _joined(text: str, fragment: str, language: str, past: PastTurn) -> str:
    has_pronoun = Said(text).has("pronoun")
    topic = topic_of(past.standalone, past.language, whole=not has_pronoun)
    known = {fold(one.word) for one in terms_of(text, language)}
    if all(fold(one.word) in known for one in terms_of(topic, past.language)):
        return text
    asked = text.strip(" ?؟!.¿")
    return f"{asked if has_pronoun or not fragment else fragment}{LINK}{topic}?"
