"""Archives, made here: a page as a site serves it, a WARC of such pages, a ZIP of files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from consilience.acquire.drafts import Blob, Draft
from consilience.acquire.inputs import found_in
from consilience.model import PictureWarning
from consilience.settings import Settings

Made = Callable[..., bytes]


def page_of(number: int) -> str:
    """Return a page whose article is long enough to be one."""
    told = (
        f"Shells hit a market in the town of Maarat on Friday, killing {number + 2} people, the "
        "civil defence said. Rescuers were still looking for people under the rubble of the "
        "covered stalls. A doctor at the town's clinic said that most of the dead had come to "
        "buy bread, and that the wounded were being taken north by ambulance."
    )
    return (
        f"<html><head><title>Market shelled, report {number}</title>"
        '<meta property="article:published_time" content="2024-11-30"></head>'
        f"<body><article><h1>Market shelled, report {number}</h1><p>{told}</p></article></body>"
        "</html>"
    )


@pytest.fixture
def warc() -> Made:
    """Return a function that writes a WARC; each page is (address, body, headers, status)."""

    def make(pages: list[tuple[Any, ...]], *, gzip: bool = True, kind: str = "response") -> bytes:
        out = io.BytesIO()
        writer = WARCWriter(out, gzip=gzip)
        for url, body, *more in pages:
            said = dict(more[0]) if more else {}
            status = more[1] if len(more) > 1 else "200 OK"
            headers = [("Content-Type", said.pop("Content-Type", "text/html")), *said.items()]
            data = io.BytesIO(body if isinstance(body, bytes) else body.encode())
            http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url, kind, payload=data, http_headers=http if kind == "response" else None,
                warc_content_type="text/html" if kind == "resource" else "",
                warc_headers_dict={"WARC-Date": "2024-12-05T10:00:00Z"},
            )  # fmt: skip
            writer.write_record(record)
            record.raw_stream.close()
            data.close()
        return out.getvalue()

    return make


@pytest.fixture
def zipped() -> Made:
    """Return a function that writes a ZIP of files by their names."""

    def make(files: dict[str, str | bytes]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(zipfile.ZipInfo(name), content)
        return out.getvalue()

    return make


@pytest.fixture
def read() -> Callable[..., tuple[list[Draft], list[PictureWarning]]]:
    """Return a function that reads an input of a name, and tells drafts and warnings apart."""

    def reading(
        name: str, data: bytes, settings: Settings | None = None
    ) -> tuple[list[Draft], list[PictureWarning]]:
        found = found_in(Blob(name, name, data), settings or Settings())
        return (
            [f for f in found if isinstance(f, Draft)],
            [f for f in found if isinstance(f, PictureWarning)],
        )

    return reading


@pytest.fixture
def pages() -> list[tuple[str, str]]:
    """Return five pages with their addresses."""
    return [(f"https://levantwire.example/2024/market-{n}", page_of(n)) for n in range(5)]
