"""Knowledge files: YAML that a person can read and edit, checked against a schema.

In: paths of YAML files, each a mapping from section names (`actors`, `triggers`,
`cues` …) to lists of entries. Out: the entries, as typed objects. The built-in
files stand under `knowledge/data`; a user's own file has the same form and adds
to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from consilience.errors import KnowledgeError

DATA = Path(__file__).with_name("data")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def builtin_files() -> list[Path]:
    """Return the knowledge files that come with the package, in a fixed order."""
    return sorted(DATA.rglob("*.yaml"))


def read_sections(paths: Iterable[Path], schemas: Mapping[str, type[Any]]) -> dict[str, list[Any]]:
    """Return the typed entries of all files, by section.

    Raises KnowledgeError naming file, entry and field of the first malformed one.
    """
    found: dict[str, list[Any]] = {name: [] for name in schemas}
    adapters = {name: TypeAdapter(list[schema]) for name, schema in schemas.items()}  # type: ignore[valid-type]
    for path in paths:
        for name, rows in _load(path).items():
            if name not in schemas:
                known = ", ".join(sorted(schemas))
                raise KnowledgeError(f"{path}: unknown section {name!r}; known are: {known}.")
            found[name] += _typed(path, name, rows, adapters[name])
    return found


def _load(path: Path) -> dict[str, Any]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: cannot be read: {error}.") from error
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{path}: not valid YAML: {error}.") from error
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise KnowledgeError(f"{path}: must be a mapping from section names to lists.")
    return data


def _typed(path: Path, section: str, rows: Any, adapter: TypeAdapter[Any]) -> list[Any]:
    try:
        typed: list[Any] = adapter.validate_python(rows)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise KnowledgeError(f"{path}: {section}.{where}: {first['msg']}.") from error
    return typed
