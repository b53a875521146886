"""Why a report, story, origin, actor or place is what it is in a picture.

In: one of them and what the picture is made of. Out: sections: what ties it to
others, the words that name it, what is told of it, and for a place who is said to hold it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from consilience.model import Actor, Claim, Control, Origin, Place, Report, Story
from consilience.reconcile.explain.book import Book
from consilience.reconcile.explain.parts import Point, Section
from consilience.reconcile.explain.rules import rule
from consilience.reconcile.explain.slots import quote
from consilience.reconcile.origins import is_own_voice

_NAMES = 12
_HELD = {"holds": "held", "entered": "entered", "encircles": "encircled",
         "contests": "fought for", "lost": "lost"}  # fmt: skip


def _ruled(title: str, rule_id: str, points: Iterable[Point]) -> Section:
    said = rule(rule_id)
    return Section(title=title, rule=said.say, see=said.see, points=tuple(points))


def report(found: Report, book: Book) -> tuple[Section, ...]:
    """Return where its date comes from, what it copies, its story, and what it tells."""
    points = [Point(label="published", value=found.published or "not known",
                    note=f"from: {found.published_from}")]  # fmt: skip
    if found.copy_of:
        points.append(Point(label="copy of", value=book.report(found.copy_of),
                            note=rule("copy").say, ids=(found.copy_of,)))  # fmt: skip
    stories = [s for s in book.picture.stories if found.id in s.reports]
    points += [Point(label="story", value=s.title, ids=(s.id,)) for s in stories]
    told = [c for c in book.picture.claims if c.report == found.id]
    return Section(title="The report", points=tuple(points)), _claims("What it tells", told, book)


def story(found: Story, book: Book) -> tuple[Section, ...]:
    """Return what ties each report to the others of the story."""
    points = [
        Point(label=book.report(id), value=_tie(id, found, book), ids=(id,)) for id in found.reports
    ]
    return (_ruled("Its reports, and what ties them to it", "story", points),)


def _tie(id: str, story: Story, book: Book) -> str:
    """Say what a report shares with the others: a text, events, else names."""
    others = set(story.reports) - {id}
    original = book.evidence.reports[id].copy_of
    if original in others:
        return f"a copy of “{book.report(original or '')}”"
    shared = [e for e in book.picture.events if id in e.reports and others & set(e.reports)]
    if shared:
        return "shares: " + "; ".join(e.summary for e in shared[:3])
    names = _named({id}, book) & _named(others, book)
    return ("names also: " + ", ".join(sorted(names)[:6])) if names else "stands alone in it"


def _named(reports: set[str], book: Book) -> set[str]:
    claims = [c for c in book.picture.claims if c.report in reports]
    places = {book.evidence.places[p.place].name for c in claims for p in c.places}
    return places | {book.evidence.actors[a.actor].name
                     for c in claims for a in (*c.actors, *c.targets)}  # fmt: skip


def origin(found: Origin, book: Book) -> tuple[Section, ...]:
    """Return whether the origin stands by itself, through whom it speaks, and its claims."""
    claims = [c for c in book.picture.claims if book.origin(c) == found.id]
    value = "stands by itself"
    if is_own_voice(found.id):
        value = "a report in its own words; it is not counted as an independent origin"
    elif not found.independent:
        named = {o.id for o in book.picture.origins}
        over = " → ".join(book.belongs(found.id, named)) or book.name(found.part_of or "")
        value = f"is part of {over}: where both say it, they count once"
    points = [Point(label=book.name(found.id), value=value, ids=tuple(found.reports))]
    speakers = Counter(
        c.attribution.source for c in claims if c.attribution and c.attribution.source
    )
    points += [
        Point(label="speaks through", value=book.evidence.actors[s].name, note=_times(n), ids=(s,))
        for s, n in sorted(speakers.items(), key=lambda i: (-i[1], i[0]))
        if s in book.evidence.actors and f"o-{s}" != found.id
    ]
    return _ruled("The voice", "origin", points), _claims("What goes back to it", claims, book)


def actor(found: Actor, book: Book) -> tuple[Section, ...]:
    """Return the words that the reports have for the actor, what it is part of, what it did."""
    refs = Counter(
        a.text for c in book.picture.claims for a in (*c.actors, *c.targets) if a.actor == found.id
    )
    refs.update(
        c.attribution.text for c in book.picture.claims
        if c.attribution and c.attribution.source == found.id
    )  # fmt: skip
    points = [Point(label="name", value=found.name, note=f"{found.kind}{_country(found.country)}")]
    points += [
        Point(label="part of", value=book.evidence.actors[m].name, ids=(m,))
        for m in found.member_of if m in book.evidence.actors
    ]  # fmt: skip
    points += _worded(refs)
    did = [c for c in book.picture.claims if any(a.actor == found.id for a in c.actors)]
    hit = [c for c in book.picture.claims if any(a.actor == found.id for a in c.targets)]
    said = [c for c in book.picture.claims if c.attribution and c.attribution.source == found.id]
    parts = (
        Section(title="Who it is", points=tuple(points)),
        _claims("What it is said to do", did, book),
        _claims("What is said to be done to it", hit, book), _claims("What it says", said, book),
    )  # fmt: skip
    return tuple(part for part in parts if part.points)


def place(found: Place, book: Book) -> tuple[Section, ...]:
    """Return the words for the place, what it lies in, who is said to hold it, what happened."""
    refs = Counter(p.text for c in book.picture.claims for p in c.places if p.place == found.id)
    spot = f"{found.lat:.3f}, {found.lon:.3f}" if found.lat is not None and found.lon is not None \
        else "no point would be honest"  # fmt: skip
    ids = ", ".join(f"{k} {v}" for k, v in sorted((found.ids or {}).items()))
    points = [
        Point(label="name", value=book.place(found.id), note=f"{found.precision}; {spot}"),
        *([Point(label="gazetteer", value=ids)] if ids else []), *_worded(refs),
    ]  # fmt: skip
    held = [row for row in book.picture.control if row.place == found.id]
    told = [c for c in book.picture.claims if any(p.place == found.id for p in c.places)]
    parts = (
        Section(title="Where it is", points=tuple(points)),
        _ruled("Who is said to hold it", "control", [_row(row, book) for row in held]),
        _claims("What is told of it", told, book),
    )
    return tuple(part for part in parts if part.points)


def _row(row: Control, book: Book) -> Point:
    holder = book.evidence.actors[row.holder].name
    disputed = "Disputed. " if row.dispute else ""
    return Point(
        label=row.as_of or "no day", value=f"{_HELD[row.state]} by {holder}",
        note=f"{disputed}According to {', '.join(book.name(o) for o in row.origins)}.",
        ids=(*row.claims, *((row.dispute,) if row.dispute else ())),
        words=tuple(quote(c) for c in book.claims(row.claims)),
    )  # fmt: skip


def _worded(texts: Counter[str]) -> list[Point]:
    ranked = sorted(texts.items(), key=lambda item: (-item[1], item[0]))[:_NAMES]
    return [Point(label="worded", value=f"“{text}”", note=_times(n)) for text, n in ranked if text]


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _country(code: str | None) -> str:
    return f", {code}" if code else ""


def _claims(title: str, claims: Sequence[Claim], book: Book) -> Section:
    points = [
        Point(label=book.voice(c), value=f"{book.label(c.event_type)}, {book.manner(c)}",
              note=book.report(c.report), ids=(c.id,), words=(quote(c),))
        for c in sorted(claims, key=book.order)
    ]  # fmt: skip
    return Section(title=title, points=tuple(points))
