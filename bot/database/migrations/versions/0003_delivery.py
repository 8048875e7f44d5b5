"""Inbox and outbox."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def _queue_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("payload", sa.Text),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("next_at", sa.Double, nullable=False),
        sa.Column("lease_by", sa.String(32)),
        sa.Column("reason", sa.String(64)),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("done_at", sa.Double),
    ]


def upgrade() -> None:
    op.create_table(
        "inbox",
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        *_queue_columns(),
        sa.Column("person_id", sa.BigInteger),
        sa.Column("written_at", sa.Double, nullable=False),
        sa.Column("is_message", sa.Boolean, nullable=False),
    )
    op.create_index("ix_inbox_status_chat_id", "inbox", ["status", "chat_id", "update_id"])
    op.create_index("ix_inbox_person_id", "inbox", ["person_id", "written_at"])
    op.create_table(
        "outbox",
        sa.Column(
            "outbox_id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True
        ),
        *_queue_columns(),
        sa.Column("dedup_key", sa.String(200), nullable=False, unique=True),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("edits", sa.String(200)),
        sa.Column("due_at", sa.Double, nullable=False),
        sa.Column("message_id", sa.BigInteger),
    )
    op.create_index("ix_outbox_status_chat_id", "outbox", ["status", "chat_id", "outbox_id"])
