"""The pool of experts: sealed rows by id."""

from bot.database.migrate import run_script

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    run_script("0006_roster")
