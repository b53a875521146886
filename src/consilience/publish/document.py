"""The brief as a Word document, for those who work on it further.

In: a `Picture`. Out: the bytes of a DOCX file with headings, lists and tables of the
program's own styles. Words from reports are set as plain runs, without what does not print:
they cannot become fields, links or markup. The same picture gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from consilience.errors import SetupError
from consilience.model import Picture
from consilience.publish import words
from consilience.publish.brief import brief
from consilience.publish.parts import Brief, Cite, DisputePart, EventPart, TollPart
from consilience.publish.since import Line
from consilience.publish.terminal import clean

if TYPE_CHECKING:
    from docx.document import Document

QUOTES = 3  # passages under one event; the page and the JSON have all
_BULLET, _UNDER, _QUOTE = "List Bullet", "List Bullet 2", "Quote"


def to_docx(picture: Picture) -> bytes:
    """Return the brief of `picture` as DOCX. Raises SetupError where python-docx is missing."""
    try:
        import docx  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise SetupError(
            "Word documents need python-docx; run: pip install 'consilience[documents]'"
        ) from error
    said = brief(picture)
    page = _Page(docx.Document())
    page.named(said.title, picture.made_with.version)
    for part in (_head, _worded, _since, _agreed, _disputed, _tolls, _control, _single, _statements,
                 _assisted, _gaps, _reports):  # fmt: skip
        part(said, page)
    page.text(
        "Read by a machine; check the words before relying on them. Places: GeoNames, CC BY 4.0. "
        f"Made with Consilience {picture.made_with.version}."
    )
    return page.bytes()


class _Page:
    """A document while it is written; all words go through `clean`."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def named(self, title: str, version: str) -> None:
        made = self._document.core_properties
        made.title, made.author = clean(title)[:255], f"Consilience {version}"
        made.comments = ""
        # The same picture gives the same bytes: no time of writing inside.
        made.created = made.modified = datetime(2000, 1, 1)
        self._document.add_heading(clean(title), 0)

    def heading(self, text: str, level: int = 1) -> None:
        self._document.add_heading(clean(text), level)

    def text(self, text: str, style: str | None = None, *, bold: str = "") -> None:
        made = self._document.add_paragraph(style=style)
        if bold:
            made.add_run(clean(bold)).bold = True
            made.add_run(" ")
        made.add_run(clean(text))

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        made = self._document.add_table(rows=1, cols=len(head), style="Light Grid Accent 1")
        for row in (head, *rows):
            cells = made.rows[0].cells if row is head else made.add_row().cells
            for cell, text in zip(cells, row, strict=True):
                cell.text = clean(text)

    def bytes(self) -> bytes:
        """Return the file, its parts dated alike whenever it was written."""
        raw, out = io.BytesIO(), io.BytesIO()
        self._document.save(raw)
        with ZipFile(raw) as made, ZipFile(out, "w", ZIP_DEFLATED) as kept:
            for name in made.namelist():
                kept.writestr(ZipInfo(name), made.read(name), ZIP_DEFLATED)
        return out.getvalue()


def _head(said: Brief, page: _Page) -> None:
    outlets = f" by {words.plural(len(said.outlets), 'outlet')}" if said.outlets else ""
    when = f" on what happened {said.span}" if said.span else ""
    copies = f"; {words.plural(said.copies, 'copy', 'copies')} add no weight" * bool(said.copies)
    voices = words.plural(said.independent, "independent source")
    reports = words.capital(words.plural(len(said.reports), "report"))
    page.text(f"{reports}{outlets}{when}. They name {voices}{copies}.")


def _worded(said: Brief, page: _Page) -> None:
    if said.worded:
        page.heading("In short")
        page.text(f"Worded by a language model ({said.worded_by}) from the cells of this brief.")
    for sentence in said.worded:
        page.text(f"{sentence.text} ({sentence.about}: {sentence.who})", _BULLET)


def _since(said: Brief, page: _Page) -> None:
    if said.since is None:
        return
    page.heading(said.since.title)
    page.text(said.since.about if said.since.groups else f"{said.since.about} Nothing has changed.")
    for group in said.since.groups:
        page.heading(group.title, 2)
        for line in group.lines:
            _change(line, page)


def _change(line: Line, page: _Page) -> None:
    say = f"{words.capital(line.say)}:" if line.say else ""
    turn = f" – {line.turn}" if line.turn else ""
    page.text(f"{line.what}{turn}", _BULLET, bold=say)
    for who, before, after in line.steps:
        told = " → ".join(part for part in (before, after or "no longer") if part)
        page.text(f"{who}: {told}", _UNDER)
    for one in line.words[:QUOTES]:
        denied = ", denying it" if one.denied else ""
        page.text(f"“{one.quote}” – {one.who}{denied} ({one.claim})", _QUOTE)


def _agreed(said: Brief, page: _Page) -> None:
    page.heading("What is agreed")
    _events(said.agreed, "No event is told by two independent sources.", page)
    if said.shared:
        page.heading("Told alike by several reports", 2)
        page.text("They name one source, or none: it may all go back to one voice.")
        _events(said.shared, "", page)


def _events(events: Sequence[EventPart], none: str, page: _Page) -> None:
    if not events:
        page.text(none)
    for event in events:
        when = event.when if event.when != "no date" else ""
        where = ", ".join(part for part in (event.where, when) if part) or "no place or date given"
        who = words.listed(event.origins) or "nobody named"
        told = f", told {event.manner}, not as done" if event.manner else ""
        page.text(
            f"({where}){told}. {event.grade_words}: {who}, in "
            f"{words.plural(event.reports, 'report')}.", _BULLET, bold=event.summary,
        )  # fmt: skip
        for toll in event.tolls:
            page.text(f"{toll.name}: {toll.words}", _UNDER)
        for _, question in event.disputes:
            page.text(f"In dispute: {question}", _UNDER)
        _cites(event.cites, page)


def _cites(cites: Sequence[Cite], page: _Page) -> None:
    for cite in cites[:QUOTES]:
        page.text(f"“{cite.quote}” – {_by(cite)}", _QUOTE)
    if len(cites) > QUOTES:
        page.text(f"and {words.plural(len(cites) - QUOTES, 'more passage')}", _UNDER)


def _by(cite: Cite) -> str:
    denied = ", denying it" if cite.denied and cite.how != "denied" else ""
    place = ", ".join(part for part in (cite.report, cite.publisher, cite.published) if part)
    also = words.listed([report for report, _ in cite.also])
    same = f"; the same in {also}" if also else ""
    seen = f"; pointed at by {cite.assisted}" if cite.assisted else ""
    return f"{cite.who} {cite.how or 'said'}{denied}, in {place}{same}{seen}"


def _disputed(said: Brief, page: _Page) -> None:
    page.heading("What is disputed")
    if not said.disputed:
        page.text("No two accounts contradict each other on any event, as far as was read.")
    for dispute in said.disputed:
        _dispute(dispute, page)
    if said.revised:
        page.heading("Revised", 2)
    for dispute in said.revised:
        steps = " → ".join(position.value for position in dispute.positions)
        page.text(f"{dispute.question}: {steps}", _BULLET)


def _dispute(dispute: DisputePart, page: _Page) -> None:
    page.heading(dispute.question, 2)
    for position in dispute.positions:
        who = words.listed(position.who) or "no source named"
        told = f"– {who}, in {words.plural(position.reports, 'report')}"
        page.text(told, _BULLET, bold=position.value)
        _cites(position.cites, page)
    if dispute.reason:
        page.text(dispute.reason)


def _tolls(said: Brief, page: _Page) -> None:
    page.heading("Tolls, by who counts them")
    if not said.tolls:
        page.text("No report gives a count.")
        return
    head = ("Of what", "Event", "According to", "Count", "Best figure", "Standing")
    page.table(head, (row for toll in (*said.overview, *said.tolls) for row in _rows(toll)))


def _rows(toll: TollPart) -> Iterable[tuple[str, ...]]:
    for row in toll.rows:
        count = f"{row.words}{' (since revised)' if row.superseded else ''}"
        best = f"{toll.best:,}" if toll.event else "not one scope"
        event = toll.event or "the whole affair"
        yield (toll.name, event, row.who, count, best, toll.standing)


def _control(said: Brief, page: _Page) -> None:
    page.heading("Who holds what")
    if not said.control:
        page.text("No report says who holds a place.")
        return
    head = ("Place", "Who, and how", "As of", "According to", "Disputed")
    page.table(head, (
        (c.place, f"{c.holder} {c.state}", c.as_of, words.listed(c.who), "yes" if c.dispute else "")
        for c in said.control
    ))  # fmt: skip


def _single(said: Brief, page: _Page) -> None:
    page.heading("Said by one source only")
    none = "Every event is told by more than one source."
    _events((*said.single, *said.unsourced), none, page)


def _statements(said: Brief, page: _Page) -> None:
    page.heading("Statements")
    _events(said.statements, "No statement was read apart from what sources say.", page)


def _assisted(said: Brief, page: _Page) -> None:
    if not said.assisted:
        return
    page.heading("Pointed at by a language model")
    page.text("The rules did not find these by themselves; they are counted nowhere above.")
    for one in said.assisted:
        slots = "; ".join(f"{name.lower()}: {told}" for name, told in one.slots)
        page.text(slots, _BULLET, bold=one.kind)
        _cites([one.cite], page)


def _gaps(said: Brief, page: _Page) -> None:
    page.heading("What could not be read, placed or dated")
    if not said.warnings:
        page.text("Nothing was left out.")
    for gap in said.warnings:
        where = f" ({gap.where})" if gap.where else ""
        page.text(f"{gap.message}{where} {gap.hint}", _BULLET, bold=f"{gap.heading}:")


def _reports(said: Brief, page: _Page) -> None:
    page.heading("The reports")
    if not said.reports:
        page.text("No report could be read.")
        return
    head = ("No.", "Title", "Publisher", "Date", "Copy of", "SHA-256")
    page.table(head, (
        (str(r.number), r.title, r.publisher, r.published, r.copy_of, r.sha256)
        for r in said.reports
    ))  # fmt: skip
