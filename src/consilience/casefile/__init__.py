"""The case file: reports, their picture and an analyst's judgements, in one place.

    from consilience.casefile import Filter, open_case

    with open_case("aleppo.case", create=True) as case:
        case.add(["reports/"])
        for event in case.events(Filter(disputed=True)):
            print(event.summary)

In: an address, a file (SQLite) or `postgresql://…`. Out: a `Case`. The tables are told
in `docs/reference/case-file.md`. The way through this room:

    case → kept (reports, codings) → painting (+ applied judgements) → shelves
           versions                                                   filters, search
"""

from consilience.casefile.agreement import Agreement, agreement
from consilience.casefile.case import Added, Case, Status, open_case
from consilience.casefile.connect import is_case
from consilience.casefile.doctor import Finding
from consilience.casefile.filters import Filter
from consilience.casefile.judgements import KINDS, SLOTS, Anchor, Judgement, Named, Spot
from consilience.casefile.search import ClaimHit, Found, ReportHit

__all__ = [
    "KINDS",
    "SLOTS",
    "Added",
    "Agreement",
    "Anchor",
    "Case",
    "ClaimHit",
    "Filter",
    "Finding",
    "Found",
    "Judgement",
    "Named",
    "ReportHit",
    "Spot",
    "Status",
    "agreement",
    "is_case",
    "open_case",
]
