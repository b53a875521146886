"""Counts that make up one another: totals that no number states, and parts that add up.

Why: *a woman, her three children and another child were killed* tells of five
dead, four of them children; *21 killed: 12 men, 5 women and 4 children* tells
of 21, not of 42. In: the drafts of one sentence. Out: the same, with totals
added and parts tied to their whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from consilience.coding.figures.counted import class_of_all
from consilience.coding.figures.readings import Draft, Reading

_AND = (["and"], [","], [",", "and"], ["as", "well", "as"], ["along", "with"], ["plus"], ["&"])


def summed(drafts: dict[int, Draft]) -> dict[int, Draft]:
    """Return the drafts with counts that add up to an earlier one as its parts.

    *21 killed: 12 men, 5 women and 4 children.* The parts must follow their whole directly.
    """
    out = dict(drafts)
    for at, whole in drafts.items():
        if whole.whole is None and whole.low == whole.high:
            parts = _adding_up(drafts, at)
            out |= {k: replace(out[k], whole=whole) for k in parts if out[k].whole is None}
    return out


def _adding_up(drafts: dict[int, Draft], at: int) -> list[int]:
    """Return the drafts after `at` whose counts add up to its own; none where they do not."""
    whole, parts, total = drafts[at], [], 0
    for k in sorted(k for k in drafts if k > at):
        part = drafts[k]
        if part.fate.kind != whole.fate.kind or part.whole is not None or part.low != part.high:
            return []
        parts.append(k)
        total += part.low
        if total >= whole.low:
            return parts if total == whole.low and len(parts) > 1 else []
    return []


def enumerated(
    reading: Reading, wholes: dict[int, int | None], drafts: dict[int, Draft]
) -> list[Draft]:
    """Add the total of an enumeration that begins with one person, and its parts by class."""
    out: list[Draft] = []
    done: set[int] = set()
    for at in sorted(drafts):
        if at in done:
            continue
        members = _enumeration(reading, at, wholes, drafts)
        if members:
            out += _totalled([drafts[k] for k in members])
            done |= set(members)
        else:
            out.append(drafts[at])
    return out


def _enumeration(
    reading: Reading, at: int, wholes: dict[int, int | None], drafts: dict[int, Draft]
) -> list[int]:
    """Return the members of *a woman, her three children and another child* from `at` on."""
    if wholes[at] is not None or not _is_one_person(drafts[at]):
        return []
    members = [at]
    while (k := members[-1] + 1) in drafts and _goes_on(reading, k, wholes, drafts):
        members.append(k)
    return members if len(members) > 1 and _is_closed(reading, members) else []


def _is_closed(reading: Reading, members: Sequence[int]) -> bool:
    """Whether no further member follows that the lexicon does not know: a total must be whole."""
    before, last = reading.counted[members[-2]], reading.counted[members[-1]]
    follows = reading.word(last.last)
    ended_by_and = "and" in reading.between(before, last)
    if not _begins(reading, members[0]):
        return False
    return follows != "and" and (follows != "," or ended_by_and)


def _begins(reading: Reading, at: int) -> bool:
    """Whether nobody stands in the list before its first count: *the mayor, his wife and …*."""
    first = reading.counted[at].first
    if reading.word(first) in ("his", "her", "their") or reading.word(first - 1) == "and":
        return False
    listed = reading.word(first - 1) == "," and first > 1
    token = reading.sentence.tokens[first - 2] if listed else None
    named = token is not None and token.ent_type_ == "PERSON"
    return not named and not (listed and (reading.word(first - 2),) in reading.lexicon.victims)


def _goes_on(
    reading: Reading, k: int, wholes: dict[int, int | None], drafts: dict[int, Draft]
) -> bool:
    gap = reading.between(reading.counted[k - 1], reading.counted[k])
    same = drafts[k].fate.trigger == drafts[k - 1].fate.trigger
    exact = drafts[k].low == drafts[k].high and drafts[k].counted.what == "people"
    return wholes[k] is None and same and exact and (not gap or gap in _AND)


def _is_one_person(draft: Draft) -> bool:
    """Whether an enumeration can begin here: *a woman …*, *a couple …*."""
    couple = draft.counted.quantity.value == 2 and draft.counted.what == "unnamed"
    return draft.low == draft.high and (
        couple or (draft.low == 1 and draft.counted.what == "people")
    )


def _totalled(members: Sequence[Draft]) -> list[Draft]:
    """Return the total of an enumeration and one part for each class that it names."""
    total = _sum(members)
    classes = sorted({m.victims for m in members} - {"unknown"})
    if len(classes) == 1 and all(m.victims == classes[0] for m in members):
        return [total]
    parts = []
    for name, group in groupby(sorted(members, key=_class_order), key=lambda m: m.victims):
        if name != "unknown":
            parts.append(replace(_sum(list(group)), whole=total))
    return [total, *sorted(parts, key=lambda part: part.first)]


def _class_order(draft: Draft) -> tuple[str, int]:
    return draft.victims, draft.first


def _sum(members: Sequence[Draft]) -> Draft:
    count = sum(m.low for m in members)
    victims = class_of_all([m.victims for m in members])
    first, last = members[0].first, members[-1].last
    return replace(members[0], first=first, last=last, low=count, high=count, victims=victims)
