"""What is kept of a turn: redacted before it is written, nothing that identifies when it was off
the record. History, feedback, retention and erasure go through here too."""

import secrets
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock
from bot.database.transactions import Transaction
from bot.query_log.models import Feedback, LoggedQuery, RecordedTurn
from bot.query_log.redaction import Redactor
from bot.query_log.store import QueryLogStore
from retrieval.models import Answer, Outcome, Statement

CONTEXT_HOURS = 6
CONTEXT_TURNS = 6


class Recorder:
    """Writes turns to the log and reads them back for the conversation."""

    def __init__(
        self,
        store: QueryLogStore,
        redactor: Redactor,
        clock: Clock,
        new_id: Callable[[], str] = lambda: secrets.token_hex(6),
    ) -> None:
        self._store, self._redactor, self._clock, self._new_id = store, redactor, clock, new_id

    async def record(
        self,
        tx: Transaction,
        turn: RecordedTurn,
        asker: str | None,
        update_id: int | None,
        *,
        asked_at: datetime,
        off_record: bool = False,
    ) -> str:
        """Logs a turn and returns its query id; the same update again returns the same id."""
        query_id = self._new_id()
        if off_record:
            await self._store.add(tx, LoggedQuery(**_bare(query_id, turn, asked_at), intent=""))
            return query_id
        logged = self._logged(query_id, turn, asker, update_id, asked_at)
        if not await self._store.add(tx, logged) and update_id is not None:
            return await self._store.id_of_update(tx, update_id) or query_id
        if turn.judgement and asker:
            judged, useful = turn.judgement
            feedback = Feedback.USEFUL if useful else Feedback.NOT_USEFUL
            await self._store.set_feedback(tx, judged, asker, feedback, "in_words")
        return query_id

    async def history(
        self, tx: Transaction, asker: str | None, topic_since: datetime | None = None
    ) -> tuple[LoggedQuery, ...]:
        """The turns that a follow-up may lean on: this asker's, this topic's, of the last hours."""
        if asker is None:
            return ()
        since = self._clock.now() - timedelta(hours=CONTEXT_HOURS)
        return await self._store.recent(tx, asker, max(since, topic_since or since), CONTEXT_TURNS)

    async def get(self, tx: Transaction, query_id: str) -> LoggedQuery | None:
        return await self._store.get(tx, query_id)

    async def set_feedback(
        self, tx: Transaction, query_id: str, asker: str, feedback: Feedback, reason: str | None = None
    ) -> bool:
        """False when there is no such query of this asker."""
        return await self._store.set_feedback(tx, query_id, asker, feedback, reason)

    async def apply_retention(self, tx: Transaction, days: int) -> int:
        """Erases the content of queries older than so many days; figures stay."""
        now = self._clock.now()
        return await self._store.erase_before(tx, now - timedelta(days=days), now)

    async def erase_person(self, tx: Transaction, person: object, pseudonym: str) -> None:
        """Erases what the person asked and cuts the tie; anonymous figures stay."""
        await self._store.erase_asker(tx, pseudonym, self._clock.now())

    async def export_person(self, tx: Transaction, person: object, pseudonym: str) -> dict[str, list[dict[str, Any]]]:
        """What the log holds about a person, for themselves."""
        epoch = datetime.fromtimestamp(0, self._clock.now().tzinfo)
        rows = await self._store.recent(tx, pseudonym, epoch, 100_000)
        return {"queries": [{"asked_at": row.asked_at.isoformat(), **row.content} for row in rows]}

    async def adopt(self, tx: Transaction, logged: LoggedQuery, text: str) -> bool:
        """Takes in a query logged elsewhere, redacted as any other; a known id changes nothing."""
        question = self._redactor.redact(text).text
        content = {**_NOTHING, "question": question, "standalone": question}
        return await self._store.add(tx, replace(logged, content=content))

    def _logged(
        self, query_id: str, turn: RecordedTurn, asker: str | None, update_id: int | None, asked_at: datetime
    ) -> LoggedQuery:
        answer = turn.answer
        return LoggedQuery(
            **_bare(query_id, turn, asked_at),
            intent=str(turn.intent),
            update_id=update_id,
            asker=asker,
            reason=answer.reason if answer else None,
            confidence=answer.confidence if answer else None,
            milliseconds=turn.milliseconds,
            content=self._content(turn),
            versions=_versions(answer) if answer else {},
        )

    def _content(self, turn: RecordedTurn) -> dict[str, Any]:
        content = {**_NOTHING, "question": turn.text, "standalone": turn.standalone, "read_as": turn.read_as}
        for name in ("question", "standalone", "read_as"):
            content[name] = content[name] and self._redactor.redact(content[name]).text
        if turn.answer:
            content |= _found(turn.answer)
            content["uncovered"] = [self._redactor.redact(part).text for part in turn.answer.uncovered]
        return content


_NOTHING: dict[str, Any] = {
    **dict.fromkeys(("question", "standalone", "read_as", "answer", "more")),
    **dict.fromkeys(("citations", "passages", "uncovered"), ()),
}


def outcome_of(turn: RecordedTurn) -> str:
    if turn.answer:
        return turn.answer.outcome
    out_of_scope = turn.intent == Outcome.OUT_OF_SCOPE
    return Outcome.OUT_OF_SCOPE if out_of_scope else Outcome.NOT_A_QUESTION


def marked(statements: tuple[Statement, ...]) -> str | None:
    """Statements as one text, each followed by the numbers of its citations."""
    lines = (" ".join([item.text, *(f"[{number}]" for number in item.citations)]) for item in statements)
    return "\n".join(lines) or None


def _bare(query_id: str, turn: RecordedTurn, asked_at: datetime) -> dict[str, Any]:
    """All that is kept off the record: when, in which language, how it went."""
    return {"query_id": query_id, "asked_at": asked_at, "language": turn.language, "outcome": outcome_of(turn)}


def _found(answer: Answer) -> dict[str, Any]:
    return {
        "answer": marked(answer.short),
        "more": marked(answer.more),
        "citations": [asdict(item) for item in answer.citations],
        "passages": [
            {
                "passage_id": item.passage.passage_id,
                "document": item.document.path,
                "section": " > ".join(item.passage.section),
                "score": item.score,
                "cosine": item.cosine,
                "keyword": item.keyword,
            }
            for item in answer.evidence
        ],
        "milliseconds": dict(answer.milliseconds),
    }


def _versions(answer: Answer) -> dict[str, Any]:
    named = {name: getattr(answer, name) for name in ("method", "fallback", "model")}
    return named | {"index": answer.index_version, "prompts": [asdict(item) for item in answer.prompts]}
