"""The turns before, as a script or a terminal tells them: texts by role."""

from collections.abc import Iterable
from dataclasses import replace

from bot.conversation.models import PastTurn
from bot.conversation.rewriting import standalone
from retrieval.language import detect

CONTEXT_TURNS = 6


def told(turns: Iterable[tuple[str, str]], language: str) -> tuple[PastTurn, ...]:
    """Past turns from (role, text), oldest first; each is understood from those before it, as
    it would have been when it was said."""
    history: list[PastTurn] = []
    for role, text in turns:
        if role == "assistant":
            if history:
                history[-1] = replace(history[-1], answer=text, answered=True)
            continue
        spoken = detect(text, history[-1].language if history else language)
        meant = standalone(text, spoken, history[-CONTEXT_TURNS:]) or text
        history.append(PastTurn("", text, meant, spoken, passages=(), documents=(), answered=False))
    return tuple(history[-CONTEXT_TURNS:])
