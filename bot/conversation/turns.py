"""The spine of a conversation: from a message to a reply.

Language, danger, intent, words about the last answer, the turns before, the library: in this
order. Holds no state: history comes with the message, and the log is written by the caller.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from bot.conversation.acts import Act, Labels, act_of
from bot.conversation.emergency import EmergencyContact, contacts_for
from bot.conversation.intent import Recognised, recognise
from bot.conversation.last_answer import LastAnswer
from bot.conversation.model_intent import in_doubt_by_model
from bot.conversation.model_rewriting import rewritten
from bot.conversation.models import AnswerReply, DangerReply, IncomingText, Intent, PastTurn, Reply, TextReply, Turn
from bot.conversation.phrases import Said
from bot.conversation.rewriting import last_topic, standalone, terms_of
from bot.query_log.redaction import Redactor
from retrieval.index.library import Library
from retrieval.language import detect
from retrieval.language_models import ChatModel
from retrieval.models import Answer, Outcome, PromptUse, Question, SearchFilter, Statement

OnStatement = Callable[[Statement], None]
AT_ONCE = 8
"""Answers composed at the same time; more would only share the same processors."""
SHORT_TERMS = 4
CERTAIN = Recognised(Intent.QUESTION, 1.0)


class Answers(Protocol):
    """The one door to the library's answers."""

    def answer(self, question: Question, on_statement: OnStatement | None = None) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """How a message was understood: the question to search, and the prompt that read it."""

    text: str
    is_follow_up: bool = False
    prompt: PromptUse | None = None


class Conversation:
    """Takes turns."""

    def __init__(
        self,
        answerer: Answers,
        library: Library,
        redactor: Redactor,
        *,
        chat_model: ChatModel | None = None,
        contacts: Iterable[EmergencyContact] = (),
        themes: Labels | None = None,
        regions: Labels | None = None,
        library_is_live: Callable[[], Awaitable[object]] | None = None,
    ) -> None:
        self._answerer, self._redactor, self._chat_model = answerer, redactor, chat_model
        self._contacts = tuple(contacts)
        self._library_is_live = library_is_live
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._last_answer = LastAnswer(
            library, self._ask, themes or {}, regions or {}, has_model=chat_model is not None
        )

    async def take_turn(self, message: IncomingText, on_statement: OnStatement | None = None) -> Turn:
        """Understands a message and answers it. Never raises for what a person may write."""
        started = time.perf_counter()
        language = language_of(message)
        recognised = await self._recognised(message)
        reply = await self._reply(message, recognised, language, on_statement)
        answer = reply.answer if isinstance(reply, AnswerReply) else None
        return Turn(
            text=message.text,
            intent=_intent_of(reply, recognised),
            confidence=recognised.confidence,
            language=answer.question.language if answer else language,
            standalone=answer.question.text if answer else None,
            answer=answer,
            read_as=reply.read_as if isinstance(reply, AnswerReply) else None,
            reply=reply,
            masked=self._redactor.redact(message.text).kinds,
            milliseconds=(time.perf_counter() - started) * 1000,
            judgement=_judgement(recognised, message.history),
        )

    async def _recognised(self, message: IncomingText) -> Recognised:
        """In doubt by the model, but for what looks like a follow-up question: that is its next task."""
        recognised = CERTAIN if message.certain_question else recognise(message.text)
        if self._chat_model is None or (message.history and recognised.intent is Intent.QUESTION):
            return recognised
        return await asyncio.to_thread(in_doubt_by_model, self._chat_model, message.text, recognised)

    async def _reply(
        self, message: IncomingText, recognised: Recognised, language: str, on_statement: OnStatement | None
    ) -> Reply:
        if recognised.danger:
            country = message.asker.country
            found = contacts_for(self._contacts, recognised.danger, language, country)
            return DangerReply(recognised.danger, found)
        if asked := act_of(message.text):
            if asked.act is Act.LIBRARY or message.history:
                await self._wait_for_library()
            if reply := await self._last_answer.act(asked, message, language):
                return reply
        if recognised.intent is Intent.OUT_OF_SCOPE and recognised.kind not in ("opinion", "prediction"):
            return await self._answered_after_all(message, recognised, language)
        if recognised.intent is not Intent.QUESTION and not _is_ellipsis(message, recognised):
            return _short_reply(recognised)
        return await self._answered(message, language, on_statement)

    async def _answered_after_all(self, message: IncomingText, recognised: Recognised, language: str) -> Reply:
        """What sounds like another subject ("how far", "the weather") may stand in the library all the same."""
        reply = await self._answered(message, language, None)
        return reply if reply.answer.outcome is Outcome.ANSWERED else _short_reply(recognised)

    async def _answered(self, message: IncomingText, language: str, on_statement: OnStatement | None) -> AnswerReply:
        await self._wait_for_library()
        reading = await self._read(message, language)
        question = Question(
            text=reading.text,
            language=language,
            today=message.asked_at.date(),
            internal=message.asker.internal,
            filter=SearchFilter(internal=message.asker.internal),
            exclude_passages=message.exclude_passages,
        )
        answer = await self._ask(question, on_statement)
        if reading.prompt:
            answer = replace(answer, prompts=(reading.prompt, *answer.prompts))
        return AnswerReply(answer, reading.text if reading.is_follow_up else None)

    async def _ask(self, question: Question, on_statement: OnStatement | None = None) -> Answer:
        async with self._at_once:
            return await asyncio.to_thread(self._answerer.answer, question, on_statement)

    async def _read(self, message: IncomingText, language: str) -> Reading:
        """By the model where there is one and the message may lean back; else by rules."""
        text, history = message.text, message.history
        if not history:
            return Reading(text)
        by_rules = standalone(text, language, history)
        if self._chat_model and (by_rules or len(terms_of(text, language)) <= SHORT_TERMS):
            read = await asyncio.to_thread(rewritten, self._chat_model, text, history)
            if read:
                meant, prompt = read
                return Reading(meant or text, meant is not None and meant != text, prompt)
        return Reading(by_rules or text, by_rules is not None and by_rules != text)

    async def _wait_for_library(self) -> None:
        """A question asked before the first version is live waits: it is not `not_covered`."""
        if self._library_is_live:
            await self._library_is_live()


def language_of(message: IncomingText) -> str:
    """Of the text; where it gives no sign, of the turn before, else the person's own."""
    prior = message.history[-1].language if message.history else message.asker.language
    return detect(message.text, prior)


def _intent_of(reply: Reply, recognised: Recognised) -> Intent:
    """An answer was given to a question, whatever its words looked like."""
    return Intent.QUESTION if isinstance(reply, AnswerReply) else recognised.intent


def _is_ellipsis(message: IncomingText, recognised: Recognised) -> bool:
    """ "and why?" has no word to search for, but a turn before that has."""
    return (
        recognised.kind == "opener" and last_topic(message.history) is not None and Said(message.text).has("ellipsis")
    )


def _short_reply(recognised: Recognised) -> TextReply:
    match recognised.intent, recognised.kind:
        case Intent.EXPERT_REQUEST, _:
            return TextReply("reply-expert-request", actions=("team",))
        case Intent.REQUEST_STATUS, _:
            return TextReply("reply-request-status")
        case Intent.FEEDBACK, kind:
            return TextReply(f"reply-feedback-{kind}")
        case Intent.OUT_OF_SCOPE, ("opinion" | "prediction") as kind:
            return TextReply(f"reply-no-{kind}")
        case Intent.OUT_OF_SCOPE, _:
            return TextReply("reply-out-of-scope")
        case _, "who_are_you":
            return TextReply("reply-who")
        case _, kind:
            return TextReply(f"reply-{kind}")


def _judgement(recognised: Recognised, history: tuple[PastTurn, ...]) -> tuple[str, bool] | None:
    judged = last_topic(history)
    if recognised.intent is not Intent.FEEDBACK or judged is None or not judged.query_id:
        return None
    return judged.query_id, recognised.kind == "useful"
