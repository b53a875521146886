"""The views in a real browser: the map by its frame and days, the queue by its keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

import pytest
from tests.desk.browser import NARROW, WIDE, chromium, served
from tests.desk.conftest import report

from consilience.casefile import Case, open_case
from consilience.desk import Access

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VIEWS = ("/map", "/timeline", "/matrix", "/review", "/actors", "/places", "/actors/sohr",
         "/places/gn:169389")  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def market(
    browser: Browser, coded: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Case]:
    """Return a case of one's own; made only where there is a browser."""
    del browser
    address = tmp_path_factory.mktemp("views") / "market.case"
    copyfile(coded, address)
    with open_case(address) as case:
        yield case


@pytest.fixture(scope="module")
def address(market: Case) -> Iterator[str]:
    with served(market, Access(edit=True)) as found:
        yield found


def visit(browser: Browser, size: dict[str, int]) -> tuple[Page, list[str]]:
    """Return a page, and the list that its errors are put into."""
    page = browser.new_context(viewport=size).new_page()  # type: ignore[arg-type]
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    return page, wrong


def test_the_list_follows_the_map_s_frame(browser: Browser, address: str) -> None:
    page, wrong = visit(browser, WIDE)
    page.goto(f"{address}/map")
    page.wait_for_selector("#map-live .leaflet-interactive, #map-live .diamond")
    assert page.locator("#map-events .line").count() > 0
    box = page.locator("#map-live").bounding_box()
    assert box
    for _ in range(3):  # to the west, where nothing is told to have happened
        page.mouse.move(box["x"] + 60, box["y"] + 300)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] - 30, box["y"] + 300, steps=4)
        page.mouse.up()
    page.wait_for_url("**/map?frame=*")
    page.locator("#map-events .empty").wait_for()
    assert "frame=" in page.locator("#map-events .forms a").first.get_attribute("href")  # type: ignore[operator]
    assert wrong == []


def test_what_the_frame_shows_is_exported(browser: Browser, address: str, tmp_path: Path) -> None:
    page, wrong = visit(browser, WIDE)
    page.goto(f"{address}/map?frame=35.5,36,36.5,37.5")
    shown = page.locator("#map-events .line").count()
    with page.expect_download() as found:
        page.locator("#map-events .forms a", has_text="CSV").click()
    found.value.save_as(tmp_path / "frame.csv")
    rows = (tmp_path / "frame.csv").read_text("utf-8-sig").splitlines()
    assert len(rows) == shown + 1 > 1
    assert wrong == []


def test_the_slider_shows_the_days_up_to_one(browser: Browser, address: str) -> None:
    page, _ = visit(browser, WIDE)
    page.goto(f"{address}/map")
    page.locator("#map-day").focus()
    page.keyboard.press("Home")
    page.wait_for_url("**/map?until=2024-03-04")
    page.locator("#map-all").click()
    page.wait_for_url("**/map")


def test_columns_dragged_across_become_the_days_of_the_address(
    browser: Browser, address: str
) -> None:
    page, wrong = visit(browser, WIDE)
    page.goto(f"{address}/timeline")
    box = page.locator(".day-counts").bounding_box()
    assert box
    page.mouse.move(box["x"] + 10, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 10, box["y"] + 60, steps=6)
    page.mouse.up()
    page.wait_for_url("**/timeline?since=2024-03-04&until=*")
    assert wrong == []


def test_the_queue_is_worked_from_the_keyboard(
    browser: Browser, address: str, market: Case
) -> None:
    page, wrong = visit(browser, WIDE)
    page.goto(f"{address}/review#queue")
    page.locator(".matter:focus").wait_for()
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.id")
    page.keyboard.press("k")
    assert first != second
    assert page.evaluate("document.activeElement.id") == first
    page.locator(f"[id='{first}'] [name=who]").fill("R. Vey")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.wait_for_url(f"**/review#{second}")
    page.locator(".matter:focus").wait_for()
    assert page.evaluate("document.activeElement.id") == second
    assert page.locator(f"[id='{first}']").count() == 0
    assert [j.who for j in market.judgements()] == ["R. Vey"]
    market.withdraw(market.judgements()[0].id, who="R. Vey", why="Only tried")
    assert wrong == []


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["desk", "telephone"])
def test_no_view_is_wider_than_the_screen(
    browser: Browser, address: str, size: dict[str, int]
) -> None:
    page, wrong = visit(browser, size)
    for view in VIEWS:
        answer = page.goto(address + view)
        assert answer and answer.status == 200, view
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], view
    assert wrong == []


def test_words_without_end_widen_no_page(browser: Browser, tmp_path: Path) -> None:
    endless = "Supercalifragilistic" * 8
    told = report(
        "Post" + "x" * 120, "2024-03-07T08:00:00Z", f"Saraqib taken {endless}",
        f"Rebels captured Saraqib on Wednesday, the {endless} Brigade said. {endless}",
    )  # fmt: skip
    denied = report(
        "State Gazette", "2024-03-07T12:00:00Z", "Denial",
        "The Syrian army denied on Thursday that rebels had entered Saraqib on Wednesday.",
    )  # fmt: skip
    with open_case(tmp_path / "long.case", create=True) as case:
        case.keep([told, denied])
        case.code()
        event = next(e for e in case.events() if e.disputes)
        case.judge("note", who="y" * 90, why="z" * 300, claims=[event.claims[0]])
        with served(case, Access(edit=True)) as address:
            page, wrong = visit(browser, NARROW)
            for at in ("/", "/events", f"/events/{event.id}", f"/reports/{told.id}", "/review",
                       "/judgements", "/matrix", "/search?words=brigade"):  # fmt: skip
                page.goto(address + at)
                assert page.evaluate("document.documentElement.scrollWidth") <= 390, at
    assert wrong == []
