"""Why a claim says what it says: each slot, its words, and where they stand.

In: a claim and what the picture is made of. Out: sections of the slots, of the
voice it goes back to, and of the event it is told with.
"""

from __future__ import annotations

from collections.abc import Iterator

from consilience.model import Claim
from consilience.reconcile.disputes import range_words
from consilience.reconcile.explain.book import Book
from consilience.reconcile.explain.parts import Point, Section
from consilience.reconcile.explain.rules import rule
from consilience.reconcile.explain.slots import figure_words, quote, words
from consilience.reconcile.origins import is_own_voice


def sections(claim: Claim, book: Book) -> tuple[Section, ...]:
    """Return why the claim is what it is."""
    said = rule("claim")
    own = Point(label=book.voice(claim), value=book.manner(claim), note=book.report(claim.report),
                ids=(claim.report,), words=(quote(claim),))  # fmt: skip
    return (
        Section(title="What it says", rule=said.say, see=said.see, points=(own,)),
        Section(title="Slot by slot", points=tuple(_slots(claim, book))),
        _origin(claim, book),
        _event(claim, book),
    )


def _slots(claim: Claim, book: Book) -> Iterator[Point]:
    evidence = book.evidence
    codes = ", ".join(
        f"{name} {code}"
        for name, code in (("ACLED", claim.acled), ("PLOVER", claim.plover)) if code
    )  # fmt: skip
    yield Point(label="kind", value=book.label(claim.event_type), note=codes,
                words=words("type", claim, evidence))  # fmt: skip
    for label, slot, refs in (("who", "actors", claim.actors), ("to whom", "targets",
                                                               claim.targets)):  # fmt: skip
        names = ", ".join(dict.fromkeys(evidence.actors[r.actor].name for r in refs))
        yield Point(label=label, value=names or "not told", ids=tuple(r.actor for r in refs),
                    words=words(slot, claim, evidence))  # fmt: skip
    where = "; ".join(f"{book.place(p.place)} ({p.role})" for p in claim.places)
    yield Point(label="place", value=where or "not told", ids=tuple(p.place for p in claim.places),
                words=words("place", claim, evidence))  # fmt: skip
    yield _time(claim, book)
    for figure, told in zip(claim.figures, words("figures", claim, evidence), strict=False):
        yield Point(label="count", value=range_words(figure.low, figure.high),
                    note=figure_words(figure), words=(told,))  # fmt: skip
    yield Point(label="happened", value="no" if claim.polarity == "denied" else "yes",
                note="" if claim.modality == "actual" else f"told as {claim.modality}",
                words=words("polarity", claim, evidence))  # fmt: skip


def _time(claim: Claim, book: Book) -> Point:
    told = claim.time
    if not told.start:
        return Point(label="day", value="not told", words=words("time", claim, book.evidence))
    value = told.start if told.start == told.end else f"{told.start}/{told.end or '..'}"
    note = "" if told.text else "No words give it: the report's own date was used."
    if claim.background:
        note = "It ended long before the report: told as history."
    return Point(label="day", value=f"{value}, {told.precision}", note=note,
                 words=words("time", claim, book.evidence))  # fmt: skip


def _origin(claim: Claim, book: Book) -> Section:
    origin = book.origin(claim)
    attribution = claim.attribution
    note = "The report tells it in its own voice."
    if attribution is not None:
        chain = [book.evidence.actors[v.actor].name for v in attribution.via
                 if v.actor in book.evidence.actors]  # fmt: skip
        source = attribution.source
        last = book.evidence.actors[source].name if source else "someone not named"
        note = f"Stance: {attribution.stance}. Chain: {' → '.join([*chain, last])}."
    elif not is_own_voice(origin):
        note = "The same report gives it elsewhere with this source."
    said = rule("origin")
    point = Point(label="origin", value=book.name(origin), note=note, ids=(origin,),
                  words=words("source", claim, book.evidence))  # fmt: skip
    return Section(title="Whose word it is", rule=said.say, see=said.see, points=(point,))


def _event(claim: Claim, book: Book) -> Section:
    if claim.event is None:
        aside = () if claim.assisted is None else (_aside(claim.assisted),)
        return Section(title="Its event", points=aside)
    others = [c.id for c in book.picture.claims if c.event == claim.event and c.id != claim.id]
    with_others = f"With {len(others)} more: explain the event to see why."
    alone = "No other claim tells it: explain the event to see what came nearest."
    note = with_others if others else alone
    point = Point(label="event", value=book.summary(claim.event), note=note, ids=(claim.event,))
    return Section(title="Its event", points=(point,))


def _aside(model: str) -> Point:
    note = "It is of no event and counts for nothing until an analyst confirms it."
    return Point(label="pointed at by", value=model, note=note)
