from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from consilience.acquire import Acquired

Beside = Callable[..., Path]
Read = Callable[[Path], Acquired]


def test_a_feed_that_expands_itself_is_harmless(beside_a_good_report: Beside, read: Read) -> None:
    entities = "".join(
        f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(1, 9)
    )  # a billion letters, were it expanded
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e1 "x">{entities}]><rss><channel>'
        "<item><title>t</title><description>&e9;</description></item></channel></rss>"
    )
    acquired = read(beside_a_good_report(bomb__xml=bomb))
    assert len(acquired.reports) == 1
    assert acquired.warnings


def test_a_feed_cannot_read_files(beside_a_good_report: Beside, read: Read) -> None:
    folder = beside_a_good_report()
    secret = folder / ".secret"
    secret.write_text("Nine people died when shells hit a market in Maarat.")
    (folder / "feed.xml").write_text(
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY s SYSTEM "{secret.as_uri()}">]><rss>'
        "<channel><item><title>t</title><description>&s;</description></item></channel></rss>"
    )
    assert [r.given_id for r in read(folder).reports] == ["good"]
