"""The query log: one row a turn, free text sealed."""

from bot.database.migrate import run_script

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    run_script("0004_query_log")
