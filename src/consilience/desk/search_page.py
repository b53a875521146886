"""Words looked up together with any filter; the address is the search, to be kept.

In: a visit. Out: claims and reports that hold the words, best first; the words stand
marked in their sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from consilience.casefile import ClaimHit
from consilience.casefile.search import phrases
from consilience.desk.answers import Rows, Shown, Visit
from consilience.desk.paging import turned


def show(visit: Visit) -> Shown:
    """Return the page of what was found."""
    asked = visit.asked
    found = visit.case.search(asked.words, asked.filter, limit=asked.per, offset=asked.offset)
    events = visit.case.events_of([h.event for h in found.claims if h.event])
    wanted = phrases(asked.words)
    return Shown(
        template="search.html", title=f"Search: {asked.words}" if asked.words else "Search",
        data=lambda: {
            "total": found.claims_in_all, "page": asked.page, "per": asked.per,
            "next": turned(visit, found.claims_in_all, 1),
            "previous": turned(visit, found.claims_in_all, -1),
            "items": found.claims, "reports_in_all": found.reports_in_all, "reports": found.reports,
        },
        rows=lambda: Rows(columns=("claim", "event", "report", "publisher", "published", "title",
                                   "quote"), rows=map(_row, found.claims)),
        context={"found": found, "events": {e.id: e for e in events},
                 "cut": lambda text: list(pieces(text, wanted))},
    )  # fmt: skip


def _row(hit: ClaimHit) -> tuple[str | None, ...]:
    return (hit.claim, hit.event, hit.report, hit.publisher, hit.published, hit.title, hit.quote)


def pieces(text: str, wanted: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield a text in pieces, with whether each is one of the words looked for."""
    if not wanted:
        yield text, False
        return
    parts = (r"\W+".join(map(re.escape, phrase.split())) for phrase in wanted)
    at = 0
    for match in re.finditer(rf"(?i)\b(?:{'|'.join(parts)})", text):
        if match.start() > at:
            yield text[at : match.start()], False
        yield match.group(), True
        at = match.end()
    if at < len(text):
        yield text[at:], False
