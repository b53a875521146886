"""The rows of the picture that are others now.

In: what was weighed. Out: rows put and taken away, each list by the ids that may have changed.
What hangs on all claims of a name (origins, actors, places) is counted by the links of the
claims that are left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Table, select

from consilience.casefile.forms import load
from consilience.casefile.grown.answered import DENIED, denied_places
from consilience.casefile.grown.held import HELD
from consilience.casefile.grown.rows import put, rows_by
from consilience.casefile.grown.sight import Sight
from consilience.casefile.grown.weigh import Weighed
from consilience.casefile.painting import Painted
from consilience.casefile.shelves import Rows, link, write
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
from consilience.model import Actor, Claim, Dispute, MadeWith, Origin, Picture, Place
from consilience.reconcile.aside import everybody
from consilience.reconcile.compare.actors import Cast
from consilience.reconcile.compare.places import Map
from consilience.reconcile.control import held_places
from consilience.reconcile.evidence import places_of
from consilience.reconcile.origins import heard_in

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
        control=found.held.rows, actors=(), places=tuple(sight.evidence.places.values()),
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
    every = {d.id: d for d in found.held.every}
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


def voices_of(one: Claim) -> set[str]:
    """Return those whom a claim names as having said it or passed it on."""
    said = one.attribution
    return {v for v in (said.source, *(via.actor for via in said.via)) if v} if said else set()


def _put_names(sight: Sight, shown: Shown) -> None:
    """Write the origins, actors and places that came, changed or went."""
    touched = {sight.origins[c.id] for c in shown.claims if c.id in sight.origins}
    heard = _put_origins(sight, {*touched, *filter(None, sight.was_origins.values())})
    told = {a for c in shown.claims for a in _actors(c)}
    _put_actors(sight, told, {a for c in shown.was for a in _actors(c)} | heard)
    grounds = ({p.place for c in claims for p in c.places} for claims in (shown.claims, shown.was))
    _put_places(sight, *grounds)


def _actors(one: Claim) -> set[str]:
    return {a.actor for a in (*one.actors, *one.targets)} | voices_of(one)


def _put_origins(sight: Sight, touched: set[str]) -> set[str]:
    """Write origins anew; return the actors of those that were touched."""
    c = claim.c
    rows = rows_by(sight.connection, (c.origin, c.report), c.origin, touched, c.event.is_not(None))
    told: dict[str, set[str]] = {}
    for key, one in rows:
        told.setdefault(key, set()).add(one)
    there = {key: load(Origin, words) for key, words in
             sight.connection.execute(select(origin.c.id, origin.c.json))}  # fmt: skip
    every = {k: o.reports for k, o in there.items() if k not in touched}
    every |= {k: tuple(sorted(ids)) for k, ids in told.items()}
    made = {o.id: o for o in heard_in(every, sight.evidence.actors)}
    new = [o for k, o in made.items() if there.get(k) != o]
    table_rows = Rows(Painted(only(origins=tuple(new)), sight.evidence, ())).origins()
    write(
        sight.connection, origin, table_rows, {*(there.keys() - made.keys()), *(o.id for o in new)}
    )
    return {key[2:] for key in touched if key}


def only(**lists: object) -> Picture:
    """Return a picture that holds these lists and nothing else."""
    empty = dict.fromkeys(
        ("reports", "claims", "events", "disputes", "control", "actors", "places", "stories",
         "origins", "timeline", "warnings"), (),
    )  # fmt: skip
    made = MadeWith(version="", language_model="", gazetteer="", settings_sha256="")
    return Picture(schema="consilience/picture/1", made_with=made, **{**empty, **lists})  # type: ignore[arg-type]


def _put_actors(sight: Sight, told: set[str], named: set[str]) -> None:
    """Write the actors that claims or origins name, and those above them.

    `told` are surely named; of `named` some may be named by no claim any more.
    """
    known = {**everybody(sight.evidence).actors}
    touched = {a for one in (*told, *named) for a in Cast(known).chain(one)}
    known |= _standing(sight, actor, Actor, touched - known.keys(), _VOICES)
    cast = Cast(known)
    used = {a for one in told for a in cast.chain(one)}
    if touched - used:
        below = {i for i in known if cast.chain(i) & (touched - used)} | touched - used
        direct = _used(sight, below, _VOICES)
        rows = rows_by(sight.connection, (origin.c.actor,), origin.c.actor, below)
        used |= {a for one in (*direct, *(a for (a,) in rows)) for a in cast.chain(one)}
    kept = tuple(known[a] for a in sorted(used & touched & known.keys()))
    rows_of = Rows(Painted(only(actors=kept), sight.evidence, ()))
    write(sight.connection, actor, rows_of.actors(), touched)


def _put_places(sight: Sight, told: set[str], named: set[str]) -> None:
    """Write the places that claims name, and those around them."""
    known = {**everybody(sight.evidence).places}
    around = {known[i].within or "" for i in (told | named) & known.keys()}
    known |= _standing(sight, place, Place, (told | named | around) - known.keys(), _GROUND)
    chain = Map(known).chain
    touched = {p for one in (*told, *named) for p in (one, *chain(one))}
    used = {p for one in told for p in chain(one)}
    if touched - used:
        below = {i for i in known if (touched - used) & {*chain(i)}} | touched - used
        used |= {p for one in _used(sight, below, _GROUND) for p in chain(one)}
    kept = tuple(known[p] for p in sorted(used & touched))
    rows_of = Rows(Painted(only(places=kept), sight.evidence, ()))
    write(sight.connection, place, rows_of.places(), touched)


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
