"""Places that are said to have changed hands, and what is newly told of who holds them.

In: a `Telling`. Out: changes of control. Hands change where the place's last holder
was one and is now another that is no other name for it; all else that is newly
said (entered, encircled, left) is told as that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from consilience.model import Change, Control, Picture
from consilience.reconcile.changes.telling import Telling
from consilience.reconcile.compare import Verdict

_STATES = {
    "holds": "held", "entered": "entered", "encircles": "encircled", "contests": "fought for",
    "lost": "lost",
}  # fmt: skip


def changes(telling: Telling) -> Iterator[Change]:
    """Yield the changes of control, by place."""
    ours, theirs = _by_place(telling.old), _by_place(telling.new)
    for place in sorted(ours.keys() | theirs.keys()):
        yield from _of_place(place, ours.get(place, []), theirs.get(place, []), telling)


def _by_place(picture: Picture) -> dict[str, list[Control]]:
    out: dict[str, list[Control]] = defaultdict(list)
    for row in picture.control:
        out[row.place].append(row)
    return out


def _of_place(
    place: str, old: Sequence[Control], new: Sequence[Control], telling: Telling
) -> Iterator[Change]:
    was, now = _holding(old), _holding(new)
    changed = bool(was and now) and not any(
        telling.evidence.cast.compare(a.holder, b.holder) > Verdict.UNKNOWN
        for a in was for b in now
    )  # fmt: skip
    known = {(r.holder, r.state) for r in old}
    added = [r for r in new if (r.holder, r.state) not in known]
    if changed:
        yield telling.change(
            "control_changed", telling.place(place), [c for r in now for c in r.claims],
            before=_said(was, telling), after=_said(now, telling), reason=_doubt(now),
            new=[place], old=[place],
        )  # fmt: skip
        added = [r for r in added if r not in now]
    if added:
        yield telling.change(
            "control_told", telling.place(place), [c for r in added for c in r.claims],
            before=_said(_latest(old), telling) or None, after=_said(added, telling),
            reason=_doubt(added), new=[place],
        )  # fmt: skip
    there = {(r.holder, r.state) for r in new}
    gone = [r for r in old if (r.holder, r.state) not in there and not changed]
    if gone:
        yield telling.change(
            "control_gone", telling.place(place), [c for r in gone for c in r.claims],
            before=_said(gone, telling), reason="No account says so any more.", old=[place],
        )  # fmt: skip


def _holding(rows: Sequence[Control]) -> list[Control]:
    """Return who is said to hold the place on the last day that anybody is said to."""
    return _latest([r for r in rows if r.state == "holds"])


def _latest(rows: Sequence[Control]) -> list[Control]:
    last = max((r.as_of or "" for r in rows), default="")
    return [r for r in rows if (r.as_of or "") == last]


def _said(rows: Sequence[Control], telling: Telling) -> str:
    return "; ".join(
        f"{_STATES[r.state]} by {telling.actor(r.holder)}{f' ({r.as_of})' if r.as_of else ''}"
        for r in sorted(rows, key=lambda r: (r.as_of or "", telling.actor(r.holder), r.state))
    )


def _doubt(rows: Sequence[Control]) -> str:
    return "Disputed: other accounts cannot be right too." if any(r.dispute for r in rows) else ""
