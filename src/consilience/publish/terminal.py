"""The brief as a screenful: what is agreed, what is disputed, tolls, what could not be read.

In: a `Picture` and a Rich console. Out: a few dozen lines on it. Words from
reports are printed as `Text`, never read as Rich's markup, and without control
characters: a report cannot move the cursor or change the colours of a terminal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from consilience.model import Changes, Picture
from consilience.publish import words
from consilience.publish.brief import brief
from consilience.publish.parts import Brief, DisputePart, EventPart, WarningPart
from consilience.publish.since import Line, Since, since

AGREED, DISPUTED, TOLLS, WARNINGS = 6, 5, 6, 4  # of each, so that all fit one screen
CHANGES = 3  # of each kind, on a screen at least
POSITIONS, VOICES = 3, 4  # answers to one question, names behind one answer

SIGNS = {"●": "green", "◆": "yellow", "!": "yellow"}


def show(picture: Picture, console: Console) -> None:
    """Print the brief of `picture` on `console`, about a screenful."""
    said = brief(picture)
    _head(said, console)
    _worded(said, console)
    if said.since:
        _heading(console, said.since.title, said.since.count)
        _changed(said.since, console, shown=CHANGES, quotes=False)
    _agreed(said, console)
    _disputed(said, console)
    _tolls(said, console)
    _assisted(said, console)
    _warnings(said, console)


def show_changes(changes: Changes, console: Console, *, shown: int | None = None) -> None:
    """Print what differs between two pictures, `shown` of each kind (None: as many as a brief)."""
    said = since(changes)
    _line(console, (said.title, "bold"))
    _line(console, (said.about, "dim"))
    if not said.groups:
        console.print()
        _line(console, ("Nothing has changed.", ""))
    _changed(said, console, shown=shown, quotes=True)


def clean(text: str) -> str:
    """Return `text` on one line, without control and other invisible characters."""
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if not unicodedata.category(c).startswith("C"))


def _line(console: Console, *parts: tuple[str, str], indent: int = 0, sign: str = "") -> None:
    """Print words in their styles; lines that wrap stay indented under the first."""
    text = Text(" ").join(Text(clean(said), style) for said, style in parts if clean(said))
    if not indent:
        console.print(text, highlight=False)
        return
    grid = Table.grid()
    grid.add_column(width=indent + (2 if sign else 0))
    grid.add_column(overflow="fold")
    grid.add_row(Text(" " * indent + sign, SIGNS.get(sign, "")), text)
    console.print(grid, highlight=False)


def _head(said: Brief, console: Console) -> None:
    _line(console, (said.title, "bold"))
    facts = [
        words.plural(len(said.reports), "report"),
        words.plural(said.independent, "independent source"),
        words.plural(len(said.happenings), "event"),
        words.plural(said.claims, "claim"),
    ]
    if said.copies:
        facts.insert(1, words.plural(said.copies, "copy", "copies"))
    _line(console, (f"{' · '.join(facts)}{f' · {said.span}' if said.span else ''}", "dim"))


def _heading(console: Console, name: str, count: int) -> None:
    console.print()
    _line(console, (name, "bold"), (f"{count:,}", "dim"))


def _rest(console: Console, left: int, what: str) -> None:
    if left > 0:
        _line(console, (f"and {words.plural(left, what)} more", "dim"), indent=2)


def _changed(said: Since, console: Console, *, shown: int | None, quotes: bool) -> None:
    for group in said.groups:
        if quotes:
            _heading(console, group.title, len(group.lines))
        else:
            _line(console, (group.title, "bold"), (f"{len(group.lines):,}", "dim"), indent=1)
        count = max(group.shown, CHANGES) if shown is None else shown
        for line in group.lines[:count]:
            _change(line, console, quotes=quotes)
        left = len(group.lines) - count
        if left > 0:
            more = words.plural(left, "change") + (" more" if count else "")
            _line(console, (f"{'and ' if count else ''}{more}", "dim"), indent=2)


def _change(line: Line, console: Console, *, quotes: bool) -> None:
    say = f"{line.say}:" if line.say else ""
    _line(
        console,
        (say, "dim"),
        (line.what, ""),
        (f"– {line.turn}" if line.turn else "", "bold"),
        indent=2,
        sign="•",
    )
    for who, before, after in line.steps[:VOICES]:
        turn = " → ".join(part for part in (before, after or "no longer") if part)
        _line(console, (f"{who}:", "dim"), (turn, ""), indent=6)
    for said in line.words[:1] if quotes else ():
        denied = ", denying it" if said.denied else ""
        about = f"– {said.who}{denied} [{said.claim}]"
        _line(console, (f"“{said.quote}”", "italic"), (about, "dim"), indent=6)


def _worded(said: Brief, console: Console) -> None:
    if not said.worded:
        return
    _heading(console, f"In short, worded by {said.worded_by}", len(said.worded))
    for sentence in said.worded:
        _line(console, (sentence.text, ""), (f"– {sentence.who}", "dim"), indent=2, sign="•")


def _assisted(said: Brief, console: Console) -> None:
    if not said.assisted:
        return
    _heading(console, "Pointed at by a language model, counted nowhere", len(said.assisted))
    for one in said.assisted[:AGREED]:
        about = f"– {one.kind} [{one.cite.assisted}]"
        _line(console, (f"“{one.cite.quote}”", "italic"), (about, "dim"), indent=2, sign="○")
    _rest(console, len(said.assisted) - AGREED, "claim")


def _agreed(said: Brief, console: Console) -> None:
    _heading(console, "Agreed", len(said.agreed))
    if not said.agreed:
        _line(console, ("No event is told by two independent sources.", "dim"), indent=2)
    for event in said.agreed[:AGREED]:
        about = f"– {_about(event)}"
        _line(console, (event.summary, ""), (about, "dim"), indent=2, sign="●")
    _rest(console, len(said.agreed) - AGREED, "event")
    if said.shared:
        _line(console, ("Told alike by several reports, with one source or none:", "dim"), indent=2)
    for event in said.shared[:AGREED]:
        about = f"– {_about(event)}"
        _line(console, (event.summary, ""), (about, "dim"), indent=2, sign="○")
    _rest(console, len(said.shared) - AGREED, "event")


def _about(event: EventPart) -> str:
    when = event.when if event.when != "no date" else ""
    who = words.some(event.origins, VOICES)
    return " · ".join(part for part in (event.where, when, who) if part)


def _disputed(said: Brief, console: Console) -> None:
    _heading(console, "Disputed", len(said.disputed))
    if not said.disputed:
        _line(console, ("No two accounts contradict each other.", "dim"), indent=2)
    for dispute in said.disputed[:DISPUTED]:
        _dispute(dispute, console)
    _rest(console, len(said.disputed) - DISPUTED, "dispute")


def _dispute(dispute: DisputePart, console: Console) -> None:
    _line(console, (dispute.question, ""), indent=2, sign="◆")
    for position in dispute.positions[:POSITIONS]:
        who = words.some(position.who, VOICES) or "no source named"
        _line(console, (position.value, ""), (f"– {who}", "dim"), indent=6)
    left = len(dispute.positions) - POSITIONS
    if left > 0:
        _line(console, (f"and {words.plural(left, 'other answer')}", "dim"), indent=6)


def _tolls(said: Brief, console: Console) -> None:
    tolls = (*said.overview, *(t for t in said.tolls if t.voices > 1 or not said.overview))
    _heading(console, "Tolls", len(tolls))
    if not tolls:
        _line(console, ("No report gives a count.", "dim"), indent=2)
    for toll in tolls[:TOLLS]:
        rows = [f"{row.words} ({row.who})" for row in toll.rows if not row.superseded]
        counts = words.some(rows, VOICES)
        about = f"– {toll.event}" if toll.event else ""
        _line(console, (toll.name, ""), (counts, "bold"), (about, "dim"), indent=2)
        if toll.standing:
            _line(console, (toll.standing, "dim"), indent=4)
    _rest(console, len(tolls) - TOLLS, "toll")


def _warnings(said: Brief, console: Console) -> None:
    if not said.warnings:
        return
    _heading(console, "Could not be read, placed or dated", len(said.warnings))
    kinds: dict[str, list[WarningPart]] = {}
    for warning in said.warnings:
        kinds.setdefault(warning.heading, []).append(warning)
    for heading, found in list(kinds.items())[:WARNINGS]:
        _line(console, (heading, ""), *_said(found), indent=2, sign="!")
    _rest(console, len(kinds) - WARNINGS, "kind")


def _said(found: list[WarningPart]) -> Iterable[tuple[str, str]]:
    """Say one warning in full; of several of a kind, how many, where, and what to do."""
    where = list(dict.fromkeys(w.where for w in found if w.where))
    places = words.listed(where[:3]) if len(where) <= 3 else f"{where[0]} and others"
    yield (found[0].message, "") if len(found) == 1 else (f"× {len(found):,}", "")
    if places:
        yield f"({places})", "dim"
    yield found[0].hint, "dim"
