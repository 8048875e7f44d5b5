"""People, invitations, strangers, audit, and the groups the assistant may speak in."""

from bot.database.migrate import run_script

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    run_script("0002_people")
