"""What a claim says in passing that two tellings of one thing share and others seldom do.

In: a claim. Out: its marks: by when something is due (*within 72 hours*), and as what
somebody judges an act (*a breach of*), by the nouns of `knowledge/data/motives.yaml`.
They depend on the claim alone.
"""

from __future__ import annotations

import re

from consilience.knowledge.motives import motive_words
from consilience.model import Claim

_WORD = re.compile(r"[a-z-]+")
DUE, JUDGED = "due", "judged"
_DUE = re.compile(
    r"\b(?:within|in|over|during)\s+(?:(?:the\s+)?(?:next|coming|following)\s+)?"
    r"(\d+|two|three|four|five|six|seven|eight|nine|ten|twelve)[\s-]+(hour|day|week|month)s?\b",
    re.IGNORECASE,
)
_YET_TO_COME = re.compile(
    r"\b(?:will|would|expect\w*|due|pledg\w*|promis\w*|plan\w*|deadline|ultimatum|shall|to)\b",
    re.IGNORECASE,
)


def marks_of(claim: Claim, *, speech: bool) -> frozenset[str]:
    """Return the marks of a claim, each with its kind before a colon.

    Only what somebody says (`speech`) judges anything.
    """
    said = claim.quote.lower() if speech else ""
    nouns = motive_words().predicates
    judged = {f"{JUDGED}:{nouns[w]}" for w in _WORD.findall(said) if w in nouns}
    if not _YET_TO_COME.search(claim.quote):
        return frozenset(judged)
    due = {f"{DUE}:{n.lower()} {unit.lower()}" for n, unit in _DUE.findall(claim.quote)}
    return frozenset(judged | due)


def shared(one: frozenset[str], two: frozenset[str], kind: str) -> bool:
    """Tell whether two claims have a mark of a kind in common."""
    return any(m.partition(":")[0] == kind for m in one & two)
