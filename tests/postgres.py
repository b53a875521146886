"""A PostgreSQL of our own on a Unix socket, for tests on both databases.

In: nothing. Out: the fixture `cluster`, and addresses of new databases. The cluster lives in a
folder of its own, is started once for all tests that ask for it and ended after them; where
PostgreSQL is not installed its tests are skipped, and say so.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

_SYSTEM_USERS = ("postgres", "nobody")
# Sorts names as a dictionary does, so that a test fails where the case leaves order to the server.
_SORTING = ("--locale-provider=icu", "--icu-locale=en-US")
_NUMBERS = count()


def _binary(name: str) -> str | None:
    """Return where a program of PostgreSQL is; Debian keeps them off the path."""
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((str(h / name) for h in homes if (h / name).exists()), shutil.which(name))


def _as_somebody() -> list[str]:
    """Return what to put before a command, as PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    known = {user.pw_name for user in pwd.getpwall()}
    user = next(name for name in _SYSTEM_USERS if name in known)
    return ["runuser", "-u", user, "--"]


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """Return the address of a running server, without a database's name."""
    initdb, pg_ctl = _binary("initdb"), _binary("pg_ctl")
    if initdb is None or pg_ctl is None or sys.platform == "win32":
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    pytest.importorskip("psycopg")
    home = Path(tempfile.mkdtemp(prefix="cons-pg-", dir="/tmp"))
    before = _as_somebody()
    if before:
        shutil.chown(home, user=before[2])

    def run(*words: str) -> None:
        # No pipe: a server that held ours open would never let us go on.
        command = [*before, *words]
        subprocess.run(command, check=True, cwd=home, stdout=subprocess.DEVNULL)

    data, control = str(home / "data"), (pg_ctl, "-D", str(home / "data"))
    run(initdb, "-D", data, "-U", "analyst", "-A", "trust", "-E", "UTF8", "--no-sync", *_SORTING)
    options = f"-c listen_addresses= -c unix_socket_directories={home} -c fsync=off"
    run(*control, "-w", "-l", str(home / "log"), "-o", options, "start")
    try:
        yield f"postgresql://analyst@/%s?host={home}"
    finally:
        run(*control, "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)


def new_database(server: str) -> str:
    """Return the address of a new, empty database."""
    import psycopg  # noqa: PLC0415 - an extra

    name = f"case{next(_NUMBERS)}"
    with psycopg.connect(server % "postgres", autocommit=True) as connection:
        connection.execute(f"create database {name}".encode())
    return server % name
