"""What a brief says of the differences between two pictures, before it is set anywhere.

In: `Changes` and, where there is one, the index of the newer picture's brief. Out:
`Since`: the groups of `since.yaml`, each with its lines in plain words. What is
different only because the same words were read anew stands apart, so that no
change of the machine is taken for news.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from consilience.knowledge.files import read_sections
from consilience.model import Change, ChangeKind, Changes, Quoted
from consilience.publish import dates, words

FILE = Path(__file__).with_name("since.yaml")
READING = "reading"
_DAY = r"\d{4}-\d\d-\d\d"
_INTERVAL = re.compile(rf"({_DAY})/({_DAY})")
_ISO = re.compile(rf"{_DAY}(?:T[\d:.+Z-]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupEntry:
    """A heading of `since.yaml` and the kinds of change below it."""

    id: str
    say: str
    kinds: tuple[ChangeKind, ...]
    shown: int
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindEntry:
    """What is said before a change of one kind."""

    id: ChangeKind
    say: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The words of a change; `anchor` leads to them in a brief that holds their report."""

    who: str
    publisher: str
    quote: str
    denied: bool
    claim: str
    gone: bool
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One change: what, how it is called, from what to what, by whom, and the words."""

    kind: str
    say: str
    what: str
    anchor: str
    before: str
    after: str
    steps: tuple[tuple[str, str, str], ...]  # who, before, after
    reason: str
    words: tuple[Said, ...]

    @property
    def turn(self) -> str:
        """Return *20 → 27*, or the one of the two that there is."""
        return " → ".join(part for part in (self.before, self.after) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines of a kind, under their heading; `shown` are not folded."""

    id: str
    title: str
    means: str
    shown: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """All that is said of what changed; `about` tells what was compared."""

    title: str
    about: str
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        """Return how many changes there are that are not of the reading alone."""
        return sum(len(group.lines) for group in self.groups if group.id != READING)


def since(changes: Changes, anchors: Mapping[str, str] | None = None) -> Since:
    """Return what a brief says of `changes`; `anchors` are those of its claims and events."""
    told = lines(changes, anchors)
    groups = [_group(entry, told) for entry in _entries()[0]]
    last = f"Since {dates.moment(changes.old.last)}" if changes.old.last else "Since then"
    return Since(
        title=last, about=_about(changes), groups=tuple(group for group in groups if group.lines)
    )


def lines(changes: Changes, anchors: Mapping[str, str] | None = None) -> list[tuple[Change, Line]]:
    """Return each change with what is said of it."""
    return [(change, _line(change, anchors or {})) for change in changes.changes]


@cache
def _entries() -> tuple[tuple[GroupEntry, ...], dict[str, str]]:
    rows = read_sections([FILE], {"groups": GroupEntry, "kinds": KindEntry})
    return tuple(rows["groups"]), {row.id: row.say for row in rows["kinds"]}


def _group(entry: GroupEntry, lines: Sequence[tuple[Change, Line]]) -> Group:
    """Return the lines of a group; those of a reading anew stand in the last group alone."""
    mine = [
        line for change, line in lines
        if (change.because == "reading") == (entry.id == READING)
        and (entry.id == READING or change.kind in entry.kinds)
    ]  # fmt: skip
    return Group(
        id=entry.id, title=entry.say, means=entry.means, shown=entry.shown, lines=tuple(mine)
    )


def _line(change: Change, anchors: Mapping[str, str]) -> Line:
    return Line(
        kind=change.kind,
        say=_entries()[1][change.kind],
        what=words.capital(change.what),
        anchor=next((anchors[i] for i in change.new if i in anchors), ""),
        before=_dated(change.before),
        after=_dated(change.after),
        steps=tuple((words.capital(s.who), s.before or "", s.after or "") for s in change.steps),
        reason=change.reason,
        words=tuple(_said(quoted, anchors) for quoted in change.words),
    )


def _dated(told: str | None) -> str:
    """Return words with their ISO dates as a reader says them: *held by rebels (29 Nov 2024)*."""
    spans = _INTERVAL.sub(lambda found: f"{found[1]} – {found[2]}", told or "")
    return _ISO.sub(lambda found: dates.moment(found[0]), spans)


def _said(quoted: Quoted, anchors: Mapping[str, str]) -> Said:
    return Said(
        who=words.capital(quoted.who),
        publisher=quoted.publisher or "",
        quote=quoted.quote,
        denied=quoted.denied,
        claim=quoted.claim,
        gone=quoted.picture == "old",
        anchor=anchors.get(quoted.claim, "") if quoted.picture == "new" else "",
    )


def _about(changes: Changes) -> str:
    old, new = changes.old, changes.new
    until = f", the last of {dates.moment(old.last)}" if old.last else ""
    then = words.plural(old.reports, "report")
    now = words.plural(new.reports, "report")
    anew = ""
    if old.made_with != new.made_with:
        anew = " The two were not made by the same version with the same settings."
    return f"Compared with a picture of {then}{until}; now there {_be(new.reports)} {now}.{anew}"


def _be(count: int) -> str:
    return "is" if count == 1 else "are"
