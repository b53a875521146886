"""What coding gives back for one report; apart from the coding, so that a reader need not load it.

In: nothing. Out: `Coded`.
"""

from __future__ import annotations

from dataclasses import dataclass

from consilience.model import Actor, Claim, Place, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One report's claims and the actors and places that they name."""

    report: Report
    claims: tuple[Claim, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
