"""How much an archive may hold, unpack to and nest, so that no archive is a bomb.

In: settings. Out: `Limits`, one for each file that the user gave, which all archives
within it share: a hundred small bombs are one large one. What passes a limit raises
`TooMuch`, which becomes a warning; what was read before it stays.
"""

from __future__ import annotations

import gzip
import zlib
from io import BufferedReader, RawIOBase
from typing import IO, Any, cast

from consilience.settings import Settings

# Below this, nothing is a bomb: short repetitive files shrink a thousandfold, and no harm.
_SMALL = 10_000_000
_WIDE = 1 << 16


class TooMuch(Exception):  # noqa: N818 - it is no error of the program
    """An archive passed a limit; the message says which.

    `for_all`: nothing more of the file that the user gave is to be read, not only not of the
    archive within it that this is of.
    """

    def __init__(self, message: str, *, for_all: bool = False) -> None:
        super().__init__(message)
        self.for_all = for_all


class Limits:
    """Counts what came out of one file. Every method raises TooMuch past its limit."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._entries = 0
        self._unpacked = 0

    def enter(self, depth: int) -> None:
        """Go into an archive that lies `depth` archives deep (1: the file itself)."""
        if depth > self.settings.max_archive_depth:
            raise TooMuch(
                f"It lies in {depth - 1} archives, one in another; the limit is"
                f" {self.settings.max_archive_depth} (max_archive_depth)."
            )

    def entry(self) -> None:
        """Count one thing in an archive."""
        self._entries += 1
        if self._entries > self.settings.max_archive_entries:
            raise TooMuch(
                f"It holds more than {self.settings.max_archive_entries:,} things"
                " (max_archive_entries).",
                for_all=True,
            )

    def grow(self, unpacked: int, packed: int) -> None:
        """Hold what an archive's piece has grown to, in bytes, against what it was."""
        most = self.settings.max_archive_ratio
        if unpacked > max(_SMALL, most * packed):
            raise TooMuch(
                f"It grows more than {most:,}-fold when it is unpacked (max_archive_ratio)."
            )

    def unpacked(self, size: int) -> None:
        """Count bytes that were unpacked."""
        self._unpacked += size
        if self._unpacked > self.settings.max_unpacked_bytes:
            raise TooMuch(
                f"It unpacks to more than {self.settings.max_unpacked_bytes:,} bytes"
                " (max_unpacked_bytes).",
                for_all=True,
            )


class Counted(RawIOBase):
    """A stream that counts what is read from it; `packed` is its size before, where known."""

    def __init__(self, inner: IO[bytes], limits: Limits, packed: int) -> None:
        self._inner, self._limits, self._packed = inner, limits, packed
        self._read = 0

    def readable(self) -> bool:
        """Return True: it is there to be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read into `buffer`. Raises TooMuch past a limit."""
        data = self._inner.read(len(buffer))
        self._limits.unpacked(len(data))
        self._read += len(data)
        self._limits.grow(self._read, self._packed)
        buffer[: len(data)] = data
        return len(data)


class Gunzipped(RawIOBase):
    """What a gzip stream holds (all its members, RFC 1952), without keeping any of it.

    One that is cut off or broken ends early, and `broken` says how; what came before the
    break is good.
    """

    def __init__(self, packed: IO[bytes], limits: Limits) -> None:
        self._packed = _Metered(packed)
        self._gzip = gzip.GzipFile(fileobj=cast("IO[bytes]", self._packed))
        self._limits = limits
        self._read = 0
        self.broken: str | None = None

    def readable(self) -> bool:
        """Return True: it is there to be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read into `buffer`. Raises TooMuch past a limit."""
        if self.broken:
            return 0
        try:
            data = self._gzip.read1(min(len(buffer), _WIDE))
        except EOFError:
            self.broken = "It is cut off."
            return 0
        except (OSError, zlib.error) as error:
            self.broken = f"It is broken: {str(error).rstrip('.')}."
            return 0
        self._limits.unpacked(len(data))
        self._read += len(data)
        self._limits.grow(self._read, self._packed.read_so_far)
        buffer[: len(data)] = data
        return len(data)

    def buffered(self) -> BufferedReader:
        """Return the stream with a buffer, for readers that look ahead."""
        return BufferedReader(self, _WIDE)


class _Metered:
    """Counts what was read of a packed stream; the gzip reader needs no more than `read`."""

    def __init__(self, inner: IO[bytes]) -> None:
        self._inner = inner
        self.read_so_far = 0

    def read(self, size: int = -1) -> bytes:
        data = self._inner.read(size)
        self.read_so_far += len(data)
        return data


def read_up_to(stream: IO[bytes], limit: int) -> bytes | None:
    """Return all of a stream, None where it holds more than `limit` bytes."""
    parts, left = [], limit + 1
    while left > 0 and (part := stream.read(min(left, _WIDE))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts) if left > 0 else None
