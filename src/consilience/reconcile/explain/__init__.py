"""Why one thing of a picture is as it is: the slots and the words that decided it.

In: a `Picture` and an id of it. Out: an `Explanation`: for an event why its claims are
one, what was kept apart, its grade and tolls; for a dispute its rule and positions; for
a claim each slot and where its words stand; for a report, story, origin, actor or place
what ties it to the rest. Everything is weighed again by the very rules that made the
picture, so that an explanation cannot say other than they do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from consilience.model import Picture
from consilience.reconcile.explain import claims, disputes, events, names
from consilience.reconcile.explain.book import Book
from consilience.reconcile.explain.decided import Decision, section
from consilience.reconcile.explain.finding import find
from consilience.reconcile.explain.parts import Explanation, Kind, Part, Point, Section, Words

__all__ = ["Decision", "Explanation", "Part", "Point", "Section", "Words", "explain"]

_Sections = tuple[Section, ...]


def explain(picture: Picture, id: str, decisions: Sequence[Decision] = ()) -> Explanation:
    """Return why what `id` names is as it is; a beginning of an id that only one has is enough.

    `decisions` are those of the analysts of the case that the picture is of, if it is of one.
    Raises NoSuchIdError where nothing in the picture has the id, or several begin with it.
    """
    kind, whole = find(picture, id)
    book = Book(picture, whole)
    title, sections = _OF[kind](whole, book)
    decided = section(kind, whole, decisions, book)
    return Explanation(
        schema="consilience/explanation/1", id=whole, kind=kind, title=title,
        sections=(*sections, decided) if decided.points else sections,
    )  # fmt: skip


def _event(id: str, book: Book) -> tuple[str, _Sections]:
    found = next(e for e in book.picture.events if e.id == id)
    return found.summary, events.sections(found, book)


def _claim(id: str, book: Book) -> tuple[str, _Sections]:
    found = book.evidence.claims.get(id) or book.evidence.aside[id]
    return f"{book.label(found.event_type)}, {book.report(found.report)}", claims.sections(
        found, book
    )


def _dispute(id: str, book: Book) -> tuple[str, _Sections]:
    found = next(d for d in book.picture.disputes if d.id == id)
    return found.question, disputes.sections(found, book)


def _report(id: str, book: Book) -> tuple[str, _Sections]:
    return book.report(id), names.report(book.evidence.reports[id], book)


def _story(id: str, book: Book) -> tuple[str, _Sections]:
    found = next(s for s in book.picture.stories if s.id == id)
    return found.title, names.story(found, book)


def _origin(id: str, book: Book) -> tuple[str, _Sections]:
    found = next(o for o in book.picture.origins if o.id == id)
    return book.name(id), names.origin(found, book)


def _actor(id: str, book: Book) -> tuple[str, _Sections]:
    return book.evidence.actors[id].name, names.actor(book.evidence.actors[id], book)


def _place(id: str, book: Book) -> tuple[str, _Sections]:
    return book.place(id), names.place(book.evidence.places[id], book)


_OF: dict[Kind, Callable[[str, Book], tuple[str, _Sections]]] = {
    "event": _event, "claim": _claim, "dispute": _dispute, "report": _report, "story": _story,
    "origin": _origin, "actor": _actor, "place": _place,
}  # fmt: skip
