"""Unpacks a body as it arrives, and stops at once where it grows too much.

In: the chunks of a body and its Content-Encoding. Out: the same unpacked, never more than
the limits allow: a bomb of a kilobyte is left where it begins to swell. Packed within
packed, and packings that were not asked for, are refused.
"""

from __future__ import annotations

import re
import zlib

from consilience.errors import FetchError
from consilience.settings import Settings

# What the door asks for: every server can pack so, and zlib can be stopped in the middle.
ACCEPTED = "gzip"
_GZIP = 16 + zlib.MAX_WBITS
# So small a page cannot harm, however much it grew: a page of one letter, a thousand times.
_HARMLESS = 1_000_000


class Unpacking:
    """A body on its way in. `add` takes each chunk, `end` says whether it is whole."""

    def __init__(self, url: str, encoding: str | None, settings: Settings) -> None:
        layers = [name for name in re.split(r"[\s,]+", (encoding or "").lower())
                  if name and name != "identity"]  # fmt: skip
        if len(layers) > settings.fetch_max_packings:
            raise FetchError(
                "fetch-limit", f"{url}: it is packed {len(layers)} times over ({encoding}); "
                f"fetch_max_packings is {settings.fetch_max_packings}.",
            )  # fmt: skip
        for name in layers:
            if name not in ("gzip", "x-gzip"):
                raise FetchError(
                    "fetch-failed",
                    f"{url}: it is packed as {name!r}, which was not asked for.",
                )
        self._url, self._settings = url, settings
        self._unpackers = [zlib.decompressobj(_GZIP) for _ in layers]
        self.sent, self.data = bytearray(), bytearray()

    def add(self, chunk: bytes) -> None:
        """Take in a chunk. Raises FetchError where a limit is met or it cannot be unpacked."""
        self.sent += chunk
        self._within(len(self.sent), "sent")
        for unpacker in self._unpackers:
            chunk = self._unpacked(unpacker, chunk)
        self.data += chunk
        self._within(len(self.data), "unpacked")
        limit = self._settings.fetch_max_ratio
        if len(self.data) > max(_HARMLESS, limit * len(self.sent)):
            raise FetchError(
                "fetch-limit", f"{self._url}: it grows more than {limit} times when unpacked "
                "(fetch_max_ratio).",
            )  # fmt: skip

    def end(self) -> None:
        """Raise FetchError where a packed body ended in the middle."""
        if self.sent and not all(unpacker.eof for unpacker in self._unpackers):
            raise FetchError(
                "fetch-failed", f"{self._url}: its packed text breaks off in the middle.",
                again=True,
            )  # fmt: skip

    def _unpacked(self, unpacker: zlib._Decompress, chunk: bytes) -> bytes:
        room = self._settings.fetch_max_bytes + 1 - len(self.data)
        try:
            made = unpacker.decompress(chunk, max(1, room))
        except zlib.error as error:
            raise FetchError(
                "fetch-failed", f"{self._url}: it says that it is packed, but cannot be unpacked.",
                again=True,
            ) from error  # fmt: skip
        return made

    def _within(self, size: int, how: str) -> None:
        limit = self._settings.fetch_max_bytes
        if size > limit:
            raise FetchError(
                "fetch-limit",
                f"{self._url}: more than {limit:,} bytes {how} (fetch_max_bytes).",
            )
