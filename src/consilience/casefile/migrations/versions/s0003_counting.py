"""Counting: places, days and accusations without reading events and claims."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

_PLACES = ["place", "disputed", "day_from", "day_to"]
_DAYS = ["day_from", "day_to", "disputed", "killed_best", "killed_low", "id"]
_ACCUSED = ["stance", "source", "event_type", "day_from", "id"]


def upgrade() -> None:
    """Make the wider indexes, and drop those that they begin with."""
    op.drop_index(op.f("ix_event_place"), table_name="event")
    op.drop_index(op.f("ix_event_day_from"), table_name="event")
    for table, columns in (("event", _PLACES), ("event", _DAYS), ("claim", _ACCUSED)):
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns, unique=False)
