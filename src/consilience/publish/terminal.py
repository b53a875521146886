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

from consilience.model import Picture
from consilience.publish import words
from consilience.publish.brief import Brief, DisputePart, EventPart, WarningPart, brief

AGREED, DISPUTED, TOLLS, WARNINGS = 6, 5, 6, 4  # lines of each, so that all fit one screen


def show(picture: Picture, console: Console) -> None:
    """Print the brief of `picture` on `console`, about a screenful."""
    said = brief(picture)
    _head(said, console)
    _agreed(said, console)
    _disputed(said, console)
    _tolls(said, console)
    _warnings(said, console)


def clean(text: str) -> str:
    """Return `text` on one line, without control and other invisible characters."""
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if not unicodedata.category(c).startswith("C"))


def _line(console: Console, *parts: tuple[str, str], indent: int = 0) -> None:
    text = Text(" " * indent)
    for words_, style in parts:
        text.append(clean(words_) if words_.strip() else words_, style)
        text.append(" ")
    text.rstrip()
    console.print(text, overflow="fold", soft_wrap=False, highlight=False)


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


def _agreed(said: Brief, console: Console) -> None:
    _heading(console, "Agreed", len(said.agreed))
    if not said.agreed:
        _line(console, ("No event is told by two independent sources.", "dim"), indent=2)
    for event in said.agreed[:AGREED]:
        _line(console, ("●", "green"), (event.summary, ""), (_about(event), "dim"), indent=2)
    _rest(console, len(said.agreed) - AGREED, "event")


def _about(event: EventPart) -> str:
    when = event.when if event.when != "no date" else ""
    who = words.listed(event.origins)
    return " · ".join(part for part in (event.where, when, who) if part)


def _disputed(said: Brief, console: Console) -> None:
    _heading(console, "Disputed", len(said.disputed))
    if not said.disputed:
        _line(console, ("No two accounts contradict each other.", "dim"), indent=2)
    for dispute in said.disputed[:DISPUTED]:
        _dispute(dispute, console)
    _rest(console, len(said.disputed) - DISPUTED, "dispute")


def _dispute(dispute: DisputePart, console: Console) -> None:
    _line(console, ("◆", "yellow"), (dispute.question, ""), indent=2)
    for position in dispute.positions:
        who = words.listed(position.who) or "no source named"
        _line(console, (position.value, ""), ("–", "dim"), (who, "dim"), indent=6)


def _tolls(said: Brief, console: Console) -> None:
    _heading(console, "Tolls", len(said.tolls))
    if not said.tolls:
        _line(console, ("No report gives a count.", "dim"), indent=2)
        return
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    for _ in range(3):
        table.add_column(overflow="fold")
    for toll in said.tolls[:TOLLS]:
        counts = ", ".join(f"{row.words} {row.who}" for row in toll.rows if not row.superseded)
        cells = (f"  {toll.name}", toll.words, counts)
        table.add_row(*(Text(cell if n == 0 else clean(cell)) for n, cell in enumerate(cells)))
    console.print(table, highlight=False)
    _rest(console, len(said.tolls) - TOLLS, "toll")


def _warnings(said: Brief, console: Console) -> None:
    if not said.warnings:
        return
    _heading(console, "Could not be read, placed or dated", len(said.warnings))
    for warning in said.warnings[:WARNINGS]:
        _line(console, ("!", "yellow"), *_said(warning), indent=2)
    _rest(console, len(said.warnings) - WARNINGS, "warning")


def _said(warning: WarningPart) -> Iterable[tuple[str, str]]:
    yield warning.message, ""
    if warning.where:
        yield f"({warning.where})", "dim"
    if warning.hint:
        yield warning.hint, "dim"
