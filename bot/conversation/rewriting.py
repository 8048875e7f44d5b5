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
    moved = _moved_elsewhere(fragment, past.standalone)
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


def _moved_elsewhere(fragment: str, question: str) -> str | None:
    """The earlier question with its place replaced by the fragment's, where both name one."""
    said = Said(fragment)
    preposition = said.find("place_word")
    at_start = preposition is not None and preposition.start() == 0
    place = fragment
    if at_start and preposition is not None:
        place = " ".join(fragment.split()[len(preposition[0].split()) :])
    if not _is_name(place, after_preposition=at_start):
        return None
    replaced = _last_place(question)
    if replaced is None:
        return None
    start, name, end = replaced
    return question[: start if at_start else name] + (fragment if at_start else place) + question[end:]


def _last_place(question: str) -> tuple[int, int, int] | None:
    """Where the last "in South Sudan" of a question begins, its name begins, and it ends."""
    name = r"(?:[^\W\d_a-zа-яё][\w'’-]*)(?:[ -][^\W\d_a-zа-яё][\w'’-]*){0,3}"
    if re.search("[\u0600-\u06ff]", question):
        found = list(re.finditer(r"(?<!\w)(?:في|من) (\w+)(?=\W*$)", question))
    else:
        words = r"in|from|en|au|aux|dans l[ea]s?|à|del?|в|во|на|из|em|no|na|nos|nas|do|da"
        found = list(re.finditer(rf"(?<!\w)(?:{words}) ({name})", question))
    if not found:
        return None
    last = found[-1]
    return last.start(), last.start(1), last.end()


def _is_name(words: str, *, after_preposition: bool) -> bool:
    """A few capitalised words; in a script without capitals one word after "in"."""
    parts = words.split()
    if re.match("[\u0600-\u06ff]", words):
        return after_preposition and len(parts) == 1
    return 0 < len(parts) <= 3 and all(part[0].isupper() for part in parts)


def _joined(text: str, fragment: str, language: str, past: PastTurn) -> str:
    has_pronoun = Said(text).has("pronoun")
    topic = topic_of(past.standalone, past.language, whole=not has_pronoun)
    known = {fold(one.word) for one in terms_of(text, language)}
    if all(fold(one.word) in known for one in terms_of(topic, past.language)):
        return text
    asked = text.strip(" ?؟!.¿")
    return f"{asked if has_pronoun or not fragment else fragment}{LINK}{topic}?"
