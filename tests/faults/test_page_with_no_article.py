from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from consilience.acquire import Acquired

Beside = Callable[..., Path]
Read = Callable[[Path], Acquired]


MENU = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(30))


def test_a_page_with_no_article_is_a_warning(beside_a_good_report: Beside, read: Read) -> None:
    acquired = read(
        beside_a_good_report(
            index__html=f"<html><body><nav><ul>{MENU}</ul></nav></body></html>",
            empty__html="<!doctype html><html><head><title>x</title></head><body></body></html>",
            script__html="<html><body><div id='app'></div><script>run()</script></body></html>",
        )
    )
    assert [w.code for w in acquired.warnings] == ["no-main-text"] * 3
    assert len(acquired.reports) == 1


def test_a_page_cut_short_is_read_as_far_as_it_goes(
    beside_a_good_report: Beside, read: Read
) -> None:
    text = "Nine people died on Friday when shells hit a market, the civil defence said. " * 5
    acquired = read(beside_a_good_report(cut__html=f"<html><body><article><p>{text}</p><p>Th"))
    assert any(text.strip() in r.text for r in acquired.reports)
