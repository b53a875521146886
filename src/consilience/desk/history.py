"""What analysts decided on some claims, withdrawn decisions too.

In: claims and their reports. Out: the judgements that hang on these words, the latest
first, each with what it did in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from consilience.casefile import Anchor, Case, Judgement
from consilience.model import Claim, Report

# What a judgement of each kind says, for a list of decisions.
SAID = {
    "same_event": "These are one event", "not_same_event": "These are not one event",
    "same_actor": "These are one actor", "same_place": "These are one place",
    "place_is": "It was here", "wrong_slot": "Set right", "reject_claim": "Rejected",
    "confirm": "Confirmed", "note": "Note",
}  # fmt: skip


def of_claims(
    case: Case, claims: Iterable[Claim], reports: Mapping[str, Report]
) -> list[Judgement]:
    """Return the judgements on these claims, the latest first."""
    spots = {(reports[c.report].sha256, c.trigger.start) for c in claims}
    found = [j for j in case.judgements(withdrawn=True)
             if any(_spot(a) in spots for a in (*j.claims, *j.others))]  # fmt: skip
    return latest_first(found)


def latest_first(found: Sequence[Judgement]) -> list[Judgement]:
    """Return judgements, the latest first."""
    return sorted(found, key=lambda j: (j.made_at, j.id), reverse=True)


def _spot(anchor: Anchor) -> tuple[str, int]:
    return anchor.sha256, anchor.start
