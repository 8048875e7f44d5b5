"""Rows of people, invitations, strangers, groups and the audit.

Every method takes the open transaction. What must happen once (a code, the off-the-record flag)
is one UPDATE with its condition, so that two at the same moment cannot both have it. Labels are
sealed; of a stranger nothing is kept but a keyed hash.
"""

import secrets
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any, TypeAlias

import sqlalchemy as sa

from bot.database.tables import Moment, metadata
from bot.database.transactions import Transaction, insert_or_ignore
from bot.database.vault import Vault
from bot.people.models import AuditEvent, Invitation, Person, Role, Standing

# No vowels but a, no 0/o and 1/l/i: can be read out over a bad line and spells nothing.
SPEAKABLE = "23456789abcdfghjkmnpqrstvwxz"

Condition: TypeAlias = sa.ColumnElement[bool]


def _columns(kind: Any, *names: str, needed: bool = True) -> tuple[sa.Column[Any], ...]:
    return tuple(sa.Column(name, kind, nullable=not needed) for name in names)


person = sa.Table(
    "person",
    metadata,
    sa.Column("person_id", sa.String(8), primary_key=True),
    sa.Column("telegram_id", sa.BigInteger, nullable=False, unique=True),
    *_columns(sa.String(16), "role", "standing"),
    *_columns(sa.Boolean, "internal", "off_record"),
    *_columns(Moment, "standing_since", "joined_at"),
    *_columns(sa.String(32), "pseudonym_salt"),
    sa.Column("language", sa.String(8)),
    sa.Column("off_record_update", sa.BigInteger),
    sa.Column("topic_since", Moment),
    sa.Column("label", sa.Text),
)
invitation = sa.Table(
    "invitation",
    metadata,
    sa.Column("invitation_id", sa.String(8), primary_key=True),
    sa.Column("code_hash", sa.String(32), nullable=False, unique=True),
    *_columns(sa.String(16), "role"),
    *_columns(Moment, "created_at", "expires_at"),
    *_columns(Moment, "used_at", "undone_at", needed=False),
    *_columns(sa.String(8), "invited_by", "used_by", needed=False),
    sa.Column("role_before", sa.String(16)),
    sa.Column("label", sa.Text),
)
stranger = sa.Table(
    "stranger",
    metadata,
    sa.Column("stranger_hash", sa.String(32), primary_key=True),
    *_columns(sa.Integer, "wrong_codes"),
    *_columns(Moment, "turned_away_at", "wrong_since", needed=False),
)
audit = sa.Table(
    "audit",
    metadata,
    sa.Column("audit_id", sa.Integer, primary_key=True, autoincrement=True),
    *_columns(Moment, "at"),
    *_columns(sa.String(16), "actor"),
    *_columns(sa.String(32), "action"),
    sa.Column("person_id", sa.String(8)),
    sa.Column("detail", sa.String(128)),
)
chat_group = sa.Table(
    "chat_group",
    metadata,
    sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
    *_columns(sa.String(8), "enabled_by"),
    *_columns(Moment, "enabled_at"),
)


def speakable(letters: int) -> str:
    return "".join(secrets.choice(SPEAKABLE) for _ in range(letters))


class PeopleStore:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    # People

    async def by_telegram_id(self, tx: Transaction, telegram_id: int) -> Person | None:
        return await self._one(tx, person.c.telegram_id == telegram_id)

    async def by_person_id(self, tx: Transaction, person_id: str) -> Person | None:
        return await self._one(tx, person.c.person_id == person_id)

    async def everybody(self, tx: Transaction) -> tuple[Person, ...]:
        rows = await tx.execute(sa.select(person).order_by(person.c.joined_at))
        return tuple(self._person(row) for row in rows.mappings())

    async def add(self, tx: Transaction, telegram_id: int, role: Role, at: datetime, **columns: Any) -> Person:
        """The person behind the account, added unless another transaction was faster."""
        values: dict[str, Any] = {"telegram_id": telegram_id, "role": role, "joined_at": at, "standing_since": at}
        values |= {"standing": Standing.ACTIVE, "internal": False, "off_record": False}
        values |= {"pseudonym_salt": secrets.token_hex(16)} | columns
        while (found := await self.by_telegram_id(tx, telegram_id)) is None:
            # Ignored: the account is known by now, or the short id is taken and another is drawn.
            await tx.execute(insert_or_ignore(tx, person).values(person_id=f"p{speakable(4)}", **values))
        return found

    async def change(self, tx: Transaction, person_id: str, **columns: Any) -> None:
        await _update(tx, person, person.c.person_id == person_id, **columns)

    async def remove(self, tx: Transaction, person_id: str) -> None:
        await tx.execute(person.delete().where(person.c.person_id == person_id))

    async def cut_off(self, tx: Transaction, person_id: str) -> None:
        """Another pseudonym, and no trace of a topic or of a question off the record."""
        cleared = {"topic_since": None, "off_record": False, "off_record_update": None}
        await self.change(tx, person_id, pseudonym_salt=secrets.token_hex(16), **cleared)

    async def lock_administrators(self, tx: Transaction) -> frozenset[str]:
        """Ids of the active administrators; none changes until this transaction ends."""
        active = (person.c.role == Role.ADMINISTRATOR, person.c.standing == Standing.ACTIVE)
        chosen = sa.select(person.c.person_id).where(*active).order_by(person.c.person_id)
        return frozenset((await tx.execute(chosen.with_for_update())).scalars())

    async def take_off_record(self, tx: Transaction, person_id: str, update_id: int) -> bool:
        wanted = person.c.off_record | (person.c.off_record_update == update_id)
        here = person.c.person_id == person_id
        return await _update(tx, person, here, wanted, off_record=False, off_record_update=update_id)

    # Invitations

    async def add_invitation(self, tx: Transaction, new: Invitation, code_hash: str) -> None:
        label = self._vault.seal(new.label) if new.label else None
        await tx.execute(invitation.insert().values(asdict(new) | {"code_hash": code_hash, "label": label}))

    async def invitation_by_code(self, tx: Transaction, code_hash: str) -> Invitation | None:
        return await self._invitation(tx, invitation.c.code_hash == code_hash)

    async def invitation_by_id(self, tx: Transaction, invitation_id: str) -> Invitation | None:
        return await self._invitation(tx, invitation.c.invitation_id == invitation_id)

    async def remove_expired_invitations(self, tx: Transaction, now: datetime) -> None:
        unused = invitation.c.used_at.is_(None)
        await tx.execute(invitation.delete().where(unused, invitation.c.expires_at < now))

    async def use_invitation(self, tx: Transaction, invitation_id: str, now: datetime) -> bool:
        """True for exactly one caller, and only while the invitation is good."""
        unused, not_undone = invitation.c.used_at.is_(None), invitation.c.undone_at.is_(None)
        here, good = invitation.c.invitation_id == invitation_id, invitation.c.expires_at > now
        return await _update(tx, invitation, here, unused, good, not_undone, used_at=now)

    async def note_use(self, tx: Transaction, invitation_id: str, person_id: str, role_before: Role | None) -> None:
        """The label goes over to the person and is erased here."""
        here = invitation.c.invitation_id == invitation_id
        await _update(tx, invitation, here, used_by=person_id, role_before=role_before, label=None)

    async def undo_invitation(self, tx: Transaction, invitation_id: str, now: datetime) -> bool:
        here = invitation.c.invitation_id == invitation_id
        return await _update(tx, invitation, here, invitation.c.undone_at.is_(None), undone_at=now)

    # Strangers

    async def turn_away(self, tx: Transaction, stranger_hash: str, now: datetime) -> bool:
        """True the first time only."""
        here = await self._known_stranger(tx, stranger_hash)
        return await _update(tx, stranger, here, stranger.c.turned_away_at.is_(None), turned_away_at=now)

    async def wrong_codes(self, tx: Transaction, stranger_hash: str, since: datetime) -> int:
        here, lately = stranger.c.stranger_hash == stranger_hash, stranger.c.wrong_since > since
        return await tx.scalar(sa.select(stranger.c.wrong_codes).where(here, lately)) or 0

    async def note_wrong_code(self, tx: Transaction, stranger_hash: str, now: datetime, since: datetime) -> None:
        here = await self._known_stranger(tx, stranger_hash)
        one_more = sa.case((stranger.c.wrong_since > since, stranger.c.wrong_codes + 1), else_=1)
        await _update(tx, stranger, here, wrong_codes=one_more, wrong_since=now)

    async def forget_stranger(self, tx: Transaction, stranger_hash: str) -> None:
        await tx.execute(stranger.delete().where(stranger.c.stranger_hash == stranger_hash))

    async def _known_stranger(self, tx: Transaction, stranger_hash: str) -> Condition:
        await tx.execute(insert_or_ignore(tx, stranger).values(stranger_hash=stranger_hash, wrong_codes=0))
        return stranger.c.stranger_hash == stranger_hash

    # Groups, audit

    async def switch_group_on(self, tx: Transaction, chat_id: int, enabled_by: str, at: datetime) -> None:
        row = {"chat_id": chat_id, "enabled_by": enabled_by, "enabled_at": at}
        await tx.execute(insert_or_ignore(tx, chat_group).values(row))

    async def switch_group_off(self, tx: Transaction, chat_id: int) -> None:
        await tx.execute(chat_group.delete().where(chat_group.c.chat_id == chat_id))

    async def move_group(self, tx: Transaction, old: int, new: int) -> None:
        """Telegram gave the group another id."""
        await self.switch_group_off(tx, new)
        await _update(tx, chat_group, chat_group.c.chat_id == old, chat_id=new)

    async def group_is_on(self, tx: Transaction, chat_id: int) -> bool:
        return await tx.scalar(sa.select(chat_group.c.chat_id).where(chat_group.c.chat_id == chat_id)) is not None

    async def append_audit(self, tx: Transaction, event: AuditEvent) -> None:
        await tx.execute(audit.insert().values(asdict(event)))

    async def audit_of(self, tx: Transaction, person_id: str | None) -> tuple[AuditEvent, ...]:
        chosen = sa.true() if person_id is None else audit.c.person_id == person_id
        columns = (audit.c[field.name] for field in fields(AuditEvent))
        rows = await tx.execute(sa.select(*columns).where(chosen).order_by(audit.c.audit_id))
        return tuple(AuditEvent(*row) for row in rows)

    # From rows to values

    async def _one(self, tx: Transaction, chosen: Condition) -> Person | None:
        row = (await tx.execute(sa.select(person).where(chosen))).mappings().one_or_none()
        return self._person(row) if row else None

    def _person(self, row: sa.RowMapping) -> Person:
        values = dict(row) | {"role": Role(row["role"]), "standing": Standing(row["standing"])}
        del values["off_record_update"]
        values["label"] = self._opened(row["label"])
        known_by = f"{row['telegram_id']}:{values.pop('pseudonym_salt')}"
        return Person(**values, pseudonym=self._vault.pseudonym("person", known_by))

    async def _invitation(self, tx: Transaction, chosen: Condition) -> Invitation | None:
        row = (await tx.execute(sa.select(invitation).where(chosen))).mappings().one_or_none()
        if row is None:
            return None
        before = Role(row["role_before"]) if row["role_before"] else None
        values = dict(row) | {"role": Role(row["role"]), "role_before": before, "label": self._opened(row["label"])}
        del values["code_hash"]
        return Invitation(**values)

    def _opened(self, sealed: str | None) -> str | None:
        return self._vault.open(sealed) if sealed else None


async def _update(tx: Transaction, table: sa.Table, *where: Condition, **values: Any) -> bool:
    """Whether there was a row to change."""
    return (await tx.execute(table.update().where(*where).values(values))).rowcount > 0
