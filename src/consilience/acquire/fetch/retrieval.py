"""What came from the network, and what is kept of how it came.

In: nothing. Out: `Fetched`, a server's answer as the door hands it on, and `Retrieval`,
its provenance: when, from where, by which moves, with what headers, and the hashes by
which anybody can tell that it is the same.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from consilience.acquire.drafts import Blob

Headers = tuple[tuple[str, str], ...]
NOT_MODIFIED = 304
# They tell one reader from another; nobody who checks a page needs them.
_PERSONAL = ("set-cookie", "set-cookie2")
_ENDINGS = (
    (re.compile(r"html"), ".html"), (re.compile(r"rss|atom|xml"), ".xml"),
    (re.compile(r"json"), ".json"), (re.compile(r"text/plain"), ".txt"),
    (re.compile(r"text/csv"), ".csv"), (re.compile(r"application/pdf"), ".pdf"),
)  # fmt: skip
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{3,30})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Retrieval:
    """How a page was read. `at` is a moment in UTC, ISO 8601; hashes are SHA-256, hexadecimal.

    `asked` is the address that was asked for, `address` the one that answered after
    `moves`; `bytes_sha256` is of the body as it was sent (packed, where it was), and
    `record` is the id of its record where the original was kept (`urn:uuid:…`).
    """

    asked: str
    address: str
    moves: tuple[str, ...]
    at: str
    status: int
    headers: Headers
    bytes_sha256: str
    bytes_sent: int
    record: str | None = None
    kept_in: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A server's answer: `sent` is the body as it came, `data` the same unpacked.

    `moved_for_good`: every move on the way was said to be permanent, so that `address`
    is the one to ask from now on.
    """

    asked: str
    address: str
    moves: tuple[str, ...]
    moved_for_good: bool
    at: str
    status: int
    reason: str
    headers: Headers
    sent: bytes
    data: bytes

    def header(self, name: str) -> str | None:
        """Return the first header of a name; None where there is none."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    def blob(self) -> Blob:
        """Return the body as an input like any file, named after its address and type."""
        kind = self.header("content-type") or ""
        path = unquote(urlsplit(self.address).path)
        name = re.sub(r"[^\w.-]+", "_", path.rsplit("/", 1)[-1]) or "page"
        ending = next((end for form, end in _ENDINGS if form.search(kind)), "")
        stem = name.rpartition(".")[0] if ending else name
        said = _CHARSET.search(kind)
        return Blob(self.address, f"{stem or name}{ending}", self.data, said[1] if said else None)

    def retrieval(self, record: str | None = None, kept_in: str | None = None) -> Retrieval:
        """Return what is to be kept of how this came."""
        return Retrieval(
            asked=self.asked, address=self.address, moves=self.moves, at=self.at,
            status=self.status, headers=impersonal(self.headers),
            bytes_sha256=hashlib.sha256(self.sent).hexdigest(), bytes_sent=len(self.sent),
            record=record, kept_in=kept_in,
        )  # fmt: skip


def impersonal(headers: Sequence[tuple[str, str]]) -> Headers:
    """Return headers without those that tell one reader from another."""
    return tuple((name, value) for name, value in headers if name.lower() not in _PERSONAL)
