"""The figures of one sentence: wholes, parts and coordination.

Why: counts lean on each other. *Eight civilians including three children*
shares one verb; *killed 15 civilians and 27 fighters* says its verb once.
In: a sentence's counted phrases. Out: `Draft`s in the order of the text.
"""

from __future__ import annotations

from dataclasses import replace

from consilience.coding.figures.counted import Counted
from consilience.coding.figures.enumerations import enumerated, summed
from consilience.coding.figures.fates import read_fate
from consilience.coding.figures.predicates import fate_after
from consilience.coding.figures.readings import Draft, Fate, Reading, kind_of
from consilience.coding.figures.toll_words import own_fate

_PART_MARKS = frozenset({"including", "includes", "included", "comprising"})
_AND = (["and"], [","], [",", "and"], ["as", "well", "as"], ["along", "with"], ["plus"], ["&"])
_AMONG = (["among", "them"], ["among", "whom"], ["of", "whom"], ["amongst", "them"])
_PRONOUNS = frozenset({"them", "whom", "which"})
_LONGEST_INCLUDED = 6


def drafts_of(reading: Reading) -> list[Draft]:
    """Return the figures of one sentence, in the order of the text."""
    wholes = {at: _whole(reading, at) for at in range(len(reading.counted))}
    fates = _fates(reading, wholes)
    drafts: dict[int, Draft] = {}
    for at in sorted(fates, key=lambda k: (wholes[k] is not None, k)):
        whole = drafts.get(_or_none(wholes[at]))
        drafts[at] = _draft(reading, at, fates, whole if _is_part(whole, fates[at]) else None)
    return enumerated(reading, wholes, summed(drafts))


def _is_part(whole: Draft | None, fate: Fate) -> bool:
    """Whether a count of one kind is a part of another: the dead are a part of the casualties."""
    if whole is None:
        return False
    both = whole.fate.kind == "killed_or_injured" and fate.kind in ("killed", "injured")
    return both or whole.fate.kind == fate.kind


def _or_none(at: int | None) -> int:
    return -1 if at is None else at


def _draft(reading: Reading, at: int, fates: dict[int, Fate], whole: Draft | None) -> Draft:
    counted = reading.counted[at]
    low, high = counted.quantity.low, counted.quantity.high
    if _under_one_hedge(reading, at, fates):
        high = None
    return Draft(
        counted,
        fates[at],
        counted.first,
        counted.last,
        low,
        high,
        _victims(reading, at),
        whole,
        of_earlier=whole is None and (counted.part or _is_among(reading, counted, fates[at])),
    )


def _victims(reading: Reading, at: int) -> str:
    """Return the class, told also by *369 were women* and by whom *12 of them* goes back to."""
    counted = reading.counted[at]
    if counted.victims != "unknown" or counted.what not in ("people", "unnamed"):
        return counted.victims
    shared = reading.word(counted.first - 1) == "of"  # "a third of the 90 dead were children"
    if reading.word(counted.last) in ("were", "are", "was") and not shared:
        for i in range(counted.last + 1, counted.last + 4):
            known = reading.lexicon.victims.get((reading.word(i),))
            if known is not None and reading.word(i) not in reading.lexicon.nouns:
                return known
            if reading.tag(i) not in ("JJ", "NN", "NNP", "RB", "JJS"):
                break
    pronoun = reading.word(counted.head) in _PRONOUNS
    return reading.counted[at - 1].victims if pronoun and at else "unknown"


def _is_among(reading: Reading, counted: Counted, fate: Fate) -> bool:
    """Whether *among the dead* or *the victims included* says it."""
    if reading.word(counted.first - 1) in _PART_MARKS:
        return True
    near = range(max(0, fate.trigger - 3), fate.trigger)
    return any(reading.word(i) == "among" and counted.first != i + 1 for i in near)


def _under_one_hedge(reading: Reading, at: int, fates: dict[int, Fate]) -> bool:
    """*at least 63 rebels and 21 fighters*: the hedge holds for both."""
    if at == 0 or at - 1 not in fates or fates[at - 1].trigger != fates[at].trigger:
        return False
    before, counted = reading.counted[at - 1], reading.counted[at]
    open_above = before.quantity.hedged and before.quantity.high is None
    plain = not counted.quantity.hedged and not counted.quantity.article
    return open_above and plain and reading.between(before, counted) == ["and"]


def _fates(reading: Reading, wholes: dict[int, int | None]) -> dict[int, Fate]:
    """Return what happened to each; wholes are read first, parts follow them."""
    fates: dict[int, Fate] = {}
    for at in sorted(wholes, key=lambda k: (wholes[k] is not None, k)):
        fate = _fate(reading, at, wholes[at], fates)
        if fate is not None:
            fates[at] = fate
    return fates


def _fate(reading: Reading, at: int, whole: int | None, fates: dict[int, Fate]) -> Fate | None:
    counted = reading.counted[at]
    if _holds(reading, at - 1):
        return own_fate(reading, counted)
    if whole is not None and counted.state is not None:
        return own_fate(reading, counted)
    if whole is not None and _has_other_fate(reading, counted):
        return None
    if whole is not None and whole in fates:
        marked = _marks_part(reading, at) or whole > at
        if marked or not _own_clause(reading, counted, fates[whole]):
            return _passed_on(fates[whole], counted)
    if counted.first == 1 and reading.word(0) == "of":
        fate = read_fate(reading, counted)
        return fate if fate is not None and fate.trigger <= counted.last + 1 else None
    if _holds(reading, at):
        return read_fate(reading, counted) or own_fate(reading, reading.counted[at + 1])
    return read_fate(reading, counted) or _inherited(reading, at, fates)


def _own_clause(reading: Reading, counted: Counted, fate: Fate) -> bool:
    own = fate_after(reading, counted)
    return own is not None and own.trigger != fate.trigger and own.kind != fate.kind


def _holds(reading: Reading, at: int) -> bool:
    """Whether the phrase holds the next one: *8 of the 12 wounded*."""
    if not 0 <= at < len(reading.counted) - 1:
        return False
    return reading.counted[at].last == reading.counted[at + 1].last


def _has_other_fate(reading: Reading, counted: Counted) -> bool:
    """*of whom 14 were sent home*: what happened to the part says nothing of a toll."""
    i = counted.last
    is_passive = reading.word(i) in ("were", "was", "are") and reading.tag(i + 1) == "VBN"
    return counted.what == "unnamed" and is_passive and not reading.forms(i + 1)


def _passed_on(fate: Fate, counted: Counted) -> Fate | None:
    kind = kind_of(fate, counted)
    return replace(fate, kind=kind) if kind is not None else None


def _whole(reading: Reading, at: int) -> int | None:
    """Return the counted phrase of the sentence that this one is a part of."""
    if _holds(reading, at):
        return at + 1
    if at and _of_the_before(reading, at):
        return at - 1
    if (following := _among_which(reading, at)) is not None:
        return following
    k = at
    while k > 0:
        if _marks_part(reading, k):
            return k - 1
        gap = reading.between(reading.counted[k - 1], reading.counted[k])
        if gap and gap not in _AND:
            return None
        k -= 1
    return None


def _of_the_before(reading: Reading, at: int) -> bool:
    """*of the 23 people killed, 19 were civilians*."""
    whole, counted = reading.counted[at - 1], reading.counted[at]
    opens = whole.first == 1 and reading.word(0) == "of"
    return opens and counted.what == "unnamed" and reading.word(counted.last) in ("were", "was")


def _among_which(reading: Reading, at: int) -> int | None:
    """*six civilians including a child were among 22 killed*: return the count that follows."""
    included = at
    while included + 1 < len(reading.counted) and _marks_part(reading, included + 1):
        included += 1
    following = included + 1
    if following == len(reading.counted) or _marks_part(reading, at):
        return None
    gap = reading.between(reading.counted[included], reading.counted[following])
    is_among = gap[:1] in (["were"], ["was"], ["are"]) and gap[-1:] == ["among"] and len(gap) < 4
    return following if is_among else None


def _marks_part(reading: Reading, k: int) -> bool:
    """*including N*, *among them N*, *N of them*, *including civilians and N fighters*."""
    words, counted = reading.sentence.words, reading.counted[k]
    verb = counted.first > 2 and words[counted.first - 1] in ("were", "was", "are")
    first = counted.first - verb
    before = words[max(0, first - 2) : first]
    if words[counted.first - 1] in _PART_MARKS or before in _AMONG:
        return True
    if counted.part and words[counted.head] in _PRONOUNS:
        return True
    gap = words[reading.counted[k - 1].last : counted.first]
    listed = gap[-1:] in (["and"], [","]) and 0 < len(gap) <= _LONGEST_INCLUDED
    return listed and not _speaks(reading, counted) and (gap[0] in _PART_MARKS or gap[:2] in _AMONG)


def _speaks(reading: Reading, counted: Counted) -> bool:
    """Whether a verb of its own follows at once: *and a monitor said*."""
    i = counted.last
    finite = reading.tag(i) in ("VBD", "VBZ", "VBP") and not reading.forms(i)
    return finite and reading.word(i) not in ("were", "was", "are", "is", "have", "had", "has")


def _inherited(reading: Reading, at: int, fates: dict[int, Fate]) -> Fate | None:
    """*killed 15 civilians and 27 fighters*; *five were killed in X and one in Y*."""
    if at == 0 or at - 1 not in fates or _speaks(reading, reading.counted[at]):
        return None
    counted, before = reading.counted[at], reading.counted[at - 1]
    gap = reading.between(before, counted)
    follows = reading.word(counted.last)
    listed = counted.what == "unnamed" and follows in ("in", "at", "near", "on", "from")
    if gap in _AND or gap[-2:] in (["along", "with"], ["well", "as"]):
        return _passed_on(fates[at - 1], counted)
    comma_lost = reading.tag(counted.first - 1) == "NNP"
    if listed and (gap[-1:] in (["and"], [","]) or comma_lost):
        return _passed_on(fates[at - 1], counted)
    return None
