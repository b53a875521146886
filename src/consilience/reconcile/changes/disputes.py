"""Disputes that arose, took another turn, ended, or turned out to be updates.

In: a `Telling`. Out: changes of disputes. Two disputes are one when they are on
the same field and share a claim, or are of the same event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from consilience.model import Change, ChangeKind, Dispute, Position, Step
from consilience.reconcile.changes.telling import Telling

_TURNS: dict[tuple[str, str], ChangeKind] = {
    ("open", "update"): "dispute_updated", ("update", "open"): "dispute_reopened",
}  # fmt: skip


def changes(telling: Telling) -> Iterator[Change]:
    """Yield the changes of disputes."""
    pairs = _matched(telling)
    for one in telling.old.disputes:
        if one.id not in pairs and one.status == "open":
            yield _settled(one, telling)
    back = {two: one for one, two in pairs.items()}
    for two in telling.new.disputes:
        old = telling.old_disputes.get(back.get(two.id, ""))
        if old is None and two.status == "open":
            yield _arisen(two, telling)
        elif old is not None:
            yield from _turned(old, two, telling)


def _matched(telling: Telling) -> dict[str, str]:
    """Return the disputes of the old picture with the same of the new one, best first."""
    link = {i: n for n, link in enumerate(telling.matched.events) for i in link.old}
    there = {i: n for n, link in enumerate(telling.matched.events) for i in link.new}
    found = []
    for one in telling.old.disputes:
        ours = {telling.matched.claims[c] for c in _claims(one) if c in telling.matched.claims}
        for two in telling.new.disputes:
            shared = len(ours & set(_claims(two)))
            same = link.get(one.event or "", -1) == there.get(two.event or "", -2)
            if one.field == two.field and (shared or same):
                found.append((-shared, one.id, two.id))
    out: dict[str, str] = {}
    for _, a, b in sorted(found):
        if a not in out and b not in out.values():
            out[a] = b
    return out


def _claims(dispute: Dispute) -> list[str]:
    return [c for p in dispute.positions for c in p.claims]


def _arisen(dispute: Dispute, telling: Telling) -> Change:
    steps = [
        Step(who=_who(p, telling), before=None, after=p.value, claims=p.claims)
        for p in dispute.positions
    ]
    return telling.change(
        "dispute_new", dispute.question, _claims(dispute), reason=dispute.reason, steps=steps,
        after=_answers(dispute), new=[dispute.id],
    )  # fmt: skip


def _settled(dispute: Dispute, telling: Telling) -> Change:
    gone = [p for p in dispute.positions if not _still(p.claims, telling)]
    steps = [Step(who=_who(p, telling), before=p.value, after=None, claims=p.claims) for p in gone]
    kind: ChangeKind = "dispute_gone" if gone else "dispute_settled"
    return telling.change(
        kind, dispute.question, _claims(dispute), before=_answers(dispute),
        reason=_why_settled(dispute, gone, telling), steps=steps, old=[dispute.id],
    )  # fmt: skip


def _still(claims: Iterable[str], telling: Telling) -> list[str]:
    return [telling.matched.claims[c] for c in claims if c in telling.matched.claims]


def _why_settled(dispute: Dispute, gone: list[Position], telling: Telling) -> str:
    if len(gone) == len(dispute.positions):
        return "No account of it is among the reports any more."
    if gone:
        values = ", ".join(f"“{p.value}”" for p in gone)
        return f"No account that says {values} is among the reports any more."
    home = {c: e.id for e in telling.new.events for c in e.claims}
    if len({home[c] for c in _still(_claims(dispute), telling)}) > 1:
        return "The accounts are now told as different events."
    return "With all that is told now, the accounts can all be right."


def _turned(old: Dispute, new: Dispute, telling: Telling) -> Iterator[Change]:
    kind = _TURNS.get((old.status, new.status))
    steps = tuple(_steps(old, new, telling))
    if kind is None and steps and new.status == "open":
        kind = "dispute_changed"
    if kind is None:
        return
    claims = [c for step in steps for c in step.claims] or _claims(new)
    before, after = _answers(old), _answers(new, like=old)
    yield telling.change(
        kind, new.question, claims, before=before if before != after else None, after=after,
        reason=new.reason, steps=steps, old=[old.id], new=[new.id],
    )  # fmt: skip


def _steps(old: Dispute, new: Dispute, telling: Telling) -> Iterator[Step]:
    """Yield the answers whose voices differ: who stood for each before and after."""
    pairs = _paired(old, new, telling)
    for was, now in sorted(pairs, key=lambda p: (p[1] or p[0] or new.positions[0]).value):
        before = _who(was, telling) if was else None
        after = _who(now, telling) if now else None
        if before != after:
            claims = {*(now.claims if now else ()), *(was.claims if was and not now else ())}
            value = now.value if now else was.value if was else ""
            yield Step(who=value, before=before, after=after, claims=tuple(sorted(claims)))


def _paired(
    old: Dispute, new: Dispute, telling: Telling
) -> list[tuple[Position | None, Position | None]]:
    """Return the answers of both that are the same: those that share a claim, or are worded alike.

    An answer that is worded by the words of its claims is another wording when more tell it.
    """
    alike = sorted(
        (-len(set(_still(a.claims, telling)) & set(b.claims)), a.value != b.value, n, m)
        for n, a in enumerate(old.positions)
        for m, b in enumerate(new.positions)
    )
    ours: dict[int, int] = {}
    for shared, other_words, n, m in alike:
        if (shared or not other_words) and n not in ours and m not in ours.values():
            ours[n] = m
    found: list[tuple[Position | None, Position | None]] = [
        (a, new.positions[ours[n]] if n in ours else None) for n, a in enumerate(old.positions)
    ]
    taken = set(ours.values())
    return found + [(None, b) for m, b in enumerate(new.positions) if m not in taken]


def _who(position: Position, telling: Telling) -> str:
    return telling.voices(position.origins)


def _answers(dispute: Dispute, like: Dispute | None = None) -> str:
    """Return the answers, in the order in which an older dispute has them and new ones last."""
    first = [p.value for p in like.positions] if like else []
    told = [p.value for p in dispute.positions]
    return " / ".join([v for v in first if v in told] + [v for v in told if v not in first])
