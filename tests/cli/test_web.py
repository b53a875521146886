"""Addresses and feeds from the shell."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from consilience.acquire.fetch.turns import Turns
from consilience.cli.watch import stopping

Run = Callable[..., Any]
WORDS = (
    "Four drivers were killed on Friday when mortar shells struck a bus depot in Hama, the Syrian "
    "Observatory said. Rescuers were still looking for people under the rubble late in the "
    "evening. The army denied that it had shelled the depot and blamed armed groups for it."
)
PAGE = (
    "<!doctype html><html lang=en><head><title>Depot hit</title>"
    '<meta property="og:site_name" content="Levant Wire">'
    '<meta property="article:published_time" content="2024-11-30"></head>'
    f"<body><article><h1>Depot hit</h1><p>{WORDS}</p></article></body></html>"
)


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test wait for a host's turn; that hosts are waited for is tested elsewhere."""
    monkeypatch.setattr(Turns, "turn", lambda *_: nullcontext())


@pytest.fixture
def served(site: Any, reply: Any) -> Any:
    site.pages["/2024/1"] = reply(PAGE, headers={"Content-Type": "text/html"})
    item = f"<item><guid>1</guid><title>Depot hit</title><link>{site.url('/2024/1')}</link></item>"
    site.pages["/rss"] = reply(
        f"<rss version='2.0'><channel><title>W</title>{item}</channel></rss>"
    )
    return site


def test_a_brief_of_an_address(run: Run, served: Any) -> None:
    result = run("brief", served.url("/2024/1"), "--allow-host", "127.0.0.1", "--json")
    picture = json.loads(result.stdout)
    (report,) = picture["reports"]
    assert (report["url"], report["publisher"]) == (served.url("/2024/1"), "Levant Wire")
    assert picture["events"]


def test_an_address_of_this_machine_is_refused_unless_allowed(
    whole: Callable[..., Any], served: Any
) -> None:
    ended = whole("brief", served.url("/2024/1"))
    assert ended.status == 2
    assert "leads to 127.0.0.1, this machine itself" in ended.err
    assert "--allow-host" in ended.err
    assert served.asked == []


def test_a_list_of_addresses_into_a_case_with_its_provenance(
    run: Run, served: Any, tmp_path: Path
) -> None:
    case, listed = tmp_path / "a.case", tmp_path / "addresses.txt"
    listed.write_text(
        f"# today\n{served.url('/2024/1')}\n{served.url('/gone')}\nfile:///etc/hosts\n"
    )
    assert run("init", case).exit_code == 0
    host, kept = ("--allow-host", served.host), ("--keep-original", tmp_path / "kept")
    added = run("add", case, f"@{listed}", *host, *kept)
    assert added.stdout.startswith("1 new reports, 0 known; 1 coded.")
    assert {"fetch-failed", "address-refused"} <= set(added.output.replace(":", " ").split())
    row = json.loads(run("provenance", case, "--json").stdout)
    assert (row["asked"], row["status"]) == (served.url("/2024/1"), 200)
    assert (tmp_path / "kept" / row["kept_in"]).exists()
    assert row["bytes_sha256"] in run("provenance", case, row["report"]).stdout


def test_options_for_addresses_need_one(whole: Callable[..., Any], reports: Path) -> None:
    ended = whole("brief", reports, "--allow-host", "localhost")
    assert ended.status == 2 and "need an address" in ended.err


def test_a_list_in_a_folder_of_reports_is_not_followed(
    run: Run, served: Any, reports: Path
) -> None:
    (reports / "links.txt").write_text(f"Links of the day\n{served.url('/2024/1')}\n")
    assert run("brief", reports, "--published", "2024-11-30", "--json").exit_code == 0
    assert served.asked == []


def test_watch_asks_and_says_what_changed(run: Run, served: Any, tmp_path: Path) -> None:
    case, opml = tmp_path / "a.case", tmp_path / "feeds.opml"
    opml.write_text(
        f'<opml><body><outline xmlUrl="{served.url("/rss")}"/>'
        '<outline xmlUrl="file:///etc/passwd"/></body></opml>'
    )
    run("init", case)
    first = run("watch", case, opml, "--rounds", "1", "--allow-host", served.host)
    assert "1 feed asked" in first.output and "1 new report." in first.output
    assert "address-refused" in first.output
    assert "Four drivers" in first.output
    again = run("watch", case, served.url("/rss"), "--rounds", "1", "--allow-host", served.host)
    assert "no new reports" in again.output
    agents = {asked.headers["User-Agent"].split("/")[0] for asked in served.asked}
    assert agents == {"Consilience"}


def test_a_first_interrupt_stops_in_order_and_a_second_at_once() -> None:
    before = signal.getsignal(signal.SIGINT)
    with stopping() as stop:
        signal.raise_signal(signal.SIGINT)
        assert stop.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("every", ["soon", "30s", "15", "-5m"])
def test_a_time_that_cannot_be_kept_is_refused(
    whole: Callable[..., Any], tmp_path: Path, every: str
) -> None:
    ended = whole("watch", tmp_path / "a.case", "http://n.example/rss", "--every", every)
    assert ended.status == 2 and "--every" in ended.err
