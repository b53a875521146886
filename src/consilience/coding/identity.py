"""Ids that follow from content, and actors that nobody listed.

In: where a claim stands and what it says; the words for a source that no
mention names. Out: ids that are the same on every machine.
"""

from __future__ import annotations

import hashlib

from consilience.knowledge.spelling import skeleton
from consilience.model import Actor

_ARTICLES = {"a", "an", "the"}


def claim_id(
    report: str,
    start: int,
    end: int,
    trigger: int,
    type_id: str,
    cue: int,
    part: int | None = None,
) -> str:
    """Return the id of a claim; `cue` is -1 where the report speaks in its own voice.

    `part` parts two claims of one trigger that tell of two places.
    """
    key = f"{report} {start} {end} {trigger} {type_id} {cue}"
    if part is not None:
        key += f" {part}"
    return "c-" + hashlib.sha256(key.encode()).hexdigest()[:12]


def chain_id(report: str, first: int) -> str:
    """Return the id of the happening that a report first tells at a trigger's code point."""
    return "h-" + hashlib.sha256(f"{report} {first}".encode()).hexdigest()[:12]


def unlisted_actor(words: str) -> Actor:
    """Return an actor for a source that is only described (*a resident of the old town*)."""
    plain = [w for w in words.split() if w.lower() not in _ARTICLES] or words.split()
    name = " ".join(plain)
    key = "-".join(skeleton(name).split()) or hashlib.sha256(name.encode()).hexdigest()[:8]
    return Actor(id=f"said-by-{key[:60]}", name=name, kind="unknown")
