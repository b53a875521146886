"""Latest: the newest claims of a large case without sorting all of them."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the index that the order of a search goes by."""
    op.create_index(op.f("ix_claim_published_id"), "claim", ["published", "id"], unique=False)
