"""Why some claims are one event, and what was kept apart from it.

In: an event and what the picture is made of. Out: sections: its cells with their
words, its claims, the pairs that hold it together slot by slot, the nearest other
events, its grade, its tolls and its disputes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from consilience.model import Claim, Event, TollByOrigin
from consilience.reconcile.compare import Verdict, times, types
from consilience.reconcile.disputes import range_words
from consilience.reconcile.evidence import places_of, wholes
from consilience.reconcile.explain.book import Book
from consilience.reconcile.explain.parts import Part, Point, Section, Words
from consilience.reconcile.explain.rules import rule, slot_of
from consilience.reconcile.explain.slots import quote, spoken, words
from consilience.reconcile.groups import Groups
from consilience.reconcile.likeness import Likeness
from consilience.reconcile.origins import independent, is_own_voice

_NEAREST = 3
# A part this heavy forbids by itself; it is left out when the nearest are looked for.
_FORBIDS = -9.0
_Pair = tuple[Likeness, Claim, Claim]


def sections(event: Event, book: Book) -> tuple[Section, ...]:
    """Return why the event is what it is."""
    claims = book.claims(event.claims)
    links = _links(claims, book)
    together = (_pair(*pair, book) for pair in links)
    parts = (
        _cells(event, claims, book),
        _told(claims, book),
        _section("Why they are one event", "same-event", together),
        _section("What was kept apart", "kept-apart", _apart(event, claims, links, book)),
        grade(event, claims, book),
        *_tolls(event, book),
        _disputed(event, book),
    )
    return tuple(part for part in parts if part.points)


def _section(title: str, rule_id: str, points: Iterable[Point]) -> Section:
    said = rule(rule_id)
    return Section(title=title, rule=said.say, see=said.see, points=tuple(points))


def _cells(event: Event, claims: Sequence[Claim], book: Book) -> Section:
    kinds = Counter(c.event_type for c in claims)
    told = ", ".join(f"{book.label(k)} ({n})" for k, n in sorted(kinds.items()))
    days = Counter(_days(c.time.start, c.time.end) for c in claims if c.time.start)
    points = [Point(label="kind", value=book.label(event.event_type), note=f"Told: {told}. "
                    + rule("type").say)]  # fmt: skip
    if event.place:
        at = [w for c in claims if event.place in places_of(c) for w in _of_place(event, c, book)]
        points.append(Point(label="place", value=book.place(event.place), note=rule("place").say,
                            ids=(event.place,), words=tuple(at[:3])))  # fmt: skip
    if event.time.start:
        given = ", ".join(f"{day} ({n})" for day, n in sorted(days.items()))
        value = f"{_days(event.time.start, event.time.end)}, {event.time.precision}"
        points.append(Point(label="day", value=value, note=f"Told: {given}. {rule('time').say}"))
    return Section(title="What it is", points=tuple(points))


def _of_place(event: Event, claim: Claim, book: Book) -> list[Words]:
    spots = {(p.start, p.end) for p in claim.places if p.place == event.place}
    return [w for w in words("place", claim, book.evidence) if (w.start, w.end) in spots]


def _days(start: str | None, end: str | None) -> str:
    return start or "?" if start == end else f"{start or '..'}/{end or '..'}"


def _told(claims: Sequence[Claim], book: Book) -> Section:
    points = [
        Point(label=book.voice(c), value=book.manner(c), note=book.report(c.report), ids=(c.id,),
              words=(quote(c),))
        for c in sorted(claims, key=book.order)
    ]  # fmt: skip
    return Section(title="Who tells it", points=tuple(points))


def _links(claims: Sequence[Claim], book: Book) -> list[_Pair]:
    """Return the pairs that hold the event together: each claim by its strongest link."""
    pairs: list[_Pair] = [
        (book.likeness(a, b), a, b) for a, b in combinations(sorted(claims, key=lambda c: c.id), 2)
    ]
    groups = Groups(c.id for c in claims)
    links = []
    for like, a, b in sorted(pairs, key=lambda p: (-p[0].score, p[1].id, p[2].id)):
        if groups.root(a.id) != groups.root(b.id):
            groups.join(a.id, b.id)
            links.append((like, a, b))
    return links


def _pair(like: Likeness, one: Claim, two: Claim, book: Book, note: str = "") -> Point:
    return Point(
        label=f"{like.score:+.1f}", value=f"{book.voice(one)} / {book.voice(two)}", note=note,
        ids=(one.id, two.id), words=(quote(one), quote(two)),
        parts=tuple(_part(trait, weight, one, two) for trait, weight in like.parts if weight),
    )  # fmt: skip


def _part(trait: str, weight: float, one: Claim, two: Claim) -> Part:
    slot = slot_of(trait)
    return Part(trait=trait, weight=round(weight, 2), one=spoken(slot, one), two=spoken(slot, two))


def _apart(
    event: Event, claims: Sequence[Claim], links: Sequence[_Pair], book: Book
) -> Iterator[Point]:
    """Yield the pairs that come nearest to joining another event to this one, one an event."""
    best: dict[str, tuple[tuple[float, str, str], _Pair]] = {}
    for one in claims:
        for two in _neighbours(event, one, book):
            like = book.likeness(one, two)
            score = sum(w for _, w in like.parts if w > _FORBIDS)
            found = ((-score, one.id, two.id), (like, one, two))
            best[two.event or ""] = min(best.get(two.event or "", found), found, key=_rank)
    weakest = min((like.score for like, _, _ in links), default=None)
    for other, (_, (like, a, b)) in sorted(best.items(), key=lambda i: (i[1][0], i[0]))[:_NEAREST]:
        why = _why(like, a, b, book, weakest)
        yield _pair(like, a, b, book, f"{book.summary(other)} [{other}]: {why}")


def _rank(found: tuple[tuple[float, str, str], _Pair]) -> tuple[float, str, str]:
    return found[0]


def _neighbours(event: Event, claim: Claim, book: Book) -> Iterator[Claim]:
    """Yield the claims of other events that share a place, a count or the report with a claim."""
    family = book.evidence.family(claim)
    ours = book.places(claim)
    counts = {(f.kind, f.low) for f in wholes(claim)}
    for other in book.picture.claims:
        if other.event == event.id or (book.evidence.family(other) == "speech") != (
            family == "speech"
        ):
            continue
        shared = ours & book.places(other) or counts & {(f.kind, f.low) for f in wholes(other)}
        if shared or other.report == claim.report:
            yield other


def _why(like: Likeness, one: Claim, two: Claim, book: Book, weakest: float | None) -> str:
    """Say what keeps two claims apart: what forbids it, else that too little speaks for it.

    `weakest` is the least likeness that holds the event itself together, where any does.
    """
    if not like.forbidden and weakest is not None and like.score >= weakest:
        return "these two are alike enough; the claims that they stand with are not"
    if not like.forbidden:
        against = [trait for trait, weight in like.parts if weight < 0 and "prior" not in trait]
        slots = ", ".join(dict.fromkeys(slot_of(t) for t in against))
        return "too little speaks for it" + (f"; against it: {slots}" if slots else "")
    found = [said for said, holds in _conflicts(one, two, book) if holds]
    told = " and ".join(found) or "one report tells them as two things"
    return f"never one event, whatever else agrees: {told}"


def _conflicts(one: Claim, two: Claim, book: Book) -> list[tuple[str, bool]]:
    evidence = book.evidence
    families = evidence.family(one), evidence.family(two)
    spots = [evidence.map.compare(a, b) for a in places_of(one) for b in places_of(two)]
    totals = [any(f.cumulative for f in c.figures) and not wholes(c) for c in (one, two)]
    kinds = types.compare(one.event_type, two.event_type, families)
    return [
        ("another kind of thing", kinds is Verdict.CONFLICT),
        ("another place", bool(spots) and max(spots) is Verdict.CONFLICT),
        ("another day", times.compare(one.time, two.time) is Verdict.CONFLICT),
        ("one is told as done and one is not", one.modality != two.modality),
        ("one is told as history", one.background != two.background),
        ("one counts all that happened so far", totals[0] != totals[1]),
    ]


def grade(event: Event, claims: Sequence[Claim], book: Book) -> Section:
    """Return why the grade: every origin, whether it counts, and if not why not."""
    asserted = [c for c in claims if c.polarity == "asserted"]
    voices = independent([book.origin(c) for c in asserted], book.evidence.actors)
    points = [Point(label=event.grade, value=event.reason)]
    points += [_origin(o, asserted, voices, book) for o in _order(asserted, voices, book)]
    denied = [c for c in claims if c.polarity == "denied"]
    points += [
        Point(label=book.name(o), value="denies it; not counted among those who say it",
              ids=tuple(c.id for c in denied if book.origin(c) == o))
        for o in sorted({book.origin(c) for c in denied})
    ]  # fmt: skip
    return _section("Why this grade", "grade", points)


def _order(claims: Sequence[Claim], voices: Sequence[str], book: Book) -> list[str]:
    found = {book.origin(c) for c in claims}
    return sorted(found, key=lambda o: (o not in voices, is_own_voice(o), book.name(o), o))


def _origin(origin: str, claims: Sequence[Claim], voices: Sequence[str], book: Book) -> Point:
    mine = [c for c in claims if book.origin(c) == origin]
    if origin in voices:
        value = "counts as one independent origin"
    elif is_own_voice(origin):
        value = "a report in its own words names no origin, and is not counted"
    else:
        over = " → ".join(book.belongs(origin, voices)) or "another origin that is counted"
        value = f"not counted apart: it is part of {over}"
    spoken_for = sorted({book.evidence.actors[c.attribution.source].name for c in mine
                         if c.attribution and c.attribution.source
                         and f"o-{c.attribution.source}" != origin})  # fmt: skip
    note = f"Speaks through {', '.join(spoken_for)}." if spoken_for else ""
    copied = sorted({book.report(c.report) for c in mine if book.is_copy(c.report)})
    note += f" Copies that add nothing: {'; '.join(copied)}." if copied else ""
    return Point(label=book.name(origin), value=value, note=note.strip(),
                 ids=tuple(sorted(c.id for c in mine)))  # fmt: skip


def _tolls(event: Event, book: Book) -> Iterator[Section]:
    for toll in event.tolls:
        victims = "" if toll.victims in {"unknown", "mixed"} else f" ({toll.victims})"
        standing = [r for r in toll.by_origin if not r.superseded]
        exact = sum((r.low, r.high) == (toll.best, toll.best) for r in standing)
        high = "open" if toll.high is None else f"{toll.high:,}"
        value = f"low {toll.low:,}, best {toll.best:,}, high {high}"
        note = f"{exact} of {len(standing)} counts that stand give exactly {toll.best:,}."
        points = [Point(label="together", value=value, note=note)]
        points += [_count(row, toll.by_origin, toll.kind, book) for row in toll.by_origin]
        yield _section(f"Count of {toll.kind.replace('_', ' ')}{victims}", "toll", points)


def _count(row: TollByOrigin, rows: Sequence[TollByOrigin], kind: str, book: Book) -> Point:
    later = [r for r in rows if r.origin == row.origin and not r.superseded and r.low > row.low]
    by = ", ".join(range_words(r.low, r.high) for r in later)
    claims = book.claims(row.claims)
    told = [
        w for c in claims for w in words("figures", c, book.evidence)
        if any((f.start, f.end, f.kind, f.low) == (w.start, w.end, kind, row.low)
               for f in c.figures)
    ]  # fmt: skip
    return Point(
        label=book.name(row.origin), value=range_words(row.low, row.high),
        note=f"Superseded by its later {by or 'count'}." if row.superseded else "",
        ids=row.claims, words=tuple(told),
    )  # fmt: skip


def _disputed(event: Event, book: Book) -> Section:
    found = [d for d in book.picture.disputes if d.id in event.disputes]
    points = [
        Point(label=d.status, value=d.question, note=d.reason, ids=(d.id,))
        for d in sorted(found, key=lambda d: (d.status, d.field, d.id))
    ]
    return Section(title="What is disputed of it", points=tuple(points))
