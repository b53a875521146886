"""Some events of a case in the words of the brief, with links into the desk.

In: a case and events. Out: `Gist`: the parts that the brief would show, whose anchors are
addresses of the desk: a claim's is the spot in its report, an event's its own page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from consilience.casefile import Case
from consilience.model import Dispute, Event, Picture
from consilience.publish.brief import parts
from consilience.publish.index import Index, index, title
from consilience.publish.parts import DisputePart, EventPart


@dataclass(frozen=True, slots=True)
class DeskIndex(Index):
    """An index that names a report by its title: on a desk its number would mean nothing."""

    def report(self, id: str) -> str:
        """Return a report's title."""
        found = self.reports.get(id)
        return title(found) if found else "a report"

    def by_line(self, id: str) -> str:
        """Return the report's publisher, else its title."""
        found = self.reports.get(id)
        return found.publisher if found and found.publisher else self.report(id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """Events and disputes as pages show them, and the small picture that they are of."""

    index: DeskIndex
    events: Mapping[str, EventPart]
    disputes: Mapping[str, DisputePart]

    @property
    def picture(self) -> Picture:
        """Return the small picture."""
        return self.index.picture


def gist(case: Case, events: Sequence[Event], disputes: Sequence[Dispute] = ()) -> Gist:
    """Return the gist of these events, and of disputes that may be of no event."""
    found = desk_index(case.excerpt(events, disputes=disputes, whole=False))
    told, disputed = parts(found)
    return Gist(index=found, events=told, disputes=disputed)


def desk_index(picture: Picture) -> DeskIndex:
    """Return the index of a picture with the desk's addresses for anchors."""
    plain = index(picture)
    said = {f.name: getattr(plain, f.name) for f in fields(Index)}
    return DeskIndex(**{**said, "anchors": _addresses(picture)})


def _addresses(picture: Picture) -> dict[str, str]:
    found = {r.id: f"/reports/{r.id}" for r in picture.reports}
    found |= {c.id: f"/reports/{c.report}#{c.id}" for c in picture.claims}
    found |= {e.id: f"/events/{e.id}" for e in picture.events}
    return found | {d.id: f"/disputes/{d.id}" for d in picture.disputes}
