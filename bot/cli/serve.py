"""`demo` and `serve`: the assistant at work, on a simulated Telegram of this machine or on the real one."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from bot.settings import load_settings

if TYPE_CHECKING:
    from bot.wiring.demo import RunningService


def demo(
    port: Annotated[int, typer.Option(help="Port of the page; 0 takes a free one.")] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the address.")] = False,
) -> None:
    """Show the whole assistant in a browser: knowledge, bot, Telegram simulator."""
    from bot.wiring.demo import run_demo
    from bot.wiring.logs import configure_logs

    settings = load_settings()
    configure_logs("WARNING" if settings.log_level == "INFO" else settings.log_level)

    def load_service() -> "RunningService":
        from bot.wiring.demo_service import demo_service

        return demo_service

    asyncio.run(run_demo(settings, load_service, port=port, open_browser=not no_browser))


def serve() -> None:
    """Run the assistant on Telegram, with the console."""
    from bot.wiring.logs import configure_logs
    from bot.wiring.serve import run_service

    settings = load_settings()
    configure_logs(settings.log_level)
    asyncio.run(run_service(settings))
