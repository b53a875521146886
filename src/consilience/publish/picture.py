"""The picture as JSON: the form in which it is kept, sent and cited.

In: a `Picture`, or the bytes of one. Out: one canonical form (keys in the order
of the model, UTF-8, one space of indentation, a newline at the end), so that
the same picture is the same bytes everywhere; and the JSON Schema that is
published with the package as `consilience/schema/picture-1.json`.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from consilience.errors import PictureError
from consilience.model import Picture

SCHEMA_NAME = "consilience/picture/1"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def _adapter() -> TypeAdapter[Picture]:
    return TypeAdapter(Picture)


def to_json(picture: Picture) -> bytes:
    """Return `picture` in its canonical form: the same picture is the same bytes."""
    return _adapter().dump_json(picture, indent=1) + b"\n"


def from_json(data: bytes) -> Picture:
    """Return the picture that `data` holds.

    Raises PictureError when it is not JSON, not a picture, of another schema
    version, or when a claim's quote is not what its report says there.
    """
    try:
        raw = json.loads(data)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise PictureError(f"Not a picture: not valid JSON ({error}).") from error
    _check_version(raw)
    try:
        # From the bytes again: tuples and literals are strict only when read as JSON.
        picture = _adapter().validate_json(data)
    except ValidationError as error:
        raise PictureError(_first_fault(error)) from error
    _check_quotes(picture)
    return picture


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the canonical form."""
    body = _adapter().json_schema(mode="serialization")
    head = {"$schema": _DIALECT, "$id": f"urn:{SCHEMA_NAME.replace('/', ':')}"}
    return {**head, **body}


def schema_text() -> str:
    """Return the schema as it stands in the published file."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"


def _check_version(raw: Any) -> None:
    if not isinstance(raw, dict) or "schema" not in raw:
        raise PictureError("Not a picture: an object with the key 'schema' was expected.")
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
