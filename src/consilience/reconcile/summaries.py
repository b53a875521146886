"""An event in one plain line, made of its own cells and nothing else.

In: an event's claims and what was decided of them. Out: a line such as
“shelling in Aleppo by rebels: 4 killed”. No word of it takes a side: names are
the neutral ones of `knowledge`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from consilience.model import Claim, Toll
from consilience.reconcile.disputes import range_words
from consilience.reconcile.evidence import Evidence, actors_of, targets_of
from consilience.reconcile.whereabouts import way_of, where_words

_TOLLS_SHOWN = 2
_ALL = {"unknown", "mixed"}  # no class of victims: all who are counted
_MANNERS = {"planned": "planned: ", "hypothetical": "only supposed: "}
_KIND_WORD = {"killed_or_injured": "killed or injured", "places_taken": "places taken",
              "strikes": "strikes", "destroyed": "destroyed"}  # fmt: skip
_ONE_KIND = {"places_taken": "place taken", "strikes": "strike"}
_ONE = {"families": "family", "children": "child", "women": "woman", "police": "police officer"}

# The class of those of whom a report says no more (actor_words.yaml): said only alone.
_ANYBODY = "people"


def summary(
    type_id: str,
    claims: Sequence[Claim],
    place: str | None,
    tolls: Sequence[Toll],
    evidence: Evidence,
) -> str:
    """Return the line."""
    label = evidence.labels[type_id]
    parts = [_told_as(claims), label]
    if place:
        parts.append(" " + where_words(evidence.places[place], way_of(claims, place)))
    doers = _most_named([a for c in claims for a in actors_of(c)], evidence)
    hit = _most_named([a for c in claims for a in targets_of(c)], evidence)
    if doers:
        parts.append(f" by {doers}")
    if hit:
        parts.append(f", against {hit}" if doers else f" against {hit}")
    shown = [
        f"{range_words(t.low, t.high)} {_of_them(t) if _are_parts(t, claims) else _counted(t)}"
        for t in _foremost(tolls)
    ]
    return "".join(parts) + (": " + ", ".join(shown) if shown else "")


def _foremost(tolls: Sequence[Toll]) -> list[Toll]:
    """Return the tolls that the line has room for: of each kind all who are counted, if told.

    *Fourteen killed, 43 injured*, and not *two children killed, nine women killed*.
    """
    kinds: dict[str, list[Toll]] = {}
    for toll in tolls:
        kinds.setdefault(toll.kind, []).append(toll)
    ranked: list[Toll] = []
    for told in kinds.values():
        most = max(told, key=lambda t: (t.best, t.victims not in _ALL, t.victims))
        whole = most.victims in _ALL
        ranked += [most] if whole else sorted(told, key=lambda t: (-t.best, t.victims))
    return ranked[:_TOLLS_SHOWN]


def _told_as(claims: Sequence[Claim]) -> str:
    """Return what the line opens with where nobody tells it as a fact."""
    if all(c.polarity == "denied" for c in claims):
        return "denied: "
    manners = {c.modality for c in claims}
    return _MANNERS.get(manners.pop(), "") if len(manners) == 1 else ""


def _most_named(ids: Sequence[str], evidence: Evidence) -> str:
    counts = Counter(ids)
    ranked = sorted(counts, key=lambda i: (-counts[i], i))
    top = ([i for i in ranked if i != _ANYBODY] or ranked)[:3]
    shown = evidence.cast.one_name_a_side(top)[:2]
    return " and ".join(evidence.actors[i].name for i in shown)


def _are_parts(toll: Toll, claims: Sequence[Claim]) -> bool:
    """Tell whether every count of the class is of some among all (*13 civilians, 5 women*)."""
    counts = [
        f for c in claims for f in c.figures
        if (f.kind, f.victims) == (toll.kind, toll.victims)
    ]  # fmt: skip
    return bool(counts) and all(f.part_of is not None for f in counts)


def _of_them(toll: Toll) -> str:
    if (toll.low, toll.high) != (1, 1):
        return f"of them {toll.victims}"
    one = _ONE.get(toll.victims, toll.victims.removesuffix("s"))
    return f"of them {'an' if one[0] in 'aeiou' else 'a'} {one}"


def _counted(toll: Toll) -> str:
    """Return what a count is of, in the singular for one: *soldier killed*."""
    kind = _KIND_WORD.get(toll.kind, toll.kind)
    one = (toll.low, toll.high) == (1, 1)
    if toll.victims in _ALL:
        return _ONE_KIND.get(toll.kind, kind) if one else kind
    victims = _ONE.get(toll.victims, toll.victims.removesuffix("s")) if one else toll.victims
    return f"{victims} {kind}"
