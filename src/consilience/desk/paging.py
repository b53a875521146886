"""A list a page at a time.

In: a visit, how many things there are, and those of this page. Out: the envelope that
every list has as JSON, with the addresses of the pages before and after.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from consilience.desk.addresses import MOST_PAGES, address
from consilience.desk.answers import Visit


def listing(visit: Visit, total: int, items: Sequence[Any]) -> dict[str, Any]:
    """Return one page of a list: total, page, per, items, and where the next is."""
    asked = visit.asked
    return {
        "total": total, "page": asked.page, "per": asked.per,
        "next": turned(visit, total, 1), "previous": turned(visit, total, -1), "items": items,
    }  # fmt: skip


def turned(visit: Visit, total: int, by: int) -> str | None:
    """Return the address of the page that is `by` pages on; None where there is none."""
    asked = visit.asked
    page = asked.page + by
    if not 1 <= page <= min(MOST_PAGES, max(1, -(-total // asked.per))):
        return None
    return address(visit.request.url.path, {**asked.typed, "page": page if page > 1 else None})
