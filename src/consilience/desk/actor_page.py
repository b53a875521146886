"""One actor: its names, how it stands to others over time, what is said of it and by it.

In: a visit that names an actor. Out: the page. A relation is what accounts tell, with the
way to the events that tell it; nobody's side is taken and nothing is added up to one word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from consilience.casefile import Filter
from consilience.casefile.relations import relations
from consilience.casefile.sayings import said_by, said_of
from consilience.desk.answers import Rows, Shown, Visit
from consilience.desk.history import addresses, of_named
from consilience.desk.names import look_up, names_of
from consilience.desk.ties import Ties, ties
from consilience.errors import NoSuchIdError
from consilience.model import Claim
from consilience.publish import words

LATEST, EVENTS = 12, 10  # claims of either sort, and events, on the page
WORDED = 100  # latest claims whose wording of the name is counted


def show(visit: Visit) -> Shown:
    """Return the page of an actor. Raises NoSuchIdError where there is none."""
    case = visit.case
    actor = case.actor(visit.key)
    if actor is None:
        raise NoSuchIdError(f"{visit.key}: there is no such actor now. It may have been merged.")
    with case.reading() as connection:
        of, of_total = said_of(connection, actor.id, WORDED)
        by, by_total = said_by(connection, actor.id, LATEST)
        stand = ties(relations(connection, actor.id))
    events = case.events(Filter(actor=actor.id), limit=EVENTS)
    voices = {s.source for s in (*of[:LATEST], *by) if s.source}
    others = look_up(case, {*actor.member_of, *voices, *_others(stand)}, ())
    worded = wordings(case.claims_of([s.claim for s in of]), actor.id)
    history = of_named(case, actor.id)
    return Shown(
        template="actor.html", title=words.capital(actor.name),
        data=lambda: {"actor": actor, "worded": worded, "relations": stand, "events": events,
                      "said_of": of[:LATEST], "said_of_in_all": of_total, "said_by": by,
                      "said_by_in_all": by_total},
        rows=lambda: rows(stand, others.actor),
        context={"actor": actor, "history": history, "stands_at": addresses(case, history),
                 "worded": worded, "stand": stand, "events": events,
                 "names": names_of(case, events), "others": others, "of": of[:LATEST],
                 "of_total": of_total, "by": by, "by_total": by_total,
                 "event_total": case.count_events(Filter(actor=actor.id))},
    )  # fmt: skip


def _others(stand: Iterable[Ties]) -> set[str]:
    return {tie.other for kind in stand for tie in kind.ties}


def wordings(claims: Iterable[Claim], actor: str) -> list[tuple[str, int]]:
    """Return how these claims word the actor's name, and how often; the commonest first."""
    found = Counter(
        " ".join(ref.text.split())
        for claim in claims for ref in (*claim.actors, *claim.targets) if ref.actor == actor
    )  # fmt: skip
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def rows(stand: Sequence[Ties], name: Callable[[str], str]) -> Rows:
    """Return the ties as a table: one row for each other actor and relation."""
    return Rows(
        columns=("relation", "other", "other_name", "did_it", "suffered_it", "beside",
                 "first_month", "last_month", "undated"),
        rows=[
            (kind.to, t.other, name(t.other), t.to, t.by, t.beside,
             t.months[0].month if t.months else None, t.months[-1].month if t.months else None,
             t.undated)
            for kind in stand for t in kind.ties
        ],
    )  # fmt: skip
