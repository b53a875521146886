"""Brings a case to the schema of this version, one Alembic step after another.

In: an open connection. Out: the case at `HEAD`. New cases take the same way as old
ones, so that there is one way only and the tests walk it on both databases.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

# The last step under migrations/versions; a test holds it against Alembic's own reading.
HEAD = "0009"
_STEPS = Path(__file__).parent / "migrations"


def version(connection: Connection) -> str | None:
    """Return the schema's version of a case; None where there is no case at all."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("select version_num from alembic_version")).scalar()


def upgrade(connection: Connection, target: str = HEAD) -> None:
    """Bring the schema up to `target`, inside the transaction that is open."""
    from alembic import command  # noqa: PLC0415 - heavy, and seldom needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, target)
