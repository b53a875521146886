"""What is known of actors and places, by all reports together.

In: the codings that came and went. Out: `Names`: actors and places by id, read when they are
asked for, and whose description changed. Reports may describe one actor in different words; the
first by a fixed rank holds (`evidence.first_of_each`). The case keeps each description once, with
how many reports give it, and what each belongs to; so that what is looked at grows with what came.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, select

from consilience.casefile.forms import digest, dump, load
from consilience.casefile.grown.known import Known
from consilience.casefile.grown.rows import put, rows_by, take
from consilience.casefile.kept import bare_report
from consilience.casefile.tables import (
    claim,
    claim_link,
    coding,
    grown,
    mention,
    name,
    name_above,
    report,
)
from consilience.coding.coded import Coded
from consilience.model import Actor, Claim, Place
from consilience.reconcile.aside import named
from consilience.reconcile.compare.actors import Cast
from consilience.reconcile.evidence import first_of_each, rank_of_actor, rank_of_place
from consilience.reconcile.origins import publishers

T = TypeVar("T", Actor, Place)
Row = dict[str, Any]
_ACTORS, _PLACES = ("actor", "publisher"), ("place",)
_PAPER = ("kind", "subject", "count", "first", "json")


@dataclass(frozen=True, slots=True)
class Names:
    """Actors and places as they are now, and the ids of those that came, changed or went.

    `before` are actors as they were; `once_above` the pairs (one, what it belonged to) of
    descriptions that went.
    """

    connection: Connection
    actors: Known[Actor]
    places: Known[Place]
    changed: frozenset[str]
    before: Mapping[str, Actor]
    once_above: frozenset[tuple[str, str]]

    def read(self, actors: Iterable[str], places: Iterable[str]) -> None:
        """Read some, and all that they belong to or lie in."""
        self.actors.read(actors)
        self.places.read(places)

    def hold(self, actors: Mapping[str, Actor], places: Mapping[str, Place]) -> None:
        """Take these as an analyst has them, in place of what the reports say."""
        self.actors.hold(actors)
        self.places.hold(places)

    def below(self, ids: Iterable[str]) -> set[str]:
        """Return these ids, and those that may belong to one of them, or did before."""
        once: dict[str, set[str]] = defaultdict(set)
        for one, over in self.once_above:
            once[over].add(one)
        found = fresh = set(ids)
        while fresh:
            joined = (name.c.subject, name_above.c.over)
            rows = rows_by(self.connection, joined, name_above.c.over, fresh,
                           name.c.digest == name_above.c.digest)  # fmt: skip
            fresh = {i for i, _ in rows}.union(*(once[i] for i in fresh)) - found
            found = found | fresh
        return found


def settle_names(
    connection: Connection, coded: Sequence[Coded], gone: Iterable[str], papers: Iterable[str]
) -> Names:
    """Keep what the codings say of actors and places, and return all that is known.

    `papers` are the publishers of reports that came or went. Of reports that went nothing is kept.
    """
    given = {one.report.id: _given(one) for one in coded}
    words = {key: row for rows in given.values() for key, row in rows.items()}
    change = Counter(key for rows in given.values() for key in rows)
    old = rows_by(connection, (grown.c.names,), grown.c.report, {*given, *gone})
    change.subtract(key for (text,) in old for key in json.loads(text))
    turned = _Turned(connection, change, words, papers)
    actors, places = turned.subjects(_ACTORS), turned.subjects(_PLACES)
    was = _actors(connection)(actors), _places(connection)(places)
    turned.write()
    now = known_names(connection)
    now.read(actors, places)
    changed = {i for i in actors if was[0].get(i) != now.actors.get(i)}
    changed |= {i for i in places if was[1].get(i) != now.places.get(i)}
    before = known_names(connection).actors
    before.hold({i: was[0].get(i) for i in actors})
    return Names(connection, now.actors, now.places, frozenset(changed), before, turned.once_above)


def known_names(connection: Connection) -> Names:
    """Return all that is known of actors and places, with nothing changed."""
    actors = Known(_actors(connection), lambda a: a.member_of, _ids(connection, _ACTORS))
    places = Known(_places(connection), _around, _ids(connection, _PLACES))
    return Names(connection, actors, places, frozenset(), actors, frozenset())


def names_given(one: Coded) -> str:
    """Return the keys of what a coding says of actors and places, as the case keeps them."""
    return json.dumps(sorted(_given(one)))


def reports_naming(names: Names, judged: Set[str]) -> set[str]:
    """Return the reports whose claims name an actor or place that is described otherwise now.

    `judged` are ids of which an analyst has decided something else than before: also those that
    their codings name, and whose voice they carry.
    """
    turned = names.changed | judged
    below = names.below(turned)
    wanted = turned | below if judged else set(turned)
    for actors in (names.before, names.actors):
        cast = Cast(actors)
        wanted |= {i for i in below - wanted if cast.chain(i) & turned}
    found = {m for (m,) in _rows(names, mention.c.report, mention.c.subject, judged)}
    origins = {f"o-{i}" for i in judged}
    found |= {r for (r,) in _rows(names, claim.c.report, claim.c.origin, origins)}
    joined = {c for (c,) in rows_by(names.connection, (claim_link.c.claim,), claim_link.c.value,
                                    wanted, claim_link.c.kind.in_(_NAMING))}  # fmt: skip
    return found | {r for (r,) in _rows(names, claim.c.report, claim.c.id, joined)}


def _rows(names: Names, wanted: Any, by: Any, values: Iterable[str]) -> list[Any]:
    return rows_by(names.connection, (wanted,), by, values)


def mentions(report: str, claims: Iterable[Claim]) -> list[dict[str, str]]:
    """Return the rows of whom and what the claims of a report's coding name."""
    ids = {i for told in claims for i in named(told) if i}
    return [{"subject": i, "report": report} for i in sorted(ids)]


# The links of a claim that say whom and what it names.
_NAMING = ("actor", "target", "voice", "place", "aside")


def _given(one: Coded) -> dict[str, Row]:
    rows = {}
    for kind, things in (("actor", one.actors), ("place", one.places)):
        for thing in things:
            text = dump(thing)
            rows[digest(kind, text)] = {"kind": kind, "subject": thing.id, "json": text}
    return rows


class _Turned:
    """The descriptions that come and go, and what they are of."""

    def __init__(
        self, connection: Connection, change: Counter[str], words: Mapping[str, Row],
        papers: Iterable[str],
    ) -> None:  # fmt: skip
        self._connection = connection
        columns = (name.c.digest, name.c.kind, name.c.subject, name.c.json, name.c.count)
        turned = {key: n for key, n in change.items() if n}
        there = {row[0]: row for row in rows_by(connection, columns, name.c.digest, turned)}
        counts = {key: n + (there[key][4] if key in there else 0) for key, n in turned.items()}
        self._counts = {key: n for key, n in counts.items() if key in there and n > 0}
        new = {k: {**words[k], "count": n} for k, n in counts.items() if k not in there and n > 0}
        lost = {key: there[key] for key, n in counts.items() if key in there and n <= 0}
        told, known = _papers(connection, papers), _papers_known(connection, papers)
        self._new = new | {k: row for k, row in told.items() if known.get(k) != row}
        self._lost = {k: (row[1], row[2], row[3]) for k, row in lost.items()}
        self._lost |= {k: (r["kind"], r["subject"], r["json"]) for k, r in known.items()
                       if told.get(k) != r}  # fmt: skip
        self.once_above = frozenset((subject, over) for kind, subject, text in self._lost.values()
                                    for over in _over(kind, text))  # fmt: skip

    def subjects(self, kinds: Sequence[str]) -> set[str]:
        """Return the ids of what is described in other words now."""
        found = {row["subject"] for row in self._new.values() if row["kind"] in kinds}
        return found | {subject for kind, subject, _ in self._lost.values() if kind in kinds}

    def write(self) -> None:
        """Write what came, changed or went."""
        take(self._connection, name, "digest", self._lost)
        take(self._connection, name_above, "digest", self._lost)
        if self._counts:
            self._connection.execute(
                name.update().where(name.c.digest == bindparam("key")).values(count=bindparam("n")),
                [{"key": key, "n": n} for key, n in sorted(self._counts.items())],
            )  # fmt: skip
        rows = [{"first": None, **row, "digest": k} for k, row in sorted(self._new.items())]
        put(self._connection, name, rows)
        put(self._connection, name_above, (
            {"digest": row["digest"], "over": over}
            for row in rows for over in sorted(set(_over(row["kind"], row["json"])))
        ))  # fmt: skip


def _over(kind: str, text: str) -> Iterable[str]:
    """Return what the actor or place of a description belongs to or lies in."""
    return _around(load(Place, text)) if kind == "place" else load(Actor, text).member_of


def _around(place: Place) -> Iterable[str]:
    return (place.within,) if place.within else ()


def _papers(connection: Connection, some: Iterable[str]) -> dict[str, Row]:
    """Return the descriptions of publishers, each by the first report (by id) of that spelling."""
    out = {}
    for publisher in sorted(set(some)):
        query = select(report.c.id).join(coding, coding.c.report == report.c.id)
        query = query.where(report.c.publisher == publisher, report.c.stands)
        first = connection.execute(query.order_by(report.c.id).limit(1)).scalar()
        if first is not None:
            (actor,) = publishers([bare_report(first, publisher)]).values()
            out[digest("publisher", publisher)] = {
                "kind": "publisher", "subject": actor.id, "count": 1, "first": first,
                "json": dump(actor),
            }  # fmt: skip
    return out


def _papers_known(connection: Connection, some: Iterable[str]) -> dict[str, Row]:
    columns = (name.c.digest, name.c.kind, name.c.subject, name.c.count, name.c.first, name.c.json)
    rows = rows_by(connection, columns, name.c.digest, {digest("publisher", p) for p in some})
    return {key: dict(zip(_PAPER, row, strict=True)) for key, *row in rows}


def _ids(connection: Connection, kinds: Sequence[str]) -> Callable[[], Iterable[str]]:
    query = select(name.c.subject).where(name.c.kind.in_(kinds)).distinct()
    return lambda: connection.execute(query).scalars().all()


def _actors(connection: Connection) -> Callable[[set[str]], dict[str, Actor]]:
    """Return what reads actors: a publisher goes by the name that its first report gives."""

    def read(ids: set[str]) -> dict[str, Actor]:
        columns = (name.c.subject, name.c.json)
        rows = rows_by(connection, columns, name.c.subject, ids, name.c.kind == "actor")
        found = first_of_each((load(Actor, text) for _, text in rows), rank_of_actor)
        of_papers = (name.c.subject, name.c.first, name.c.json)
        rows = rows_by(connection, of_papers, name.c.subject, ids, name.c.kind == "publisher")
        rows.sort(key=lambda row: row[1], reverse=True)
        return found | {subject: load(Actor, text) for subject, _, text in rows}

    return read


def _places(connection: Connection) -> Callable[[set[str]], dict[str, Place]]:
    def read(ids: set[str]) -> dict[str, Place]:
        columns = (name.c.subject, name.c.json)
        rows = rows_by(connection, columns, name.c.subject, ids, name.c.kind == "place")
        return first_of_each((load(Place, text) for _, text in rows), rank_of_place)

    return read
