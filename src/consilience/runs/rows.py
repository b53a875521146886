"""The nouns as Parquet and back, column by column as the model has them.

In: objects of one kind from `consilience.model`. Out: the bytes of a Parquet file whose
columns are the fields of that kind, lists and structs as such, so that any program that
reads Parquet can ask them; and the same objects again. The columns follow the model by
themselves.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from consilience.errors import RunError, SetupError

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as missing:
    raise SetupError(
        "Coding into a folder needs pyarrow. Run: pip install 'consilience[parquet]'."
    ) from missing

_T = TypeVar("_T")
_PLAIN = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


def to_parquet(kind: type[_T], things: Sequence[_T]) -> bytes:
    """Return a Parquet file (Zstandard) of things of one kind, in their order."""
    rows = _adapter(cast("Hashable", kind)).dump_python(list(things))
    table = pa.Table.from_pylist(rows, schema=schema(cast("Hashable", kind)))
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue())


def from_parquet(kind: type[_T], data: bytes, where: str) -> list[_T]:
    """Return the things that a Parquet file holds.

    Raises RunError, naming `where`, where it is no Parquet or not of this kind.
    """
    try:
        rows = pq.read_table(pa.BufferReader(data)).to_pylist(maps_as_pydicts="strict")
        things: list[_T] = _adapter(cast("Hashable", kind)).validate_python(rows)
    except (pa.ArrowException, OSError, ValidationError) as error:
        raise RunError(
            f"{where} does not hold {kind.__name__}s as this version writes them "
            f"({str(error).splitlines()[0]}). Remove it and run 'consilience code' again."
        ) from error
    return things


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(list[kind])


@cache
def schema(kind: Any) -> Any:
    """Return the Arrow schema of one kind of thing."""
    hints = get_type_hints(kind)
    return pa.schema([pa.field(f.name, _arrow(hints[f.name])) for f in fields(kind)])


def _arrow(hint: Any) -> Any:
    """Return the Arrow type of a field's type."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return _arrow(next(i for i in inner if i is not NoneType))
    if origin is Literal:
        return pa.string()
    if origin is tuple:
        return pa.list_(_arrow(inner[0]))
    if origin is dict:
        return pa.map_(*map(_arrow, inner))
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return pa.struct([pa.field(f.name, _arrow(hints[f.name])) for f in fields(hint)])
    raise TypeError(f"No column type is known for {hint!r}.")
