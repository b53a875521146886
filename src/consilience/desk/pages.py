"""Every page of the desk: its address, its name in the navigation, the module that shows it.

In: nothing. Out: `PAGES`. A page is a line here, a module with `show`, and a template.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from consilience.desk import (
    actor_page,
    claim_page,
    directory,
    dispute_page,
    event_list,
    event_page,
    exports,
    gaps_page,
    judgement_list,
    map_page,
    matrix_page,
    news,
    now,
    place_page,
    report_page,
    review_page,
    search_page,
    timeline_page,
    why,
)
from consilience.desk.addresses import ALL, PER_PAGE, WORDS
from consilience.desk.answers import Shown, Visit


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its name, its path, what the navigation calls it (nothing: it is not there).

    `per` is how many things its list shows where the address does not say; `filters` are the
    names of an address by which it is narrowed.
    """

    name: str
    path: str
    label: str
    show: Callable[[Visit], Shown]
    per: int = PER_PAGE
    filters: tuple[str, ...] = ALL


PAGES: tuple[Page, ...] = (
    Page("now", "/", "Now", now.show),
    Page("events", "/events", "Events", event_list.show),
    Page("disputes", "/disputes", "Disputes", dispute_page.show, 15),
    Page("map", "/map", "Map", map_page.show),
    Page("timeline", "/timeline", "Timeline", timeline_page.show),
    Page("matrix", "/matrix", "Who says what", matrix_page.show),
    Page("review", "/review", "Review", review_page.show),
    Page("actors", "/actors", "Actors", directory.show_actors, filters=(WORDS,)),
    Page("places", "/places", "Places", directory.show_places, filters=(WORDS,)),
    Page("search", "/search", "Search", search_page.show, filters=(*ALL, WORDS)),
    Page("judgements", "/judgements", "Judgements", judgement_list.show, filters=()),
    Page("gaps", "/gaps", "Gaps", gaps_page.show, filters=()),
    Page("export", "/export", "", exports.show),
    Page("changes", "/changes", "", news.show, filters=()),
    Page("event", "/events/{key}", "", event_page.show, filters=()),
    Page("dispute", "/disputes/{key}", "", dispute_page.show_one, filters=()),
    Page("report", "/reports/{key}", "", report_page.show, filters=()),
    Page("claim", "/claims/{key}", "", claim_page.show, filters=()),
    Page("actor", "/actors/{key}", "", actor_page.show, filters=()),
    Page("place", "/places/{key}", "", place_page.show, filters=()),
    Page("why", "/why/{key}", "", why.show, filters=()),
)  # fmt: skip
