"""People, invitations, strangers, audit, and the groups the assistant may speak in."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("person_id", sa.String(8), primary_key=True),
        sa.Column("telegram_id", sa.BigInteger, nullable=False, unique=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("standing", sa.String(16), nullable=False),
        sa.Column("standing_since", sa.Double, nullable=False),
        sa.Column("language", sa.String(8)),
        sa.Column("internal", sa.Boolean, nullable=False),
        sa.Column("off_record", sa.Boolean, nullable=False),
        sa.Column("off_record_update", sa.BigInteger),
        sa.Column("topic_since", sa.Double),
        sa.Column("joined_at", sa.Double, nullable=False),
        sa.Column("label", sa.Text),
        sa.Column("pseudonym_salt", sa.String(32), nullable=False),
    )
    op.create_table(
        "invitation",
        sa.Column("invitation_id", sa.String(8), primary_key=True),
        sa.Column("code_hash", sa.String(32), nullable=False, unique=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("label", sa.Text),
        sa.Column("invited_by", sa.String(8)),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("expires_at", sa.Double, nullable=False),
        sa.Column("used_at", sa.Double),
        sa.Column("used_by", sa.String(8)),
        sa.Column("role_before", sa.String(16)),
        sa.Column("undone_at", sa.Double),
    )
    op.create_table(
        "stranger",
        sa.Column("stranger_hash", sa.String(32), primary_key=True),
        sa.Column("turned_away_at", sa.Double),
        sa.Column("wrong_codes", sa.Integer, nullable=False),
        sa.Column("wrong_since", sa.Double),
    )
    op.create_table(
        "audit",
        sa.Column("audit_id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("actor", sa.String(16), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(8)),
        sa.Column("detail", sa.String(128)),
    )
    op.create_table(
        "chat_group",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("enabled_by", sa.String(8), nullable=False),
        sa.Column("enabled_at", sa.Double, nullable=False),
    )
