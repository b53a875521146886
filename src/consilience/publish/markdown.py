"""The brief as Markdown: for a repository, a mail, a note.

In: a `Picture`. Out: CommonMark with tables, in the order of the page. All
that comes from reports is escaped, so that no title or quote can become a
heading, a link, an image or a table cell of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from consilience.model import Changes, Picture
from consilience.publish import words
from consilience.publish.brief import brief
from consilience.publish.parts import Brief, Cite, DisputePart, EventPart, ReportPart, TollPart
from consilience.publish.since import Line, Since, since

# What CommonMark and the tables of GitHub read as markup, and HTML's own.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LINE_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s|$)")
QUOTES = 3  # passages shown under one event; the page and the JSON have all


def to_markdown(picture: Picture) -> str:
    """Return the brief of `picture` as CommonMark with tables."""
    said = brief(picture)
    parts = (
        _head(said), _worded(said), _since(said), _agreed(said), _disputed(said), _tolls(said),
        _control(said), _voices(said), _single(said), _assisted(said), _gaps(said),
        _reports(said, picture),
    )  # fmt: skip
    return "\n".join(line for part in parts for line in _apart(part)).rstrip() + "\n"


def _apart(part: Iterable[str]) -> list[str]:
    """Return the lines of a part with an empty one behind; of an empty part nothing."""
    lines = [*part]
    return [*lines, ""] if lines else []


def changes_markdown(changes: Changes) -> str:
    """Return what differs between two pictures as CommonMark."""
    said = since(changes)
    lines = (f"# {plain(said.title)}", "", *_changed(said, 2))
    return "\n".join(lines).rstrip() + "\n"


def plain(text: str) -> str:
    """Return `text` on one line with all that Markdown would read as markup escaped."""
    escaped = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    # An address alone would become a link: the break keeps it words.
    escaped = re.sub(r"(?i)\b(https?|ftp|www)(?=:|\.)", r"\1&#8203;", escaped)
    return _LINE_START.sub(_as_words, escaped)


def _as_words(match: re.Match[str]) -> str:
    lead, sign = match.groups()
    return f"{lead}{sign[:-1]}\\{sign[-1]}"


def _head(said: Brief) -> Iterator[str]:
    yield f"# {plain(said.title)}"
    yield ""
    when = f" on what happened {said.span}" if said.span else ""
    outlets = f" by {words.plural(len(said.outlets), 'outlet')}" if said.outlets else ""
    voices = words.plural(said.independent, "independent source")
    yield (
        f"{words.capital(words.plural(len(said.reports), 'report'))}{outlets}{when}."
        f" They name {voices}."
    )
    if said.copies:
        yield f"{words.plural(said.copies, 'report')} largely copied from another: no weight added."


def _since(said: Brief) -> Iterator[str]:
    if said.since:
        yield f"## {plain(said.since.title)}"
        yield ""
        yield from _changed(said.since, 3)


def _changed(said: Since, level: int) -> Iterator[str]:
    yield plain(said.about)
    if not said.groups:
        yield ""
        yield "*Nothing has changed.*"
    for group in said.groups:
        yield ""
        yield f"{'#' * level} {plain(group.title)}"
        yield ""
        for line in group.lines:
            yield from _change(line)


def _change(line: Line) -> Iterator[str]:
    say = f"{words.capital(line.say)}: " if line.say else ""
    turn = f" – {plain(line.turn)}" if line.turn else ""
    yield f"- {say}**{plain(line.what)}**{turn}"
    for who, before, after in line.steps:
        told = " → ".join(plain(part) for part in (before, after or "no longer") if part)
        yield f"  - {plain(who)}: {told}"
    if line.reason:
        yield f"  - {plain(line.reason)}"
    for said in line.words[:QUOTES]:
        paper = f", in {plain(said.publisher)}" if said.publisher else ""
        denied = ", denying it" if said.denied else ""
        yield f"  - “{plain(said.quote)}” – {plain(said.who)}{denied}{paper} ({said.claim})"
    if len(line.words) > QUOTES:
        yield f"  - and {words.plural(len(line.words) - QUOTES, 'more passage')}"


def _worded(said: Brief) -> Iterator[str]:
    if not said.worded:
        return
    yield "## In short"
    yield ""
    by = plain(said.worded_by)
    yield f"*Worded by a language model ({by}) from the cells of this brief alone.*"
    yield ""
    for sentence in said.worded:
        yield f"- {plain(sentence.text)} ({plain(sentence.about)}: {plain(sentence.who)})"


def _assisted(said: Brief) -> Iterator[str]:
    if not said.assisted:
        return
    yield "## Pointed at by a language model"
    yield ""
    yield "*The rules did not find these by themselves; they are counted nowhere above.*"
    yield ""
    for one in said.assisted:
        slots = "; ".join(f"{name.lower()}: {plain(words)}" for name, words in one.slots)
        yield f"- **{plain(one.kind)}**{f' – {slots}' if slots else ''}"
        yield from _quotes([one.cite], "  ")


def _agreed(said: Brief) -> Iterator[str]:
    yield "## What is agreed"
    yield ""
    yield from _events(said.agreed, "No event is told by two independent sources.")
    if said.shared:
        yield ""
        yield "### Told alike by several reports"
        yield ""
        yield "They name one source, or none: it may all go back to one voice."
        yield ""
        yield from _events(said.shared, "")


def _events(events: Sequence[EventPart], none: str) -> Iterator[str]:
    if not events:
        yield f"*{none}*"
    for event in events:
        where = ", ".join(
            filter(None, [event.where, event.when if event.when != "no date" else ""])
        )
        place = f" ({plain(where)})" if where else " (no place or date given)"
        yield f"- **{plain(event.summary)}**{place}. {_grade(event)}."
        for toll in event.tolls:
            yield f"  - {plain(toll.name)}: {toll.words}"
        for _, question in event.disputes:
            yield f"  - In dispute: {plain(question)}"
        yield from _quotes(event.cites, "  ")


def _grade(event: EventPart) -> str:
    who = plain(words.listed(event.origins)) if event.origins else "nobody named"
    return f"{event.grade_words}: {who}, in {words.plural(event.reports, 'report')}"


def _quotes(cites: Sequence[Cite], indent: str) -> Iterator[str]:
    for cite in cites[:QUOTES]:
        yield f"{indent}- “{plain(cite.quote)}” – {_by(cite)}"
    if len(cites) > QUOTES:
        yield f"{indent}- and {words.plural(len(cites) - QUOTES, 'more passage')}"


def _by(cite: Cite) -> str:
    how = f" {cite.how or 'said'}"
    denied = ", denying it" if cite.denied and cite.how != "denied" else ""
    place = ", ".join(filter(None, [cite.report, cite.publisher, cite.published]))
    also = words.listed([report for report, _ in cite.also])
    same = f"; the same in {also}" if also else ""
    seen = f"; pointed at by {plain(cite.assisted)}" if cite.assisted else ""
    return f"{plain(cite.who)}{how}{denied}, in {plain(place)}{same}{seen}"


def _disputed(said: Brief) -> Iterator[str]:
    yield "## What is disputed"
    yield ""
    if not said.disputed:
        yield "*No two accounts contradict each other on any event, as far as was read.*"
    for dispute in said.disputed:
        yield from _dispute(dispute)
    if said.revised:
        yield "### Revised"
        yield ""
        for dispute in said.revised:
            steps = " → ".join(plain(p.value) for p in dispute.positions)
            yield f"- {plain(dispute.question)}: {steps}"


def _dispute(dispute: DisputePart) -> Iterator[str]:
    yield f"### {plain(dispute.question)}"
    yield ""
    for position in dispute.positions:
        who = plain(words.listed(position.who)) or "no source named"
        told = words.plural(position.reports, "report")
        yield f"- **{plain(position.value)}** – {who}, in {told}"
        yield from _quotes(position.cites, "  ")
    yield ""


def _tolls(said: Brief) -> Iterator[str]:
    yield "## Tolls, by who counts them"
    yield ""
    if not said.tolls:
        yield "*No report gives a count.*"
        return
    head = ("Of what", "Event", "According to", "Count", "Best figure", "Standing")
    yield from _table(
        head, (row for toll in (*said.overview, *said.tolls) for row in _toll_rows(toll))
    )


def _toll_rows(toll: TollPart) -> Iterator[tuple[str, ...]]:
    for row in toll.rows:
        note = " (since revised)" if row.superseded else ""
        yield (
            toll.name,
            toll.event or "the whole affair",
            row.who,
            f"{row.words}{note}",
            f"{toll.best:,}" if toll.event else "not one scope",
            toll.standing,
        )


def _control(said: Brief) -> Iterator[str]:
    yield "## Who holds what"
    yield ""
    if not said.control:
        yield "*No report says who holds a place.*"
        return
    yield from _table(
        ("Place", "Who, and how", "As of", "According to", "Disputed"),
        (
            (
                c.place,
                f"{c.holder} {c.state}",
                c.as_of,
                words.listed(c.who),
                "yes" if c.dispute else "",
            )
            for c in said.control
        ),
    )


def _voices(said: Brief) -> Iterator[str]:
    yield "## Who says what"
    yield ""
    matrix = said.matrix
    if not matrix.events:
        yield "*No event is spoken of by more than one source.*"
    else:
        head = ("Source", *(event.summary for event in matrix.events))
        yield from _table(
            head, ((name, *(c.stance or "silent" for c in cells)) for name, cells in matrix.rows)
        )
    yield ""
    yield "### Statements"
    yield ""
    yield from _events(said.statements, "No statement was read apart from what sources say.")


def _single(said: Brief) -> Iterator[str]:
    yield "## Said by one source only"
    yield ""
    yield from _events(
        (*said.single, *said.unsourced), "Every event is told by more than one source."
    )


def _gaps(said: Brief) -> Iterator[str]:
    yield "## What could not be read, placed or dated"
    yield ""
    if not said.warnings:
        yield "*Nothing was left out.*"
    for gap in said.warnings:
        where = f" ({plain(gap.where)})" if gap.where else ""
        yield f"- {gap.heading}: {plain(gap.message)}{where} {plain(gap.hint)}".rstrip()


def _reports(said: Brief, picture: Picture) -> Iterator[str]:
    yield "## The reports"
    yield ""
    if not said.reports:
        yield "*No report could be read.*"
    else:
        rows = (
            (str(r.number), r.title, r.publisher, r.published, _kin(r), r.sha256)
            for r in said.reports
        )
        yield from _table(("No.", "Title", "Publisher", "Date", "Takes from", "SHA-256"), rows)
    yield ""
    yield (
        "Read by a machine; check the words before relying on them."
        " Places: GeoNames, CC BY 4.0."
        f" Made with Consilience {plain(picture.made_with.version)}."
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(plain(cell) for cell in head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(plain(cell) for cell in row)} |"


def _kin(report: ReportPart) -> str:
    """Return what a report takes from others, in words."""
    told = [
        f"copy of {report.copy_of}" if report.copy_of else "",
        f"new version of {report.version_of}" if report.version_of else "",
        f"takes in {', '.join(name for name, _ in report.contains)}" if report.contains else "",
    ]
    return "; ".join(part for part in told if part)
