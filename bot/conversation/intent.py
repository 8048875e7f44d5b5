"""What a message is for: rules where they are certain, else what it resembles among labelled
messages. Danger is looked for first and generously: a false alarm costs one tap, a missed one
a person. Questions about danger, experts or feedback stay questions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation.learnt import learnt
from bot.conversation.models import Danger, Intent
from bot.conversation.phrases import Said

SMALL_TALK = ("help", "who_are_you", "goodbye", "thanks", "greeting")
_DANGERS = {
    Danger.NOW: ("now", "now_word"),
    Danger.THREAT: ("threat", "threat_word"),
    Danger.PHONE: ("phone", "phone_word_taken"),
    Danger.DISTRESS: ("distress", "distress_word"),
}
"""By what a kind is recognised: a phrase that says it, and a word of it beside "my" or "us"."""
_SIGNS_OF_DANGER = (
    "attack", "armed", "abduct", "arrest", "threaten", "hurt", "trapped",
    "followed", "device", "lost", "despair", "alarm",
)  # fmt: skip
DENIED, ALARMING, CERTAIN_ALARM = 0.03, 0.1, 0.4
"""How likely an emergency must be where a rule, a word, or neither speaks of danger."""
FRAGMENT_WORDS = 8
CERTAIN_ASIDE = 0.82
"""How likely small talk or a status must be when something is asked."""
REQUEST_WEIGHT, QUESTION_WEIGHT = 3.0, 1.5
"""A missed request leaves somebody without help; what is in doubt is rather answered than not."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """Attributes:
    kind: which small talk, feedback or limit it is (names a text), or "".
    confidence: how likely it is right, from labelled messages.
    """

    intent: Intent
    confidence: float
    kind: str = ""
    danger: Danger | None = None


def recognise(text: str) -> Recognised:
    """The intent of a message, without its history."""
    said = Said(text)
    if not said.words:
        return Recognised(Intent.SMALLTALK, 0.8, "greeting")
    likely, danger = learnt().likelihoods(said), danger_in(said)
    if danger and likely[Intent.EMERGENCY] >= DENIED:
        return Recognised(Intent.EMERGENCY, max(likely[Intent.EMERGENCY], 0.5), danger=danger)
    return _small_talk(said) or _alarm(said, likely) or _likeliest(said, likely)


def alarms(text: str) -> bool:
    """Danger in what may be a detail that was asked for: the words must say it, as a place or a date
    resembles whatever labelled messages it likes."""
    said = Said(text)
    says = danger_in(said) or any(map(said.has, _SIGNS_OF_DANGER)) or len(said.words) > FRAGMENT_WORDS
    return bool(says) and recognise(text).danger is not None


def _alarm(said: Said, likely: Mapping[str, float]) -> Recognised | None:
    needed = ALARMING if any(map(said.has, _SIGNS_OF_DANGER)) else CERTAIN_ALARM
    if likely[Intent.EMERGENCY] < needed:
        return None
    danger = Danger(_kind(Intent.EMERGENCY, likely))
    return Recognised(Intent.EMERGENCY, likely[Intent.EMERGENCY], danger=danger)


def danger_in(said: Said) -> Danger | None:
    """The kind of danger somebody is in who writes this; None for a question about danger."""
    said = Said(said.without(("plea",)))  # "what should we do?" asks for help, not for guidance
    about = said.find("about_danger")
    for kind, (phrase, _word) in _DANGERS.items():
        if (match := said.find(phrase)) and not (about and about.start() <= match.start()):
            return kind
    stated = [sentence for sentence in said.sentences() if sentence.has("mine") and not _asks(sentence)]
    beside = ((kind, word) for kind, (_phrase, word) in _DANGERS.items())
    return next((kind for kind, word in beside if any(one.has(word) for one in stated)), None)


def _asks(said: Said) -> bool:
    return said.has("about_danger") or said.has("about_experts")


def _small_talk(said: Said) -> Recognised | None:
    """Only when nothing else is said, whatever the order of the courtesies."""
    kind = next((entry for entry in SMALL_TALK if said.has(entry)), None)
    if kind and not re.findall(r"\w+", said.without((*SMALL_TALK, "courtesy"))):
        return Recognised(Intent.SMALLTALK, 0.97, kind)
    if said.is_only("opener"):
        return Recognised(Intent.SMALLTALK, 0.8, "opener")
    return None


def _likeliest(said: Said, likely: Mapping[str, float]) -> Recognised:
    names_somebody = said.has("expert") or said.has("someone")
    weights = {Intent.EXPERT_REQUEST: REQUEST_WEIGHT if names_somebody else 1.0, Intent.QUESTION: QUESTION_WEIGHT}
    intent = max(Intent, key=lambda one: likely[one] * weights.get(one, 1.0))
    if intent in (Intent.SMALLTALK, Intent.REQUEST_STATUS) and said.asks and likely[intent] < CERTAIN_ASIDE:
        intent = Intent.QUESTION  # looked for in vain it costs a refusal; not looked for, an answer
    return Recognised(intent, likely[intent], _kind(intent, likely))


def _kind(intent: Intent, likely: Mapping[str, float]) -> str:
    """The likeliest kind of an intent; "" where it has none."""
    kinds = (label for label in likely if label.startswith(f"{intent}."))
    return max(kinds, key=lambda label: likely[label], default="").rpartition(".")[2]
