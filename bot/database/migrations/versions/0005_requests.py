"""Requests for experts, their events, the rota, and the counter of their numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "request",
        sa.Column("request_id", sa.String(16), primary_key=True),
        sa.Column("number", sa.Integer, unique=True),
        *(sa.Column(name, sa.String(16), nullable=False) for name in ("kind", "stage", "urgency", "language")),
        *(sa.Column(name, sa.Double, nullable=False) for name in ("opened_at", "changed_at")),
        *(sa.Column(name, sa.Double) for name in ("closed_at", "due_at", "look_at", "erased_at")),
        sa.Column("result", sa.String(16)),
        sa.Column("requester_id", sa.String(8)),
        sa.Column("requester_chat", sa.BigInteger),
        sa.Column("query_id", sa.String(64)),
        sa.Column("step", sa.String(32)),
        sa.Column("paused", sa.String(32)),
        sa.Column("actor", sa.String(16)),
        sa.Column("themes", sa.Text, nullable=False),
        sa.Column("content", sa.Text),
    )
    op.create_index("request_stage", "request", ["stage", "number"])
    op.create_index("request_look_at", "request", ["look_at"])
    op.create_index("request_requester", "request", ["requester_id", "opened_at"])
    op.create_table(
        "request_event",
        sa.Column("request_id", sa.String(16), primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("at", sa.Double, nullable=False),
        *(sa.Column(name, sa.String(16), nullable=False) for name in ("actor", "move", "stage_before", "stage_after")),
        sa.Column("paused", sa.String(32)),
        sa.Column("content", sa.Text),
    )
    op.create_table(
        "duty",
        sa.Column("duty_id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("post", sa.String(16), nullable=False),
        sa.Column("telegram_id", sa.BigInteger, nullable=False),
        sa.Column("actor", sa.String(16), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("starts_at", sa.Double, nullable=False),
        sa.Column("ends_at", sa.Double),
        sa.Column("handed_over_at", sa.Double),
    )
    op.create_index("duty_post", "duty", ["post", "starts_at"])
    op.create_table(
        "request_counter",
        sa.Column("name", sa.String(16), primary_key=True),
        sa.Column("value", sa.Integer, nullable=False),
    )
