"""The pool of experts: sealed rows, and the days that requests took of them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "expert",
        sa.Column("expert_id", sa.String(64), primary_key=True),
        sa.Column("sealed", sa.Text, nullable=False),
        sa.Column("imported_at", sa.Double, nullable=False),
        sa.Column("set_aside_at", sa.Double),
    )
    op.create_table(
        "expert_booking",
        sa.Column("request_id", sa.String(64), primary_key=True),
        sa.Column("expert_id", sa.String(64), primary_key=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("start_day", sa.String(10)),
        sa.Column("end_day", sa.String(10)),
    )
