"""`ask` and `chat`: the same conversation that people have on Telegram, once, for many lines, or in turns."""

import asyncio
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.json_lines import answer_lines, lines_of
from bot.cli.printing import AsJson, say
from bot.cli.progress import progress_bar
from bot.errors import Misconfigured
from bot.people.models import Role
from bot.settings import load_settings

if TYPE_CHECKING:
    from bot.conversation.batch import AskLine
    from bot.conversation.models import Turn
    from bot.wiring.asking import Asking

NEW_TOPIC = "/new"
Language = Annotated[str, typer.Option(help="The asker's language.")]
AsRole = Annotated[Role, typer.Option(help="As whom; decides on internal documents.")]


def ask(
    question: Annotated[str | None, typer.Argument(help="What a mediator would type.")] = None,
    batch: Annotated[str | None, typer.Option(metavar="FILE", help="JSON lines; `-` is standard input.")] = None,
    language: Language = "en",
    role: AsRole = Role.MEDIATOR,
    log: Annotated[bool, typer.Option("--log", help="Write the query log.")] = False,
    as_json: AsJson = False,
) -> None:
    """Answer a question from the library, or every question of a file."""
    if (question is None) == (batch is None):
        raise Misconfigured("Give either a question or --batch FILE.")
    if batch is not None:
        asyncio.run(_ask_many(batch, role, log))
    elif question is not None:
        asyncio.run(_ask_one(question, language, role, log, as_json))


async def _ask_one(question: str, language: str, role: Role, log: bool, as_json: bool) -> None:
    from bot.conversation.batch import turn_as_json
    from bot.conversation.presentation import written_out
    from bot.wiring.asking import Dialogue, open_asking

    with progress_bar() as progress:
        async with open_asking(load_settings(), progress, say) as asking:
            turn = await Dialogue(asking, language, role).say(question)
            if log:
                await asking.log(turn, asking.clock.now())
            if as_json:
                row = turn_as_json("", turn, asking.catalogue)
                typer.echo(json.dumps(row, ensure_ascii=False))
            else:
                typer.echo(written_out(turn.reply, turn.language, asking.catalogue))


async def _ask_many(batch: str, role: Role, log: bool) -> None:
    from bot.conversation.batch import AskLine
    from bot.wiring.asking import open_asking

    with lines_of(batch) as lines, progress_bar() as progress:
        async with open_asking(load_settings(), progress, say) as asking:
            await answer_lines(lines, AskLine, lambda asked: _answer(asking, asked, role, log))


async def _answer(asking: "Asking", asked: "AskLine", role: Role, log: bool) -> dict[str, Any]:
    from bot.conversation.batch import turn_as_json
    from bot.people.access import Action, allow

    if not asked.question.strip():
        return {"id": asked.id, "error": "There is no question: text and turns are empty."}
    now = asking.clock.now()
    incoming = asked.incoming(now, internal=allow(role, Action.READ_INTERNAL))
    turn: Turn = await asking.conversation.take_turn(incoming)
    if log:
        await asking.log(turn, now)
    return turn_as_json(asked.id, turn, asking.catalogue)


def chat(language: Language = "en", role: AsRole = Role.MEDIATOR) -> None:
    """Talk with the assistant here; an empty line or Ctrl+D ends it, /new starts a new topic."""
    asyncio.run(_chat(language, role))


async def _chat(language: str, role: Role) -> None:
    from bot.conversation.presentation import written_out
    from bot.wiring.asking import Dialogue, open_asking

    with progress_bar() as progress:
        async with open_asking(load_settings(), progress, say) as asking:
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
