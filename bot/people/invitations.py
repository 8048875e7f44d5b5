"""One-time invitations: issued for a role, used once, told to whoever invited, undone by them.

Only a keyed hash of a code is stored. Guessing is answered with silence after a few tries. An
invitation never lowers a role, never opens a locked account, and readmits a revoked person only
if it was issued after the revocation.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.clock import Clock
from bot.database.installation import fact
from bot.database.transactions import Transaction
from bot.database.vault import Vault
from bot.delivery.models import OutgoingMessage
from bot.people.access import RANK
from bot.people.audit import Audit
from bot.people.models import Actor, CodeOutcome, CodeUse, Invitation, IssuedInvitation, Person, Role, Standing
from bot.people.store import PeopleStore, speakable

GOOD_FOR = timedelta(days=7)
CODE_LETTERS = 16  # of 28: 77 bits, beyond guessing even without the limit below
WRONG_CODES = 5
SILENCE = timedelta(hours=1)

Post = Callable[[Transaction, OutgoingMessage], Awaitable[object]]


class Invitations:
    def __init__(self, store: PeopleStore, vault: Vault, clock: Clock, audit: Audit, post: Post) -> None:
        self._store, self._vault, self._clock = store, vault, clock
        self._audit, self._post = audit, post

    async def issue(self, tx: Transaction, actor: Actor, role: Role, label: str | None) -> IssuedInvitation:
        now, code = self._clock.now(), speakable(CODE_LETTERS)
        by = actor.person_id if isinstance(actor, Person) else None
        invitation = Invitation(f"i{speakable(6)}", role, by, created_at=now, expires_at=now + GOOD_FOR, label=label)
        await self._store.remove_expired_invitations(tx, now)
        await self._store.add_invitation(tx, invitation, self._hash(code))
        await self._audit.record(tx, actor, "invited", None, f"{invitation.invitation_id} {role}")
        spoken = "-".join(code[at : at + 4] for at in range(0, CODE_LETTERS, 4))
        bot_name = await fact(tx, "bot_name")
        link = f"https://t.me/{bot_name}?start={spoken}" if bot_name else None
        return IssuedInvitation(invitation, spoken, link)

    async def use(
        self, tx: Transaction, known: Person | None, telegram_id: int, code: str, language: str | None, name: str | None
    ) -> CodeUse:
        """What the code does for this account; `name` is passed on to the inviter only."""
        now, stranger = self._clock.now(), self.stranger(telegram_id)
        tried = await self._store.wrong_codes(tx, stranger, now - SILENCE)
        if tried >= WRONG_CODES or (known and known.standing is Standing.LOCKED):
            return CodeUse(CodeOutcome.SILENCED)
        invitation = await self._store.invitation_by_code(tx, self._hash(code))
        if invitation and known and known.is_active:
            is_unused = invitation.used_at is None and invitation.undone_at is None
            if invitation.used_by == known.person_id or (is_unused and not _gains(known.role, invitation.role)):
                return CodeUse(CodeOutcome.ALREADY, known)
        good = invitation and _readmits(invitation, known)
        if not (invitation and good and await self._store.use_invitation(tx, invitation.invitation_id, now)):
            await self._store.note_wrong_code(tx, stranger, now, now - SILENCE)
            return CodeUse(CodeOutcome.INVALID)
        use = await self._admit(tx, known, telegram_id, invitation, language)
        await self._store.forget_stranger(tx, stranger)
        await self._tell_inviter(tx, invitation, use, name)
        return use

    async def undo(self, tx: Transaction, actor: Actor, named: str) -> Invitation | None:
        """The invitation of this id or code, None where there is nothing (any more) to undo."""
        invitation = await self._store.invitation_by_id(tx, named)
        invitation = invitation or await self._store.invitation_by_code(tx, self._hash(named))
        if invitation is None or not await self._store.undo_invitation(tx, invitation.invitation_id, self._clock.now()):
            return None
        await self._audit.record(tx, actor, "invitation_undone", invitation.used_by, invitation.invitation_id)
        return invitation

    def stranger(self, telegram_id: int) -> str:
        return self._vault.pseudonym("stranger", telegram_id)

    def _hash(self, code: str) -> str:
        return self._vault.pseudonym("invitation", "".join(filter(str.isalnum, code.lower())))

    async def _admit(
        self, tx: Transaction, person: Person | None, telegram_id: int, invitation: Invitation, language: str | None
    ) -> CodeUse:
        now, before = self._clock.now(), person.role if person and person.is_active else None
        if person is None:
            label = self._vault.seal(invitation.label) if invitation.label else None
            person = await self._store.add(tx, telegram_id, invitation.role, now, language=language, label=label)
        else:
            readmitted = {} if before else {"standing": Standing.ACTIVE, "standing_since": now}
            await self._store.change(tx, person.person_id, role=invitation.role, **readmitted)
        await self._store.note_use(tx, invitation.invitation_id, person.person_id, before)
        outcome = CodeOutcome.ROLE_CHANGED if before else CodeOutcome.JOINED
        detail = f"{invitation.invitation_id} {invitation.role}"
        await self._audit.record(tx, "invitation", outcome, person.person_id, detail)
        return CodeUse(outcome, await self._store.by_person_id(tx, person.person_id), before)

    async def _tell_inviter(self, tx: Transaction, invitation: Invitation, use: CodeUse, name: str | None) -> None:
        """To whoever invited; where the command line did, to every administrator."""
        person, by, before = use.person, invitation.invited_by, use.role_before
        if person is None:
            return
        data = {"invitation": invitation.invitation_id, "person": person.person_id, "name": name}
        data |= {"label": invitation.label, "role": invitation.role.value}
        data["role_before"] = before.value if before else None
        for reader in await self._store.everybody(tx):
            concerned = reader.person_id == by if by else reader.role is Role.ADMINISTRATOR
            if concerned and reader.is_active and reader.person_id != person.person_id:
                key = f"invitation_used:{invitation.invitation_id}:{reader.person_id}"
                await self._post(tx, OutgoingMessage(reader.telegram_id, "invitation_used", data, key))


def _gains(role: Role, offered: Role) -> bool:
    return offered is not role and RANK[offered] >= RANK[role]


def _readmits(invitation: Invitation, person: Person | None) -> bool:
    if person is None or person.is_active or person.standing_since is None:
        return True
    return invitation.created_at > person.standing_since
