"""Knowledge files: YAML that a person can read and edit, checked against a schema.

In: paths of YAML files, each a mapping from section names (`actors`, `triggers`,
`cues` …) to lists of entries. Out: the entries, as typed objects. The built-in
files stand under `knowledge/data`; a user's own file has the same form and adds
to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
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


def read_sections(
    paths: Iterable[Path], schemas: Mapping[str, type[Any]], *, partial: bool = False
) -> dict[str, list[Any]]:
    """Return the typed entries of all files, by section.

    With `partial`, a schema need not have all fields of an entry.
    Raises KnowledgeError naming file, entry and field of the first malformed one.
    """
    found: dict[str, list[Any]] = {name: [] for name in schemas}
    adapters = {name: TypeAdapter(list[schema]) for name, schema in schemas.items()}  # type: ignore[valid-type]
    for path in paths:
        for name, rows in _load(path).items():
            if name not in schemas:
                known = ", ".join(sorted(schemas))
                raise KnowledgeError(f"{path}: unknown section {name!r}; known are: {known}.")
            if not partial:
                _check_fields(path, name, rows, schemas[name])
            found[name] += _typed(path, name, rows, adapters[name])
    return found


def _load(path: Path) -> dict[str, Any]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: cannot be read: {error}.") from error
    except yaml.YAMLError as error:
        told = " ".join(str(error).split())
        raise KnowledgeError(f"{path}: not valid YAML: {told}.") from error
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise KnowledgeError(f"{path}: must be a mapping from section names to lists.")
    return data


def _check_fields(path: Path, section: str, rows: Any, schema: type[Any]) -> None:
    """Raise KnowledgeError for a field that no entry has: it would be passed over in silence."""
    if not is_dataclass(schema) or not isinstance(rows, list):
        return
    known = {f.name for f in fields(schema)}
    for n, row in enumerate(rows):
        unknown = sorted(set(row) - known) if isinstance(row, dict) else []
        if unknown:
            raise KnowledgeError(
                f"{path}: {section}.{n}: unknown field {unknown[0]!r}; "
                f"known are: {', '.join(sorted(known))}."
            )


def _typed(path: Path, section: str, rows: Any, adapter: TypeAdapter[Any]) -> list[Any]:
    try:
        typed: list[Any] = adapter.validate_python(rows)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise KnowledgeError(f"{path}: {section}.{where}: {first['msg']}.") from error
    return typed
