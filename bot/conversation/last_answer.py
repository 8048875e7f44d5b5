"""Does what words about the last answer, or about the library itself, ask for. None where the
words turn out to mean something else."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.conversation.acts import Act, Asked, Labels, codes_named
from bot.conversation.models import AnswerReply, IncomingText, LibraryReply, PastTurn, Reply, TextReply
from bot.conversation.rewriting import LINK, last_topic
from retrieval.index.library import Library
from retrieval.models import Answer, Document, Outcome, Question, SearchFilter, Statement

Ask = Callable[[Question], Awaitable[Answer]]
SHORT_STATEMENTS = 2
LIBRARY_SCORE = 0.3
"""Fused score under which a document is not about what was asked for."""
FOUND = (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED, Outcome.CONFLICTING)


class LastAnswer:
    """Acts on the last answered turn of a message's history."""

    def __init__(self, library: Library, ask: Ask, themes: Labels, regions: Labels, *, has_model: bool) -> None:
        self._library, self._ask, self._has_model = library, ask, has_model
        self._themes, self._regions = themes, regions

    async def act(self, asked: Asked, message: IncomingText, language: str) -> Reply | None:
        internal = message.asker.internal
        if asked.act is Act.LIBRARY:
            return self._listed(asked.about, internal)
        regions = codes_named(asked.about, self._regions)
        if asked.act is Act.ELSEWHERE and not regions and not asked.elsewhere:
            return None  # "in Yemen?" moves the question there, which rewriting does better
        past = last_topic(message.history)
        if past is None:
            return TextReply("reply-no-earlier-answer")
        question = Question(
            text=past.standalone,
            language=past.language,
            today=message.asked_at.date(),
            internal=internal,
            filter=SearchFilter(internal=internal),
        )
        match asked.act:
            case Act.WHO_SAYS:
                return await self._sources(past, question, language)
            case Act.SHORTER:
                return await self._shorter(question)
            case Act.IN_LANGUAGE:
                return await self._in_language(past, question, asked.about)
            case Act.MORE:
                return await self._rest(message, past, question)
            case _:
                return await self._example(asked, regions, message, past, question)

    def _listed(self, about: str, internal: bool) -> LibraryReply:
        allowed = SearchFilter(internal=internal)
        if not about:
            return LibraryReply(None, None, self._library.documents(allowed))
        if themes := codes_named(about, self._themes):
            listed = self._library.documents(replace(allowed, themes=themes))
            if listed:
                return LibraryReply(themes[0], about, listed)
        found = self._library.search(about, allowed, limit=30).evidence
        near = [item.document for item in found if item.score >= LIBRARY_SCORE]
        unique = {document.document_id: document for document in near}
        return LibraryReply(None, about, tuple(unique.values()))

    async def _sources(self, past: PastTurn, question: Question, language: str) -> Reply:
        paths = past.documents or await self._cited_documents(question)
        documents = [found for path in paths if (found := self._library.document(path))]
        if not documents:
            return TextReply("reply-no-earlier-answer")
        named = "; ".join(_named(document) for document in documents)
        return TextReply("reply-last-sources", {"sources": named})

    async def _shorter(self, question: Question) -> Reply:
        if not self._has_model:
            return TextReply("reply-cannot-shorten")
        answer = await self._ask(question)
        return AnswerReply(_only(answer, answer.short[:SHORT_STATEMENTS]))

    async def _in_language(self, past: PastTurn, question: Question, wanted: str) -> Reply:
        """By the model, or from editions of the cited documents in that language."""
        if not wanted:
            return TextReply("reply-cannot-translate")
        question = replace(question, language=wanted)
        if not self._has_model:
            cited = past.documents or await self._cited_documents(question)
            editions = self._editions(cited, wanted, question.internal)
            if not editions:
                return TextReply("reply-cannot-translate")
            question = replace(question, filter=replace(question.filter, paths=editions))
        answer = await self._ask(question)
        found = answer.outcome in FOUND
        return AnswerReply(answer) if found else TextReply("reply-cannot-translate")

    async def _example(
        self, asked: Asked, regions: tuple[str, ...], message: IncomingText, past: PastTurn, question: Question
    ) -> Reply:
        """From other documents than those shown, or from a place."""
        shown = await self._shown(message, past, question)
        if asked.elsewhere or asked.act is Act.ANOTHER:
            shown |= self._passages_beside(shown, same_country=asked.elsewhere)
        if regions:
            question = replace(question, filter=replace(question.filter, regions=regions))
        elif asked.about:
            question = replace(question, text=f"{question.text.rstrip(' ?؟')}{LINK}{asked.about}?")
        return await self._another(question, shown)

    async def _rest(self, message: IncomingText, past: PastTurn, question: Question) -> Reply:
        """First what stood behind the button, then other passages."""
        if [turn.standalone for turn in message.history].count(past.standalone) == 1:
            answer = await self._ask(question)
            if answer.more:
                return AnswerReply(_only(answer, answer.more), question.text)
        return await self._another(question, await self._shown(message, past, question))

    async def _another(self, question: Question, shown: frozenset[str]) -> Reply:
        answer = await self._ask(replace(question, exclude_passages=shown))
        if answer.outcome not in FOUND:
            return TextReply("reply-no-more")
        return AnswerReply(answer, question.text)

    async def _shown(self, message: IncomingText, past: PastTurn, question: Question) -> frozenset[str]:
        """What this question's answers showed so far; a script's turns do not say, so ask again."""
        same = [turn for turn in message.history if turn.standalone == past.standalone]
        shown = {passage for turn in same for passage in turn.passages}
        if not shown:
            shown = {item.passage_id for item in (await self._ask(question)).citations}
        return frozenset(shown) | message.exclude_passages

    async def _cited_documents(self, question: Question) -> tuple[str, ...]:
        answer = await self._ask(question)
        return tuple(dict.fromkeys(item.document for item in answer.citations))

    def _passages_beside(self, shown: frozenset[str], *, same_country: bool) -> frozenset[str]:
        """All passages of the documents shown, and of those on the same countries."""
        found = [passage for name in shown if (passage := self._library.passage(name))]
        documents = {passage.document_id for passage in found}
        listed = self._library.documents(SearchFilter(internal=True))
        countries = {code for item in listed if item.document_id in documents for code in item.country}
        if same_country:
            documents |= {item.document_id for item in listed if countries & set(item.country)}
        return frozenset(passage.passage_id for name in documents for passage in self._library.passages(name))

    def _editions(self, cited: tuple[str, ...], language: str, internal: bool) -> tuple[str, ...]:
        known = {path: self._library.document(path) for path in cited}
        originals = {found.translation_of for found in known.values() if found}
        listed = self._library.documents(SearchFilter(languages=(language,), internal=internal))
        return tuple(
            item.path for item in listed if item.path in known or item.translation_of in known or item.path in originals
        )


def _only(answer: Answer, statements: tuple[Statement, ...]) -> Answer:
    """The answer cut down to some of its statements and their citations."""
    numbers = {number for statement in statements for number in statement.citations}
    cited = tuple(item for item in answer.citations if item.number in numbers)
    return replace(answer, short=statements, more=(), citations=cited)


def _named(document: Document) -> str:
    facts = ", ".join(part for part in (document.publisher, str(document.year or "")) if part)
    return f"{document.title} ({facts})" if facts else document.title
