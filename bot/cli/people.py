"""`people`: who may use the assistant, as what; invitations, locks, erasure.

The operator's command line may do everything; what it does is in the audit as "operator".
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import typer

from bot.cli.printing import AsJson, say, show, show_rows
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
    show_rows([_shown(person) for person in people], (*SHOWN, "joined_at"), as_json)


@app.command()
def invite(
    role: Role,
    label: Annotated[str | None, typer.Option(help="To know the person by; encrypted.")] = None,
    as_json: AsJson = False,
) -> None:
    """Make a one-time invitation, good for seven days."""
    issued = _run(lambda tx, people: people.invite(tx, OPERATOR, role, label))
    expires_at = issued.invitation.expires_at.isoformat(timespec="seconds")
    shown = {"code": issued.code, "link": issued.link, "expires_at": expires_at}
    show(shown, issued.link or f"/start {issued.code}", as_json)
    if issued.link is None:
        say("To be sent to the bot; a link comes once `serve` knows its name.")
    say(f"For one {role}, until {expires_at}.")


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
    said = f"{person} is erased; figures without words and the audit of access stay."
    show({"person_id": person, "erased": True}, said, as_json)


@app.command()
def export(person: PersonId, as_json: AsJson = True) -> None:
    """Everything kept about a person; always JSON."""
    kept = _run(lambda tx, people: people.export(tx, OPERATOR, person))
    show(kept, "", True)


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
    show(_shown(person), said, as_json)


def _shown(person: Person) -> dict[str, Any]:
    shown = {name: getattr(person, name) for name in SHOWN}
    return shown | {"joined_at": person.joined_at.date().isoformat()}
