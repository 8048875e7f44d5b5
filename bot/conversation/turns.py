"""The spine of a conversation: from a message to a reply."""

import asyncio
import time
from collections.abc import Callable
from typing import Protocol

from bot.conversation.models import AnswerReply, IncomingText, Intent, Turn
from retrieval.language import detect
from retrieval.models import Answer, Question, Statement


class Answerer(Protocol):
    """The one door to the library's answers."""

    def answer(
        self, question: Question, on_statement: Callable[[Statement], None] | None = None
    ) -> Answer: ...


class Conversation:
    """Takes turns. Holds no state of its own: history comes with the message."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer

    async def take_turn(
        self, message: IncomingText, on_statement: Callable[[Statement], None] | None = None
    ) -> Turn:
        started = time.perf_counter()
        language = detect(message.text, message.asker.language)
        question = Question(
            text=message.text,
            language=language,
            today=message.asked_at.date(),
            internal=message.asker.internal,
            exclude_passages=message.exclude_passages,
        )
        answer = await asyncio.to_thread(self._answerer.answer, question, on_statement)
        return Turn(
            text=message.text,
            intent=Intent.QUESTION,
            confidence=0.5,
            language=language,
            standalone=message.text,
            reply=AnswerReply(answer),
            milliseconds=(time.perf_counter() - started) * 1000,
        )
