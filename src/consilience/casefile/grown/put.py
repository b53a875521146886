"""The rows of the picture that are others now.

In: what was weighed. Out: rows put and taken away, each list by the ids that may have changed.
What hangs on all claims of a name (origins, actors, places) is counted by the links of the
claims that are left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Table, select

from consilience.casefile.forms import load
from consilience.casefile.grown.answered import DENIED, denied_places
from consilience.casefile.grown.heard import put_origins
from consilience.casefile.grown.held import HELD
from consilience.casefile.grown.rows import put, rows_by
from consilience.casefile.grown.sight import Sight, voices_of
from consilience.casefile.grown.weigh import Weighed
from consilience.casefile.painting import Painted
from consilience.casefile.shelves import Rows, link, only, write
from consilience.casefile.tables import (
    actor,
    claim,
    claim_link,
    control,
    dispute,
    event,
    event_link,
    origin,
    place,
    toll,
)
from consilience.model import Actor, Claim, Dispute, MadeWith, Picture, Place
from consilience.reconcile.aside import either, everybody
from consilience.reconcile.compare.actors import Cast
from consilience.reconcile.compare.places import Map
from consilience.reconcile.control import held_places
from consilience.reconcile.evidence import places_of

_T = TypeVar("_T")
_VOICES = ("actor", "target", "voice")
_GROUND = ("place", "aside")


@dataclass(frozen=True, slots=True)
class Shown:
    """The claims to be written, those that may be there already, and what they named."""

    claims: Sequence[Claim]
    before: Iterable[str]
    was: Sequence[Claim]


def put_picture(sight: Sight, shown: Shown, found: Weighed, made_with: MadeWith) -> None:
    """Write what was weighed."""
    disputes = _disputes(sight, found)
    sight.read_heads(r for e in found.events.values() for r in e.reports)
    sight.read_heads(c.report for c in shown.claims)
    picture = Picture(
        schema="consilience/picture/1", made_with=made_with,
        reports=tuple(sight.reports.values()), claims=tuple(shown.claims),
        events=tuple(found.events.values()), disputes=tuple(disputes.values()),
        control=found.held.rows, actors=(), places=(),
        stories=(), origins=(), timeline=(), warnings=(),
    )  # fmt: skip
    rows = Rows(Painted(picture, sight.evidence, ()))
    connection = sight.connection
    turned = write(connection, claim, rows.claims(), [*shown.before, *(c.id for c in shown.claims)])
    link(connection, claim_link, "claim", turned, rows.claim_links)
    _link_rules(sight, shown.claims, turned)
    ids = [*found.gone, *found.events]
    turned = write(connection, event, rows.events(), ids)
    link(connection, event_link, "event", turned, rows.event_links)
    write(
        connection,
        toll,
        rows.tolls(),
        (i for (i,) in rows_by(connection, (toll.c.id,), toll.c.event, ids)),
    )
    again = [*found.gone, *found.disputes]
    old = [i for (i,) in rows_by(connection, (dispute.c.id,), dispute.c.event, again)]
    old += [d.id for d in found.held.before]
    own = {d.id for some in found.disputes.values() for d in some} | {
        d.id for d in found.held.disputes
    }
    write(connection, dispute, (r for r in rows.disputes() if r["id"] in own), old)
    write(connection, control, rows.control(), found.held.rows_before)
    _put_names(sight, shown)


def _disputes(sight: Sight, found: Weighed) -> dict[str, Dispute]:
    """Return the disputes that the events name: weighed anew, or as they stand."""
    every = {d.id: d for d in found.held.disputes}
    every |= {d.id: d for some in found.disputes.values() for d in some}
    missing = {i for e in found.events.values() for i in e.disputes} - every.keys()
    rows = rows_by(sight.connection, (dispute.c.id, dispute.c.json), dispute.c.id, missing)
    return every | {i: load(Dispute, words) for i, words in rows}


def _link_rules(sight: Sight, claims: Sequence[Claim], turned: Iterable[str]) -> None:
    """Link claims to what the rules look them up by."""
    some = set(turned)
    rows = []
    for one in claims:
        if one.id in some and one.event is not None:
            for kind, values in ((HELD, held_places(one, sight.evidence)),
                                 (DENIED, denied_places(one, sight))):  # fmt: skip
                rows += [{"kind": kind, "value": v, "claim": one.id} for v in sorted({*values})]
        if one.id in some:
            rows += [{"kind": "voice", "value": v, "claim": one.id} for v in sorted(voices_of(one))]
            rest = {p.place for p in one.places} - {*places_of(one)}
            rows += [{"kind": "aside", "value": v, "claim": one.id} for v in sorted(rest)]
    put(sight.connection, claim_link, rows)


def _put_names(sight: Sight, shown: Shown) -> None:
    """Write the origins, actors and places that came, changed or went."""
    touched = {sight.origins[c.id] for c in shown.claims if c.id in sight.origins}
    touched |= {o for o in sight.was_origins.values() if o}
    reports = {c.report for c in (*shown.claims, *shown.was)}
    heard = put_origins(sight, touched, reports)
    told = {a for c in shown.claims for a in _actors(c)}
    _put_actors(sight, told, {a for c in shown.was for a in _actors(c)} | heard)
    grounds = ({p.place for c in claims for p in c.places} for claims in (shown.claims, shown.was))
    _put_places(sight, *grounds)


def _actors(one: Claim) -> set[str]:
    return {a.actor for a in (*one.actors, *one.targets)} | voices_of(one)


def _put_actors(sight: Sight, told: set[str], named: set[str]) -> None:
    """Write the actors that claims or origins name, and those above them.

    `told` are surely named; of `named` some may be named by no claim any more.
    """
    known: Mapping[str, Actor] = everybody(sight.evidence).actors
    touched = {a for one in (*told, *named) for a in Cast(known).chain(one)}
    known = either(
        known, _standing(sight, actor, Actor, touched - known.keys(), _VOICES)
    )  # fmt: skip
    cast = Cast(known)

    def used_by(some: set[str]) -> set[str]:
        heard = rows_by(sight.connection, (origin.c.actor,), origin.c.actor, some)
        direct = (*_used(sight, some, _VOICES), *(a for (a,) in heard))
        return {a for one in direct for a in cast.chain(one)}

    used = {a for one in told for a in cast.chain(one)}
    used |= used_by(touched - used)
    used |= used_by(_below(sight, touched - used, sight.evidence.aside_actors))
    kept = tuple(known[a] for a in sorted(used & touched & known.keys()))
    rows_of = Rows(Painted(only(actors=kept), sight.evidence, ()))
    write(sight.connection, actor, rows_of.actors(), touched)


def _put_places(sight: Sight, told: set[str], named: set[str]) -> None:
    """Write the places that claims name, and those around them."""
    known: Mapping[str, Place] = everybody(sight.evidence).places
    around = {known[i].within or "" for i in (told | named) & known.keys()}
    wanted = (told | named | around) - known.keys()
    known = either(known, _standing(sight, place, Place, wanted, _GROUND))
    chain = Map(known).chain

    def used_by(some: set[str]) -> set[str]:
        return {p for one in _used(sight, some, _GROUND) for p in chain(one)}

    touched = {p for one in (*told, *named) for p in (one, *chain(one))}
    used = {p for one in told for p in chain(one)}
    used |= used_by(touched - used)
    used |= used_by(_below(sight, touched - used, sight.evidence.aside_places))
    kept = tuple(known[p] for p in sorted(used & touched))
    rows_of = Rows(Painted(only(places=kept), sight.evidence, ()))
    write(sight.connection, place, rows_of.places(), touched)


def _below(sight: Sight, lost: set[str], aside: Iterable[str]) -> set[str]:
    """Return what may belong to or lie in some that nothing names directly, beside these."""
    return sight.names.below(lost) | set(aside) - lost if lost else set()


def _standing(
    sight: Sight, table: Table, kind: type[_T], ids: set[str], kinds: Sequence[str]
) -> dict[str, _T]:
    """Return what stands in the picture since claims of other reports name it that stand aside."""
    there = _used(sight, ids, kinds)
    rows = rows_by(sight.connection, (table.c.id, table.c.json), table.c.id, there)
    return {key: load(kind, words) for key, words in rows}


def _used(sight: Sight, names: set[str], kinds: Sequence[str]) -> set[str]:
    """Return the names that some claim has a link to."""
    found: set[str] = set()
    for one in sorted(names):
        query = select(claim_link.c.value).where(
            claim_link.c.kind.in_(kinds), claim_link.c.value == one
        )  # fmt: skip
        if sight.connection.execute(query.limit(1)).first() is not None:
            found.add(one)
    return found
