"""`chat`: the conversation of a phone, in a terminal. Nothing of it is kept."""

import asyncio
from typing import Annotated

import typer

from bot.cli.progress import progress_bar
from bot.people.models import Role
from bot.settings import load_settings

NEW_TOPIC = "/new"


def register(app: typer.Typer) -> None:
    app.command("chat")(chat)


def chat(
    language: Annotated[str, typer.Option(help="Your language.")] = "en",
    role: Annotated[Role, typer.Option(help="As whom; decides on internal documents.")] = (Role.MEDIATOR),
) -> None:
    """Talk with the assistant here; an empty line or Ctrl+D ends it, /new starts a new topic."""
    asyncio.run(_chat(language, role))


async def _chat(language: str, role: Role) -> None:
    from bot.conversation.presentation import written_out
    from bot.wiring.asking import Dialogue, open_asking

    with progress_bar() as progress:
        async with open_asking(load_settings(), progress, lambda line: typer.echo(line, err=True)) as asking:
            dialogue = Dialogue(asking, language, role)
            while text := await asyncio.to_thread(_read_line):
                if text == NEW_TOPIC:
                    dialogue.start_topic()
                    continue
                turn = await dialogue.say(text)
                typer.echo(f"\n{written_out(turn.reply, turn.language, asking.catalogue)}\n")


def _read_line() -> str:
    try:
        return input("> ").strip()
    except EOFError:
        return ""
