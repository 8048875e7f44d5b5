"""What administrators do in the chat. The services decide who may; here is only the wording."""

from typing import Literal

from telegram import Update

from bot.chat.callbacks import Undo
from bot.chat.context import ChatContext, Line, said
from bot.chat.keyboards import button
from bot.errors import UserFacing
from bot.expert_requests.threads import Threads
from bot.people.models import Person, Role


async def invite(update: Update, context: ChatContext) -> None:
    """/invite ROLE [label]: a link that works once, and how to take it back."""
    role, label = _role_and_label(context)
    async with context.work.finish() as tx:
        issued = await context.services.people.invite(tx, context.person, role, label)
        invitation = issued.invitation
        words: dict[str, str | int] = {"role": role, "code": issued.code}
        lines: list[Line] = [("invitation", words | {"until": context.local(invitation.expires_at)})]
        data = said(*lines, buttons=[[button("button-undo", Undo(invitation.invitation_id))]])
        data["verbatim"] = [issued.link or f"/start {issued.code}"]
        await context.post(tx, "say", data)


def _role_and_label(context: ChatContext) -> tuple[Role, str | None]:
    name, *label = context.args or [""]
    if context.in_group or name not in set(Role):
        raise UserFacing("invite-how" if not context.in_group else "private-only")
    return Role(name), " ".join(label) or None


async def undo(update: Update, context: ChatContext) -> None:
    invitation_id = context.payload(Undo).invitation_id
    async with context.work.finish() as tx:
        people = context.services.people
        undone = await people.undo_invitation(tx, context.person, invitation_id)
        text_id = "invitation-undone" if undone else "invitation-undone-before"
        await context.post(tx, "say", said((text_id, {})))


async def lock(update: Update, context: ChatContext) -> None:
    """/lock PERSON, by the id that /people shows."""
    if not context.args:
        raise UserFacing("lock-how")
    async with context.work.finish() as tx:
        people = context.services.people
        locked = await people.lock(tx, context.person, context.args[0])
        line: Line = ("locked", {"person": locked.person_id})
        await context.post(tx, "say", said(line))


async def people(update: Update, context: ChatContext) -> None:
    """Who has access; in private only, as the list names people."""
    if context.in_group:
        raise UserFacing("private-only")
    async with context.work.finish() as tx:
        everybody = await context.services.people.everybody(tx, context.person)
        lines: list[Line] = [("people-list", {"count": len(everybody)})]
        data = said(*lines)
        data["verbatim"] = [_line(person) for person in everybody]
        await context.post(tx, "say", data)


def _line(person: Person) -> str:
    standing = "" if person.is_active else f" · {person.standing}"
    return f"{person.person_id} · {person.role}{standing} · {person.label or '–'}"


async def group(update: Update, context: ChatContext) -> None:
    """/group on or off, sent in the group."""
    wish = (context.args or [""])[0].lower()
    if not context.in_group or wish not in ("on", "off"):
        raise UserFacing("group-how")
    async with context.work.finish() as tx:
        is_on = wish == "on"
        await context.services.people.switch_group(tx, context.person, context.chat_id, is_on)
        text_id = "group-on" if is_on else "group-off"
        await context.post(tx, "say", said((text_id, {})))


async def link_roster(update: Update, context: ChatContext) -> None:
    await _link(context, "roster")


async def link_content(update: Update, context: ChatContext) -> None:
    await _link(context, "content")


async def _link(context: ChatContext, team: Literal["roster", "content"]) -> None:
    """This group becomes the place where a team is written to."""
    if not context.in_group:
        raise UserFacing("link-how")
    async with context.work.finish() as tx:
        before = await context.duty_chat(tx)
        await context.services.people.link_chat(tx, context.person, team, context.chat_id)
        if team == "roster" and before != context.chat_id:
            await Threads(context.services.requests, context.services.outbox).open_all(tx)
        line: Line = (f"linked-{team}", {})
        await context.post(tx, "say", said(line))
