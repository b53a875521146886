"""What every kind of change needs to be told: both pictures by id, names, and words.

In: two pictures, what is the same in them, and their evidence together. Out:
`Telling`, which makes a `Change` with its passages and says why it came about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from consilience.model import (
    Change,
    ChangeKind,
    Claim,
    Dispute,
    Event,
    Picture,
    Quoted,
    Step,
)
from consilience.reconcile.changes.matching import Matched
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.origins import is_own_voice
from consilience.reconcile.recall import voice

# A passage longer than this is cut: the claim's id leads to the whole.
_QUOTE_CHARS = 400


class Telling:
    """Two pictures, ready to be compared."""

    def __init__(self, old: Picture, new: Picture, matched: Matched, evidence: Evidence) -> None:
        self.old, self.new, self.matched, self.evidence = old, new, matched, evidence
        self.old_events: dict[str, Event] = {e.id: e for e in old.events}
        self.new_events: dict[str, Event] = {e.id: e for e in new.events}
        self.old_disputes: dict[str, Dispute] = {d.id: d for d in old.disputes}
        self.new_disputes: dict[str, Dispute] = {d.id: d for d in new.disputes}
        self.old_claims: dict[str, Claim] = {c.id: c for c in old.claims}
        self.new_claims: dict[str, Claim] = {c.id: c for c in new.claims}
        self.was = {b: a for a, b in matched.claims.items()}
        self._kept = {r.id for r in old.reports} & {r.id for r in new.reports}
        self._read_anew = old.made_with != new.made_with

    def change(  # noqa: PLR0913 - a change has this many cells
        self,
        kind: ChangeKind,
        what: str,
        claims: Iterable[str],
        *,
        before: str | None = None,
        after: str | None = None,
        reason: str = "",
        old: Iterable[str] = (),
        new: Iterable[str] = (),
        steps: Sequence[Step] = (),
        because: Literal["reports", "reading"] | None = None,
    ) -> Change:
        """Return a change; `claims` are those that it leads to, of either picture."""
        ids = sorted({self.matched.claims.get(c, c) for c in claims}, key=self._order)
        return Change(
            kind=kind, what=what, before=before, after=after, reason=reason,
            because=because or self._because(ids), old=tuple(sorted(old)), new=tuple(sorted(new)),
            steps=tuple(steps), words=tuple(self._quoted(i) for i in ids),
        )  # fmt: skip

    def voices(self, origins: Iterable[str]) -> str:
        """Return the names of origins, comma between, reports in their own words last."""
        ids = sorted(set(origins), key=lambda o: (is_own_voice(o), self.voice(o), o))
        return ", ".join(dict.fromkeys(self.voice(o) for o in ids))

    def voice(self, origin: str) -> str:
        """Return the name of an origin; a publisher's own voice is said to be that."""
        return voice(origin, self.evidence)

    def actor(self, actor: str) -> str:
        """Return an actor's name."""
        found = self.evidence.actors.get(actor)
        return found.name if found else "someone not named"

    def place(self, place: str) -> str:
        """Return a place's name."""
        found = self.evidence.places.get(place)
        return found.name if found else "a place not named"

    def told(self, claims: Iterable[str]) -> list[Claim]:
        """Return the claims with these ids, of either picture, that are there."""
        return [self.evidence.claims[c] for c in claims if c in self.evidence.claims]

    def origin(self, claim: str) -> str:
        """Return the origin of a claim."""
        return self.evidence.origins[claim]

    def added(self, event: Event) -> list[str]:
        """Return the claims of an event of the new picture that the old picture does not have."""
        return [c for c in event.claims if c not in self.was]

    def _order(self, claim: str) -> tuple[bool, str, int, str]:
        """Put the words that only one of the pictures has before those that both have."""
        found = self.evidence.claims[claim]
        day = self.evidence.reports[found.report].published or "9999"
        return (claim in self.was, day, found.start, claim)

    def _because(self, claims: Sequence[str]) -> Literal["reports", "reading"]:
        reports = {self.evidence.claims[c].report for c in claims}
        told_anew = self._read_anew and bool(reports) and reports <= self._kept
        return "reading" if told_anew else "reports"

    def _quoted(self, claim: str) -> Quoted:
        found = self.evidence.claims[claim]
        origin = self.origin(claim)
        quote = " ".join(found.quote.split())
        return Quoted(
            picture="new" if claim in self.new_claims else "old", claim=claim,
            report=found.report, origin=origin, who=self.voice(origin),
            publisher=self.evidence.reports[found.report].publisher,
            denied=found.polarity == "denied",
            quote=quote if len(quote) <= _QUOTE_CHARS else quote[: _QUOTE_CHARS - 1] + "…",
        )  # fmt: skip
