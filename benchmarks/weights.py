"""What each dependency weighs: megabytes on disk, and milliseconds to import.

In: the installed packages, and what `pyproject.toml` names, core and extras. Out: on screen, a
line for each dependency: its own size; the size of what only it brings, so what dropping it
would save; and the computing that importing it costs in a fresh process, less Python's own.

    python benchmarks/weights.py
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROUNDS = 3
PROJECT = Path(__file__).parent.parent / "pyproject.toml"


def named(needs: Iterable[str]) -> Iterator[str]:
    """Yield the distributions that some requirements name, those of this machine."""
    for need in map(Requirement, needs):
        if need.marker is None or need.marker.evaluate({**default_environment(), "extra": ""}):
            yield canonicalize_name(need.name)


@cache
def installed(name: str) -> Distribution | None:
    """Return an installed distribution; None where it is not installed."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


@cache
def size(name: str) -> float:
    """Return the megabytes of a distribution's own files."""
    found = installed(name)
    files = (found.files or ()) if found else ()
    paths = (file.locate() for file in files)
    return sum(path.stat().st_size for path in paths if path.is_file()) / 1e6


def closure(names: Iterable[str]) -> set[str]:
    """Return the distributions that are installed for some, themselves included."""
    out: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in out and installed(name):
            out.add(name)
            waiting += named(distribution(name).requires or ())
    return out


def modules(name: str) -> list[str]:
    """Return the modules that a distribution puts at the top."""
    found = installed(name)
    tops = ((found.read_text("top_level.txt") or "") if found else "").split()
    files = (found.files or ()) if found else ()
    tops += [f.parts[0] for f in files if len(f.parts) == 2 and f.name == "__init__.py"]
    return sorted({t for t in tops if re.fullmatch(r"[A-Za-z]\w*", t)})


def seconds(module: str | None) -> float:
    """Return the computing of a fresh process that imports a module, the least of some."""
    command = [sys.executable, "-c", f"import {module}" if module else "pass"]
    took = []
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=False, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(took)


def lines(group: str, names: list[str], others: list[str]) -> Iterator[str]:
    """Yield the lines of one group of dependencies; `others` are there without them."""
    nothing = seconds(None)
    for name in sorted(names, key=size, reverse=True):
        rest = closure([n for n in [*others, *names] if n != name])
        alone = sum(size(n) for n in closure([name]) - rest)
        costs = [(seconds(m) - nothing) * 1000 for m in modules(name)[:1]]
        shown = f"{max(costs[0], 0):8.0f}" if costs else "       -"
        yield f"{group:10} {name:26} {size(name):8.1f} {alone:8.1f} {shown}"


def main() -> None:
    """Print the table."""
    project = tomllib.loads(PROJECT.read_text())["project"]
    core = list(named(project["dependencies"]))
    groups = {"core": core} | {
        extra: [n for n in named(needs) if n != project["name"]]
        for extra, needs in project["optional-dependencies"].items() if extra != "dev"
    }  # fmt: skip
    print(f"{'group':10} {'dependency':26} {'own MB':>8} {'saves MB':>8} {'import ms':>9}")
    for group, names in groups.items():
        for line in lines(group, names, [] if group == "core" else core):
            print(line, flush=True)
    whole = closure(core)
    print(f"core, all told: {sum(map(size, whole)):.0f} MB in {len(whole)} distributions")


if __name__ == "__main__":
    main()
