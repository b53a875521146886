"""The question that a dispute asks, as short as a person would ask it.

In: an event's cells. Out: what to call the happening (“the shelling in Aleppo on
29 November”), and the question on each field. No word of it takes a side: who is
said to have done it stands in the positions, not in the question.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from consilience.knowledge.roads import is_line
from consilience.model import EventTime
from consilience.reconcile.evidence import Evidence
from consilience.reconcile.whereabouts import where_words

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


@dataclass(frozen=True, slots=True)
class Happening:
    """What to call an event, with all that is known of it and without what is in question."""

    whole: str
    placeless: str
    dayless: str


def happening(
    type_id: str, place: str | None, time: EventTime, evidence: Evidence, way: str = "in"
) -> Happening:
    """Return what to call an event: its kind, its place and its day, where these are known.

    `way` is how it stands to its place (`whereabouts.way_of`).
    """
    nowhen = EventTime(start=None, end=None, precision="unknown")
    return Happening(
        whole=_called(type_id, place, time, evidence, way),
        placeless=_called(type_id, None, time, evidence, way),
        dayless=_called(type_id, place, nowhen, evidence, way),
    )


def _called(type_id: str, place: str | None, time: EventTime, evidence: Evidence, way: str) -> str:
    noun = _NOUNS.get(type_id) or evidence.labels[type_id].split(",")[0]
    where = ""
    if place and noun.endswith(_GROUND):
        found = evidence.places[place]
        noun = noun.removesuffix(_GROUND) + ("the " if is_line(found) else "") + found.name
    elif place:
        where = " " + where_words(evidence.places[place], way)
    return f"the {noun}{where}{_when(time)}"


def _when(time: EventTime) -> str:
    if time.start is None or time.precision != "day":
        return ""
    return f" on {day_words(time.start)}"


def day_words(day: str) -> str:
    """Return an ISO date as *29 November*, whatever the locale."""
    found = date.fromisoformat(day[:10])
    return f"{found.day} {_MONTHS[found.month - 1]}"


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


def whether_carried_out(what: str) -> str:
    """Return the question on an act that one side tells as foiled."""
    return f"Was {what} carried out, or foiled?"


def where(what: str) -> str:
    """Return the question on the place; `what` names none."""
    return f"Where did {what} happen?"


def on_which_day(what: str) -> str:
    """Return the question on the day; `what` names none."""
    return f"On which day did {what} happen?"


def whom(what: str) -> str:
    """Return the question on those or what it hit."""
    return f"Who or what was hit in {what}?"
