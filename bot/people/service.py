"""The one door to people: who somebody is, what they may do, and every change of it.

Each change is permitted here (by the actor's role as it is in this transaction, not as a caller
remembers it), done, and written to the audit. The last administrator cannot be shut out.
"""

from collections.abc import Sequence
from typing import Any, Literal

from bot.clock import Clock
from bot.database.installation import fact, set_fact
from bot.database.transactions import Transaction
from bot.database.vault import Vault
from bot.errors import NotPermitted, UserFacing
from bot.people.access import Action, may
from bot.people.audit import Audit
from bot.people.invitations import Invitations, Post
from bot.people.models import Actor, AuditEvent, CodeUse, Invitation, IssuedInvitation, Person, Role, Standing
from bot.people.privacy import GIVEN_OUT, KEPT, HoldsPersonalData
from bot.people.store import PeopleStore


class People:
    """Every method takes the open transaction; `actor` is a Person or OPERATOR."""

    def __init__(
        self,
        vault: Vault,
        clock: Clock,
        post: Post,
        *,
        access: Literal["invite", "open"] = "invite",
        admin_ids: Sequence[int] = (),
        subjects: Sequence[HoldsPersonalData] = (),
    ) -> None:
        self._store, self._clock, self._vault = PeopleStore(vault), clock, vault
        self._audit = Audit(self._store, clock)
        self._invitations = Invitations(self._store, vault, clock, self._audit, post)
        self._subjects, self._is_open, self._admin_ids = tuple(subjects), access == "open", frozenset(admin_ids)

    # Who somebody is

    async def find(self, tx: Transaction, telegram_id: int) -> Person | None:
        """Whom the account belongs to, whatever their standing; adds nobody."""
        return await self._store.by_telegram_id(tx, telegram_id)

    def unnamed(self, telegram_id: int) -> str:
        """What an officer is called in events who is only a member of the team's group."""
        return f"member-{self._vault.pseudonym('officer', telegram_id)[:8]}"

    async def introduce(self, tx: Transaction, telegram_id: int, language: str | None = None) -> Person | None:
        """Whom the account belongs to, whatever their standing (look at `is_active`); added if
        ADMIN_IDS names it or access is open. None: a stranger, see `turn_away`."""
        person = await self._store.by_telegram_id(tx, telegram_id)
        if telegram_id in self._admin_ids:
            person = await self._settle(tx, telegram_id, person)
        elif person is None and self._is_open:
            person = await self._store.add(tx, telegram_id, Role.MEDIATOR, self._clock.now())
        if person and person.language is None and language:
            return await self._change(tx, person, language=language)
        return person

    async def settle_administrators(self, tx: Transaction) -> None:
        """Makes everybody in ADMIN_IDS an administrator, before they ever wrote."""
        for telegram_id in sorted(self._admin_ids):
            await self._settle(tx, telegram_id, await self._store.by_telegram_id(tx, telegram_id))

    async def turn_away(self, tx: Transaction, telegram_id: int) -> bool:
        """True if the neutral sentence is due: to each stranger once, and never again."""
        return await self._store.turn_away(tx, self._invitations.stranger(telegram_id), self._clock.now())

    async def get(self, tx: Transaction, person_id: str) -> Person:
        person = await self._store.by_person_id(tx, person_id)
        if person is None:
            raise UserFacing("person-unknown", person=person_id)
        return person

    async def everybody(self, tx: Transaction, actor: Actor) -> tuple[Person, ...]:
        await self._permit(tx, actor, Action.SEE_PEOPLE)
        return await self._store.everybody(tx)

    async def audit(self, tx: Transaction, actor: Actor, person_id: str | None = None) -> tuple[AuditEvent, ...]:
        """Oldest first; of one person, or all."""
        await self._permit(tx, actor, Action.SEE_PEOPLE)
        return await self._store.audit_of(tx, person_id)

    async def active(self, tx: Transaction, role: Role) -> tuple[Person, ...]:
        """Whom to tell, e.g. the administrators."""
        return tuple(one for one in await self._store.everybody(tx) if one.is_active and one.role is role)

    # What people choose for themselves

    async def set_language(self, tx: Transaction, person: Person, language: str) -> Person:
        return await self._change(tx, person, language=language)

    async def start_topic(self, tx: Transaction, person: Person) -> Person:
        return await self._change(tx, person, topic_since=self._clock.now())

    async def go_off_record(self, tx: Transaction, person: Person) -> Person:
        return await self._change(tx, person, off_record=True)

    async def take_off_record(self, tx: Transaction, person: Person, update_id: int) -> bool:
        """Whether the question of this update is off the record. It takes the flag; asked again
        for the same update (a retry after a crash) the answer stays the same."""
        if taken := await self._store.take_off_record(tx, person.person_id, update_id):
            # What is asked next starts afresh: nothing off the record may become its context.
            await self._change(tx, person, topic_since=self._clock.now())
        return taken

    async def forget(self, tx: Transaction, person: Person) -> tuple[str, ...]:
        """Erases what is kept about the person; returns the ids of texts on what stays."""
        await self._forget(tx, person)
        await self._audit.record(tx, person, "forgotten", person.person_id)
        return KEPT

    # Invitations

    async def invite(self, tx: Transaction, actor: Actor, role: Role, label: str | None = None) -> IssuedInvitation:
        actor = await self._permit(tx, actor, Action.INVITE)
        return await self._invitations.issue(tx, actor, role, label)

    async def use_code(
        self, tx: Transaction, telegram_id: int, code: str, language: str | None = None, shown_name: str | None = None
    ) -> CodeUse:
        """What /start CODE does for this account. Tells whoever invited."""
        person = await self.introduce(tx, telegram_id, language)
        return await self._invitations.use(tx, person, telegram_id, code, language, shown_name)

    async def undo_invitation(self, tx: Transaction, actor: Actor, named: str) -> Invitation | None:
        """Takes back what the invitation of this id or code gave: the account, or the role; one
        that is unused opens nothing any more. None: unknown, or undone before."""
        actor = await self._permit(tx, actor, Action.INVITE)
        undone = await self._invitations.undo(tx, actor, named)
        person = undone and undone.used_by and await self._store.by_person_id(tx, undone.used_by)
        if undone and isinstance(person, Person):
            await self._spare_last_administrator(tx, person)
            if undone.role_before is None:
                await self._stand(tx, person, Standing.REVOKED)
            elif person.role is undone.role:
                await self._change(tx, person, role=undone.role_before)
        return undone

    # What administrators change

    async def change_role(self, tx: Transaction, actor: Actor, person_id: str, role: Role) -> Person:
        person = await self._target(tx, actor, Action.CHANGE_ROLE, person_id)
        if person.role is role:
            return person
        if person.telegram_id in self._admin_ids:
            raise UserFacing("person-in-settings", person=person_id)
        await self._spare_last_administrator(tx, person)
        changed = await self._change(tx, person, role=role)
        await self._audit.record(tx, actor, "role", person_id, f"{person.role} {role}")
        return changed

    async def grant_internal(self, tx: Transaction, actor: Actor, person_id: str, granted: bool = True) -> Person:
        person = await self._target(tx, actor, Action.GRANT_INTERNAL, person_id)
        await self._audit.record(tx, actor, "internal", person_id, "yes" if granted else "no")
        return await self._change(tx, person, internal=granted)

    async def lock(self, tx: Transaction, actor: Actor, person_id: str) -> Person:
        """A lost or seized phone: nothing is answered until somebody unlocks it."""
        person = await self._target(tx, actor, Action.LOCK, person_id)
        if person.standing is Standing.REVOKED:
            return person
        return await self._set_standing(tx, actor, person, Standing.LOCKED)

    async def unlock(self, tx: Transaction, actor: Actor, person_id: str) -> Person:
        person = await self._target(tx, actor, Action.LOCK, person_id)
        if person.standing is Standing.REVOKED:
            raise UserFacing("person-is-revoked", person=person_id)
        return await self._set_standing(tx, actor, person, Standing.ACTIVE)

    async def revoke(self, tx: Transaction, actor: Actor, person_id: str) -> Person:
        person = await self._target(tx, actor, Action.REVOKE, person_id)
        return await self._set_standing(tx, actor, person, Standing.REVOKED)

    async def erase(self, tx: Transaction, actor: Actor, person_id: str) -> None:
        """Erases everything about the person, the right of access included."""
        person = await self._target(tx, actor, Action.ERASE, person_id)
        await self._spare_last_administrator(tx, person)
        await self._forget(tx, person)
        await self._store.remove(tx, person_id)
        await self._audit.record(tx, actor, "erased", person_id)

    async def export(self, tx: Transaction, actor: Actor, person_id: str) -> dict[str, Any]:
        """Everything kept about the person, as JSON values."""
        person = await self._target(tx, actor, Action.ERASE, person_id)
        await self._audit.record(tx, actor, "exported", person_id)
        kept: dict[str, Any] = {name: getattr(person, name) for name in GIVEN_OUT}
        kept["joined_at"] = person.joined_at.isoformat()
        for subject in self._subjects:
            kept |= await subject.export_person(tx, person, person.pseudonym)
        return kept

    # Groups, and the bot's own name

    async def switch_group(self, tx: Transaction, actor: Actor, chat_id: int, on: bool = True) -> None:
        actor = await self._permit(tx, actor, Action.SWITCH_GROUP)
        if on:
            by = actor.person_id if isinstance(actor, Person) else "operator"
            await self._store.switch_group_on(tx, chat_id, by, self._clock.now())
        else:
            await self._store.switch_group_off(tx, chat_id)
        await self._audit.record(tx, actor, "group_on" if on else "group_off", None, str(chat_id))

    async def group_is_on(self, tx: Transaction, chat_id: int) -> bool:
        return await self._store.group_is_on(tx, chat_id)

    async def move_group(self, tx: Transaction, old_chat_id: int, new_chat_id: int) -> None:
        """Telegram gave the group another id: what it was switched on or linked for goes along."""
        await self._store.move_group(tx, old_chat_id, new_chat_id)
        for name in ("roster_chat_id", "content_chat_id"):
            if await fact(tx, name) == str(old_chat_id):
                await set_fact(tx, name, str(new_chat_id))

    async def link_chat(self, tx: Transaction, actor: Actor, team: Literal["roster", "content"], chat_id: int) -> None:
        """From now on the team is written to in this group."""
        await self._permit(tx, actor, Action.LINK_CHAT)
        await set_fact(tx, f"{team}_chat_id", str(chat_id))
        await self._audit.record(tx, actor, f"linked_{team}", None, str(chat_id))

    async def linked_chat(self, tx: Transaction, team: Literal["roster", "content"]) -> int | None:
        chat_id = await fact(tx, f"{team}_chat_id")
        return int(chat_id) if chat_id else None

    async def learn_bot_name(self, tx: Transaction, bot_name: str) -> None:
        """From getMe; from now on invitations carry a link."""
        await set_fact(tx, "bot_name", bot_name)

    # What the methods above share

    async def _permit(self, tx: Transaction, actor: Actor, action: Action) -> Actor:
        """The actor as the database knows them now: they may have been revoked meanwhile."""
        known = await self._store.by_person_id(tx, actor.person_id) if isinstance(actor, Person) else actor
        if known is None or not may(known, action):
            raise NotPermitted(action)
        return known

    async def _target(self, tx: Transaction, actor: Actor, action: Action, person_id: str) -> Person:
        await self._permit(tx, actor, action)
        return await self.get(tx, person_id)

    async def _change(self, tx: Transaction, person: Person, **columns: Any) -> Person:
        await self._store.change(tx, person.person_id, **columns)
        return await self.get(tx, person.person_id)

    async def _forget(self, tx: Transaction, person: Person) -> None:
        for subject in self._subjects:
            await subject.erase_person(tx, person, person.pseudonym)
        await self._store.cut_off(tx, person.person_id)

    async def _set_standing(self, tx: Transaction, actor: Actor, person: Person, standing: Standing) -> Person:
        if person.standing is standing:
            return person
        if standing is not Standing.ACTIVE:
            await self._spare_last_administrator(tx, person)
        await self._audit.record(tx, actor, standing, person.person_id)
        return await self._stand(tx, person, standing)

    async def _stand(self, tx: Transaction, person: Person, standing: Standing) -> Person:
        return await self._change(tx, person, standing=standing, standing_since=self._clock.now())

    async def _spare_last_administrator(self, tx: Transaction, person: Person) -> None:
        """Takes a lock, so that two administrators cannot shut each other out at once."""
        if await self._store.lock_administrators(tx) == {person.person_id}:
            raise UserFacing("last-administrator", person=person.person_id)

    async def _settle(self, tx: Transaction, telegram_id: int, known: Person | None) -> Person:
        if known and (not known.is_active or known.role is Role.ADMINISTRATOR):
            return known
        person = await self._store.add(tx, telegram_id, Role.ADMINISTRATOR, self._clock.now())
        await self._audit.record(tx, "settings", "role", person.person_id, str(Role.ADMINISTRATOR))
        return await self._change(tx, person, role=Role.ADMINISTRATOR)
