"""Denials told elsewhere, and the events that they go to.

In: groups that changed. Out: the events to which something else is tied now. Which denial is
tied to which event is kept (`tie`), so that only denials that could go to a changed group, or
came from one, are weighed anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import or_, select

from consilience.casefile.grown.held import at_odds
from consilience.casefile.grown.rows import put, rows_by, take
from consilience.casefile.grown.sight import Sight, places_around
from consilience.casefile.tables import claim, claim_link, tie
from consilience.model import Claim
from consilience.reconcile.disputes.denials import answers, is_of_an_act, may_be_of_others
from consilience.reconcile.evidence import places_of
from consilience.reconcile.likeness import FAR_DAYS

DENIED = "denied"
# A denial goes to what lies within a day of it; the claims of one event lie within a week.
_REACH_DAYS = FAR_DAYS + 1
Groups = Mapping[str, Sequence[str]]


class Grouping:
    """Which claims each event has: by the groups that changed, else by the picture's rows."""

    def __init__(
        self, sight: Sight, new: Groups, gone: Iterable[str], fresh: Iterable[str]
    ) -> None:
        self._sight = sight
        self._new = {e: tuple(ids) for e, ids in new.items()}
        self.gone = frozenset(gone)
        self._fresh = frozenset(fresh)
        self._rows: dict[str, tuple[str, ...]] = {}
        self._event = {c: e for e, ids in self._new.items() for c in ids}

    def regrouped(self) -> set[str]:
        """Return the claims of the groups that are others than before."""
        return {c for e in self._fresh for c in self._new[e]}

    def event(self, key: str) -> str | None:
        """Return the event of a claim that was read or given."""
        return self._event.get(key) or self._sight.event_of.get(key)

    def claims(self, events: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the claims of events by id, sorted, and read them."""
        out = self.ids(events)
        self._sight.read_claims(c for ids in out.values() for c in ids)
        return out

    def ids(self, events: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the ids of the claims of events, sorted."""
        wanted = set(events) - self.gone
        unread = wanted - self._new.keys() - self._rows.keys()
        rows = rows_by(self._sight.connection, (claim.c.event, claim.c.id), claim.c.event, unread)
        found: dict[str, list[str]] = defaultdict(list)
        for event, key in rows:
            found[event].append(key)
        self._rows |= {e: tuple(sorted(ids)) for e, ids in found.items()}
        known = self._rows | self._new
        return {e: known[e] for e in sorted(wanted) if e in known}


def settle_denials(
    sight: Sight, grouping: Grouping, changed: Sequence[Sequence[Claim]], own: Iterable[str]
) -> set[str]:
    """Keep anew to which events denials go; return the events to which others go now.

    `changed` are the claims of groups that came, changed or went, as they are or as they were;
    denials among them, those that may go to them and those of `own` are weighed.
    """
    denials = _concerned(sight, changed, own)
    columns = (tie.c.denial, tie.c.event, tie.c.claim)
    again = {c.id for group in changed for c in group} | set(own)
    ids = {d.id for d in denials} | again
    old = {tuple(r) for r in rows_by(sight.connection, columns, tie.c.denial, ids)}
    take(sight.connection, tie, "denial", ids)
    groups = _in_reach(sight, grouping, denials)
    names = sorted(groups, key=lambda e: groups[e])
    weighed = {d.id for d in denials}
    asked = at_odds(sight, weighed)
    new = {
        (a.denial.id, names[n], told)
        for a in answers([groups[e] for e in names], sight.evidence, asked)
        if a.denial.id in weighed
        for n in (a.to or (a.own,))
        for told in ([a.denial.id] if a.to else []) + [c.id for c in a.charges]
    }
    put(sight.connection, tie, ({"denial": d, "event": e, "claim": c} for d, e, c in sorted(new)))
    return {e for d, e, c in old ^ new} | {e for d, e, c in new if {d, c} & again}


def _concerned(sight: Sight, groups: Sequence[Sequence[Claim]], own: Iterable[str]) -> list[Claim]:
    """Return the denials among claims, in their reports, and of what lies around them."""
    c = claim.c
    told = [one for group in groups for one in group]
    reports = {one.report for one in told}
    rows = rows_by(sight.connection, (c.id,), c.report, reports, c.polarity == "denied")
    ids = {one.id for one in told} | set(own) | {i for (i,) in rows} | _placed(sight, groups)
    sight.read_claims(ids)
    given = {i for i, one in sight.claims.items() if one.polarity == "denied"}
    return [one for one in sight.of(ids | given) if may_be_of_others(one, sight.evidence)]


def _placed(sight: Sight, groups: Sequence[Sequence[Claim]]) -> set[str]:
    """Return the denials on a place in which a group lies, within a day of it."""
    places: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for group in groups:
        days = [d for one in group for d in (one.time.start, one.time.end) if d]
        if days:
            for place in places_around(group, sight.evidence):
                places[place].append((_day(min(days), -1), _day(max(days), 1)))
    link, c = claim_link.c, claim.c
    rows = rows_by(sight.connection, (link.claim, link.value), link.value, places,
                   link.kind == DENIED)  # fmt: skip
    days_of = {i: (first, last) for i, first, last in rows_by(
        sight.connection, (c.id, c.day_from, c.day_to), c.id, {i for i, _ in rows})}  # fmt: skip
    return {
        i for i, place in rows
        if i in days_of and days_of[i][0] and days_of[i][1]
        and any(days_of[i][0] <= last and first <= days_of[i][1] for first, last in places[place])
    }  # fmt: skip


def _day(day: str, by: int) -> str:
    return (date.fromisoformat(day[:10]) + timedelta(days=by)).isoformat()


def denied_places(one: Claim, sight: Sight) -> list[str]:
    """Return the places, countries left out, within which a denial of an act may go to others."""
    if not is_of_an_act(one, sight.evidence):
        return []
    places = sight.evidence.places
    return sorted({p for p in places_of(one) if places[p].precision != "country"})


def _in_reach(
    sight: Sight, grouping: Grouping, denials: Sequence[Claim]
) -> dict[str, tuple[str, ...]]:
    """Return the groups that denials are of, and all that they may go to."""
    reports = {d.report for d in denials}
    sight.read_reports(reports)
    ids = {d.id for d in denials}
    ids |= {i for i, one in sight.claims.items() if one.report in reports}
    for one in denials:
        ids |= _within(sight, one)
    ids |= _given_around(sight, denials)
    sight.read_claims(ids)
    return grouping.claims({e for i in ids if (e := grouping.event(i))})


def _within(sight: Sight, denial: Claim) -> set[str]:
    """Return the claims told within the places and around the days of a denial."""
    places = denied_places(denial, sight)
    if not (denial.time.start and denial.time.end and places):
        return set()
    first, last = _day(denial.time.start, -_REACH_DAYS), _day(denial.time.end, _REACH_DAYS)
    link, c = claim_link.c, claim.c
    query = select(c.id).join(claim_link, link.claim == c.id)
    query = query.where(
        link.kind == "place", link.value.in_(places), c.polarity == "asserted",
        or_(c.day_from.is_(None), c.day_from <= last), or_(c.day_to.is_(None), c.day_to >= first),
    )  # fmt: skip
    return set(sight.connection.execute(query).scalars())


def _given_around(sight: Sight, denials: Sequence[Claim]) -> set[str]:
    """Return the claims of reports weighed anew at the places of denials."""
    wanted = {p for d in denials for p in denied_places(d, sight)}
    return {
        i for i, one in sight.claims.items()
        if one.polarity == "asserted" and places_around([one], sight.evidence) & wanted
    }  # fmt: skip


def tied(sight: Sight, events: Iterable[str], *, spots: bool = False) -> dict[str, list[Claim]]:
    """Return the denials and charges that are tied to each event, in order of id.

    With `spots`, the claims that tell its act at another place instead.
    """
    columns = (tie.c.event, tie.c.claim)
    sort = tie.c.denial == "" if spots else tie.c.denial != ""
    rows = rows_by(sight.connection, columns, tie.c.event, events, sort)
    sight.read_claims(c for _, c in rows)
    of: dict[str, set[str]] = defaultdict(set)
    for event, key in rows:
        of[event].add(key)
    return {event: sight.of(ids) for event, ids in of.items()}
