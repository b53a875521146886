"""What is known of actors and places, by all reports together.

In: the codings that came and went. Out: `Names`: every actor and place, and whose description
changed. Reports may describe one actor in different words; the first by a fixed rank holds
(`evidence.first_of_each`). The case keeps each description once, with how many reports give it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from consilience.casefile.forms import digest, dump, load
from consilience.casefile.grown.rows import put, rows_by, take
from consilience.casefile.tables import claim, claim_link, coding, grown, name, report
from consilience.coding.coded import Coded
from consilience.model import Actor, Place
from consilience.reconcile.compare.actors import Cast
from consilience.reconcile.evidence import first_of_each, rank_of_actor, rank_of_place
from consilience.reconcile.origins import publishers

Known = tuple[dict[str, Actor], dict[str, Place]]


@dataclass(frozen=True, slots=True)
class Names:
    """All actors and places, the ids of those that came, changed or went, and what was before."""

    actors: dict[str, Actor]
    places: dict[str, Place]
    changed: frozenset[str]
    before: Known


def settle_names(connection: Connection, coded: Sequence[Coded], gone: Iterable[str]) -> Names:
    """Keep what the codings say of actors and places, and return all that is known.

    Raises nothing; of reports that went nothing is kept.
    """
    before = _known(connection)
    given = {one.report.id: _given(one) for one in coded}
    words = {key: row for rows in given.values() for key, row in rows.items()}
    change = Counter(key for rows in given.values() for key in rows)
    old = rows_by(connection, (grown.c.names,), grown.c.report, {*given, *gone})
    change.subtract(key for (text,) in old for key in json.loads(text))
    _count(connection, change, words)
    _put_publishers(connection)
    after = _known(connection)
    changed = _differ(before[0], after[0]) | _differ(before[1], after[1])
    return Names(*after, frozenset(changed), before)


def known_names(connection: Connection) -> Names:
    """Return all that is known of actors and places, with nothing changed."""
    actors, places = _known(connection)
    return Names(actors, places, frozenset(), ({}, {}))


def names_given(one: Coded) -> str:
    """Return the keys of what a coding says of actors and places, as the case keeps them."""
    return json.dumps(sorted(_given(one)))


def reports_naming(connection: Connection, names: Names) -> set[str]:
    """Return the reports whose claims name an actor or place that is described otherwise now."""
    wanted = set(names.changed)
    for actors in (names.before[0], names.actors):
        cast = Cast(actors)
        wanted |= {i for i in actors if cast.chain(i) & names.changed}
    columns = (claim.c.report,)
    found: set[str] = set()
    joined = {c for (c,) in rows_by(connection, (claim_link.c.claim,), claim_link.c.value, wanted,
                                    claim_link.c.kind.in_(_NAMING))}  # fmt: skip
    found.update(r for (r,) in rows_by(connection, columns, claim.c.id, joined))
    return found


# The links of a claim that say whom and what it names.
_NAMING = ("actor", "target", "voice", "place", "aside")


def _given(one: Coded) -> dict[str, dict[str, Any]]:
    rows = {}
    for kind, things in (("actor", one.actors), ("place", one.places)):
        for thing in things:
            text = dump(thing)
            rows[digest(kind, text)] = {"kind": kind, "json": text}
    return rows


def _count(
    connection: Connection, change: Counter[str], words: Mapping[str, Mapping[str, Any]]
) -> None:
    turned = {key: n for key, n in change.items() if n}
    columns = (name.c.digest, name.c.kind, name.c.json, name.c.count)
    there = {k: (kind, text, n) for k, kind, text, n in
             rows_by(connection, columns, name.c.digest, turned)}  # fmt: skip
    take(connection, name, "digest", there)
    rows = []
    for key, n in sorted(turned.items()):
        kind, text, old = there.get(key, (None, None, 0))
        if old + n > 0:
            row = words[key] if kind is None else {"kind": kind, "json": text}
            rows.append({**row, "digest": key, "count": old + n})
    put(connection, name, rows)


def _put_publishers(connection: Connection) -> None:
    """Keep each publisher as an actor, by the name that its first report gives (by id)."""
    first = select(func.min(report.c.id)).join(coding, coding.c.report == report.c.id)
    first = first.where(report.c.stands, report.c.publisher.is_not(None))
    first = first.group_by(report.c.publisher)
    columns = (report.c.id, report.c.publisher)
    named = rows_by(connection, columns, report.c.id, connection.execute(first).scalars())
    texts = {digest("publisher", t): t for t in map(dump, _papers(named).values())}
    there = set(connection.execute(
        select(name.c.digest).where(name.c.kind == "publisher")).scalars())  # fmt: skip
    take(connection, name, "digest", there - texts.keys())
    put(connection, name, ({"digest": k, "kind": "publisher", "count": 1, "json": texts[k]}
                           for k in sorted(texts.keys() - there)))  # fmt: skip


def _papers(named: Sequence[Any]) -> dict[str, Actor]:
    from consilience.casefile.kept import bare_report  # noqa: PLC0415 - only here

    return publishers(bare_report(i, publisher) for i, publisher in named)


def _known(connection: Connection) -> Known:
    rows = connection.execute(select(name.c.kind, name.c.json)).tuples().all()
    of = {kind: [text for k, text in rows if k == kind] for kind in ("actor", "place", "publisher")}
    actors = first_of_each((load(Actor, t) for t in of["actor"]), rank_of_actor)
    papers = {a.id: a for a in (load(Actor, t) for t in of["publisher"])}
    places = first_of_each((load(Place, t) for t in of["place"]), rank_of_place)
    return actors | papers, places


def _differ(one: Mapping[str, Any], two: Mapping[str, Any]) -> set[str]:
    return {i for i in one.keys() | two.keys() if one.get(i) != two.get(i)}
