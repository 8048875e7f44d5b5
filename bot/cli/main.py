"""The command line's front door: one file per noun, errors as one sentence, help at once.

Nothing heavy is imported here; a command imports its wiring when it runs.
"""

import sys
import traceback
from pathlib import Path

import typer

from bot.cli import classify, database, evaluate, knowledge, people, queries, requests, roster
from bot.cli.ask import ask, chat
from bot.cli.doctor import doctor
from bot.cli.serve import demo, serve
from bot.errors import BotError, Misconfigured
from retrieval.errors import ModelMisconfigured, RetrievalError

PROBLEM, MISUSE, INTERRUPTED = 1, 2, 130
# The base of what the parser refuses; typer does not export it.
ParserError: type[typer.BadParameter] = typer.BadParameter.__mro__[2]

app = typer.Typer(
    name="mediation-bot",
    help="A chat assistant for peace mediators: cited answers, or an honest 'not covered'.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def _before_any_command() -> None:
    """Results go to standard output, everything else to standard error, as events without text."""
    from bot.wiring.logs import configure_logs

    configure_logs("WARNING")


COMMANDS = (demo, serve, chat, ask, classify.classify, evaluate.evaluate, doctor, database.backup, database.restore)
for command in COMMANDS:
    app.command()(command)
for name, group in (
    ("db", database.db),
    ("retention", database.retention),
    ("knowledge", knowledge.app),
    ("people", people.app),
    ("queries", queries.app),
    ("roster", roster.app),
    ("requests", requests.app),
):
    app.add_typer(group, name=name)


def run() -> None:
    """Runs a command; every known failure is one sentence on standard error."""
    try:
        sys.exit(app(standalone_mode=False))
    except ParserError as error:
        said = " ".join(error.format_message().split())
        _end(f"{said} See --help." if said else "Choose a command.", error.exit_code)
    except typer.Abort:
        sys.exit(INTERRUPTED)
    except (Misconfigured, ModelMisconfigured) as error:
        _end(error, MISUSE)
    except (BotError, RetrievalError) as error:
        _end(error, PROBLEM)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nothing is wrong, nobody listens.
        sys.stderr.close()
        sys.exit(PROBLEM)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as error:  # noqa: BLE001 - people never see a traceback; its words may be theirs
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        _end(f"This should not have happened ({type(error).__name__} at {where}); please report it.", PROBLEM)


def _end(error: Exception | str, status: int) -> None:
    print(str(error), file=sys.stderr)  # noqa: T201
    sys.exit(status)
