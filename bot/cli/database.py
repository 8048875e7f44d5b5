"""`db upgrade`, `retention run`, `backup` and `restore`: what is done to the bot's database.

A backup is one file without the key and the library. The key is kept apart on purpose, or whoever
finds a backup could read it; the library is built from its documents. A backup may be made while
the assistant serves, a restore may not.
"""

import asyncio
from pathlib import Path

import typer

from bot.cli.printing import AsJson, say, show
from bot.errors import Misconfigured
from bot.settings import Settings, load_settings

db = typer.Typer(help="The database's shape.", no_args_is_help=True)
retention = typer.Typer(help="What is kept for how long.", no_args_is_help=True)


@db.callback()
@retention.callback()
def _group() -> None:
    """Keeps the verb necessary although there is only one."""


@db.command()
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


@retention.command()
def run(as_json: AsJson = False) -> None:
    """Erase what is older than its time, as `serve` does by itself; figures stay."""
    queries, requests, messages = asyncio.run(_apply_retention(load_settings()))
    said = f"Erased: the text of {queries} queries and {requests} requests, {messages} traces of messages."
    show({"queries": queries, "requests": requests, "messages": messages}, said, as_json)


async def _apply_retention(settings: Settings) -> tuple[int, int, int]:
    from bot.delivery.retention import remove_old
    from bot.wiring.command import command_services

    async with command_services(settings) as services, services.database.transaction() as tx:
        queries = await services.recorder.apply_retention(tx, settings.retention_days)
        requests = await services.requests.apply_retention(tx, settings.request_retention_days)
        return queries, requests, await remove_old(tx, services.clock.now())


def backup(file: Path, as_json: AsJson = False) -> None:
    """Write everything that cannot be built again into FILE. Works while the assistant serves."""
    from bot.database.backup import write_backup
    from bot.database.engine import opened_engine

    if file.exists():
        raise Misconfigured(f"{file} exists already; give another name, nothing is overwritten.")
    with opened_engine(load_settings().sqlalchemy_url) as engine:
        rows = write_backup(engine, file)
    _tell("written", file, rows, as_json)
    say("SECRET_KEY is not in it: without the key it cannot be read.")


def restore(file: Path, as_json: AsJson = False) -> None:
    """Replace the database by the one in FILE, after it was checked in full."""
    from filelock import FileLock, Timeout

    from bot.database.backup import restore_backup
    from bot.database.engine import opened_engine
    from bot.database.secret import load_or_make_secret
    from bot.database.vault import Vault

    settings = load_settings()
    vault = Vault(load_or_make_secret(settings))
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    lock = FileLock(settings.data_dir / "serve.lock", timeout=0)
    try:
        # Held to the end, so that no `serve` starts on half of the old and half of the new.
        with opened_engine(settings.sqlalchemy_url) as engine, lock:
            rows = restore_backup(file, engine, vault)
    except Timeout:
        raise Misconfigured("The assistant is serving on this data; stop it, then restore.") from None
    _tell("restored", file, rows, as_json)


def _tell(done: str, file: Path, rows: dict[str, int], as_json: bool) -> None:
    said = f"{file} {done}: {sum(rows.values())} rows in {len(rows)} tables."
    show({"file": str(file), "rows": rows}, said, as_json)
