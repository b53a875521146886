"""Web archives (WARC, ISO 28500): each captured page as it was served.

In: the stream of a WARC, unpacked. Out: a `Page` for each response or resource that is
HTML, plain text or a PDF; pictures, scripts and styles are passed over, error pages
counted. Each page has its provenance from its record: address, moment, headers, hash of the
bytes, the record's id and the archive's name. A record whose digest does not fit its bytes is
said to be changed. An archive that is cut off gives all its whole records and one warning.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any
from urllib.parse import unquote, urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader

from consilience.acquire.archives.limits import Limits, TooMuch, read_up_to
from consilience.acquire.archives.pieces import Opened, Page, Pieces, inside
from consilience.acquire.drafts import Blob
from consilience.acquire.fetch.retrieval import Retrieval, impersonal
from consilience.acquire.problems import problem

_READ_AS = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt",
    "application/pdf": ".pdf",
}  # fmt: skip
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{3,30})", re.IGNORECASE)
_KINDS = ("response", "resource")
_SERVED = "200"
_WIDE = 1 << 16


@dataclass(frozen=True, slots=True)
class _Capture:
    """What a record says of itself; `status` is None where it was not served by HTTP."""

    url: str
    at: str | None
    kind: str
    ending: str | None
    charset: str | None
    status: str | None


def pages(input_: Opened, limits: Limits) -> Pieces:
    """Yield the pages of a web archive, in its order."""
    records = _Records(input_.stream, limits)
    failed: Counter[str] = Counter()
    whole = True
    for record in records:
        limits.entry()
        whole = record.length is not None
        if whole:
            yield from _page(record, input_, limits, failed)
            whole = _is_whole(record)
        if not whole:
            break
    # A packed archive that is cut off has been told to be so where it is unpacked.
    if (records.cut or not whole) and not getattr(input_.stream.raw, "broken", None):
        yield problem("cut-off", "It is cut off or broken here.", where=input_.where)
    if failed:
        told = ", ".join(f"{status}: {n:,}" for status, n in sorted(failed.items()))
        message = f"Pages that were answered with an error are not read ({told})."
        yield problem("error-pages", message, where=input_.where)


class _Lines(DecompressingBufferedReader):  # type: ignore[misc]
    """The library's reader, which would gather header lines without end."""

    def __init__(self, stream: IO[bytes], limits: Limits) -> None:
        super().__init__(stream, block_size=_WIDE)
        self._limits, self._lines = limits, 0

    def begin(self) -> None:
        """Count a new record's header."""
        self._lines = 0

    def readline(self, length: int | None = None) -> bytes:
        """Read a line of a header. Raises TooMuch past `max_header_bytes`."""
        most = self._limits.settings.max_header_bytes
        line: bytes = super().readline(min(length or most, most))
        self._lines += len(line)
        if self._lines > most:
            raise TooMuch(f"A record's header has more than {most:,} bytes (max_header_bytes).")
        return line


class _Records(ArchiveIterator):  # type: ignore[misc]
    """The library's records; `cut` tells whether one began and did not come to its length."""

    INC_RECORD = ""  # it would write to the screen

    def __init__(self, stream: IO[bytes], limits: Limits) -> None:
        super().__init__(stream)
        self.reader: Any = _Lines(stream, limits)
        self.cut = False

    def __iter__(self) -> Any:
        return self

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except (StopIteration, TooMuch):
            raise
        except Exception:  # the library trips on broken headers in many ways
            self.cut = True
            raise StopIteration from None

    def _next_record(self, next_line: bytes | None) -> Any:
        self.reader.begin()
        try:
            return super()._next_record(next_line)
        except EOFError:
            self.cut = bool(next_line)
            raise


def _page(record: Any, input_: Opened, limits: Limits, failed: Counter[str]) -> Pieces:
    capture = _capture(record) if record.rec_type in _KINDS else None
    if capture is None or capture.ending is None:
        return
    if capture.status not in (None, _SERVED):
        if capture.ending == ".html" and not str(capture.status).startswith("3"):
            failed[str(capture.status)] += 1
        return
    where = inside(input_.where, capture.url)
    sent = read_up_to(record.raw_stream, limits.settings.max_page_bytes)
    if sent is None:
        message = f"It has more than {limits.settings.max_page_bytes:,} bytes (max_page_bytes)."
        yield problem("file-too-large", message, where=where)
        return
    if not _is_whole(record):
        return
    data = _unpacked(record, sent, limits)
    if data is None:
        yield problem("unreadable", "It cannot be unpacked, or grows too large.", where=where)
        return
    if not _as_archived(record, sent, data):
        yield problem("digest-wrong", "It is not what was archived.", where=where)
    if record.rec_headers.get_header("WARC-Truncated"):
        yield problem("cut-off", "The page was cut off when it was archived.", where=where)
    name = unquote(urlsplit(capture.url).path).rpartition("/")[2] or "page"
    stem = name.rpartition(".")[0] or name
    yield Page(
        Blob(where, f"{stem}{capture.ending}", data, capture.charset), capture.url, capture.at,
        _retrieval(record, capture, sent, input_.where),
    )  # fmt: skip


def _retrieval(record: Any, capture: _Capture, sent: bytes, archive: str) -> Retrieval | None:
    """Return how a page was read, as its record tells (ISO 28500, 5.4 to 5.9)."""
    if not capture.at:
        return None
    served = record.http_headers
    told = tuple((str(name), str(value)) for name, value in served.headers) if served else ()
    name = (record.rec_headers.get_header("WARC-Record-ID") or "").strip("<>")
    return Retrieval(
        asked=capture.url, address=capture.url, moves=(), at=capture.at,
        status=int(capture.status or _SERVED), headers=impersonal(told),
        bytes_sha256=hashlib.sha256(sent).hexdigest(), bytes_sent=len(sent),
        record=name or None, kept_in=archive,
    )  # fmt: skip


def _capture(record: Any) -> _Capture:
    headers, served = record.rec_headers, record.http_headers
    kind = (served or headers).get_header("Content-Type") or ""
    charset = _CHARSET.search(kind)
    return _Capture(
        url=(headers.get_header("WARC-Target-URI") or "").strip("<>"),
        at=headers.get_header("WARC-Date"),
        kind=record.rec_type,
        ending=_READ_AS.get(kind.partition(";")[0].strip().lower()),
        charset=charset[1] if charset else None,
        status=served.get_statuscode() if served else None,
    )


def _is_whole(record: Any) -> bool:
    """Tell whether all of a record is there, having read to its end."""
    while record.raw_stream.read(_WIDE):
        pass
    return bool(record.raw_stream.limit == 0)


def _unpacked(record: Any, sent: bytes, limits: Limits) -> bytes | None:
    """Return the body without its transfer and content encodings; None where that fails."""
    record.raw_stream, whole = BytesIO(sent), record.raw_stream
    try:
        data = read_up_to(record.content_stream(), limits.settings.max_page_bytes)
    except Exception:  # the library's decoders raise their own kinds
        data = None
    finally:
        record.raw_stream = whole
    if data is not None:
        limits.unpacked(max(0, len(data) - len(sent)))
        if len(data) > limits.settings.max_archive_ratio * max(1, len(sent)):
            return None
    return data


def _as_archived(record: Any, sent: bytes, data: bytes) -> bool:
    """Hold the payload against its digest, which some take after the transfer's pieces are joined.

    A digest that is not there, or of a kind that is not known, is no reason for doubt.
    """
    algorithm, _, told = (record.rec_headers.get_header("WARC-Payload-Digest") or "").partition(":")
    algorithm = algorithm.lower().replace("-", "").replace("_", "")
    if algorithm not in ("md5", "sha1", "sha256", "sha512"):
        return True
    told = told.strip().rstrip("=")
    for body in (sent, data):
        made = hashlib.new(algorithm, body, usedforsecurity=False)
        forms = (made.hexdigest(), base64.b32encode(made.digest()).decode().rstrip("="))
        if told.upper() in (form.upper() for form in forms) or len(told) not in map(len, forms):
            return True
    return False
