"""`db upgrade` and `retention run`: what is done to the database without the service."""

import asyncio

import typer

from bot.cli.printing import AsJson as AsJson
from bot.cli.printing import show
from bot.settings import Settings, load_settings


def register(app: typer.Typer) -> None:
    groups = (("db", upgrade, "The database's shape."), ("retention", run, "What is kept for how long."))
    for name, command, help_text in groups:
        group = typer.Typer(help=help_text, no_args_is_help=True)
        group.callback()(_group)
        group.command()(command)
        app.add_typer(group, name=name)


def _group() -> None:
    """Keeps the verb necessary although there is only one."""


def upgrade(as_json: AsJson = False) -> None:
    """Bring the database to this version's shape; nothing is lost, done twice changes nothing."""
    from bot.database import migrate
    from bot.database.engine import opened_engine

    with opened_engine(load_settings().sqlalchemy_url) as engine:
        before = migrate.current_revision(engine)
        migrate.upgrade(engine)
        after = migrate.current_revision(engine)
    said = f"At revision {after}" + (f" (was {before})." if before != after else ", as before.")
    show({"before": before, "after": after}, said, as_json)


def run(as_json: AsJson = False) -> None:
    """Erase what is older than its time, as `serve` does by itself; figures stay."""
    queries, messages = asyncio.run(_apply_retention(load_settings()))
    said = f"Erased: the text of {queries} queries, {messages} traces of messages."
    show({"queries": queries, "messages": messages}, said, as_json)


async def _apply_retention(settings: Settings) -> tuple[int, int]:
    from bot.delivery.retention import remove_old
    from bot.wiring.command import command_services

    async with command_services(settings) as services, services.database.transaction() as tx:
        queries = await services.recorder.apply_retention(tx, settings.retention_days)
        return queries, await remove_old(tx, services.clock.now())
