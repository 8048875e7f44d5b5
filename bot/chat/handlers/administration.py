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
        until = context.local(issued.invitation.expires_at)
        line: Line = ("invitation", {"role": role, "code": issued.code, "until": until})
        data = said(line, buttons=[[button("button-undo", Undo(issued.invitation.invitation_id))]])
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
        undone = await context.services.people.undo_invitation(tx, context.person, invitation_id)
        text_id = "invitation-undone" if undone else "invitation-undone-before"
        await context.post(tx, "say", said((text_id, {})))


async def lock(update: Update, context: ChatContext) -> None:
    """/lock PERSON, by the id that /people shows."""
    if not context.args:
        raise UserFacing("lock-how")
    async with context.work.finish() as tx:
        locked = await context.services.people.lock(tx, context.person, context.args[0])
        await context.post(tx, "say", said(("locked", {"person": locked.person_id})))


async def people(update: Update, context: ChatContext) -> None:
    """Who has access; in private only, as the list names people."""
    if context.in_group:
        raise UserFacing("private-only")
    async with context.work.finish() as tx:
        everybody = await context.services.people.everybody(tx, context.person)
        data = said(("people-list", {"count": len(everybody)}))
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
        await context.services.people.switch_group(tx, context.person, context.chat_id, wish == "on")
        await context.post(tx, "say", said((f"group-{wish}", {})))


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
        await context.post(tx, "say", said((f"linked-{team}", {})))
