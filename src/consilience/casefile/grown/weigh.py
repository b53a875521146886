"""The events that change when claims come, change or go.

In: the claims that came, what they were before, the groups that they form. Out: `Weighed`: the
events and disputes as they are now, and those that are no more. An event is weighed anew where
its claims are others, speak otherwise or go back elsewhere; where another dispute on control,
denial or motive touches it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consilience.casefile.grown.accounts import Regrouped
from consilience.casefile.grown.affairs import motives_of, settle_motives
from consilience.casefile.grown.answered import Grouping, settle_denials, tied
from consilience.casefile.grown.counted import settle_spots
from consilience.casefile.grown.held import Held, disputes_of, settle_control
from consilience.casefile.grown.sight import Sight
from consilience.casefile.grown.totals import settle_totals
from consilience.model import Claim, Dispute, Event
from consilience.reconcile.disputes import Elsewhere
from consilience.reconcile.picture import by_claim, event_id, touching, weighed


@dataclass(frozen=True, slots=True)
class Touched:
    """Claims that came, as they are; all that went or changed, as they were; those of other
    reports that go back elsewhere now; and the reports of the first two."""

    came: Sequence[Claim]
    was: Sequence[Claim]
    moved: Sequence[Claim]
    reports: frozenset[str]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Events as they are now, those that are no more, the disputes on them, and control.

    `claims` gives the claims of each event whose claims are others now, or have come.
    """

    events: Mapping[str, Event]
    gone: frozenset[str]
    disputes: Mapping[str, Sequence[Dispute]]
    held: Held
    claims: Mapping[str, tuple[str, ...]]


def weigh(sight: Sight, touched: Touched, found: Regrouped) -> Weighed:
    """Weigh anew what is to be weighed anew."""
    groups = {event_id(g): tuple(sorted(g)) for g in found.groups}
    gone = found.before - groups.keys()
    mine = {c.id for c in touched.came}
    fresh = {e for e, ids in groups.items() if e not in found.before or mine & {*ids}}
    grouping = Grouping(sight, groups, gone, groups.keys() - found.before)
    again = set(fresh) | {e for c in touched.moved if (e := grouping.event(c.id))}
    held = settle_control(sight, [*touched.came, *touched.was, *touched.moved])
    turned = held.turned()
    sight.read_claims(turned)
    again |= {e for c in turned if (e := grouping.event(c))}
    again |= _answered(sight, touched, grouping, fresh, turned)
    changed = mine | {c.id for c in touched.moved}
    again |= settle_motives(sight, grouping, touched.came, touched.reports, changed)
    again |= settle_spots(sight, grouping, touched.came, touched.reports, changed)
    events, disputes = _weighed(sight, grouping, again - gone, held)
    shown = settle_totals(sight, events, gone)
    return Weighed(shown, frozenset(gone), disputes, held, {e: groups[e] for e in fresh})


def _answered(
    sight: Sight, touched: Touched, grouping: Grouping, fresh: set[str], turned: set[str]
) -> set[str]:
    """Return the events to which other denials go."""
    groups = [sight.of(ids) for ids in grouping.claims(fresh).values()]
    before: dict[str, list[Claim]] = defaultdict(list)
    for one in touched.was:
        before[one.event or ""].append(one)
    for one in sight.claims.values():
        old = sight.event_of.get(one.id)
        if old and grouping.event(one.id) != old:
            before[old].append(one)
    own = turned | {c.id for c in touched.moved}
    return settle_denials(sight, grouping, [*groups, *before.values()], own)


def _weighed(
    sight: Sight, grouping: Grouping, events: set[str], held: Held
) -> tuple[dict[str, tuple[Event, Sequence[Claim]]], dict[str, list[Dispute]]]:
    groups = grouping.claims(events)
    of_claim = by_claim(disputes_of(sight, held, (c for ids in groups.values() for c in ids)))
    denials, spots = tied(sight, events), tied(sight, events, spots=True)
    affairs = motives_of(sight, events)
    out: dict[str, tuple[Event, Sequence[Claim]]] = {}
    disputes: dict[str, list[Dispute]] = {}
    for key, ids in groups.items():
        claims = sight.of(ids)
        elsewhere = Elsewhere({0: denials.get(key, [])}, {0: affairs.get(key, [])},
                              {0: spots.get(key, [])})  # fmt: skip
        one, own = weighed(0, claims, elsewhere, touching(ids, of_claim), sight.evidence)
        out[key], disputes[key] = (one, claims), own
    return out, disputes
