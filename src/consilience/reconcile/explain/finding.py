"""What an id of a picture stands for.

In: a picture and an id, or its first letters. Out: the whole id and what kind of thing
it is. An id that nothing has raises `NoSuchIdError` with those that come nearest.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from consilience.errors import NoSuchIdError
from consilience.model import Picture
from consilience.reconcile.explain.parts import Kind

_SHOWN = 5


def find(picture: Picture, id: str) -> tuple[Kind, str]:
    """Return the kind and the whole id of what `id`, or a beginning that only one has, names.

    Raises NoSuchIdError where nothing has it, or more than one thing begins with it.
    """
    known = [(kind, key) for kind, key in _ids(picture)]
    exact = [pair for pair in known if pair[1] == id]
    begun = exact[:1] or [pair for pair in known if id and pair[1].startswith(id)]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise NoSuchIdError(f"{id!r} is the beginning of {_listed(begun)}. Give more of it.")
    near = get_close_matches(id, [key for _, key in known], n=_SHOWN, cutoff=0.3)
    kinds = {key: kind for kind, key in reversed(known)}
    told = _listed([(kinds[key], key) for key in near]) if near else "nothing at all"
    raise NoSuchIdError(f"Nothing in the picture has the id {id!r}; nearest to it: {told}.")


def _ids(picture: Picture) -> Iterator[tuple[Kind, str]]:
    yield from (("event", e.id) for e in picture.events)
    yield from (("claim", c.id) for c in picture.claims)
    yield from (("dispute", d.id) for d in picture.disputes)
    yield from (("report", r.id) for r in picture.reports)
    yield from (("story", s.id) for s in picture.stories)
    yield from (("origin", o.id) for o in picture.origins)
    yield from (("place", p.id) for p in picture.places)
    yield from (("actor", a.id) for a in picture.actors)


def _listed(found: list[tuple[Kind, str]]) -> str:
    told = [f"{key} ({kind})" for kind, key in sorted(found, key=lambda p: p[1])[:_SHOWN]]
    more = len(found) - _SHOWN
    return ", ".join(told) + (f" and {more} more" if more > 0 else "")
