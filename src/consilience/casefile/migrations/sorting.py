"""Words sort by their bytes on PostgreSQL, whatever language the server was set up with.

In: nothing; the step of Alembic that runs. Out: columns. SQLite sorts so by itself. A step
that makes a table or column of words calls `sort_by_bytes` last.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

BYTES = "C"  # the collation that every PostgreSQL has


def sort_by_bytes() -> None:
    """Give every column of words the order of its bytes; nothing happens where it has it."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    known = sa.inspect(connection)
    for table in sorted({*known.get_table_names()} - {"alembic_version"}):
        columns = {c["name"]: c["type"] for c in known.get_columns(table)}
        changes = [
            f'alter column "{name}" type {_kind(kind)} collate "{BYTES}"'
            for name, kind in columns.items()
            if isinstance(kind, sa.String) and kind.collation != BYTES
        ]
        if changes:
            op.execute(f'alter table "{table}" {", ".join(changes)}')


def _kind(kind: sa.String) -> str:
    return "text" if isinstance(kind, sa.Text) else "varchar"
