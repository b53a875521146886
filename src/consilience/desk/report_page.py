"""One report: its text with every claim marked by slot, and the coding of each.

In: a visit that names a report. Out: the text, beside it a card for each claim, and what
is known of the report: its versions, what it is a copy of.
"""

from __future__ import annotations

from dataclasses import replace

from consilience.casefile import Case, Filter
from consilience.desk.answers import Rows, Shown, Visit
from consilience.desk.gist import desk_index
from consilience.desk.marks import LEGEND, marked
from consilience.errors import NoSuchIdError
from consilience.model import Claim, Report
from consilience.publish.index import title
from consilience.publish.readings import Row, readings

MOST_CLAIMS = 1_000  # of one report: a report of 200,000 code points has fewer


def show(visit: Visit) -> Shown:
    """Return the page of a report. Raises NoSuchIdError where there is none."""
    case = visit.case
    report = case.report(visit.key)
    if report is None:
        raise NoSuchIdError(f"{visit.key}: there is no such report in this case.")
    claims = case.claims(Filter(report=report.id), limit=MOST_CLAIMS)
    events = case.events_of(sorted({c.event for c in claims if c.event}))
    small = case.excerpt([], claims)
    index = desk_index(replace(small, events=tuple(events), reports=(report,)))
    rows = readings(index)[report.id].rows
    by_id = {row.anchor.rpartition("#")[2]: row for row in rows}
    return Shown(
        template="report.html", title=title(report),
        data=lambda: {"report": report, "claims": claims},
        rows=lambda: _rows(report, [(c, by_id[c.id]) for c in claims]),
        context={
            "report": report, "heading": title(report), "paragraphs": marked(report.text, claims),
            "cards": [(row.anchor.rpartition("#")[2], row) for row in rows], "legend": LEGEND,
            "versions": case.versions(report.id), "claims": {c.id: c for c in claims},
            "kin": kin(case, report),
            "story": case.story(report.story) if report.story else None,
            "warnings": small.warnings,
            "rejected": [c for c, _ in case.rejected() if c.report == report.id],
        },
    )  # fmt: skip


def kin(case: Case, report: Report) -> list[tuple[str, list[Report]]]:
    """Return what a report takes from others in the case, in words with these reports."""
    ways = (
        ("Largely a copy of", (report.copy_of,)), ("A new version of", (report.version_of,)),
        ("Takes in, among words of its own,", report.contains),
    )  # fmt: skip
    told = ((say, [r for i in ids if i and (r := case.report(i))]) for say, ids in ways)
    return [(say, others) for say, others in told if others]


def _rows(report: Report, cards: list[tuple[Claim, Row]]) -> Rows:
    return Rows(
        columns=("claim", "event", "start", "end", "trigger", "kind", "actors", "targets", "places",
                 "time", "figures", "says", "quote"),
        rows=((c.id, c.event, c.start, c.end, r.trigger, r.kind, r.actors, r.targets, r.places,
               r.time, r.figures, r.voice, c.quote) for c, r in cards),
    )  # fmt: skip
