"""Keeps what came from the network as it came, as a web archive that others can check.

In: answers. Out: WARC 1.1 records (ISO 28500:2017) in a file of a folder, one file a run,
so that a run that was killed harms no other's; each record is written whole and is on the
disk before the page counts as read.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from consilience import __version__
from consilience.acquire.fetch.retrieval import Fetched, impersonal
from consilience.errors import InputError

# How the body travelled; it is kept as one piece, so this would not be true of the record.
_TRAVEL = ("transfer-encoding", "connection", "keep-alive")


class Originals:
    """A folder of originals. The file is made with the first record."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path: Path | None = None

    def keep(self, fetched: Fetched) -> tuple[str, str]:
        """Keep an answer; return the id of its record (`urn:uuid:…`) and its file's name.

        Raises InputError where the folder cannot be written.
        """
        try:
            path = self._path or self._begun(fetched.at)
            made = _packed(_response, fetched)
            with path.open("ab") as file:
                file.write(made)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise InputError(
                f"{self._folder}: the original cannot be kept: {error.strerror}. "
                "Name a folder that can be written with --keep-original."
            ) from error
        return _name(fetched), path.name

    def _begun(self, at: str) -> Path:
        """Return a new file, named after the moment it was begun."""
        self._folder.mkdir(parents=True, exist_ok=True)
        moment, number = re.sub(r"[-:]", "", at), 0
        while self._path is None:
            path = self._folder / f"originals-{moment}-{number:03d}.warc.gz"
            try:
                path.touch(exist_ok=False)
            except FileExistsError:
                number += 1
                continue
            self._path = path
            path.write_bytes(_packed(_info, path.name))
        return self._path


def _packed(make: Callable[[WARCWriter, Any], Any], of: Any) -> bytes:
    """Return a record as the bytes of a file, with its digests."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    record = make(writer, of)
    writer.write_record(record)
    record.raw_stream.close()  # the library's buffer
    return out.getvalue()


def _info(writer: WARCWriter, name: str) -> Any:
    return writer.create_warcinfo_record(
        name, {"software": f"Consilience/{__version__}", "format": "WARC File Format 1.1"}
    )


def _response(writer: WARCWriter, fetched: Fetched) -> Any:
    headers = [(k, v) for k, v in impersonal(fetched.headers) if k.lower() not in _TRAVEL]
    line = f"{fetched.status} {fetched.reason}".strip()
    return writer.create_warc_record(
        fetched.address, "response", payload=io.BytesIO(fetched.sent),
        http_headers=StatusAndHeaders(line, headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": fetched.at, "WARC-Record-ID": f"<{_name(fetched)}>"},
    )  # fmt: skip


def _name(fetched: Fetched) -> str:
    """Return the id of an answer's record: of the same answer the same (RFC 9562, version 5)."""
    body = hashlib.sha256(fetched.sent).hexdigest()
    return uuid5(NAMESPACE_URL, f"{fetched.at} {fetched.address} {body}").urn
