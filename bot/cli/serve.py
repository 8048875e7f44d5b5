"""`serve`: the assistant on Telegram."""

import asyncio

import typer

from bot.settings import load_settings


def register(app: typer.Typer) -> None:
    app.command("serve")(serve)


def serve() -> None:
    """Run the assistant on Telegram, with the console."""
    from bot.wiring.logs import configure_logs
    from bot.wiring.serve import run_service

    settings = load_settings()
    configure_logs(settings.log_level)
    asyncio.run(run_service(settings))
