"""What happened to those who are counted: the verb, noun or adjective that says so.

Why: *13 civilians* is a toll only by *killed*, and the word can stand before
or after, in the active, the passive, a headline or a noun (*the death of*).
In: a sentence and its counted phrases. Out: a `Fate` for each phrase that has
one. Words lead and the parse is asked last: in text that lost its commas the
order of words survives and the parse often does not.
"""

from __future__ import annotations

from collections.abc import Callable

from consilience.coding.figures.counted import Counted
from consilience.coding.figures.predicates import (
    fate_after,
    fate_alongside,
    fate_before,
    fate_parsed,
)
from consilience.coding.figures.readings import Fate, Reading
from consilience.coding.figures.toll_words import (
    included,
    listed_after_noun,
    noun_before,
    own_fate,
    suffered,
    toll,
)
from consilience.model import FigureKind

# Kinds that cannot both hold of one person, so that "and" adds two counts up.
_APART = ({"killed", "injured"}, {"killed", "missing"}, {"injured", "missing"})
_STATES = frozenset({"dead", "injured", "wounded"})
_JOINTS = frozenset({"and", "or", "/", "-"})
_HARM = frozenset({"killed", "injured"})
# Asked in this order; the first that answers decides.
_READERS: tuple[Callable[[Reading, Counted], Fate | None], ...] = (
    own_fate,
    fate_before,
    fate_after,
    noun_before,
    fate_alongside,
    suffered,
    toll,
    included,
    fate_parsed,
    listed_after_noun,
)


def read_fate(reading: Reading, counted: Counted) -> Fate | None:
    """Return what happened to those counted, by the nearest words that can say it."""
    for reader in _READERS:
        fate = reader(reading, counted)
        if fate is not None:
            return _mixed(reading, fate)
    return None


def _mixed(reading: Reading, fate: Fate) -> Fate:
    """*killed or wounded*, *dead and missing*: one count of more than one kind.

    Codebooks keep such a count apart from the dead (UCDP GED, Airwars). *captured and
    executed* is no such count: all were both.
    """
    beside = [*_beside(reading, fate, -1), *_beside(reading, fate, 1)]
    either = any(joint == "or" for joint, _ in beside)
    kinds = {fate.kind} | {k for _, k in beside if either or {fate.kind, k} in _APART}
    if len(kinds) == 1:
        return fate
    return Fate("killed_or_injured" if kinds <= _HARM else "other", fate.trigger, fate.verb)


def _beside(reading: Reading, fate: Fate, step: int) -> list[tuple[str, FigureKind]]:
    """Return what is joined to the trigger on one side: the joint and the kind of each."""
    found: list[tuple[str, FigureKind]] = []
    i = fate.trigger
    while True:
        joint = reading.word(i + step)
        listed = joint == "," and (step < 0 or reading.word(i + 3) in ("and", "or"))
        is_joint = joint in _JOINTS or listed
        if fate.verb is None and not is_joint:
            return found
        i += 2 * step if is_joint else step
        kind = _kind_beside(reading, fate, i)
        if kind is None:
            return found
        found.append((joint if is_joint else "", kind))


def _kind_beside(reading: Reading, fate: Fate, i: int) -> FigureKind | None:
    """Return the kind of the word at `i` if it is of the same form as the trigger."""
    own = {form.form for form in reading.forms(fate.trigger)} if fate.verb else {"participle"}
    for form in reading.forms(i):
        if form.form in own and form.verb.who == "object":
            return form.verb.says_of("people") if form.verb.people is None else None
    return reading.state(i) or (reading.noun(i) if reading.word(i) in _STATES else None)
