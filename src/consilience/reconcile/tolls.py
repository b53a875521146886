"""How many, as counted by whom.

In: the claims of one event (or of a story). Out: `Toll`s, one for each kind of
count and class of victims, with what each origin counts. The rule, after UCDP
GED (codebook 19.1, section 5.7), is:

- an origin's later, larger count supersedes its earlier one of the same event, or its
  earlier running total; of two counts of one moment neither does;
- a count that adds to one (*three more have died*) is added to the largest that its origin
  gives by then, unless that holds it already; where the origin gives none it is a least;
- one person told of (*a boy who was hurt*) is no count where somebody counts;
- `low` is the lowest bound of the counts that stand, `high` the highest, None
  where the highest is open (*at least 24*);
- `best` is the count that most independent origins give; where none is given
  twice, the lowest exact count, else the lowest bound: the conservative reading
  that ACLED and UCDP both ask for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from consilience.model import Claim, Figure, FigureKind, Toll, TollByOrigin
from consilience.reconcile.disputes.counts import is_one_of_them
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.origins import independent, why_not_independent
from consilience.reconcile.recounts import adds_on, is_replaced

# A claim, one of its figures, and what it counts: an event, or all that has happened so far.
_Counted = tuple[Claim, Figure, str]
_SO_FAR = "so far"
_ANYBODY = {"unknown", "mixed"}
_WIDE_CLASSES = {"unknown", "mixed", "civilians", "fighters", "soldiers"}
KINDS: tuple[FigureKind, ...] = (
    "killed", "injured", "killed_or_injured", "displaced", "evacuated", "captured", "missing",
    "abducted", "released", "arrested", "surrendered", "returned", "destroyed", "places_taken",
    "strikes",
)  # fmt: skip


def is_of_one_event(figure: Figure) -> bool:
    """Tell a count from a running total."""
    return not figure.cumulative


def tolls(
    claims: Sequence[Claim],
    evidence: Evidence,
    *,
    counts: Callable[[Figure], bool] = is_of_one_event,
    events: Mapping[str, str] | None = None,
) -> list[Toll]:
    """Return the tolls of the claims, most grievous kind first, then by class of victims.

    `counts` tells which figures are meant; `events` gives the event of each claim where
    the claims are those of more than one.
    """
    told = [
        (claim, figure)
        for claim in claims
        if claim.polarity == "asserted" and claim.modality in {"actual", "possible"}
        for figure in claim.figures
        if figure.kind in KINDS and counts(figure)
    ]
    if not told:
        return []
    counted: dict[tuple[FigureKind, str], list[_Counted]] = defaultdict(list)
    classes = {kind: _classes(told, kind) for kind in KINDS}
    for claim, figure in told:
        if not _is_named_again(claim, figure):
            victims = classes[figure.kind].get(figure.victims, figure.victims)
            scope = _SO_FAR if figure.cumulative else (events or {}).get(claim.id, "")
            counted[figure.kind, victims].append((claim, figure, scope))
    order = sorted(counted, key=lambda key: (KINDS.index(key[0]), key[1]))
    return [_toll(key, counted[key], evidence) for key in order]


def _classes(told: Sequence[tuple[Claim, Figure]], kind: FigureKind) -> dict[str, str]:
    """Return under which class of victims each word for them is counted.

    *Four civilians* in one account and *four people* in another are the same four;
    *ten civilians and five soldiers* in one account are not, nor are six nurses of one account
    the nineteen people of another.
    """
    wholes = [
        (c.id, f) for c, f in told if f.kind == kind and f.part_of is None and not f.partial
    ]  # fmt: skip
    exact = sorted({f.victims for _, f in wholes} - _ANYBODY)
    split = len(wholes) != len({c for c, _ in wholes})
    if split or len(exact) != 1 or _only_some(exact[0], [f for _, f in wholes]):
        return {}
    return dict.fromkeys(_ANYBODY, exact[0])


def _only_some(victims: str, wholes: Sequence[Figure]) -> bool:
    """Tell whether a narrow class counts fewer than some other account counts in all."""
    most = max(f.low if f.high is None else f.high for f in wholes if f.victims == victims)
    return victims not in _WIDE_CLASSES and any(
        f.low > most for f in wholes if f.victims in _ANYBODY
    )


def _is_named_again(claim: Claim, figure: Figure) -> bool:
    """Tell whether the figure is a part that names no class of its own (*two of them*)."""
    if figure.partial:
        return figure.victims in _WIDE_CLASSES
    if figure.part_of is None:
        return False
    whole = claim.figures[figure.part_of]
    return figure.victims == whole.victims or figure.victims in _WIDE_CLASSES


def _toll(key: tuple[FigureKind, str], counted: Iterable[_Counted], evidence: Evidence) -> Toll:
    by_origin: dict[str, list[_Counted]] = defaultdict(list)
    for told in _of_all(list(counted)):
        by_origin[evidence.origins[told[0].id]].append(told)
    rows = [row for o in sorted(by_origin) for row in _of_origin(o, by_origin[o], evidence)]
    standing = [r for r in rows if not r.superseded]
    highs = [r.high for r in standing]
    return Toll(
        kind=key[0],
        victims=key[1],
        low=min(r.low for r in standing),
        best=best_of(standing),
        high=None if None in highs else max(h for h in highs if h is not None),
        by_origin=tuple(rows),
        independent_origins=len(independent(by_origin, evidence.actors)),
        not_independent=tuple(why_not_independent(by_origin, evidence.actors, evidence.reports)),
    )


def _of_all(counted: list[_Counted]) -> list[_Counted]:
    """Return the counts without single persons told of, where there are others."""
    return [c for c in counted if not is_one_of_them(c[1])] or counted


def best_of(rows: Sequence[TollByOrigin]) -> int:
    """Return the best estimate among the counts that stand, by the rule above."""
    exact = [r.low for r in rows if r.high == r.low]
    if exact:
        ranked = Counter(exact).most_common()
        most = ranked[0][1]
        return min(value for value, times in ranked if times == most)
    return min(r.low for r in rows)


def _of_origin(origin: str, counted: Sequence[_Counted], evidence: Evidence) -> list[TollByOrigin]:
    """Return what one origin counts, with the counts that it has since raised marked."""
    versions: dict[tuple[int, int | None, bool], dict[str, bool]] = defaultdict(dict)
    whole = _added_up(counted, evidence)
    for claim, figure, scope in whole:
        raised = _is_raised(claim, figure, scope, whole, evidence)
        versions[figure.low, figure.high, figure.cumulative][claim.id] = raised
    rows = [
        TollByOrigin(
            origin=origin, low=low, high=high, claims=tuple(sorted(told)),
            superseded=all(told.values()), cumulative=cumulative,
        )
        for (low, high, cumulative), told in versions.items()
    ]  # fmt: skip
    return sorted(rows, key=lambda r: (r.low, r.high or 10**9, r.cumulative))


def _added_up(counted: Sequence[_Counted], evidence: Evidence) -> list[_Counted]:
    """Return one origin's counts, those that add to another (*three more*) added to it."""
    more = [told for told in counted if adds_on(told[0], told[1])]
    whole = [told for told in counted if told not in more]
    return whole + [told for one in more for told in _sum(one, whole, evidence)]


def _sum(more: _Counted, whole: Sequence[_Counted], evidence: Evidence) -> list[_Counted]:
    """Return a count with the one that it adds to; nothing where a larger one holds it already."""
    claim, figure, scope = more
    base = [
        f for c, f, s in whole
        if (s, f.cumulative) == (scope, figure.cumulative)
        and not evidence.published_later(c, claim)
    ]  # fmt: skip
    if any(one.low + figure.low <= two.low for one in base for two in base):
        return []
    largest = max(base, key=lambda f: (f.low, f.high or 10**9), default=None)
    if largest is None:
        return [(claim, replace(figure, high=None), scope)]
    open_above = figure.high is None or largest.high is None
    high = None if open_above else (figure.high or 0) + (largest.high or 0)
    return [(claim, replace(figure, low=figure.low + largest.low, high=high), scope)]


def _is_raised(
    claim: Claim, figure: Figure, scope: str, counted: Sequence[_Counted], evidence: Evidence
) -> bool:
    """Tell whether a later report, or its own sentence, puts another count in its stead."""
    return is_replaced(claim, figure) or any(
        other.low > figure.low and what == scope and evidence.published_later(later, claim)
        for later, other, what in counted
    )
