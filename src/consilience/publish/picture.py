"""The picture as JSON: the form in which it is kept, sent and cited.

In: a `Picture`, or the bytes or the file of one. Out: one canonical form (keys in the order
of the model, UTF-8, one space of indentation, a newline at the end), so that
the same picture is the same bytes everywhere; and the JSON Schema that is
published with the package as `consilience/schema/picture-1.json`. The same for
`Changes`, with `changes-1.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from consilience.errors import NoSuchPathError, PictureError
from consilience.model import Changes, Picture
from consilience.reconcile.explain import Explanation

SCHEMA_NAME = "consilience/picture/1"
CHANGES_NAME = "consilience/changes/1"
EXPLANATION_NAME = "consilience/explanation/1"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def _adapter() -> TypeAdapter[Picture]:
    return TypeAdapter(Picture)


@cache
def _changes_adapter() -> TypeAdapter[Changes]:
    return TypeAdapter(Changes)


def to_json(picture: Picture) -> bytes:
    """Return `picture` in its canonical form: the same picture is the same bytes."""
    return _adapter().dump_json(picture, indent=1) + b"\n"


def changes_json(changes: Changes) -> bytes:
    """Return `changes` in its canonical form."""
    return _changes_adapter().dump_json(changes, indent=1) + b"\n"


@cache
def _explanation_adapter() -> TypeAdapter[Explanation]:
    return TypeAdapter(Explanation)


def explanation_json(explanation: Explanation) -> bytes:
    """Return `explanation` in its canonical form."""
    return _explanation_adapter().dump_json(explanation, indent=1) + b"\n"


def read(path: Path) -> Picture:
    """Return the picture that the file at `path` holds.

    Raises NoSuchPathError where there is none, PictureError, naming the file, where
    it cannot be read or is no picture that this version reads (see `from_json`).
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise NoSuchPathError(f"{path}: no such file. Give a picture as JSON.") from error
    except OSError as error:
        raise PictureError(f"{path} cannot be read: {error.strerror}.") from error
    try:
        return from_json(data)
    except PictureError as error:
        raise PictureError(f"{path}: {error}") from error


def from_json(data: bytes) -> Picture:
    """Return the picture that `data` holds.

    Raises PictureError when it is not JSON, is cut off, is not a picture, is of another
    schema version, names a claim, report, actor or place that it does not hold, or when
    a claim's quote is not what its report says there.
    """
    try:
        raw = json.loads(data)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise PictureError(_not_json(data, error)) from error
    _check_version(raw)
    try:
        # From the bytes again: tuples and literals are strict only when read as JSON.
        picture = _adapter().validate_json(data)
    except ValidationError as error:
        raise PictureError(_first_fault(error)) from error
    _check_quotes(picture)
    _check_references(picture)
    return picture


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a picture's canonical form."""
    return _schema(SCHEMA_NAME, _adapter())


def changes_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the canonical form of changes."""
    return _schema(CHANGES_NAME, _changes_adapter())


def explanation_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the canonical form of an explanation."""
    return _schema(EXPLANATION_NAME, _explanation_adapter())


def schema_text(schema: dict[str, Any] | None = None) -> str:
    """Return a schema, else that of the picture, as it stands in the published file."""
    return json.dumps(schema or json_schema(), indent=1, ensure_ascii=False) + "\n"


def _schema(name: str, adapter: TypeAdapter[Any]) -> dict[str, Any]:
    head = {"$schema": _DIALECT, "$id": f"urn:{name.replace('/', ':')}"}
    return {**head, **adapter.json_schema(mode="serialization")}


def _not_json(data: bytes, error: Exception) -> str:
    """Say what is wrong with what is no JSON: empty, cut off, or something else."""
    if not data.strip():
        return "Not a picture: it is empty."
    at_end = isinstance(error, json.JSONDecodeError) and _is_cut_off(error)
    if data.lstrip().startswith(b"{") and at_end:
        return "Not a whole picture: it was cut off. Copy or make it again."
    return f"Not a picture: not valid JSON ({error})."


_LITERALS = ("true", "false", "null")


def _is_cut_off(error: json.JSONDecodeError) -> bool:
    open_string = error.msg.startswith(("Unterminated string", "Invalid \\"))
    rest = error.doc[error.pos :].strip()
    return open_string or any(word.startswith(rest) for word in _LITERALS)


def _check_version(raw: Any) -> None:
    if not isinstance(raw, dict) or "schema" not in raw:
        raise PictureError("Not a picture: an object with the key 'schema' was expected.")
    newer = re.fullmatch(r"consilience/picture/(\d{1,6})", str(raw["schema"]))
    if newer and int(newer[1]) > int(SCHEMA_NAME.rpartition("/")[2]):
        raise PictureError(
            f"A picture of schema {raw['schema']!r}, which a newer version of Consilience made;"
            f" this one reads {SCHEMA_NAME!r}. Upgrade Consilience to read it."
        )
    if raw["schema"] != SCHEMA_NAME:
        raise PictureError(
            f"A picture of schema {raw['schema']!r}; this version reads {SCHEMA_NAME!r}."
            " Make the picture again from its reports."
        )


def _first_fault(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"Not a picture: {where}: {first['msg']} ({error.error_count()} faults in all)."


def _check_quotes(picture: Picture) -> None:
    texts = {report.id: report.text for report in picture.reports}
    for claim in picture.claims:
        if claim.report not in texts:
            raise PictureError(f"Claim {claim.id!r} is of a report that is not there.")
        if texts[claim.report][claim.start : claim.end] != claim.quote:
            raise PictureError(
                f"The quote of claim {claim.id!r} is not what report {claim.report!r}"
                f" says at {claim.start} to {claim.end}: the file was changed by hand?"
            )


def _check_references(picture: Picture) -> None:
    """Raise PictureError where a part names another that is not there."""
    there = {
        "claim": {c.id for c in picture.claims}, "report": {r.id for r in picture.reports},
        "actor": {a.id for a in picture.actors}, "place": {p.id for p in picture.places},
        "event": {e.id for e in picture.events},
    }  # fmt: skip
    for where, kind, id in _references(picture):
        if id not in there[kind]:
            raise PictureError(f"{where} names the {kind} {id!r}, which is not there.")


def _references(picture: Picture) -> Iterator[tuple[str, str, str]]:
    """Yield what names what: the part, the kind of thing that it names, and that one's id."""
    for claim in picture.claims:
        where = f"Claim {claim.id!r}"
        yield from ((where, "actor", a.actor) for a in (*claim.actors, *claim.targets))
        yield from ((where, "place", p.place) for p in claim.places)
        if claim.attribution and claim.attribution.source:
            yield where, "actor", claim.attribution.source
        if claim.event:
            yield where, "event", claim.event
    for event in picture.events:
        where = f"Event {event.id!r}"
        yield from ((where, "claim", c) for c in event.claims)
        yield from ((where, "report", r) for r in event.reports)
    for dispute in picture.disputes:
        told = (c for p in dispute.positions for c in p.claims)
        yield from ((f"Dispute {dispute.id!r}", "claim", c) for c in told)
    for held in picture.control:
        yield f"Control of {held.place!r}", "place", held.place
        yield f"Control of {held.place!r}", "actor", held.holder
        yield from ((f"Control of {held.place!r}", "claim", c) for c in held.claims)
