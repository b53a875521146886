"""The nouns as JSON text and back: the form in which a row keeps its object.

In: an object of `consilience.model`, or its JSON. Out: the other. Reading checks types,
so that a row written by another version is refused with words, not with a traceback.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from consilience.errors import CaseError

_T = TypeVar("_T")


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast("Any", kind))


def dump(value: Any) -> str:
    """Return an object as JSON text, keys in the order of the model."""
    return _adapter(cast("Hashable", type(value))).dump_json(value).decode()


def load(kind: type[_T], text: str) -> _T:
    """Return the object that `text` holds.

    Raises CaseError where it is not one of this kind, as this version knows it.
    """
    try:
        made: _T = _adapter(cast("Hashable", kind)).validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        raise CaseError(
            f"A stored {kind.__name__} is not as this version writes it "
            f"({'.'.join(map(str, first['loc']))}: {first['msg']}). "
            "Run: consilience doctor CASE --repair"
        ) from error
    return made


def digest(*parts: Any) -> str:
    """Return a short hash of values that JSON can write."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()
