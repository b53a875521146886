"""The question that a dispute asks, as short as a person would ask it.

In: an event's cells. Out: what to call the happening (“the shelling in Aleppo on
29 November”), and the question on each field. No word of it takes a side: who is
said to have done it stands in the positions, not in the question.
"""

from __future__ import annotations

from datetime import date

from consilience.model import EventTime
from consilience.reconcile.evidence import Evidence

# English names, whatever the locale.
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip
# Where the label of a type is no noun that an article can stand before.
_NOUNS = {
    "casualties": "violence", "remote_explosive": "explosion", "chemical_weapon": "chemical attack",
    "government_regains_territory": "recapture of territory",
    "non_state_actor_overtakes_territory": "capture of territory",
    "repelled": "repelling of an attack", "disrupted_weapons_use": "interception of a weapon",
    "change_to_group": "change to the group", "coerce": "use of pressure",
}  # fmt: skip
_GROUND = "territory"


def happening(type_id: str, place: str | None, time: EventTime, evidence: Evidence) -> str:
    """Return what to call an event: its kind, its place and its day, where these are known."""
    noun = _NOUNS.get(type_id) or evidence.labels[type_id].split(",")[0]
    name = evidence.places[place].name if place else ""
    if name and noun.endswith(_GROUND):
        noun, name = noun.removesuffix(_GROUND) + name, ""
    where = f" {name}" if name.startswith("near ") else f" in {name}" if name else ""
    return f"the {noun}{where}{_when(time)}"


def _when(time: EventTime) -> str:
    if time.start is None or time.precision != "day":
        return ""
    day = date.fromisoformat(time.start[:10])
    return f" on {day.day} {_MONTHS[day.month - 1]}"


def how_many(fate: str, what: str) -> str:
    """Return the question on a toll; `fate` is what happened to those counted (*killed*)."""
    return f"How many were {fate} in {what}?"


def how_many_of(people: str, fate: str, what: str) -> str:
    """Return the question on a part of a toll; `people` is their class (*children*)."""
    return f"How many {people} were {fate} in {what}?"


def who(what: str) -> str:
    """Return the question on responsibility."""
    return f"Who carried out {what}?"


def with_what(what: str) -> str:
    """Return the question on the weapon."""
    return f"What weapon was used in {what}?"


def why(what: str) -> str:
    """Return the question on the motive."""
    return f"What was behind {what}?"


def whether(what: str) -> str:
    """Return the question on occurrence."""
    return f"Did {what} happen?"
