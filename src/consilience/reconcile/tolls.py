"""How many, as counted by whom.

In: the claims of one event (or of a story). Out: `Toll`s, one for each kind of
count and class of victims, with what each origin counts. The rule, after UCDP
GED (codebook 19.1, section 5.7), is:

- an origin's later, larger count supersedes its earlier one;
- `low` is the lowest bound of the counts that stand, `high` the highest, None
  where the highest is open (*at least 24*);
- `best` is the count that most independent origins give; where none is given
  twice, the lowest exact count, else the lowest bound: the conservative reading
  that ACLED and UCDP both ask for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from consilience.model import Claim, Figure, FigureKind, Toll, TollByOrigin
from consilience.reconcile.evidence import Evidence

_ANYBODY = {"unknown", "mixed"}
_WIDE_CLASSES = {"unknown", "mixed", "civilians", "fighters", "soldiers"}
KINDS: tuple[FigureKind, ...] = (
    "killed", "injured", "killed_or_injured", "displaced", "evacuated", "captured", "missing",
    "abducted", "released", "arrested", "surrendered", "returned", "destroyed", "places_taken",
    "strikes",
)  # fmt: skip


def tolls(claims: Sequence[Claim], evidence: Evidence, *, cumulative: bool = False) -> list[Toll]:
    """Return the tolls of the claims, most grievous kind first, then by class of victims."""
    told = [
        (claim, figure)
        for claim in claims
        if claim.polarity == "asserted" and claim.modality in {"actual", "possible"}
        for figure in claim.figures
        if figure.kind in KINDS and (cumulative or not figure.cumulative)
    ]
    counted: dict[tuple[FigureKind, str], list[tuple[Claim, Figure]]] = defaultdict(list)
    classes = {kind: _classes(told, kind) for kind in KINDS}
    for claim, figure in told:
        if not _is_named_again(claim, figure):
            victims = classes[figure.kind].get(figure.victims, figure.victims)
            counted[figure.kind, victims].append((claim, figure))
    order = sorted(counted, key=lambda key: (KINDS.index(key[0]), key[1]))
    return [_toll(key, counted[key], evidence) for key in order]


def _classes(told: Sequence[tuple[Claim, Figure]], kind: FigureKind) -> dict[str, str]:
    """Return under which class of victims each word for them is counted.

    *Four civilians* in one account and *four people* in another are the same four;
    *ten civilians and five soldiers* in one account are not.
    """
    wholes = [(c.id, f.victims) for c, f in told if f.kind == kind and f.part_of is None]
    exact = sorted({v for _, v in wholes} - _ANYBODY)
    split = len(wholes) != len({c for c, _ in wholes})
    if split or len(exact) != 1:
        return {}
    return dict.fromkeys(_ANYBODY, exact[0])


def _is_named_again(claim: Claim, figure: Figure) -> bool:
    """Tell whether the figure is a part that names no class of its own (*two of them*)."""
    if figure.part_of is None:
        return False
    whole = claim.figures[figure.part_of]
    return figure.victims == whole.victims or figure.victims in _WIDE_CLASSES


def _toll(
    key: tuple[FigureKind, str], counted: Iterable[tuple[Claim, Figure]], evidence: Evidence
) -> Toll:
    by_origin: dict[str, list[tuple[Claim, Figure]]] = defaultdict(list)
    for claim, figure in counted:
        by_origin[evidence.origins[claim.id]].append((claim, figure))
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
    )


def best_of(rows: Sequence[TollByOrigin]) -> int:
    """Return the best estimate among the counts that stand, by the rule above."""
    exact = [r.low for r in rows if r.high == r.low]
    if exact:
        ranked = Counter(exact).most_common()
        most = ranked[0][1]
        return min(value for value, times in ranked if times == most)
    return min(r.low for r in rows)


def _of_origin(
    origin: str, counted: Sequence[tuple[Claim, Figure]], evidence: Evidence
) -> list[TollByOrigin]:
    """Return what one origin counts, its latest count standing and the others superseded."""
    versions: dict[tuple[int, int | None], list[Claim]] = defaultdict(list)
    for claim, figure in counted:
        versions[figure.low, figure.high].append(claim)
    rows = [
        TollByOrigin(origin=origin, low=low, high=high, claims=tuple(sorted({c.id for c in told})))
        for (low, high), told in sorted(versions.items(), key=lambda v: (v[0][0], v[0][1] or 10**9))
    ]
    latest = max(rows, key=lambda r: (_last_told(r, evidence), r.low))
    return [r if r is latest or not _superseded(r, latest, evidence) else _old(r) for r in rows]


def _superseded(row: TollByOrigin, latest: TollByOrigin, evidence: Evidence) -> bool:
    return latest.low > row.low and _last_told(latest, evidence) >= _last_told(row, evidence)


def _old(row: TollByOrigin) -> TollByOrigin:
    return TollByOrigin(
        origin=row.origin, low=row.low, high=row.high, claims=row.claims, superseded=True
    )


def _last_told(row: TollByOrigin, evidence: Evidence) -> str:
    days = [evidence.reports[evidence.claims[c].report].published or "" for c in row.claims]
    return max(days)
