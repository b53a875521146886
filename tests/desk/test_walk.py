"""A walk through the desk as an analyst would take it, in a real browser."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.desk.browser import NARROW, WIDE, chromium, served

from consilience.casefile import Case, open_case
from consilience.desk import Access
from consilience.desk.pages import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXAMPLES = Path(__file__).parents[2] / "examples" / "aleppo-2024"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def example(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """Return a case of the examples; made only where there is a browser to walk with."""
    with open_case(tmp_path_factory.mktemp("walk") / "aleppo.case", create=True) as case:
        case.add([EXAMPLES])
        yield case


@pytest.fixture(scope="module")
def address(example: Case) -> Iterator[str]:
    with served(example, Access(edit=True)) as found:
        yield found


def _page(browser: Browser, size: dict[str, int], *, script: bool = True) -> Page:
    """Return a page; what it logs as an error is kept in `page.wrong`."""
    context = browser.new_context(viewport=size, java_script_enabled=script)  # type: ignore[arg-type]
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.wrong = wrong  # type: ignore[attr-defined]
    return page


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_the_disputed_toll_to_its_words_and_through_a_merge(
    browser: Browser, address: str, example: Case, script: bool, tmp_path: Path
) -> None:
    page = _page(browser, WIDE, script=script)
    page.goto(address)
    toll = page.locator("article.dispute", has_text="How many were killed")
    toll.locator(".position .words").first.click()
    page.wait_for_url("**/reports/*#c-*")
    words = page.locator(f"[id='{page.url.rpartition('#')[2]}']")
    assert "12" in words.inner_text() or "24" in words.inner_text()

    page.go_back()
    toll.locator(".about a").click()
    before = page.locator("table.sides tbody tr").count()
    merge = page.locator("form", has=page.locator("legend", has_text="The same event as"))
    merge.locator("input[type=checkbox]").first.check()
    merge.get_by_label("Who").fill("ana")
    merge.get_by_label("Why").fill("both tell the same strike")
    merge.get_by_role("button").click()
    page.get_by_role("status").wait_for()
    assert page.locator("table.sides tbody tr").count() > before

    history = page.locator("#history li").first
    history.locator("summary").click()
    history.get_by_label("Who").fill("ana")
    history.get_by_label("Why").fill("on second thoughts")
    history.get_by_role("button").click()
    page.get_by_role("status").wait_for()
    assert page.locator("table.sides tbody tr").count() == before
    assert "Withdrawn by ana" in page.locator("#history").inner_text()

    page.goto(f"{address}/events?place=Idlib")
    with page.expect_download() as found:
        page.locator(".list-head .forms a", has_text="CSV").click()
    table = tmp_path / "events.csv"
    found.value.save_as(table)
    rows = list(csv.DictReader(table.read_text("utf-8-sig").splitlines()))
    assert rows and len(rows) == page.locator(".lines > li").count()
    assert page.wrong == []  # type: ignore[attr-defined]
    page.context.close()


def _paths(case: Case) -> list[tuple[str, str]]:
    """Return the name of every page with an address of it."""
    event = next(e for e in case.events() if e.disputes and e.place and e.actors)
    keys = {
        "event": event.id, "why": event.id, "report": event.reports[0], "claim": event.claims[0],
        "dispute": event.disputes[0], "place": event.place, "actor": event.actors[0],
    }  # fmt: skip
    pages = [(page.name, page.path.format(key=keys.get(page.name, ""))) for page in PAGES]
    return [*pages, ("sign-in", "/sign-in"), ("error", "/events?place=Nowhere"),
            ("nothing", "/events?since=2050-01-01")]  # fmt: skip


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["desk", "telephone"])
def test_every_page_fits_its_screen_and_makes_no_error(
    browser: Browser, address: str, example: Case, size: dict[str, int]
) -> None:
    shots = os.environ.get("CONSILIENCE_SCREENSHOTS")
    page = _page(browser, size)
    for each, path in _paths(example):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], each
        assert page.locator("h1").count() == 1, each
        if shots:
            page.screenshot(path=f"{shots}/{each}-{size['width']}.png", full_page=True)
    # The page of an error is one that the browser speaks of, too.
    assert [w for w in page.wrong if "400" not in w] == []  # type: ignore[attr-defined]
    page.context.close()


def test_every_field_has_a_label(browser: Browser, address: str, example: Case) -> None:
    page = _page(browser, WIDE)
    for each, path in _paths(example):
        page.goto(address + path)
        nameless = page.evaluate(
            "Array.from(document.querySelectorAll('input:not([type=hidden]), select, textarea'))"
            ".filter(f => !f.labels.length && !f.getAttribute('aria-label'))"
            ".map(f => f.outerHTML)"
        )
        assert nameless == [], each
        ids = page.evaluate("Array.from(document.querySelectorAll('[id]')).map(n => n.id)")
        assert len(ids) == len(set(ids)), each
        unnamed = page.evaluate(
            "Array.from(document.querySelectorAll('a[href], button, summary'))"
            ".filter(n => !n.textContent.trim() && !n.getAttribute('aria-label') && !n.title"
            " && !n.closest('svg') && !n.querySelector('title'))"
            ".map(n => n.outerHTML)"
        )
        assert unnamed == [], each
    page.context.close()


def test_pointing_at_words_shows_their_coding(
    browser: Browser, address: str, example: Case
) -> None:
    page = _page(browser, WIDE)
    page.goto(f"{address}/reports/{example.claims()[0].report}")
    trigger = page.locator("[data-reading] a.slot-trigger").first
    claim = trigger.get_attribute("data-of")
    trigger.hover()
    assert page.locator(".card.is-shown").get_attribute("data-card") == claim
    page.keyboard.press("Escape")
    assert page.locator(".card.is-shown").count() == 0
    trigger.focus()
    assert page.locator(".card.is-shown").get_attribute("data-card") == claim
    trigger.click()
    page.wait_for_url(f"**/claims/{claim}")
    page.context.close()


def test_the_choice_of_colours_is_kept(browser: Browser, address: str) -> None:
    page = _page(browser, WIDE)
    page.goto(address)
    page.locator("label[for=theme-dark]").click()
    page.goto(f"{address}/events")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 24, 27)"
    page.context.close()
