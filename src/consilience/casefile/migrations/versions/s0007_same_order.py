"""Events are linked to their disputes; PostgreSQL sorts and looks up words as SQLite does.

A server sorts by the language that it was set up with, which is its owner's and not the
case's. Its English word list leaves *the* and *on* out, keeps accents, and takes *U.S.* for
the name of a computer; FTS5 does none of that.
"""

from __future__ import annotations

import string

from alembic import op

from consilience.casefile.migrations.sorting import sort_by_bytes

revision = "0007"
down_revision = "0006"

_WORDS = {"report": ("title", "text"), "claim": ("quote",)}
# What stands between words, for the parser of PostgreSQL; letters of any script are left alone.
_MARKS = string.punctuation
_ACCENTS = r"[\u0300-\u036f]"
# As many characters of a text as surely fit into one tsvector.
_MOST_CHARS = 250_000


def upgrade() -> None:
    """Have events shelved anew; set the order of columns of words, make those to search anew."""
    op.execute("update event set digest = ''")
    op.execute("delete from meta where key = 'painted'")
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in _WORDS:
        op.execute(f"alter table {table} drop column words")
    sort_by_bytes()
    op.execute("create text search dictionary consilience_stem"
               " (template = snowball, language = english)")  # fmt: skip
    op.execute("create text search configuration consilience (copy = english)")
    op.execute("alter text search configuration consilience"
               " alter mapping replace english_stem with consilience_stem")  # fmt: skip
    for table, columns in _WORDS.items():
        _look_up(table, columns)


def _look_up(table: str, columns: tuple[str, ...]) -> None:
    joined = " || ' ' || ".join(f"coalesce({c}, '')" for c in columns)
    cut = f"left({joined}, {_MOST_CHARS})"
    bare = f"regexp_replace(normalize({cut}, NFKD), '{_ACCENTS}', '', 'g')"
    marks = _MARKS.replace("'", "''")
    plain = f"translate({bare}, '{marks}', repeat(' ', {len(_MARKS)}))"
    op.execute(
        f"alter table {table} add column words tsvector generated always as"
        f" (to_tsvector('consilience', {plain})) stored"
    )
    op.execute(f"create index ix_{table}_words on {table} using gin (words)")
