"""Archives made to fill a disk or a memory, or to write where they must not."""

from __future__ import annotations

import gzip
import io
import stat
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from consilience.acquire import Acquired
from consilience.settings import Settings

Beside = Callable[..., Path]
Read = Callable[..., Acquired]
REPORT = "Nine people were killed on Friday when shells hit a market in Maarat, a doctor said."


def zipped(*files: tuple[str | zipfile.ZipInfo, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def codes(acquired: Acquired) -> list[str]:
    return [w.code for w in acquired.warnings]


def test_a_gzip_bomb_is_refused(beside_a_good_report: Beside, read: Read) -> None:
    bomb = gzip.compress(bytes(60_000_000))
    tracemalloc.start()
    acquired = read(beside_a_good_report(bomb__gz=bomb))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    (warning,) = acquired.warnings
    assert (warning.code, "max_archive_ratio" in warning.message) == ("archive-limit", True)
    assert peak < 200_000_000


def test_a_zip_bomb_is_refused_and_the_files_beside_it_read(
    beside_a_good_report: Beside, read: Read
) -> None:
    bomb = zipped(("a.txt", bytes(30_000_000)), ("b.txt", REPORT))
    acquired = read(beside_a_good_report(bomb__zip=bomb))
    assert codes(acquired) == ["archive-limit"]
    assert len(acquired.reports) == 2


def test_a_zip_that_lies_about_its_sizes_gives_no_more_than_it_says(
    beside_a_good_report: Beside, read: Read
) -> None:
    data = bytearray(zipped(("a.txt", REPORT * 400)))
    at = data.rindex(b"PK\x01\x02") + 24  # the unpacked size in the index
    data[at : at + 4] = (10).to_bytes(4, "little")
    assert len(read(beside_a_good_report(liar__zip=bytes(data))).reports) == 1


def test_archives_in_archives_end_at_the_limit(beside_a_good_report: Beside, read: Read) -> None:
    inner = zipped(("a.txt", REPORT))
    for _ in range(10):
        inner = zipped(("inner.zip", inner))
    acquired = read(beside_a_good_report(nest__zip=inner))
    (warning,) = acquired.warnings
    assert (warning.code, "max_archive_depth" in warning.message) == ("archive-limit", True)


def test_an_archive_that_holds_itself_many_times_ends_at_the_count(
    beside_a_good_report: Beside, read: Read
) -> None:
    inner = zipped(*((f"{n}.txt", f"{REPORT} Ward {n}.") for n in range(50)))
    many = zipped(*((f"{n}.zip", inner) for n in range(50)))
    acquired = read(beside_a_good_report(many__zip=many), Settings(max_archive_entries=20))
    (warning,) = [w for w in acquired.warnings if w.code != "duplicate-report"]
    assert (warning.code, "max_archive_entries" in warning.message) == ("archive-limit", True)


def test_what_all_of_it_unpacks_to_is_limited(beside_a_good_report: Beside, read: Read) -> None:
    many = zipped(*((f"{n}.txt", f"{REPORT} Ward {n}. " * 20) for n in range(50)))
    acquired = read(beside_a_good_report(many__zip=many), Settings(max_unpacked_bytes=10_000))
    (warning,) = [w for w in acquired.warnings if w.code == "archive-limit"]
    assert "max_unpacked_bytes" in warning.message


@pytest.mark.parametrize(
    "name", ["../../escaped.txt", "/tmp/escaped.txt", "..\\escaped.txt", "C:\\escaped.txt"]
)
def test_a_name_that_climbs_out_of_its_folder_is_refused(
    beside_a_good_report: Beside, read: Read, tmp_path: Path, name: str
) -> None:
    folder = beside_a_good_report(climbs__zip=zipped((name, REPORT)))
    before = sorted(tmp_path.parent.rglob("*"))
    assert "unsafe-name" in codes(read(folder))
    assert sorted(tmp_path.parent.rglob("*")) == before


def test_a_link_in_an_archive_is_not_followed(beside_a_good_report: Beside, read: Read) -> None:
    link = zipfile.ZipInfo("passwords.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    acquired = read(beside_a_good_report(link__zip=zipped((link, "/etc/passwd"))))
    assert codes(acquired)[0] == "unreadable"


def test_a_name_that_turns_the_text_round_is_shown_as_it_is(
    beside_a_good_report: Beside, read: Read
) -> None:
    acquired = read(beside_a_good_report(a__zip=zipped(("report\u202etxt.exe\u200b", "x"))))
    (warning,) = [w for w in acquired.warnings if w.code == "unknown-format"]
    assert "\u202e" not in (warning.where or "") and "\u200b" not in (warning.where or "")


def test_a_header_without_end_is_refused(beside_a_good_report: Beside, read: Read) -> None:
    endless = b"WARC/1.0\r\nWARC-Type: response\r\nX: " + b"a" * 5_000_000
    acquired = read(beside_a_good_report(endless__warc=endless))
    (warning,) = acquired.warnings
    assert (warning.code, "max_header_bytes" in warning.message) == ("archive-limit", True)


def test_a_letter_without_end_is_refused_and_the_next_one_read(
    beside_a_good_report: Beside, read: Read
) -> None:
    head = "From desk@levantwire.example Sat Nov 30 08:15:00 2024\nSubject: News\n\n"
    box = f"{head}{'word ' * 3_000}\n\n{head}{REPORT}\n"
    acquired = read(beside_a_good_report(box__mbox=box), Settings(max_page_bytes=10_000))
    (warning,) = [w for w in acquired.warnings if w.code == "file-too-large"]
    assert "max_page_bytes" in warning.message
    assert len(acquired.reports) == 2


def test_a_workbook_that_expands_itself_is_refused(
    beside_a_good_report: Beside, read: Read
) -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(1, 9))
    sheet = (
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e1 "x">{entities}]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">&e9;</worksheet>'
    )
    acquired = read(beside_a_good_report(bomb__xlsx=zipped(("xl/workbook.xml", sheet))))
    assert codes(acquired) == ["unreadable"]


@pytest.mark.parametrize("name", ["a.zip", "a.pdf", "a.docx", "a.xlsx", "a.warc", "a.wacz"])
def test_rubbish_under_an_archives_name_is_told(
    beside_a_good_report: Beside, read: Read, name: str
) -> None:
    for rubbish in (b"PK\x03\x04" + bytes(range(200)), b"%PDF-1.7 but no more", b"WARC/1.0"):
        folder = beside_a_good_report(**{name.replace(".", "__"): rubbish})
        acquired = read(folder)
        assert len(acquired.reports) == 1
        assert len(acquired.warnings) == 1
