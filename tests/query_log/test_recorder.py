"""What is kept of a turn, for how long, and for whom; on both databases."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.database.engine import async_engine
from bot.database.transactions import Database, Transaction
from bot.database.vault import Vault
from bot.query_log.models import Feedback, LoggedQuery, RecordedTurn
from bot.query_log.recorder import Recorder
from bot.query_log.redaction import Redactor
from bot.query_log.store import QueryLogStore
from retrieval.models import (
    Answer,
    Citation,
    Document,
    Evidence,
    Outcome,
    Passage,
    PromptUse,
    Question,
    Statement,
    Support,
)
from tests.fakes import FixedClock

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AMINA, BORIS = "a" * 32, "b" * 32


def a_turn(**facts: Any) -> RecordedTurn:
    told: dict[str, Any] = {"text": "How was it monitored? My name is Fatuma Wanjiru.", "intent": "question"}
    told |= {"language": "en", "standalone": "How was the Nuba ceasefire monitored?"}
    return RecordedTurn(**told | facts)


def an_answer() -> Answer:
    document = Document("d", "nuba.md", "Nuba", "en")
    passage = Passage("p1", "d", 0, ("Facts", "Who"), "A commission watched.", ((0, 21),), "en")
    return Answer(
        question=Question("How?", "en", NOW.date()),
        outcome=Outcome.PARTLY_ANSWERED,
        reason="parts_missing",
        short=(Statement("A commission watched.", (1,)),),
        more=(),
        citations=(Citation(1, "p1", "nuba.md", "Nuba", "Facts > Who", None, "A commission watched.", "en"),),
        documents={"nuba.md": document},
        evidence=(Evidence(passage, document, 0.8, 0.7, 0.9),),
        confidence=0.75,
        support=Support(1, 2003, 2003),
        uncovered=("what it cost Fatuma Wanjiru",),
        index_version="v7",
        prompts=(PromptUse("answer_question", "1", "abc"),),
        model="a-model",
    )


@pytest.fixture
def store(vault: Vault) -> QueryLogStore:
    return QueryLogStore(vault)


@pytest.fixture
def recorder(store: QueryLogStore, clock: FixedClock) -> Recorder:
    return Recorder(store, Redactor(), clock)


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Transaction]:
    async with database.transaction() as opened:
        yield opened


def raw_files(folder: Path) -> dict[str, bytes]:
    """The database with its write-ahead log, as it lies on the disk."""
    return {path.name: path.read_bytes() for path in folder.glob("bot.sqlite3*")}


async def kept(store: QueryLogStore, tx: Transaction, query_id: str) -> LoggedQuery:
    logged = await store.get(tx, query_id)
    assert logged is not None
    return logged


async def test_a_turn_is_kept_redacted_with_all_that_led_to_the_answer(
    recorder: Recorder, store: QueryLogStore, tx: Transaction
) -> None:
    query_id = await recorder.record(tx, a_turn(answer=an_answer()), AMINA, 7, asked_at=NOW)

    logged = await kept(store, tx, query_id)

    assert (logged.outcome, logged.reason, logged.confidence) == ("partly_answered", "parts_missing", 0.75)
    assert logged.content["question"] == "How was it monitored? My name is [person]."
    assert logged.content["answer"] == "A commission watched. [1]"
    assert logged.content["citations"][0]["quote"] == "A commission watched."
    assert (
        logged.content["passages"][0] | {"cosine": 0.7, "keyword": 0.9, "score": 0.8} == (logged.content["passages"][0])
    )
    assert logged.content["uncovered"] == ["what it cost [person]"]
    assert (logged.versions["index"], logged.versions["model"]) == ("v7", "a-model")
    assert logged.versions["prompts"] == [{"name": "answer_question", "version": "1", "digest": "abc"}]


async def test_the_same_update_makes_one_row_and_keeps_its_id(
    recorder: Recorder, store: QueryLogStore, tx: Transaction
) -> None:
    first = await recorder.record(tx, a_turn(), AMINA, 7, asked_at=NOW)
    again = await recorder.record(tx, a_turn(), AMINA, 7, asked_at=NOW)

    assert again == first
    assert len([row async for row in store.iterate(tx)]) == 1


async def test_off_the_record_only_time_language_and_outcome_are_kept(
    recorder: Recorder, store: QueryLogStore, tx: Transaction
) -> None:
    query_id = await recorder.record(tx, a_turn(answer=an_answer()), AMINA, 7, asked_at=NOW, off_record=True)

    assert await kept(store, tx, query_id) == LoggedQuery(
        query_id=query_id,
        update_id=None,
        asked_at=NOW,
        asker=None,
        language="en",
        intent="",
        outcome="partly_answered",
        reason=None,
        confidence=None,
        feedback=None,
    )


async def test_only_the_asker_may_judge(recorder: Recorder, store: QueryLogStore, tx: Transaction) -> None:
    query_id = await recorder.record(tx, a_turn(), AMINA, 7, asked_at=NOW)

    assert not await recorder.set_feedback(tx, query_id, BORIS, Feedback.USEFUL)
    assert await recorder.set_feedback(tx, query_id, AMINA, Feedback.NOT_USEFUL, "outdated")

    logged = await kept(store, tx, query_id)
    assert (logged.feedback, logged.feedback_reason) == (Feedback.NOT_USEFUL, "outdated")


async def test_a_judgement_in_words_is_feedback_on_the_answer_before(
    recorder: Recorder, store: QueryLogStore, tx: Transaction
) -> None:
    judged = await recorder.record(tx, a_turn(), AMINA, 7, asked_at=NOW)
    turn = a_turn(text="that was wrong", intent="feedback", judgement=(judged, False))

    await recorder.record(tx, turn, AMINA, 8, asked_at=NOW)

    assert (await kept(store, tx, judged)).feedback is Feedback.NOT_USEFUL


async def test_context_is_ones_own_of_this_topic_and_of_the_last_hours(
    recorder: Recorder, tx: Transaction, clock: FixedClock
) -> None:
    clock.moment = NOW
    asked = {"old": NOW - timedelta(hours=7), "before": NOW - timedelta(hours=2), "now": NOW}
    for number, (text, when) in enumerate(asked.items()):
        await recorder.record(tx, a_turn(text=text), AMINA, number, asked_at=when)
    await recorder.record(tx, a_turn(text="another's"), BORIS, 9, asked_at=NOW)

    of_six_hours = [row.content["question"] for row in await recorder.history(tx, AMINA)]
    of_topic = await recorder.history(tx, AMINA, topic_since=NOW - timedelta(hours=1))

    assert of_six_hours == ["before", "now"]
    assert [row.content["question"] for row in of_topic] == ["now"]
    assert await recorder.history(tx, None) == ()


async def test_retention_erases_words_and_keeps_figures(
    recorder: Recorder, store: QueryLogStore, tx: Transaction, clock: FixedClock
) -> None:
    query_id = await recorder.record(tx, a_turn(), AMINA, 7, asked_at=clock.now())
    clock.pass_time(days=181)

    assert await recorder.apply_retention(tx, days=180) == 1
    assert await recorder.apply_retention(tx, days=180) == 0

    logged = await kept(store, tx, query_id)
    assert (logged.content, logged.outcome) == ({}, "not_a_question")


async def test_forgetting_a_person_erases_words_and_every_tie(
    recorder: Recorder, store: QueryLogStore, tx: Transaction
) -> None:
    query_id = await recorder.record(tx, a_turn(), AMINA, 7, asked_at=NOW)
    others = await recorder.record(tx, a_turn(), BORIS, 8, asked_at=NOW)

    await recorder.erase_person(tx, None, AMINA)

    logged = await kept(store, tx, query_id)
    assert (logged.content, logged.asker, logged.update_id) == ({}, None, None)
    assert (await kept(store, tx, others)).content["question"]


async def test_pages_hold_every_query_once_newest_first(
    recorder: Recorder, store: QueryLogStore, tx: Transaction
) -> None:
    for number in range(7):
        when = NOW + timedelta(minutes=number // 2)
        await recorder.record(tx, a_turn(text=str(number)), AMINA, number, asked_at=when)

    seen: list[LoggedQuery] = []
    while page := await store.page(tx, before=(seen and (seen[-1].asked_at, seen[-1].query_id)) or None, limit=3):
        seen += page

    assert sorted(row.content["question"] for row in seen) == [str(number) for number in range(7)]
    assert [row.asked_at for row in seen] == sorted((row.asked_at for row in seen), reverse=True)


async def test_a_query_from_elsewhere_is_redacted_and_taken_in_once(
    recorder: Recorder, store: QueryLogStore, tx: Transaction
) -> None:
    foreign = LoggedQuery("x-1", NOW, "en", "question", "not_covered", asker=AMINA)

    assert await recorder.adopt(tx, foreign, "I met Fatuma Wanjiru")
    assert not await recorder.adopt(tx, replace(foreign, outcome="answered"), "other words")

    logged = await kept(store, tx, "x-1")
    assert (logged.content["question"], logged.outcome) == ("I met [person]", "not_covered")


async def test_nothing_typed_stands_in_the_database_file_in_clear(
    sqlite_url: str, tmp_path: Path, recorder: Recorder
) -> None:
    canary = "zwergwal kanarienvogel"
    database = Database(async_engine(sqlite_url))
    turn = a_turn(text=canary, standalone=canary, read_as=canary, answer=an_answer())

    async with database.transaction() as tx:
        query_id = await recorder.record(tx, turn, AMINA, 7, asked_at=NOW)
        content = (await recorder.history(tx, AMINA, NOW - timedelta(days=1)))[0].content
    files = await asyncio.to_thread(raw_files, tmp_path)

    assert canary in json.dumps(content)
    assert any(query_id.encode() in raw for raw in files.values())
    for word in (*canary.split(), "commission watched"):
        assert [name for name, raw in files.items() if word.encode() in raw] == []
    await database.close()
