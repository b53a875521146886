"""Grown: what lets the picture grow by what is new, without weighing all of it again."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from consilience.casefile.migrations.sorting import sort_by_bytes

revision = "0008"
down_revision = "0007"

_TEXT, _WORDS, _NUMBER = sa.String, sa.Text, sa.Integer


def upgrade() -> None:
    """Make the tables; the next painting of the picture fills them."""
    _of_texts()
    _of_voices()
    _of_accounts()
    _of_events()
    op.execute("delete from meta where key = 'painted'")
    if op.get_bind().dialect.name == "postgresql":
        sort_by_bytes()


def _of_texts() -> None:
    _table("grown", ("report",), report=_TEXT, digest=_TEXT, names=_WORDS)
    _table("text_mark", ("mark", "report"), mark=sa.BigInteger, report=_TEXT)
    _table("kin", ("short", "long"), short=_TEXT, long=_TEXT, alike=sa.Boolean)
    _index("kin", "long")


def _of_voices() -> None:
    _table("name", ("digest",), digest=_TEXT, kind=_TEXT, count=_NUMBER, json=_WORDS)
    _table("cite", ("claim", "told"), claim=_TEXT, told=_TEXT, report=_TEXT, outlet=_WORDS,
           voice=_TEXT, cited=_WORDS)  # fmt: skip
    _index("cite", "report")
    _index("cite", "told", "outlet")
    _index("cite", "told", "cited")


def _of_accounts() -> None:
    _table("account", ("id",), id=_TEXT, report=_TEXT, day=_NUMBER, claims=_WORDS,
           stood=sa.LargeBinary, asked=sa.LargeBinary)  # fmt: skip
    _index("account", "report")
    _index("account", "day")
    _table("account_link", ("one", "two"), one=_TEXT, two=_TEXT, score=sa.Float)
    _index("account_link", "two")


def _of_events() -> None:
    _table("tie", ("denial", "event", "claim"), denial=_TEXT, event=_TEXT, claim=_TEXT)
    _index("tie", "event")
    _table("motive", ("carrier", "number"), ("event",), carrier=_TEXT, number=_NUMBER, act=_TEXT,
           report=_TEXT, event=_TEXT)  # fmt: skip
    _index("motive", "report")
    _table("spot", ("claim",), claim=_TEXT, report=_TEXT)
    _index("spot", "report")
    _table("total", ("event",), ("place", "first", "last", "most"), event=_TEXT, place=_TEXT,
           first=_NUMBER, last=_NUMBER, most=_WORDS)  # fmt: skip
    _index("total", "place")


def _table(name: str, key: Sequence[str], empty: Sequence[str] = (), **columns: type) -> None:
    """Make a table; its columns but `empty` must be filled."""
    made = [sa.Column(c, kind(), nullable=c in empty, autoincrement=False)
            for c, kind in columns.items()]  # fmt: skip
    op.create_table(name, *made, sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}")))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns, unique=False)
