"""The README of an export: what the data is, what it came from, what every column says.

In: the picture and the tables written. Out: Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consilience.model import Picture
from consilience.publish import words
from consilience.publish.exports.tables import Table

_MOST_REPORTS = 200


def readme(
    kind: str, about: str, picture: Picture, written: Sequence[Table], *, redacted: bool,
    asked: str = "",
) -> str:  # fmt: skip
    """Return the page that goes with an export; `asked` are its filters, in words."""
    return "\n".join(_lines(kind, about, picture, written, redacted, asked)) + "\n"


def _lines(
    kind: str, about: str, picture: Picture, written: Sequence[Table], redacted: bool, asked: str
) -> Iterator[str]:
    made = picture.made_with
    yield f"# Consilience export: {kind}"
    yield ""
    yield f"{words.capital(about)}."
    yield ""
    counts = (("report", picture.reports), ("claim", picture.claims), ("event", picture.events),
              ("dispute", picture.disputes), ("warning", picture.warnings))  # fmt: skip
    yield "Made from " + words.listed([words.plural(len(all_), one) for one, all_ in counts]) + "."
    if asked:
        yield ""
        yield f"Only a part of the picture was asked for: {_one_line(asked)}."
    yield ""
    yield (
        f"Coded by Consilience {made.version} with {made.language_model}, gazetteer"
        f" {made.gazetteer} (GeoNames, CC BY 4.0), settings {made.settings_sha256[:12]}."
        " A machine's coding: read the words before you rely on a cell."
    )
    helped = sum(c.assisted is not None for c in picture.claims)
    if helped:
        yield ""
        yield (
            f"{words.capital(words.plural(helped, 'claim'))} of these a language model pointed at"
            " (`assisted`); unless an analyst confirmed one it is of no event and counted nowhere."
        )
    if redacted:
        yield ""
        yield (
            "Redacted: persons who are only victims are blacked out in every text, and living"
            " victims are placed no finer than their town. The hashes are of the redacted texts."
        )
    if written:
        yield from _columns(written)
    yield from _sources(picture)


def _columns(written: Sequence[Table]) -> Iterator[str]:
    for table in written:
        yield ""
        yield f"## {table.name} ({words.plural(len(table.rows), 'row')})"
        yield ""
        if table.notes:
            yield from (_safe(note) for note in table.notes)
            yield ""
        yield "| column | kind | what it says |"
        yield "|---|---|---|"
        for column in table.columns:
            yield f"| {column.name} | {column.kind} | {column.about} |"


def _sources(picture: Picture) -> Iterator[str]:
    yield ""
    yield "## Reports"
    yield ""
    for report in picture.reports[:_MOST_REPORTS]:
        said = (report.publisher, (report.published or "")[:10] or None, report.title, report.url)
        line = ". ".join(_one_line(part) for part in said if part)
        yield f"- {line or report.id} (sha256 {report.sha256[:16]})"
    if len(picture.reports) > _MOST_REPORTS:
        yield f"- and {len(picture.reports) - _MOST_REPORTS:,} others"


def _safe(note: str) -> str:
    """Return a note that is ours around words of reports: a list's dash and emphasis stay."""
    mark = "- " if note.startswith("- ") else ""
    return mark + _one_line(note.removeprefix(mark)).replace("\\*", "*")


def _one_line(text: str) -> str:
    plain = " ".join(text.split())
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#" else c for c in plain)
