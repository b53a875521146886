"""Denials and motives told elsewhere, and the events that they go to.

In: groups that changed. Out: the events to which something else is tied now. Which denial is
tied to which event is kept (`tie`), so that only denials that could go to a changed group, or
came from one, are weighed anew. Motives are few in any case: all of them are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import or_, select

from consilience.casefile.grown.rows import put, rows_by, take
from consilience.casefile.grown.sight import Sight, places_around
from consilience.casefile.tables import claim, claim_link, motive, spot, tie
from consilience.model import Claim
from consilience.reconcile.disputes.denials import answers, is_of_an_act, may_be_of_others
from consilience.reconcile.disputes.motives import Told, affairs, told_motives
from consilience.reconcile.disputes.spots import large_counts, told_at_other_spots
from consilience.reconcile.evidence import places_of
from consilience.reconcile.likeness import FAR_DAYS

DENIED = "denied"
# A denial goes to what lies within a day of it; the claims of one event lie within a week.
_REACH_DAYS = FAR_DAYS + 1
Groups = Mapping[str, Sequence[str]]


class Grouping:
    """Which claims each event has: by the groups that changed, else by the picture's rows."""

    def __init__(self, sight: Sight, new: Groups, gone: Iterable[str]) -> None:
        self._sight = sight
        self._new = {e: tuple(ids) for e, ids in new.items()}
        self._gone = set(gone)
        self._rows: dict[str, tuple[str, ...]] = {}
        self._event = {c: e for e, ids in self._new.items() for c in ids}

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
        wanted = set(events) - self._gone
        unread = wanted - self._new.keys() - self._rows.keys()
        rows = rows_by(self._sight.connection, (claim.c.event, claim.c.id), claim.c.event, unread)
        found: dict[str, list[str]] = defaultdict(list)
        for event, key in rows:
            found[event].append(key)
        self._rows |= {e: tuple(sorted(ids)) for e, ids in found.items()}
        known = self._rows | self._new
        return {e: known[e] for e in sorted(wanted) if e in known}


def settle_denials(
    sight: Sight, grouping: Grouping, changed: Sequence[Sequence[Claim]], own: Iterable[str],
    asked: set[str],
) -> set[str]:  # fmt: skip
    """Keep anew to which events denials go; return the events to which others go now.

    `changed` are the claims of groups that came, changed or went, as they are or as they were;
    denials among them, those that may go to them and those of `own` are weighed. `asked` are the
    claims that take a side in a dispute on control.
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


def tied(sight: Sight, events: Iterable[str]) -> dict[str, list[Claim]]:
    """Return the denials and charges that are tied to each event, in order of id."""
    columns = (tie.c.event, tie.c.claim)
    rows = rows_by(sight.connection, columns, tie.c.event, events, tie.c.denial != "")
    sight.read_claims(c for _, c in rows)
    of: dict[str, set[str]] = defaultdict(set)
    for event, key in rows:
        of[event].add(key)
    return {event: sight.of(ids) for event, ids in of.items()}


def settle_motives(
    sight: Sight, grouping: Grouping, came: Sequence[Claim], reports: Iterable[str],
    changed: Iterable[str],
) -> tuple[set[str], dict[str, list[Told]]]:  # fmt: skip
    """Keep the motives and the events that they quarrel over.

    Return the events of which other motives are told now, and the motives of all.
    """
    m = motive.c
    lost = {e for (e,) in rows_by(sight.connection, (m.event,), m.report, reports) if e}
    take(sight.connection, motive, "report", reports)
    rows = [tuple(r) for r in sight.connection.execute(select(m.carrier, m.number, m.act, m.event))]
    new = [(t.carrier.id, t.carrier.motives.index(t.motive), t.act.id, t.carrier.report)
           for t in told_motives(sight.among(came))]  # fmt: skip
    put(sight.connection, motive, ({"carrier": c, "number": n, "act": a, "report": r, "event": None}
                                   for c, n, a, r in sorted(set(new))))  # fmt: skip
    every = [(c, n, a) for c, n, a, _ in rows] + sorted({row[:3] for row in new})
    sight.read_claims(i for c, _, a in every for i in (c, a))
    told = [Told(sight.claims[c].motives[n], sight.claims[c], sight.claims[a])
            for c, n, a in sorted(every)]  # fmt: skip
    homes = {e for t in told if (e := grouping.event(t.act.id))}
    groups = grouping.claims(homes)
    names = sorted(groups, key=lambda e: groups[e])
    found = affairs([groups[e] for e in names], sight.evidence, told)
    of = {names[n]: some for n, some in found.items()}
    now = {
        (t.carrier.id, t.carrier.motives.index(t.motive)): e for e, some in of.items() for t in some
    }
    before = {(c, n): e for c, n, _, e in rows}
    _rehome(sight, now, before)
    fresh = {*changed, *(c.id for c in came)}
    again = {e for e, some in of.items() for t in some if {t.carrier.id, t.act.id} & fresh}
    keys = now.keys() | before.keys()
    return again | lost | {e for k in keys if now.get(k) != before.get(k)
                    for e in (now.get(k), before.get(k)) if e}, of  # fmt: skip


def _rehome(
    sight: Sight, now: Mapping[tuple[str, int], str], before: Mapping[tuple[str, int], str | None]
) -> None:
    m = motive.c
    for key in sorted(now.keys() | before.keys()):
        if now.get(key) != before.get(key):
            where = (m.carrier == key[0], m.number == key[1])
            sight.connection.execute(motive.update().where(*where).values(event=now.get(key)))


def settle_spots(
    sight: Sight, grouping: Grouping, came: Sequence[Claim], reports: Iterable[str],
    changed: Iterable[str],
) -> tuple[set[str], dict[str, list[Claim]]]:  # fmt: skip
    """Keep which acts of an exact count are told at other places, in other events.

    Return the events to which other claims go now, and the claims that go to each. Such acts
    are few: all are compared.
    """
    take(sight.connection, spot, "report", reports)
    rows = [{"claim": c.id, "report": c.report} for c in came if large_counts(c, sight.evidence)]
    put(sight.connection, spot, rows)
    told = list(sight.connection.execute(select(spot.c.claim)).scalars())
    sight.read_claims(told)
    claims = sight.of(told)
    groups = grouping.ids(e for c in claims if (e := grouping.event(c.id)))
    names = sorted(groups, key=lambda e: groups[e])
    found = told_at_other_spots([groups[e] for e in names], sight.among(claims))
    of = {names[n]: some for n, some in found.items()}
    old = {
        tuple(r) for r in rows_by(sight.connection, (tie.c.event, tie.c.claim), tie.c.denial, [""])
    }
    new = {(e, c.id) for e, some in of.items() for c in some}
    take(sight.connection, tie, "denial", [""])
    put(sight.connection, tie, ({"denial": "", "event": e, "claim": c} for e, c in sorted(new)))
    again = set(changed)
    return {e for e, _ in old ^ new} | {e for e, c in new if c in again}, of
