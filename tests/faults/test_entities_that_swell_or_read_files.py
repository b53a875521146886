"""XML that expands itself a billionfold or names a local file, in every form that holds XML."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from consilience.acquire import Acquired
from consilience.acquire.address_lists import addresses_of
from consilience.acquire.drafts import Blob

Beside = Callable[..., Path]
Read = Callable[..., Acquired]
SECRET = "The watchword of the desk is heron, and nine people know it by heart."
TOLD = "Nine people were killed on Friday when shells hit a market in Maarat, a doctor said."
LAUGHS = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(1, 9))


def swelling(root: str, body: str) -> str:
    """Return XML whose entity &x; would be a hundred million letters, were it expanded."""
    return (
        f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY e1 "x">{LAUGHS}<!ENTITY x "&e9;">]>{body}'
    )


def naming(path: Path) -> Callable[[str, str], str]:
    """Return what makes XML whose entity &x; is a local file."""

    def make(root: str, body: str) -> str:
        entity = f'<!ENTITY x SYSTEM "{path.as_uri()}">'
        return f'<?xml version="1.0"?><!DOCTYPE {root} [{entity}]>{body}'

    return make


Xml = Callable[[str, str], str]


def feed(xml: Xml) -> tuple[str, bytes]:
    body = f"<rss><channel><item><title>t</title><description>{TOLD} &x;</description></item>"
    return "feed__xml", xml("rss", f"{body}</channel></rss>").encode()


def page(xml: Xml) -> tuple[str, bytes]:
    body = f"<html><body><article><p>{TOLD}</p><p>&x;</p></article></body></html>"
    return "page__xhtml", xml("html", body).encode()


def drawing(xml: Xml) -> tuple[str, bytes]:
    return "map__svg", xml("svg", "<svg xmlns='http://www.w3.org/2000/svg'>&x;</svg>").encode()


def drawing_as_xml(xml: Xml) -> tuple[str, bytes]:
    return "map__xml", xml("svg", "<svg xmlns='http://www.w3.org/2000/svg'>&x;</svg>").encode()


def letter(xml: Xml) -> tuple[str, bytes]:
    made = EmailMessage()
    made["From"], made["Subject"] = "Desk <desk@levantwire.example>", "Market"
    made.set_content(page(xml)[1].decode(), subtype="html")
    return "news__eml", bytes(made)


def document(xml: Xml) -> tuple[str, bytes]:
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{name}"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>'
    return "note__docx", packed(("word/document.xml", xml("w:document", f"{body}</w:document>")))


def workbook(xml: Xml) -> tuple[str, bytes]:
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    body = f'<sst xmlns="{name}"><si><t>&x;</t></si></sst>'
    return "rows__xlsx", packed(("xl/sharedStrings.xml", xml("sst", body)))


def captured(xml: Xml) -> tuple[str, bytes]:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    kind = [("Content-Type", "application/xhtml+xml")]
    headers = StatusAndHeaders("200 OK", kind, protocol="HTTP/1.1")
    with io.BytesIO(page(xml)[1]) as body:
        record = writer.create_warc_record(
            "https://levantwire.example/1", "response", payload=body, http_headers=headers
        )
        writer.write_record(record)
        record.raw_stream.close()
    return "crawl__warc", out.getvalue()


def packed(*parts: tuple[str, str]) -> bytes:
    """Return an Office file: its parts, and what says what they are."""
    from docx import Document  # noqa: PLC0415 - an extra
    from openpyxl import Workbook  # noqa: PLC0415 - an extra

    whole = io.BytesIO()
    if parts[0][0].startswith("word/"):
        Document().save(whole)
    else:
        book = Workbook()
        book.create_sheet(index=0).append(["text"])
        book.save(whole)
    out, swapped = io.BytesIO(), dict(parts)
    kept: str | bytes
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            kept = swapped.pop(name) if name in swapped else old.read(name)
            new.writestr(name, kept)
    return out.getvalue()


FORMS = (feed, page, drawing, drawing_as_xml, letter, document, workbook, captured)


@pytest.mark.parametrize("form", FORMS)
def test_what_swells_is_left_folded(
    form: Callable[[Xml], tuple[str, bytes]], beside_a_good_report: Beside, read: Read
) -> None:
    name, data = form(swelling)
    tracemalloc.start()
    acquired = read(beside_a_good_report(**{name: data}))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 300_000_000
    assert all(len(r.text) < 1_000 for r in acquired.reports)


@pytest.mark.parametrize("form", FORMS)
def test_no_local_file_is_read(
    form: Callable[[Xml], tuple[str, bytes]], beside_a_good_report: Beside, read: Read,
    tmp_path: Path,
) -> None:  # fmt: skip
    secret = tmp_path / ".secret"
    secret.write_text(SECRET)
    name, data = form(naming(secret))
    acquired = read(beside_a_good_report(**{name: data}))
    told = [r.text for r in acquired.reports] + [w.message for w in acquired.warnings]
    assert not any("heron" in words for words in told)


@pytest.mark.parametrize("xml", [swelling, naming(Path(__file__))])
def test_a_list_of_feeds_expands_nothing(xml: Xml) -> None:
    outline = '<outline xmlUrl="https://levantwire.example/&x;"/>'
    good = '<outline xmlUrl="https://levantwire.example/rss"/>'
    opml = xml("opml", f"<opml><body>{outline}{good}<outline text='&x;'/></body></opml>")
    found, said = addresses_of(Blob("feeds.opml", "feeds.opml", opml.encode()))
    assert set(found) <= {"https://levantwire.example/rss", "https://levantwire.example/"}
    assert found or said
