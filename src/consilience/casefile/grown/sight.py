"""The claims that the rules are shown: no more of a case than is asked for.

In: ids of claims, events or reports. Out: `Sight`, whose `evidence` holds what was read so far
with the actors, places, origins and lineage that belong to it. Claims of reports that are
weighed anew are given, all others are read from the picture's own rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from consilience.casefile import kept
from consilience.casefile.forms import load
from consilience.casefile.grown.names import Names
from consilience.casefile.grown.rows import rows_by
from consilience.casefile.tables import claim, report
from consilience.coding.coded import Coded
from consilience.knowledge.event_types import EventType
from consilience.model import Claim, Report
from consilience.reconcile.aside import named_aside
from consilience.reconcile.copies import Lineage
from consilience.reconcile.evidence import (
    Evidence,
    actors_of,
    first_of_each,
    places_of,
    rank_of_actor,
    rank_of_place,
    targets_of,
)

_COLUMNS = tuple(c for c in report.c if c.name != "text")


class Sight:
    """What has been read of a case, as the rules want it."""

    def __init__(
        self, connection: Connection, names: Names, types: Mapping[str, EventType],
        gone: frozenset[str],
    ) -> None:  # fmt: skip
        self.connection = connection
        self.names = names
        self.reports: dict[str, Report] = {}
        self.claims: dict[str, Claim] = {}
        self.origins: dict[str, str] = {}
        # The event of each claim, by the groups as they are now; None where not yet known.
        self.event_of: dict[str, str | None] = {}
        # Origins of claims as they were, of reports that are weighed anew or went.
        self.was_origins: dict[str, str] = {}
        self._anew = set(gone)
        self._lineage = Lineage({}, {}, {})
        self.evidence = Evidence(
            reports=self.reports, claims=self.claims, actors=names.actors, places=names.places,
            origins=self.origins, lineage=self._lineage,
            families={t.id: t.family for t in types.values()},
            ranks={t.id: t.rank for t in types.values()},
            labels={t.id: t.label for t in types.values()},
        )  # fmt: skip

    def stand_aside(self, coded: Iterable[Coded]) -> None:
        """Show the actors and places that only claims name that stand aside."""
        every = [(one, named_aside(one.claims)) for one in coded]
        actors = (a for one, ids in every for a in one.actors if a.id in ids)
        places = (p for one, ids in every for p in one.places if p.id in ids)
        self.evidence = replace(
            self.evidence, aside_actors=first_of_each(actors, rank_of_actor),
            aside_places=first_of_each(places, rank_of_place),
        )  # fmt: skip

    def give(self, one: Report, claims: Sequence[Claim]) -> None:
        """Show a report that is weighed anew, with its claims."""
        self._anew.add(one.id)
        self._show(one)
        self._name(claims)
        for told in claims:
            self.claims[told.id] = told
            self.event_of[told.id] = None

    def read_claims(self, ids: Iterable[str]) -> None:
        """Read claims by id; those of reports that are weighed anew are given, not read."""
        self._read(claim.c.id, set(ids) - self.claims.keys())

    def read_events(self, ids: Iterable[str]) -> None:
        """Read the claims of events by their rows, those of reports weighed anew left out."""
        self._read(claim.c.event, ids)

    def read_reports(self, ids: Iterable[str]) -> None:
        """Read the claims of reports."""
        wanted = set(ids) - self._anew
        self._read(claim.c.report, wanted)
        self._show_all(wanted)

    def read_heads(self, ids: Iterable[str]) -> None:
        """Read reports without their claims."""
        self._show_all(ids)

    def read_originals(self) -> None:
        """Read the reports that those shown so far copy, without their claims."""
        self._show_all({r.copy_of for r in self.reports.values() if r.copy_of})

    def of(self, ids: Iterable[str]) -> list[Claim]:
        """Return claims that were read or given, those that are no more left out, by id."""
        return [self.claims[i] for i in sorted(set(ids)) if i in self.claims]

    def among(self, claims: Iterable[Claim]) -> Evidence:
        """Return the evidence with no other claims than these."""
        some = {c.id: c for c in sorted(claims, key=lambda c: c.id)}
        return replace(self.evidence, claims=some)

    def _read(self, by: Any, values: Iterable[Any]) -> None:
        columns = (claim.c.id, claim.c.report, claim.c.event, claim.c.origin, claim.c.json)
        rows = [r for r in rows_by(self.connection, columns, by, values)
                if r[1] not in self._anew and r[0] not in self.claims]  # fmt: skip
        self._show_all({r[1] for r in rows})
        for key, _, event, origin, words in rows:
            if event is None:  # a language model pointed at it, and nobody has confirmed it
                continue
            self.claims[key] = load(Claim, words)
            self.origins[key] = origin
            self.event_of[key] = event
        self._name(self.claims[r[0]] for r in rows if r[2] is not None)

    def _name(self, claims: Iterable[Claim]) -> None:
        """Read whom and what claims name, all at once."""
        actors: set[str] = set()
        places: set[str] = set()
        for one in claims:
            actors |= {*actors_of(one), *targets_of(one), *voices_of(one)}
            places |= {p.place for p in one.places}
        self.names.read(actors, places)

    def _show_all(self, ids: Iterable[str]) -> None:
        wanted = set(ids) - self.reports.keys()
        for row in rows_by(self.connection, _COLUMNS, report.c.id, wanted):
            self._show(kept.report_of({**row._mapping, "text": ""}))

    def _show(self, one: Report) -> None:
        self.reports[one.id] = one
        if one.copy_of:
            self._lineage.copy_of[one.id] = one.copy_of
        if one.version_of:
            self._lineage.version_of[one.id] = one.version_of
        if one.contains:
            self._lineage.contains[one.id] = one.contains


def voices_of(one: Claim) -> set[str]:
    """Return those whom a claim names as having said it or passed it on."""
    said = one.attribution
    return {v for v in (said.source, *(via.actor for via in said.via)) if v} if said else set()


def by_report(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Return claims by their report, in order of id."""
    out: dict[str, list[Claim]] = defaultdict(list)
    for one in sorted(claims, key=lambda c: c.id):
        out[one.report].append(one)
    return out


def places_around(claims: Sequence[Claim], evidence: Evidence) -> set[str]:
    """Return the places that the claims tell of and all that contain them."""
    return {w for c in claims for p in places_of(c) for w in evidence.map.chain(p)}
