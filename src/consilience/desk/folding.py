"""The claims of an event that many tell, folded by the stories of their reports.

In: the claims side by side, their reports and stories. Out: `Fold`s in the order in which
their first claims come. A fold that is closed still says how many claims in it deny the
event or differ, so that none is hidden.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consilience.desk.slots import Side
from consilience.model import Report, Story
from consilience.publish.brief import denies

MANY = 24  # claims that are followed with the eye; more are folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """Some claims of an event: of one story, or of all. `closed`: to be opened to be seen."""

    title: str
    sides: Sequence[Side]
    closed: bool

    @property
    def denials(self) -> int:
        """Return how many claims deny the event."""
        return sum(denies(side.claim) for side in self.sides)

    @property
    def odd(self) -> int:
        """Return how many claims are at odds with the rest in some slot."""
        return sum(bool(side.odd) for side in self.sides)


def folded(
    sides: Sequence[Side], reports: Mapping[str, Report], stories: Mapping[str, Story]
) -> list[Fold]:
    """Return the claims in folds; few claims are one fold that is open."""
    if len(sides) <= MANY:
        return [Fold(title="", sides=sides, closed=False)]
    by_story: dict[str, list[Side]] = {}
    for side in sides:
        by_story.setdefault(reports[side.claim.report].story or "", []).append(side)
    shown, found = 0, []
    for key, some in by_story.items():
        title = stories[key].title if key in stories else "Of no story"
        for part in (some[:MANY], some[MANY:]):
            if part:
                found.append(Fold(title=title, sides=part, closed=shown >= MANY))
                shown += len(part)
    return found
