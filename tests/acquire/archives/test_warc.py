from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from consilience.casefile import open_case

Read = Callable[..., tuple[list[Any], list[Any]]]
Made = Callable[..., bytes]
Pages = list[tuple[str, str]]


@pytest.mark.parametrize("packed", [True, False])
def test_each_page_is_a_report_at_the_address_it_was_read_at(
    warc: Made, read: Read, pages: Pages, packed: bool
) -> None:
    drafts, warnings = read("crawl.warc", warc(pages, gzip=packed))
    assert [d.url for d in drafts] == [url for url, _ in pages]
    assert drafts[0].title == "Market shelled, report 0"
    assert drafts[0].publisher == "levantwire.example"
    assert drafts[0].where == "crawl.warc › https://levantwire.example/2024/market-0"
    assert warnings == []


def test_the_day_of_archiving_is_no_day_of_publication(
    warc: Made, read: Read, pages: Pages
) -> None:
    _, page = pages[0]
    undated = page.replace("article:published_time", "article:section")
    drafts, _ = read("crawl.warc.gz", warc([("https://levantwire.example/market", undated)]))
    assert drafts[0].published is None
    assert drafts[0].captured == "2024-12-05T10:00:00Z"


def test_a_page_keeps_its_provenance(warc: Made, read: Read, pages: Pages) -> None:
    url, page = pages[0]
    packed = gzip.compress(page.encode(), mtime=0)
    told = {"Content-Encoding": "gzip", "ETag": '"7"', "Set-Cookie": "reader=me"}
    (draft,), _ = read("crawl.warc", warc([(url, packed, told)]))
    how = draft.retrieval
    assert (how.address, how.at, how.status) == (url, "2024-12-05T10:00:00Z", 200)
    assert how.bytes_sha256 == hashlib.sha256(packed).hexdigest()
    assert (how.bytes_sent, how.kept_in) == (len(packed), "crawl.warc")
    assert how.record.startswith("urn:uuid:")
    assert dict(how.headers)["ETag"] == '"7"' and "Set-Cookie" not in dict(how.headers)


def test_a_case_keeps_the_provenance_of_archived_pages(
    warc: Made, pages: Pages, tmp_path: Path
) -> None:
    archive = tmp_path / "crawl.warc.gz"
    archive.write_bytes(warc(pages))
    with open_case(tmp_path / "a.case", create=True) as case:
        case.add([archive])
        told = {r.id: r.url for r in case.reports()}
        assert sorted(url or "" for url in told.values()) == [url for url, _ in pages]
        assert {key: how.address for key, how in case.retrievals()} == told


def test_a_resource_is_read_and_a_picture_passed_over(warc: Made, read: Read, pages: Pages) -> None:
    assert len(read("crawl.warc", warc(pages[:1], kind="resource"))[0]) == 1
    image = ("https://levantwire.example/a.png", b"\x89PNG", {"Content-Type": "image/png"})
    drafts, warnings = read("crawl.warc", warc([*pages, image]))
    assert (len(drafts), warnings) == (5, [])


def test_error_pages_are_counted_and_moves_are_not(warc: Made, read: Read, pages: Pages) -> None:
    gone: list[Any] = [(f"{url}/gone", page, {}, "404 Not Found") for url, page in pages[:2]]
    moved: list[Any] = [(f"{url}/moved", page, {}, "301 Moved") for url, page in pages[:2]]
    drafts, (warning,) = read("crawl.warc", warc([*gone, *moved, *pages]))
    assert len(drafts) == 5
    assert warning.code == "error-pages" and "404: 2" in warning.message


def test_a_page_is_unpacked_and_read_in_the_encoding_its_server_named(
    warc: Made, read: Read, pages: Pages
) -> None:
    url, page = pages[0]
    body = gzip.compress(page.replace("Maarat", "Ma‘arat").encode("cp1252", errors="replace"))
    headers = {"Content-Type": "text/html; charset=windows-1252", "Content-Encoding": "gzip"}
    drafts, _ = read("crawl.warc", warc([(url, body, headers)]))
    assert "Ma‘arat" in drafts[0].text


def test_a_page_that_was_changed_after_archiving_is_told(
    warc: Made, read: Read, pages: Pages
) -> None:
    whole = warc(pages[:1], gzip=False)
    drafts, (warning,) = read("crawl.warc", whole.replace(b"killing 2", b"killing 9"))
    assert warning.code == "digest-wrong"
    assert len(drafts) == 1


def test_a_page_that_the_crawler_cut_off_is_told(warc: Made, read: Read, pages: Pages) -> None:
    whole = warc(pages[:1], gzip=False)
    cut = whole.replace(b"WARC-Type: response", b"WARC-Truncated: length\r\nWARC-Type: response")
    drafts, (warning,) = read("crawl.warc", cut)
    assert (len(drafts), warning.code) == (1, "cut-off")


@pytest.mark.parametrize("packed", [True, False])
def test_a_cut_archive_gives_all_whole_records_and_one_warning(
    warc: Made, read: Read, pages: Pages, packed: bool
) -> None:
    parts = [warc([page], gzip=packed) for page in pages]
    before, broken = b"".join(parts[:3]), parts[3]
    for cut in range(5, len(broken) - 60, 7):  # the last bytes are the blank lines after it
        drafts, warnings = read("crawl.warc", before + broken[:cut])
        assert len(drafts) == 3, cut
        assert [w.code for w in warnings] == ["cut-off"], cut


def test_rubbish_in_the_middle_ends_the_reading_there(warc: Made, read: Read, pages: Pages) -> None:
    whole = warc(pages[:2], gzip=False) + b"\r\nthis is no record at all\r\n\r\n" * 9
    drafts, warnings = read("crawl.warc", whole + warc(pages[2:], gzip=False))
    assert len(drafts) >= 2
    assert [w.code for w in warnings] == ["cut-off"]


def test_a_wacz_is_read_by_its_archives(warc: Made, zipped: Made, read: Read, pages: Pages) -> None:
    files = {
        "datapackage.json": "{}", "pages/pages.jsonl": '{"text": "not a report"}',
        "archive/a.warc.gz": warc(pages[:2]), "archive/b.warc": warc(pages[2:], gzip=False),
        "indexes/index.cdx.gz": gzip.compress(b"x"),
    }  # fmt: skip
    drafts, warnings = read("crawl.wacz", zipped(files))
    assert sorted(d.url for d in drafts) == [url for url, _ in pages]
    assert warnings == []


def test_nothing_is_written_to_the_screen(
    warc: Made, read: Read, pages: Pages, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = warc(pages, gzip=False).replace(b"Content-Length: ", b"Content-Length: 1", 1)
    read("crawl.warc", broken)
    assert capsys.readouterr() == ("", "")
