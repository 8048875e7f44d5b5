"""Requests for experts, their events, the rota, and the counter of their numbers."""

from bot.database.migrate import run_script

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    run_script("0005_requests")
