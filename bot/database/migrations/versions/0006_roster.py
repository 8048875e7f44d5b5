"""The pool of experts: sealed rows by id."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "expert",
        sa.Column("expert_id", sa.String(64), primary_key=True),
        sa.Column("sealed", sa.Text, nullable=False),
    )
