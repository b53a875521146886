"""*Warplanes, helicopters*: the owner that the strikes told before them have.

Strikes that name nobody stay with nobody: who did it is never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence

from consilience.coding.context.passage import Passage, is_ownerless
from consilience.coding.frames import Frame
from consilience.coding.mentions import ActorMention
from consilience.knowledge.event_types import ARMS

_OF_ANYBODY = {"drones"}
_ORGANS = {"state", "government", "military"}


def same_doer(frames: Sequence[Frame], passage: Passage) -> None:
    """Give each strike by *warplanes* the one owner of the strikes of its kind before it."""
    for n, frame in enumerate(frames):
        bare = frame.agents and all(map(is_ownerless, frame.agents))
        if frame.event.type.id not in ARMS or not bare:
            continue
        others = [
            f for f in reversed(frames[:n])
            if f.event.type.id == frame.event.type.id
            and any(not is_ownerless(m) for m in f.agents) and passage.may_lend_doer(f)
            and _alike_armed(frame, f)
        ]  # fmt: skip
        doers = {frozenset(_owner(m) for m in f.agents if not is_ownerless(m)) for f in others}
        if len(doers) == 1 and not frame.past:
            owners = [m for m in others[0].agents if not is_ownerless(m)]
            frame.agents = [*frame.agents, *owners]


def _alike_armed(bare: Frame, owned: Frame) -> bool:
    """Tell whether both are by drones, or neither: every side flies drones, one has the jets."""
    flown = [{m.actor.id for m in f.agents} & _OF_ANYBODY for f in (bare, owned)]
    return flown[0] == flown[1]


def _owner(mention: ActorMention) -> str:
    """Return the state whose organ it is, else the actor: its army and air force are one."""
    organ = mention.actor.kind in _ORGANS and mention.actor.country is not None
    return f"country:{mention.actor.country}" if organ else mention.actor.id
