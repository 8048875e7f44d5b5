"""Asks the questions of a set, one after another, of whatever it is given, and measures.

It knows no service: `ask` may be the conversation, the answerer alone or a recorded run. A
question that cannot be asked is counted as failed, the rest goes on.
"""

from collections.abc import Callable, Sequence

from retrieval.errors import RetrievalError
from retrieval.evaluation.cases import Case
from retrieval.evaluation.metrics import Measured, Reply, measure

Ask = Callable[[Case], Reply]
FAILED = Reply(outcome="failed", answer="")


def run(
    cases: Sequence[Case],
    ask: Ask,
    text_of: Callable[[str], str | None],
    on_done: Callable[[Measured], None] | None = None,
) -> list[Measured]:
    """Measure every case; `on_done` hears each, for a progress bar."""
    measured = []
    for case in cases:
        try:
            reply = ask(case)
        except RetrievalError:
            reply = FAILED
        measured.append(measure(case, reply, text_of))
        if on_done:
            on_done(measured[-1])
    return measured
