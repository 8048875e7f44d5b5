"""What a message is for, by rules in six languages, with a confidence learnt from labelled
messages. Danger is looked for first and generously: a false alarm costs one tap, a missed one
a person. Questions about danger, experts or feedback stay questions."""

import re
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Recognised:
    """Attributes:
    kind: which small talk, feedback or limit it is (names a text), or "".
    confidence: share of labelled messages of this rule that it was right about.
    """

    intent: Intent
    confidence: float
    kind: str = ""
    danger: Danger | None = None


def recognise(text: str) -> Recognised:
    """The intent of a message, without its history."""
    said = Said(text)
    if danger := danger_in(said):
        return Recognised(Intent.EMERGENCY, 0.9, danger=danger)
    if not said.words:
        return Recognised(Intent.SMALLTALK, 0.8, "greeting")
    return (
        _small_talk(said)
        or _request(said)
        or _feedback(said)
        or _beyond(said)
        or Recognised(Intent.QUESTION, _certainty(said))
    )


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


def _request(said: Said) -> Recognised | None:
    if said.has("request_status"):
        return Recognised(Intent.REQUEST_STATUS, 0.9)
    if said.has("asked_kindly"):
        return Recognised(Intent.EXPERT_REQUEST, 0.93)
    if said.has("expert_request") and not said.has("about_experts"):
        return Recognised(Intent.EXPERT_REQUEST, 0.9)
    return None


def _feedback(said: Said) -> Recognised | None:
    if len(said.words) > 25:
        return None
    if said.has("feedback_wrong"):
        return Recognised(Intent.FEEDBACK, 0.9, "wrong")
    if said.has("feedback_useful") and not said.asks:
        return Recognised(Intent.FEEDBACK, 0.9, "useful")
    return None


def _beyond(said: Said) -> Recognised | None:
    """Out of scope: predictions even about peace, all else only without a word of the field."""
    if said.has("prediction"):
        return Recognised(Intent.OUT_OF_SCOPE, 0.85, "prediction")
    if said.has("domain"):
        return None
    if said.has("opinion"):
        return Recognised(Intent.OUT_OF_SCOPE, 0.85, "opinion")
    if said.has("out_of_scope"):
        return Recognised(Intent.OUT_OF_SCOPE, 0.85, "other")
    return None


def _certainty(said: Said) -> float:
    if said.has("domain"):
        return 0.9
    return 0.8 if said.asks else 0.5
