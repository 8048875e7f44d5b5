"""A question and its answer: progress at once, a turn of conversation, and one transaction that
holds the log row, the answer in the place of the progress line, and the end of the update."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from telegram import Update

from bot.chat.context import ChatContext, said
from bot.chat.handlers import requests
from bot.chat.replies import past_turns, reply_message
from bot.conversation.models import Asker, IncomingText, PastTurn, Turn
from bot.conversation.presentation import marked
from bot.database.transactions import Transaction
from bot.delivery.models import OutgoingMessage
from bot.people.access import may_read_internal
from retrieval.models import Statement

EDIT_SECONDS = 2.0
LATE = timedelta(seconds=20)
OUTAGE = timedelta(minutes=2)


async def ask(update: Update, context: ChatContext) -> None:
    """Any text, and /ask with the question behind it."""
    text = question_text(update, context)
    is_command = (context.message.text or "").startswith("/")
    if not text:
        await context.say("ask-how")
    elif is_command or not await requests.takes(context, text):
        await answer(context, text)


def question_text(update: Update, context: ChatContext) -> str:
    """What was written, without the command and without the assistant's own name."""
    text = context.message.text or ""
    if text.startswith("/"):
        text = text.partition(" ")[2] or text.partition("\n")[2]
    return text.replace(f"@{context.bot.username}", "").strip()


async def answer(context: ChatContext, text: str, *, certain: bool = False) -> None:
    """Takes a turn on a text and answers it."""
    started = context.services.clock.now()
    place, incoming = await _prepare(context, text, certain)
    await context.work.send_now(place.progress)
    stream = Stream(lambda statements: context.work.send_now(place.partial(statements)))
    try:
        turn = await context.services.conversation.take_turn(incoming, stream)
    finally:
        await stream.close()
    async with context.work.finish() as tx:
        await _conclude(tx, context, turn, incoming, place)
        await _tell_if_late(tx, context, place, turn.language, started)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the answer stands: the progress line that it takes the place of."""

    progress: OutgoingMessage
    key: str

    def partial(self, statements: list[str]) -> OutgoingMessage:
        return self._edit("partial", f"partial:{len(statements)}", {"statements": statements})

    def final(self, message: OutgoingMessage) -> OutgoingMessage:
        return replace(message, edits=self.key)

    def _edit(self, kind: str, slot: str, data: dict[str, list[str]]) -> OutgoingMessage:
        key = f"{self.progress.dedup_key}:{slot}"
        return replace(self.progress, kind=kind, data=data, dedup_key=key, edits=self.key)


async def _prepare(context: ChatContext, text: str, certain: bool) -> tuple[Place, IncomingText]:
    """Off the record or not, what was said before, and where the answer will stand."""
    services, row = context.services, context.work.row
    async with services.database.transaction() as tx:
        off_record = await services.people.take_off_record(tx, context.person, row.update_id)
        key, edits = _key(context, off_record), None
        if context.cause.edited_message:
            # An edited question whose answer is not known was asked off the record, or long ago.
            is_known = key in await services.outbox.rows.message_ids(tx, [key])
            off_record, edits = off_record or not is_known, key if is_known else None
            key = key if is_known else _key(context, off_record)
        history = await _history(tx, context, off_record)
    slot = key if edits is None else f"{key}:{row.update_id}"
    progress = replace(context.outgoing("progress", {}), dedup_key=slot, edits=edits)
    asker = Asker(
        pseudonym=None if off_record else context.person.pseudonym,
        language=context.language,
        internal=may_read_internal(context.person) and not context.in_group,
        in_group=context.in_group,
    )
    return Place(progress, key), IncomingText(text, asker, row.written_at, history, certain, off_record)


def _key(context: ChatContext, off_record: bool) -> str:
    """The same for a question and its later edits; off the record leaves none to find."""
    if off_record or context.cause.callback_query:
        return f"{context.work.row.update_id}:progress"
    return f"question:{context.chat_id}:{context.message.message_id}"


async def _history(tx: Transaction, context: ChatContext, off_record: bool) -> tuple[PastTurn, ...]:
    """Nothing said in private may show in a group, not even as context."""
    if off_record or context.in_group:
        return ()
    person = context.person
    return past_turns(await context.services.recorder.history(tx, person.pseudonym, person.topic_since))


async def _conclude(tx: Transaction, context: ChatContext, turn: Turn, incoming: IncomingText, place: Place) -> None:
    services, row = context.services, context.work.row
    query_id = await services.recorder.record(
        tx, turn, incoming.asker.pseudonym, row.update_id, asked_at=row.written_at, off_record=incoming.off_record
    )
    can_alert = await context.duty_chat(tx) is not None
    message = await requests.instead_of(tx, context, turn, incoming.off_record)
    message = message or reply_message(context, turn, query_id, incoming, _if_long_ago(context), can_alert)
    await services.outbox.post(tx, place.final(message))
    await requests.go_on(tx, context, turn)


def _if_long_ago(context: ChatContext) -> str | None:
    written_at = context.work.row.written_at
    return None if _since(context, written_at) < OUTAGE else context.local(written_at)


async def _tell_if_late(tx: Transaction, context: ChatContext, place: Place, language: str, started: datetime) -> None:
    """An edit makes no sound on a phone. After a crash the progress line is as old as the row."""
    row, outbox = context.work.row, context.services.outbox
    if _since(context, row.received_at if row.attempts > 1 else started) < LATE:
        return
    shown = (await outbox.rows.message_ids(tx, [place.key])).get(place.key)
    line = context.outgoing("say", said(("answer-is-ready", {})), "ready")
    await outbox.post(tx, replace(line, reply_to=shown or line.reply_to, language=language))


def _since(context: ChatContext, moment: datetime) -> timedelta:
    return context.services.clock.now() - moment


class Stream:
    """Shows checked sentences while a model still writes: whole ones only, an edit at most every
    two seconds. Called from the thread that answers."""

    def __init__(self, show: Callable[[list[str]], Awaitable[None]]) -> None:
        self._show, self._loop = show, asyncio.get_running_loop()
        self._statements: list[str] = []
        self._task: asyncio.Task[None] | None = None
        self._closed = asyncio.Event()

    def __call__(self, statement: Statement) -> None:
        self._loop.call_soon_threadsafe(self._add, marked(statement))

    async def close(self) -> None:
        """Shows nothing more; an edit that has begun is finished."""
        self._closed.set()
        if self._task:
            await asyncio.gather(self._task, return_exceptions=True)

    def _add(self, statement: str) -> None:
        self._statements.append(statement)
        if self._task is None or self._task.done():
            self._task = self._loop.create_task(self._edit())

    async def _edit(self) -> None:
        shown = 0
        while shown < len(self._statements):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closed.wait(), EDIT_SECONDS)
                return
            shown = len(self._statements)
            await self._show(list(self._statements))
