"""Origins and the reports in which they are heard, when claims come, change or go.

In: origins whose claims are others now, and the reports of these claims. Out: rows of origins.
The reports of an origin are those that it has, less those looked at, and those of these in which
it is heard now; whom it is part of changes only where what stands above it comes or goes.
"""

from __future__ import annotations

from collections.abc import Iterable

from consilience.casefile.forms import load
from consilience.casefile.grown.rows import rows_by
from consilience.casefile.grown.sight import Sight
from consilience.casefile.painting import Painted
from consilience.casefile.shelves import Rows, only, write
from consilience.casefile.tables import claim, origin
from consilience.model import Origin
from consilience.reconcile.origins import above, heard_in


def put_origins(sight: Sight, touched: set[str], reports: set[str]) -> set[str]:
    """Write the origins that are others now; return the actors of those that were touched."""
    there = _standing(sight, touched)
    told = {key: {*one.reports} - reports for key, one in there.items()}
    for key, one in _heard_now(sight, touched, reports):
        told.setdefault(key, set()).add(one)
    now = {key: tuple(sorted(ids)) for key, ids in told.items() if ids}
    turned = now.keys() ^ there.keys()
    there |= _standing(sight, _below(sight, turned) - touched)
    every = {key: one.reports for key, one in there.items() if key not in touched} | now
    wider = {o for key in every for o in above(key, sight.evidence.actors)} - touched
    beside = {key for (key,) in rows_by(sight.connection, (origin.c.id,), origin.c.id, wider)}
    made = heard_in(every, sight.evidence.actors, beside)
    new = tuple(o for o in made if there.get(o.id) != o)
    rows = Rows(Painted(only(origins=new), sight.evidence, ())).origins()
    write(sight.connection, origin, rows, {*(there.keys() - every.keys()), *(o.id for o in new)})
    return {key[2:] for key in touched}


def _standing(sight: Sight, ids: Iterable[str]) -> dict[str, Origin]:
    rows = rows_by(sight.connection, (origin.c.id, origin.c.json), origin.c.id, ids)
    return {key: load(Origin, words) for key, words in rows}


def _heard_now(sight: Sight, touched: set[str], reports: set[str]) -> set[tuple[str, str]]:
    """Return origins with the reports, of those looked at, in which they are heard."""
    c = claim.c
    rows = rows_by(sight.connection, (c.origin, c.report), c.report, reports, c.event.is_not(None))
    return {(key, one) for key, one in rows if key in touched}


def _below(sight: Sight, origins: Iterable[str]) -> set[str]:
    """Return the origins that may be part of these."""
    return {f"o-{i}" for i in sight.names.below(key[2:] for key in origins)}
