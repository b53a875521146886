"""What came from the network: how each report was read, the feeds that are watched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables of retrievals, feeds and their items."""
    _retrieval()
    _feed()
    _feed_item()


def _retrieval() -> None:
    op.create_table(
        "retrieval",
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("bytes_sha256", sa.String(), nullable=False),
        sa.Column("record", sa.String(), nullable=True),
        sa.Column("json", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["report.id"], name=op.f("fk_retrieval_report_report")),
        sa.PrimaryKeyConstraint("report", "asked", name=op.f("pk_retrieval")),
    )


def _feed() -> None:
    op.create_table(
        "feed",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("moved_to", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("asked_at", sa.Float(), nullable=True),
        sa.Column("next_at", sa.Float(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_feed")),
    )


def _feed_item() -> None:
    op.create_table(
        "feed_item",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("stamp", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.Float(), nullable=False),
        sa.Column("json", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_feed_item")),
    )
    op.create_index(op.f("ix_feed_item_feed"), "feed_item", ["feed"], unique=False)
    op.create_index(op.f("ix_feed_item_state"), "feed_item", ["state"], unique=False)
