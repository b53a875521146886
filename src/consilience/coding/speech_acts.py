"""What talk of an act is by PLOVER: a promise, a threat, a demand, a charge, a refusal.

Why: PLOVER's verbal types are talk of its material ones. *Will send aid* is no AID yet,
*must leave* no RETREAT, *denied bombing* no ASSAULT. In: the type of an act, how it is
told, and the stance of who tells it. Out: the PLOVER type of the claim.

Source: PLOVER manual 0.8 (AGREE: to agree to, offer or promise cooperation; REQUEST: to
ask for or demand an act; ACCUSE: to lay an act to somebody; REJECT: to refuse or deny;
THREATEN: to announce conflict), and CAMEO's 03, 10, 11, 12 and 13, from which they come.
"""

from __future__ import annotations

from consilience.knowledge.event_types import EventType
from consilience.model import Modality, Mood, Polarity, Stance

# The material types by PLOVER's quad classes. A troop movement announced is one made, so
# that MOBILIZE stands with neither.
COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
CONFLICTUAL = frozenset({"PROTEST", "SANCTION", "COERCE", "ASSAULT"})
_ASKING: frozenset[Stance] = frozenset({"asks", "demands", "orders"})


def plover_of(
    type_: EventType, polarity: Polarity, modality: Modality, mood: Mood, stance: Stance | None
) -> str | None:
    """Return the PLOVER type of a claim, with its mode where the act itself is told.

    None where PLOVER has no such type.
    """
    kind = type_.plover.partition("/")[0] if type_.plover else None
    if kind is None:
        return None
    if polarity == "denied" and _is_refused(kind, mood, stance):
        return "REJECT"
    if stance == "accuses" and kind in CONFLICTUAL:
        return "ACCUSE"
    return _talk(kind, modality, mood, stance) or type_.plover


def _is_refused(kind: str, mood: Mood, stance: Stance | None) -> bool:
    """Tell whether a denied act is refused: *will not meet*, *rejected the talks*, *denied it*."""
    return kind in COOPERATIVE or (kind in CONFLICTUAL and stance == "denies")


def _talk(kind: str, modality: Modality, mood: Mood, stance: Stance | None) -> str | None:
    """Return the type of talk of an act that is yet to come; None where the act is told."""
    if kind not in COOPERATIVE | CONFLICTUAL or stance == "predicts":
        return None
    if mood == "demand" or (modality == "planned" and stance in _ASKING):
        return "REQUEST"
    if stance == "threatens" and modality == "planned":
        return "THREATEN"
    intended = mood == "intent" and (modality == "planned" or stance is not None)
    if not intended and not (stance == "promises" and modality == "planned"):
        return None
    return "AGREE" if kind in COOPERATIVE else "THREATEN"
