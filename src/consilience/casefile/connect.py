"""From an address to a database that waits its turn.

In: a path (SQLite, the default) or a database address (`postgresql://…`). Out: an
`Engine` whose write transactions come one after another: SQLite takes its write lock at
the start, PostgreSQL an advisory lock; who waits longer than `case_wait_seconds` is told.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DataError, IntegrityError, ProgrammingError

from consilience.errors import CaseBusyError, CaseError, SetupError
from consilience.settings import Settings

# Four letters in the head of a SQLite file that say whose file it is (`file` shows them).
APPLICATION_ID = int.from_bytes(b"CONS", "big")
_LOCK_KEY = APPLICATION_ID
_POSTGRES = ("postgresql:", "postgres:", "postgresql+psycopg:")
_PAGE_CACHE_KIB = 64 * 1024


def is_case(address: str | Path) -> bool:
    """Tell whether a path is a case file or an address of a database, without opening it."""
    if is_database(address):
        return True
    path = Path(address)
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except OSError:
        return False
    return head[:15] == b"SQLite format 3" and head[68:72] == b"CONS"


def is_database(address: str | Path) -> bool:
    """Tell whether an address is that of a database server rather than of a file."""
    return str(address).startswith(_POSTGRES)


def engine_for(address: str | Path, settings: Settings) -> Engine:
    """Return the engine of an address.

    Raises CaseError where the address cannot be read, SetupError where the driver is missing.
    """
    if is_database(address):
        return _postgres(str(address), settings)
    return _sqlite(Path(address), settings)


def _sqlite(path: Path, settings: Settings) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}",
        connect_args={"timeout": settings.case_wait_seconds, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not guessed
        for pragma in ("foreign_keys = on", "synchronous = normal",
                       f"cache_size = -{_PAGE_CACHE_KIB}"):  # fmt: skip
            connection.execute(f"pragma {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("begin immediate" if writes else "begin")

    return engine


def _postgres(address: str, settings: Settings) -> Engine:
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
        wait = int(settings.case_wait_seconds * 1000)
        return create_engine(url, connect_args={"options": f"-c lock_timeout={wait}"})
    except ArgumentError as error:
        raise CaseError(
            f"{hidden(address)}: not an address of a database. "
            "Write postgresql://user@host/database."
        ) from error
    except ImportError as error:
        raise SetupError(
            "A case in PostgreSQL needs its driver. Run: pip install 'consilience[postgres]'."
        ) from error


def hidden(address: str | Path) -> str:
    """Return an address fit to be shown: without its password."""
    if not is_database(address):
        return str(address)
    head, at, tail = str(address).rpartition("@")
    return f"{head.split('//')[0]}//…@{tail}" if at else str(address)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one state of the case throughout."""
    level = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with (
        _told(engine),
        engine.connect().execution_options(**level) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection inside a write transaction; it is kept at the end or undone whole.

    Raises CaseBusyError where another writer does not end within `case_wait_seconds`.
    """
    with (
        _told(engine),
        engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"select pg_advisory_xact_lock({_LOCK_KEY})"))
        yield connection


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """Turn the database's own words for trouble into ours, with what to do."""
    shown = hidden(engine.url.database or "" if engine.dialect.name == "sqlite"
                   else engine.url.render_as_string(hide_password=True))  # fmt: skip
    try:
        yield
    except (DataError, IntegrityError, ProgrammingError):
        raise  # a fault of ours, not of the database's state
    except DatabaseError as error:
        said = str(error.orig).strip()
        if "locked" in said or "lock timeout" in said:
            raise CaseBusyError(
                f"{shown}: another program has been writing to this case for too long. "
                "Nothing was lost; try again when it has ended."
            ) from error
        raise CaseError(f"{shown}: the case cannot be used: {said}.") from error
