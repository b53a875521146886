"""Why an event or a claim is as it is: the slots and words that decided it.

In: a visit that names one. Out: the explanation that `consilience explain` gives. In a
large case it is weighed within what stands near it, and the page says so.
"""

from __future__ import annotations

from consilience.casefile import Case, Filter
from consilience.casefile.decisions import decisions
from consilience.desk.answers import Rows, Shown, Visit
from consilience.desk.gist import desk_index
from consilience.errors import NoSuchIdError
from consilience.model import Event, Picture
from consilience.reconcile.explain import Explanation, explain
from consilience.reconcile.explain.rules import trait_words

WHOLE_CLAIMS = 1_500  # a case so small is weighed whole
NEAR_EVENTS = 7  # each of its claims is held against each of theirs


def show(visit: Visit) -> Shown:
    """Return why. Raises NoSuchIdError where there is no such event or claim."""
    event, claim = visit.case.event(visit.key), visit.case.claim(visit.key)
    home = visit.case.event(claim.event) if claim and claim.event else event
    if home is not None:
        picture, whole = _around(visit.case, home)
    elif claim is not None:  # of no event: nothing near it has been weighed with it
        picture, whole = visit.case.excerpt([], [claim]), True
    else:
        raise NoSuchIdError(f"{visit.key}: there is no such event or claim now.")
    found = explain(picture, visit.key, decisions(picture, visit.case.judgements()))
    index = desk_index(picture)
    return Shown(
        template="why.html", title=f"Why: {found.title}",
        data={"explanation": found, "whole_case": whole},
        rows=lambda: _rows(found),
        context={"found": found, "whole": whole, "index": index, "home": home,
                 "trait": trait_words},
    )  # fmt: skip


def _around(case: Case, event: Event) -> tuple[Picture, bool]:
    """Return the whole picture of a small case, else that of the event and what is near it."""
    if case.count_claims() <= WHOLE_CLAIMS:
        return case.picture(), True
    asked = [Filter(report=r) for r in event.reports[:3]]
    if event.place:
        days = Filter(place=event.place, since=event.time.start, until=event.time.end)
        asked.insert(0, days)
    near = [e for one in asked for e in case.events(one, limit=NEAR_EVENTS)]
    return case.excerpt(
        list({e.id: e for e in (event, *near)}.values())[:NEAR_EVENTS], whole=False
    ), False


def _rows(found: Explanation) -> Rows:
    return Rows(
        columns=("section", "point", "decided", "why", "words"),
        rows=((s.title, p.label, p.value, p.note, " / ".join(w.text for w in p.words))
              for s in found.sections for p in s.points),
    )  # fmt: skip
