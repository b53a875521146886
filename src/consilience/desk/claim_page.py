"""One claim: its sentence, each slot as it was coded, and a form to set any of them right.

In: a visit that names a claim. Out: the slots in words and as fields of one form.
"""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from consilience.desk.answers import Rows, Shown, Visit
from consilience.desk.corrections import offered
from consilience.desk.gist import desk_index
from consilience.desk.history import of_claims
from consilience.desk.marks import Mark, marked
from consilience.errors import NoSuchIdError
from consilience.model import Claim, FigureKind, Modality, Stance
from consilience.publish import words
from consilience.publish.index import title
from consilience.publish.readings import readings


def show(visit: Visit) -> Shown:
    """Return the page of a claim. Raises NoSuchIdError where there is none."""
    case = visit.case
    claim = case.claim(visit.key)
    if claim is None:
        raise NoSuchIdError(f"{visit.key}: there is no such claim in the picture now.")
    events = case.events_of([claim.event] if claim.event else [])
    small = case.excerpt([], [claim])
    index = desk_index(replace(small, events=tuple(events)))
    report = index.reports[claim.report]
    row = readings(index)[claim.report].rows[0]
    known = offered(case, claim)
    names = {a.id: a.name for a in case.actors_of([*known["actors"], *known["voices"]])}
    return Shown(
        template="claim.html", title=f"{row.kind}: {row.trigger}",
        data=lambda: {"claim": claim, "judgements": of_claims(case, [claim], index.reports)},
        rows=Rows(columns=("slot", "value"), rows=(
            (slot, getattr(row, slot)) for slot in
            ("kind", "actors", "targets", "places", "time", "figures", "voice")
        )),
        context={
            "claim": claim, "row": row, "report": report, "heading": title(report),
            "event": events[0] if events else None, "known": known, "names": names,
            "place_names": {p.id: p.name for p in case.places_of([*known["places"]])},
            "paragraphs": _passage(report.text, claim), "modalities": get_args(Modality),
            "stances": get_args(Stance), "kinds": get_args(FigureKind),
            "history": of_claims(case, [claim], index.reports), "counted_as": words.counted,
        },
    )  # fmt: skip


def _passage(text: str, claim: Claim) -> list[list[Mark]]:
    """Return the paragraphs that hold words of the claim, its slots marked."""
    paragraphs = marked(text, [claim])
    return [pieces for pieces in paragraphs if any(m.tag != "words" for m in pieces)]
