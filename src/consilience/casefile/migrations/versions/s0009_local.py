"""What is asked when reports are added is told by index: names, motives, counts, what waits."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from consilience.casefile.migrations.sorting import sort_by_bytes

revision = "0009"
down_revision = "0008"

_TEXT = sa.String


def upgrade() -> None:
    """Make the tables and indexes; the next painting weighs all anew and fills them."""
    op.drop_table("name")
    _table("name", ("digest",), ("first",), digest=_TEXT, kind=_TEXT, subject=_TEXT,
           count=sa.Integer, first=_TEXT, json=sa.Text)  # fmt: skip
    _index("name", "subject")
    _table("name_above", ("digest", "over"), digest=_TEXT, over=_TEXT)
    _index("name_above", "over")
    _table("mention", ("subject", "report"), subject=_TEXT, report=_TEXT)
    _index("mention", "report")
    _table("turned", ("report",), report=_TEXT)
    _table("clash", ("one", "two"), one=_TEXT, two=_TEXT, apart=sa.Boolean)
    _index("clash", "two")
    for name in ("motive", "spot"):
        op.drop_table(name)
    _table("motive", ("carrier", "number"), ("event",), carrier=_TEXT, number=sa.Integer,
           act=_TEXT, report=_TEXT, day=sa.Integer, event=_TEXT)  # fmt: skip
    for column in ("act", "report", "day", "event"):
        _index("motive", column)
    _table("spot", ("claim", "told"), claim=_TEXT, told=_TEXT, report=_TEXT, first=sa.Integer,
           last=sa.Integer)  # fmt: skip
    _index("spot", "report")
    _index("spot", "told", "first", "last", "claim")
    _table("side", ("dispute", "place", "claim"), dispute=_TEXT, place=_TEXT, claim=_TEXT)
    _index("side", "place")
    _index("side", "claim")
    for column in ("stands", "publisher"):
        op.drop_index(op.f(f"ix_report_{column}"), table_name="report")
    _index("report", "stands", "seq", "id")
    _index("report", "publisher", "id")
    op.execute("delete from grown")
    op.execute("delete from meta where key = 'painted'")
    sort_by_bytes()


def _table(name: str, key: Sequence[str], empty: Sequence[str] = (), **columns: type) -> None:
    """Make a table; its columns but `empty` must be filled."""
    made = [
        sa.Column(c, kind(), nullable=c in empty, autoincrement=False)
        for c, kind in columns.items()
    ]
    op.create_table(name, *made, sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}")))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns, unique=False)
