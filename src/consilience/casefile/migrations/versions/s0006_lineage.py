"""What a report takes from others: the version before it, and those that it takes in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the two columns; the next painting of the picture fills them."""
    op.add_column("report", sa.Column("version_of", sa.String(), nullable=True))
    op.add_column("report", sa.Column("contains", sa.Text(), nullable=True))
