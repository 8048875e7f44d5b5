"""The query log: one row a turn, free text sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "query",
        sa.Column("query_id", sa.String(64), primary_key=True),
        sa.Column("update_id", sa.BigInteger, unique=True),
        sa.Column("asked_at", sa.Double, nullable=False),
        sa.Column("asker", sa.String(32)),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("intent", sa.String(32), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(64)),
        sa.Column("confidence", sa.Double),
        sa.Column("feedback", sa.String(16)),
        sa.Column("feedback_reason", sa.String(64)),
        sa.Column("milliseconds", sa.Double),
        sa.Column("content", sa.Text),
        sa.Column("versions", sa.Text, nullable=False),
        sa.Column("erased_at", sa.Double),
    )
    op.create_index("query_asked_at", "query", ["asked_at", "query_id"])
    op.create_index("query_asker", "query", ["asker", "asked_at"])
    op.create_index("query_outcome", "query", ["outcome", "asked_at"])
