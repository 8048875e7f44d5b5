"""`people`: who may use the assistant, as what; invitations, locks, erasure.

The operator's command line may do everything; what it does is in the audit as "operator".
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.database import AsJson
from bot.errors import BotError, UserFacing
from bot.people.models import OPERATOR, Person, Role
from bot.settings import load_settings
from bot.texts.catalogue import load_catalogue

if TYPE_CHECKING:
    from bot.database.transactions import Transaction
    from bot.people.service import People

app = typer.Typer(help="Access: invitations, roles, locks, erasure.", no_args_is_help=True)
T = TypeVar("T")
PersonId = Annotated[str, typer.Argument(metavar="PERSON", help="The id of `people list`.")]
SHOWN = ("person_id", "role", "standing", "internal", "language", "label")
ISOLATION_MARKS = dict.fromkeys((0x2068, 0x2069))


@app.command("list")
def list_people(as_json: AsJson = False) -> None:
    """Everybody who was ever let in, and how they stand."""
    people = _run(lambda tx, people: people.everybody(tx, OPERATOR))
    if as_json:
        typer.echo(json.dumps([_shown(person) for person in people], ensure_ascii=False))
        return
    table = Table("person", "role", "standing", "internal", "language", "since", "label")
    for person in people:
        internal, since = "yes" if person.internal else "", person.joined_at.date().isoformat()
        table.add_row(person.person_id, person.role, person.standing, internal, person.language, since, person.label)
    Console().print(table)


@app.command()
def invite(
    role: Role,
    label: Annotated[str | None, typer.Option(help="To know the person by; encrypted.")] = None,
    as_json: AsJson = False,
) -> None:
    """Make a one-time invitation, good for seven days."""
    issued = _run(lambda tx, people: people.invite(tx, OPERATOR, role, label))
    expires_at = issued.invitation.expires_at.isoformat(timespec="seconds")
    if as_json:
        typer.echo(json.dumps({"code": issued.code, "link": issued.link, "expires_at": expires_at}))
        return
    typer.echo(issued.link or f"/start {issued.code}")
    if issued.link is None:
        typer.echo("To be sent to the bot; a link comes once `serve` knows its name.", err=True)
    typer.echo(f"For one {role}, until {expires_at}.", err=True)


@app.command()
def undo(
    code: Annotated[str, typer.Argument(help="The code or id of an invitation.")], as_json: AsJson = False
) -> None:
    """Take an invitation back, and what it gave to whoever used it."""
    undone = _run(lambda tx, people: people.undo_invitation(tx, OPERATOR, code))
    if undone is None:
        raise BotError("There is no such invitation, or it was taken back before.")
    shown = {"invitation_id": undone.invitation_id, "used_by": undone.used_by}
    used = f"; {undone.used_by} lost what it gave" if undone.used_by else ""
    typer.echo(json.dumps(shown) if as_json else f"Taken back{used}.")


@app.command()
def role(person: PersonId, role: Role, as_json: AsJson = False) -> None:
    """Give a person another role."""
    _tell(_run(lambda tx, people: people.change_role(tx, OPERATOR, person, role)), as_json)


@app.command()
def grant(
    person: PersonId,
    what: Annotated[Literal["internal"], typer.Argument(help="Documents for internal use.")],
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take it back.")] = False,
    as_json: AsJson = False,
) -> None:
    """Let a mediator read documents for internal use."""
    _tell(_run(lambda tx, people: people.grant_internal(tx, OPERATOR, person, not withdraw)), as_json)


@app.command()
def lock(person: PersonId, as_json: AsJson = False) -> None:
    """A lost or seized phone: answer nothing until it is unlocked."""
    _tell(_run(lambda tx, people: people.lock(tx, OPERATOR, person)), as_json)


@app.command()
def unlock(person: PersonId, as_json: AsJson = False) -> None:
    """The phone is back in the right hands."""
    _tell(_run(lambda tx, people: people.unlock(tx, OPERATOR, person)), as_json)


@app.command()
def revoke(person: PersonId, as_json: AsJson = False) -> None:
    """End a person's access; only a new invitation brings it back."""
    _tell(_run(lambda tx, people: people.revoke(tx, OPERATOR, person)), as_json)


@app.command()
def erase(person: PersonId, as_json: AsJson = False) -> None:
    """Erase everything kept about a person, the access included."""
    _run(lambda tx, people: people.erase(tx, OPERATOR, person))
    shown = {"person_id": person, "erased": True}
    said = f"{person} is erased; figures without words and the audit of access stay."
    typer.echo(json.dumps(shown) if as_json else said)


@app.command()
def export(person: PersonId, as_json: AsJson = True) -> None:
    """Everything kept about a person; always JSON."""
    kept = _run(lambda tx, people: people.export(tx, OPERATOR, person))
    typer.echo(json.dumps(kept, ensure_ascii=False))


@app.command()
def link(person: PersonId, as_json: AsJson = False) -> None:
    """A link to sign in to the review console."""
    _run(lambda tx, people: people.get(tx, person))
    raise BotError("This version has no review console yet, so there is nothing to sign in to.")


def _run(work: "Callable[[Transaction, People], Awaitable[T]]") -> T:
    """Does the work in one transaction; what the service refuses becomes one sentence."""
    try:
        return asyncio.run(_in_transaction(work))
    except UserFacing as refusal:
        text = load_catalogue().format("en", refusal.text_id, refusal.arguments)
        raise BotError(text.translate(ISOLATION_MARKS)) from None


async def _in_transaction(work: "Callable[[Transaction, People], Awaitable[T]]") -> T:
    from bot.wiring.command import command_services

    async with command_services(load_settings()) as services, services.database.transaction() as tx:
        await services.people.settle_administrators(tx)
        return await work(tx, services.people)


def _tell(person: Person, as_json: bool) -> None:
    internal = ", may read internal documents" if person.internal else ""
    said = f"{person.person_id}: {person.role}, {person.standing}{internal}."
    typer.echo(json.dumps(_shown(person), ensure_ascii=False) if as_json else said)


def _shown(person: Person) -> dict[str, Any]:
    shown = {name: getattr(person, name) for name in SHOWN}
    return shown | {"joined_at": person.joined_at.date().isoformat()}
