"""What analysts decided on some claims, withdrawn decisions too.

In: claims and their reports. Out: the judgements that hang on these words, the latest
first, each with what it did in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from consilience.casefile import Anchor, Case, Judgement
from consilience.casefile.anchored import Standing, spot, standing
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


def of_named(case: Case, key: str) -> list[Judgement]:
    """Return the judgements on an actor or a place, the latest first."""
    found = case.judgements(withdrawn=True)
    return latest_first([j for j in found if any(n.id == key for n in j.named)])


def addresses(case: Case, found: Iterable[Judgement]) -> dict[Anchor, str]:
    """Return where on the desk the words of judgements stand, as far as they are in the case."""
    anchors = [a for j in found for a in (*j.claims, *j.others)]
    with case.reading() as connection:
        known = standing(connection, anchors)
    return {a: _address(known[spot(a)]) for a in anchors if spot(a) in known}


def _address(at: Standing) -> str:
    return f"/reports/{at.report}" + (f"#{at.claims[0]}" if at.claims else "")


def latest_first(found: Sequence[Judgement]) -> list[Judgement]:
    """Return judgements, the latest first."""
    return sorted(found, key=lambda j: (j.made_at, j.id), reverse=True)


def _spot(anchor: Anchor) -> tuple[str, int]:
    return anchor.sha256, anchor.start
