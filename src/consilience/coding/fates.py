"""What happened to those who are counted: the verb, noun or adjective that says so.

Why: *13 civilians* is a toll only by *killed*, and the word can stand before
or after, in the active, the passive, a headline or a noun (*the death of*).
In: a sentence and its counted phrases. Out: a `Fate` for each phrase that has
one. Words lead and the parse is asked last: in text that lost its commas the
order of words survives and the parse often does not.
"""

from __future__ import annotations

from collections.abc import Callable

from consilience.coding.counted import Counted
from consilience.coding.predicates import fate_after, fate_alongside, fate_before, fate_parsed
from consilience.coding.readings import Fate, Reading
from consilience.coding.toll_words import included, noun_before, own_fate, suffered, toll

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
)


def read_fate(reading: Reading, counted: Counted) -> Fate | None:
    """Return what happened to those counted, by the nearest words that can say it."""
    for reader in _READERS:
        fate = reader(reading, counted)
        if fate is not None:
            return _mixed(reading, fate)
    return None


def _mixed(reading: Reading, fate: Fate) -> Fate:
    """*killed or wounded*, *killed and injured N*: one count of both.

    Codebooks keep such a count apart from the dead (UCDP GED, Airwars).
    """
    kinds = {fate.kind}
    for step in (-1, 1):
        i = fate.trigger + step
        i += step if reading.word(i) in ("and", "or", "/") else 0
        other = reading.forms(i)
        state = reading.noun(i) or reading.state(i)
        if other and fate.verb is not None and other[0].form in _same_form(reading, fate):
            kinds.add(other[0].verb.kind)
        elif state is not None and reading.word(i) in ("dead", "injured", "wounded", "missing"):
            kinds.add(state)
    if len(kinds) == 1:
        return fate
    return Fate("killed_or_injured" if kinds <= _HARM else "other", fate.trigger, fate.verb)


def _same_form(reading: Reading, fate: Fate) -> set[str]:
    return {form.form for form in reading.forms(fate.trigger)}
