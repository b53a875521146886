"""Parquet: a table in columns, one report a row, read a batch of rows at a time.

In: a Parquet file, as it lies on disk or in memory. Out: a `Draft` for each row. Of all its
columns only those that hold a field of a report are read. What reads it is an extra
(`consilience[parquet]`); without it, each such file is a warning that says what to install.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from consilience.acquire.archives.limits import Limits
from consilience.acquire.archives.pieces import Opened, Pieces
from consilience.acquire.columns import Columns
from consilience.acquire.problems import problem

# Rows that are in memory at once: some megabytes of news.
_ROWS = 512


def rows(input_: Opened, stream: IO[bytes], limits: Limits, columns: Columns) -> Pieces:
    """Yield a report for each row of a table one of whose columns holds texts."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        yield problem(
            "part-missing", "A Parquet file needs a part that is not installed.",
            where=input_.where, hint="Run: pip install 'consilience[parquet]'",
        )  # fmt: skip
        return
    from consilience.acquire.records import drafts_from_objects  # noqa: PLC0415

    try:
        file = pq.ParquetFile(stream)
        _hold(file.metadata, limits)
        names = file.schema_arrow.names
        chosen = list(columns.of(names))
        yield from drafts_from_objects(
            names, _values(file, chosen, limits), input_.where, input_.stem, columns
        )
    except (pa.ArrowException, OSError) as error:
        message = f"This Parquet file is broken: {str(error).splitlines()[0]}"
        yield problem("unreadable", message, where=input_.where, hint="Write or copy it again.")


def _values(file: Any, columns: list[str], limits: Limits) -> Iterator[dict[str, Any]]:
    for batch in file.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
        # A column that says one thing over and over is small in the file, and large here.
        limits.unpacked(batch.nbytes)
        for row in batch.to_pylist():
            yield {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    """Return a moment as ISO 8601, bytes as the text they most likely are, all else as it is."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _hold(metadata: Any, limits: Limits) -> None:
    """Hold the sizes that the file states against the limits. Raises TooMuch past one."""
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        chunks = [group.column(n) for n in range(group.num_columns)]
        packed = sum(chunk.total_compressed_size for chunk in chunks)
        unpacked = sum(chunk.total_uncompressed_size for chunk in chunks)
        limits.entry()
        limits.grow(unpacked, packed)
        limits.unpacked(unpacked)
