"""The one door to requests: every step is judged, done, written as an event and told, all in the
transaction that is handed in.

Whoever comes second waits for the row and is judged by what the first left behind. What people
did wrong is a `UserFacing`; then nothing was changed.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.clock import Clock as Time
from bot.database.installation import fact
from bot.database.transactions import Transaction
from bot.delivery.models import OutgoingMessage
from bot.delivery.outbox import Outbox
from bot.errors import UserFacing
from bot.expert_requests.bookings import book
from bot.expert_requests.clockwork import due, in_a_list, is_listed, look_at, timed, unlisted
from bot.expert_requests.deadlines import ServiceLevels
from bot.expert_requests.duty import Duty
from bot.expert_requests.effects import UNDOABLE, after, undone
from bot.expert_requests.models import Change, Details, Event, Group, Kind, Move, Officer, Request, Stage, Urgency
from bot.expert_requests.notices import erased
from bot.expert_requests.roster_store import Roster
from bot.expert_requests.stages import Given, Who, allowed
from bot.expert_requests.store import REQUEST, RequestStore
from bot.people.models import Person

Notices = Callable[[Change, Group], Sequence[OutgoingMessage]]
LATELY = timedelta(days=14)
AT_ONCE = 500


class Requests:
    """Every method takes the open transaction first."""

    def __init__(
        self,
        store: RequestStore,
        duty: Duty,
        outbox: Outbox,
        clock: Time,
        levels: ServiceLevels,
        notices: Notices,
        team: Group,
        roster: Roster,
    ) -> None:
        self.duty, self._store, self._outbox, self._time = duty, store, outbox, clock
        self._levels, self._notices, self._team, self._roster = levels, notices, team, roster

    # The requester: a draft

    async def start(
        self,
        tx: Transaction,
        person: Person,
        kind: Kind,
        details: Details,
        *,
        question: str | None = None,
        query_id: str | None = None,
        language: str | None = None,
    ) -> Request:
        """A draft, in the language that she writes in; it takes the place of an earlier one."""
        now = self._time.now()
        if (draft := await self._store.draft_of(tx, person.person_id)) is not None:
            await self._store.remove(tx, draft.request_id)
        new = Request(
            request_id=secrets.token_hex(6),
            number=None,
            kind=kind,
            stage=Stage.DRAFT,
            requester_id=person.person_id,
            requester_chat=person.telegram_id,
            language=language or person.language or "en",
            opened_at=now,
            changed_at=now,
            urgency=details.urgency or Urgency.ROUTINE,
            details=details,
            question=question,
            query_id=query_id,
        )
        await self._store.add(tx, new)
        return new

    async def draft_of(self, tx: Transaction, person: Person) -> Request | None:
        return await self._store.draft_of(tx, person.person_id)

    async def change_draft(
        self, tx: Transaction, request: Request, *, details: Details | None = None, step: str | None = None
    ) -> Request:
        """The draft with other details, asking for another one; `step` None: nothing is asked."""
        draft = await self._locked(tx, request.request_id)
        if draft.stage is not Stage.DRAFT:
            raise UserFacing("request-is-sent")
        known = details or draft.details
        urgency = known.urgency or Urgency.ROUTINE
        changed = replace(draft, details=known, step=step, urgency=urgency, changed_at=self._time.now())
        await self._store.save(tx, changed)
        return changed

    async def drop_draft(self, tx: Transaction, request: Request) -> None:
        draft = await self._store.get(tx, request.request_id, lock=True)
        if draft and draft.stage is Stage.DRAFT:
            await self._store.remove(tx, draft.request_id)

    # The requester: a request

    async def submit(self, tx: Transaction, person: Person, request: Request) -> Request:
        """Sends the draft; of what was sent already nothing happens again."""
        draft = await self._hers(tx, person, request.request_id)
        if draft.stage is not Stage.DRAFT:
            return draft
        now = self._time.now()
        number = await self._store.next_number(tx)
        numbered = replace(draft, number=number, opened_at=now, step=None)
        return await self._step(tx, numbered, Who.REQUESTER, Move.SUBMIT)

    async def of_person(self, tx: Transaction, person: Person) -> tuple[Request, ...]:
        """Open and lately closed, newest first."""
        since = self._time.now() - LATELY
        hers = [one for one in await self._store.of(tx, person.person_id) if one.number]
        return tuple(one for one in reversed(hers) if one.closed_at is None or one.closed_at > since)

    async def add(self, tx: Transaction, person: Person, request_id: str, text: str) -> Request:
        """Her words to the team."""
        return await self._step(tx, await self._hers(tx, person, request_id), Who.REQUESTER, Move.REPLY, words=text)

    async def withdraw(self, tx: Transaction, person: Person, request_id: str) -> Request:
        return await self._step(tx, await self._hers(tx, person, request_id), Who.REQUESTER, Move.WITHDRAW)

    async def decide(self, tx: Transaction, person: Person, request_id: str, choice: str) -> Request:
        """Her answer to a proposal: the letter of a candidate, or `no`."""
        request = await self._hers(tx, person, request_id)
        if request.data.get("choice") == choice:
            return request
        return await self._step(tx, request, Who.REQUESTER, Move.CHOOSE, data={"choice": choice})

    async def lesson(self, tx: Transaction, person: Person, request_id: str, number: int, text: str | None) -> Request:
        """Her answer to a question of the way back; None: skipped."""
        request = await self._hers(tx, person, request_id)
        return await self._step(tx, request, Who.REQUESTER, Move.LESSON, words=text, data={"number": number})

    # Officers

    async def get(self, tx: Transaction, request_id: str) -> Request:
        return _known(await self._store.get(tx, request_id))

    async def open_requests(self, tx: Transaction) -> tuple[Request, ...]:
        return await self._store.everything(tx, only_open=True)

    async def everything(self, tx: Transaction) -> tuple[Request, ...]:
        return await self._store.everything(tx)

    async def events(self, tx: Transaction, request_id: str | None = None) -> tuple[Event, ...]:
        """Of one request, or of all."""
        return await self._store.events(tx, request_id)

    async def move(
        self,
        tx: Transaction,
        officer: Officer,
        request_id: str,
        move: Move,
        *,
        reason: str | None = None,
        data: Mapping[str, Any] | None = None,
        words: str | None = None,
    ) -> Request:
        """A move of the team. Words of ASK, TELL and NOTE go in `words`."""
        request = await self._held(tx, officer, request_id)
        if move is Move.TAKE and request.officer and request.is_open:
            if request.officer.actor == officer.actor:
                return request
            raise UserFacing("request-is-taken", officer=request.officer.name)
        if move is Move.SEEN and request.data.get("seen"):
            return request
        return await self._step(tx, request, Who.OFFICER, move, officer, reason=reason, data=data or {}, words=words)

    async def tell(self, tx: Transaction, officer: Officer, request_id: str, text: str) -> Request:
        """The team's words to her."""
        return await self.move(tx, officer, request_id, Move.TELL, words=text)

    # One step of anybody

    async def _step(
        self,
        tx: Transaction,
        before: Request,
        who: Who,
        move: Move,
        officer: Officer | None = None,
        *,
        reason: str | None = None,
        words: str | None = None,
        data: Mapping[str, Any] | None = None,
    ) -> Request:
        given = Given(self._time.now(), reason, words, data or {})
        row = allowed(before, who, move, given)
        if move is Move.UNDO:
            await self._cancel(tx, before)
        changed = undone(before, given) if move is Move.UNDO else after(before, row, given, officer)
        changed = timed(before, changed, move, given.at, self._levels)
        event = Event(
            request_id=before.request_id,
            sequence=await self._store.last_sequence(tx, before.request_id) + 1,
            at=given.at,
            actor=officer.actor if officer else who,
            move=move,
            stage_before=before.stage,
            stage_after=changed.stage,
            reason=reason,
            paused=changed.paused,
            words=words,
            # Who it went to stands in the next events; names are kept in one place.
            data={name: value for name, value in given.data.items() if name != "officer"},
        )
        await self._store.append(tx, event)
        await book(tx, self._roster, before, changed)
        messages = self._notices(Change(before, changed, event, officer, words, given.data), await self.group(tx))
        for message in messages:
            await self._outbox.post(tx, message)
        if move in UNDOABLE:
            later = [one.dedup_key for one in messages if one.due_at]
            changed = replace(changed, data={**changed.data, "undo": {**changed.data["undo"], "cancels": later}})
        await self._store.save(tx, changed, look_at(changed, self._levels))
        return changed

    async def _cancel(self, tx: Transaction, request: Request) -> None:
        for dedup_key in request.data.get("undo", {}).get("cancels", ()):
            if not await self._outbox.cancel(tx, dedup_key):
                raise UserFacing("request-needs-in-time")

    # Time

    async def tick(self, tx: Transaction) -> None:
        """What the clock has to do by now, each once; what was missed in a downtime is one message."""
        if not await self._store.is_alone(tx):
            return  # another replica is at it
        now, group = self._time.now(), await self.group(tx)
        listed = []
        for request in await self._store.to_look_at(tx, now, AT_ONCE):
            if (step := due(request, self._levels, group, now)) is not None:
                move, marked, data = step
                request = await self._step(tx, marked, Who.CLOCK, move, data=data)
            if is_listed(request, now):
                listed.append(request)
                request = unlisted(request)
                await self._store.save(tx, request, look_at(request, self._levels))
        if listed and group.chat_id is not None:
            key = f"requests:morning:{now.date()}:{listed[0].request_id}"
            await self._post_list(tx, group.chat_id, "request_morning", listed, key)
        if (officer := await self.duty.relieved(tx)) is not None:
            key = f"requests:handover:{officer.actor}:{now.timestamp()}"
            await self._post_list(tx, officer.telegram_id, "request_handover", await self.open_requests(tx), key)

    async def _post_list(
        self, tx: Transaction, chat_id: int, kind: str, requests: Sequence[Request], dedup_key: str
    ) -> None:
        data = {"requests": [in_a_list(request) for request in requests]}
        await self._outbox.post(tx, OutgoingMessage(chat_id=chat_id, kind=kind, data=data, dedup_key=dedup_key))

    async def apply_retention(self, tx: Transaction, days: int) -> int:
        """Erases the texts of what was closed, and drafts that were left, so many days ago."""
        old = await self._store.to_erase(tx, self._time.now() - timedelta(days=days))
        for request in old:
            await self._erase(tx, request)
        return len(old)

    # What is kept about people

    async def erase_person(self, tx: Transaction, person: Person, pseudonym: str) -> None:
        """Withdraws and erases what the person asked for; gives back what the person held."""
        for request in await self._store.of(tx, person.person_id):
            if request.is_open:
                # Told to the team without a word of hers.
                request = await self._step(tx, _without_words(request), Who.CLOCK, Move.WITHDRAW)
            await self._erase(tx, request)
        for request in await self._store.held_by(tx, person.person_id):
            if request.is_open:
                await self._step(tx, request, Who.CLOCK, Move.RELEASE)
            else:
                await self._store.save(tx, _without_name(request))
        await self.duty.erase(tx, person.telegram_id)

    async def export_person(self, tx: Transaction, person: Person, pseudonym: str) -> dict[str, Any]:
        """What she asked for, in her words, and when the person was on duty."""
        asked = []
        for request in await self._store.of(tx, person.person_id):
            hers = [event for event in await self.events(tx, request.request_id) if event.actor == Who.REQUESTER]
            kept: dict[str, Any] = REQUEST.dump_python(replace(request, officer=None, data={}), mode="json")
            asked.append({**kept, "words": [[event.at.isoformat(), event.words] for event in hers if event.words]})
        watches = await self.duty.of(tx, person.telegram_id)
        return {"requests": asked, "on_duty": [[str(one.post), one.since.isoformat()] for one in watches]}

    async def _erase(self, tx: Transaction, request: Request) -> None:
        """Every text and every tie to a person; stages, times and themes stay, for the figures."""
        if request.stage is Stage.DRAFT:
            await self._store.remove(tx, request.request_id)
            return
        bare = replace(_without_words(request), requester_id="", requester_chat=0, query_id=None, data={})
        await self._store.save(tx, _without_name(bare))
        events = await self.events(tx, request.request_id)
        await self._store.remove_events(tx, request.request_id)
        for event in events:
            step = {"step": event.data["step"]} if "step" in event.data else {}
            await self._store.append(tx, replace(event, reason=None, words=None, data=step))
        await self._outbox.retire(tx, f"request:{request.request_id}:")
        for message in erased(request, await self.group(tx)):
            await self._outbox.post(tx, message)

    # What the methods above share

    async def group(self, tx: Transaction) -> Group:
        """Where the team works, and who is called."""
        linked = await fact(tx, "roster_chat_id")
        chat_id = int(linked) if linked else self._team.chat_id
        return replace(self._team, chat_id=chat_id, duty=await self.duty.now(tx))

    async def _locked(self, tx: Transaction, request_id: str) -> Request:
        return _known(await self._store.get(tx, request_id, lock=True))

    async def _hers(self, tx: Transaction, person: Person, request_id: str) -> Request:
        request = await self._locked(tx, request_id)
        if request.requester_id != person.person_id or not person.is_active:
            raise UserFacing("request-unknown")
        return request

    async def _held(self, tx: Transaction, officer: Officer, request_id: str) -> Request:
        """For the team: a draft is hers alone, a confidential one for the duty officer and whom
        the duty officer adds."""
        request = await self._locked(tx, request_id)
        if request.stage is Stage.DRAFT:
            raise UserFacing("request-unknown")
        if request.details.confidential and not may_read(request, officer, await self.duty.now(tx)):
            raise UserFacing("request-is-confidential")
        return request


def may_read(request: Request, officer: Officer, duty: Sequence[int]) -> bool:
    """Whether the content of a request is for this officer."""
    if not request.details.confidential:
        return True
    holder = request.officer.telegram_id if request.officer else None
    return officer.telegram_id in {*duty, holder, *request.data.get("readers", ())}


def _without_words(request: Request) -> Request:
    return replace(request, details=Details(expertise=request.details.expertise), question=None)


def _without_name(request: Request) -> Request:
    officer = request.officer and Officer(0, request.officer.actor, "")
    return replace(request, officer=officer)


def _known(request: Request | None) -> Request:
    if request is None:
        raise UserFacing("request-unknown")
    return request
