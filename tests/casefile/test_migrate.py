"""The schema: up from the first one, on both databases, to what the tables say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from consilience.casefile import migrate, open_case
from consilience.casefile.case import examine
from consilience.casefile.connect import APPLICATION_ID, engine_for, reading, writing
from consilience.casefile.tables import metadata
from consilience.errors import CaseError
from consilience.settings import Settings


@pytest.fixture
def first(address: str) -> Any:
    """Return a database at the first schema."""
    engine = engine_for(address, Settings())
    if engine.dialect.name == "sqlite":
        with engine.connect() as raw:
            raw.connection.driver_connection.execute(f"pragma application_id={APPLICATION_ID}")  # type: ignore[union-attr]
    with writing(engine) as connection:
        migrate.upgrade(connection, "0001")
    yield engine
    engine.dispose()


def test_the_head_is_the_last_step() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == migrate.HEAD


def test_up_from_the_first_schema_keeps_what_is_there(first: Engine, address: str) -> None:
    with writing(first) as connection:
        connection.execute(text("insert into meta values ('made_at', 'long ago')"))
    with pytest.raises(CaseError, match="doctor CASE --repair"):
        open_case(address)
    assert [f.code for f in examine(address)] == ["old-schema"]
    assert examine(address, repair=True) == []
    with reading(first) as connection:
        assert migrate.version(connection) == migrate.HEAD
        assert connection.execute(text("select value from meta where key='made_at'")).scalar()
    open_case(address).close()


def test_the_steps_lead_to_the_tables(first: Engine) -> None:
    with writing(first) as connection:
        migrate.upgrade(connection)
        context = MigrationContext.configure(connection, opts={"include_object": _is_ours})
        assert compare_metadata(context, metadata) == []


def test_no_column_sorts_by_the_language_of_the_server(first: Engine) -> None:
    if first.dialect.name == "sqlite":
        pytest.skip("SQLite sorts by bytes")
    with writing(first) as connection:
        migrate.upgrade(connection)
        asked = text(
            "select table_name || '.' || column_name from information_schema.columns where"
            " table_schema = 'public' and table_name <> 'alembic_version' and data_type in"
            " ('text', 'character varying') and collation_name is distinct from 'C'"
        )
        # A step that makes such a column calls migrations.sorting.sort_by_bytes.
        assert list(connection.execute(asked).scalars()) == []


def _is_ours(_: Any, name: str | None, *__: Any) -> bool:
    """Leave out what only one of the databases has: words to search."""
    return "words" not in (name or "")
