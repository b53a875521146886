"""The one list of what can be wrong with an input: stable codes, meanings, and what to do.

In: a code, a message and a place. Out: a `PictureWarning`. The codes are part of
the contract: a program may branch on them, so they are never renamed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from consilience.model import PictureWarning


@dataclass(frozen=True, slots=True)
class Code:
    """What a warning code means, and what a reader can do about it."""

    meaning: str
    hint: str


CODES: dict[str, Code] = {
    "bad-date": Code(
        "a date stands beside the report but cannot be read as one day",
        "Write it as YYYY-MM-DD, or give --published.",
    ),
    "bad-json": Code(
        "a file, line or item is not valid JSON",
        "Mend the line, or write one JSON object a line.",
    ),
    "bad-row": Code(
        "a row of a table does not fit its header",
        "Quote cells that hold the delimiter, a quote or a line break.",
    ),
    "binary-file": Code(
        "a file is not text",
        "Save it as plain text, HTML, JSON or CSV and read that.",
    ),
    "duplicate-report": Code(
        "the same text by the same publisher was given more than once",
        "Nothing needs doing: it is counted once.",
    ),
    "empty-file": Code("a file holds nothing", "Leave it out, or save it again."),
    "encoding-guessed": Code(
        "a file is not UTF-8 and does not say what it is, so its encoding was guessed",
        "Look for odd letters in its quotes, or save the file as UTF-8.",
    ),
    "file-too-large": Code(
        "a file is larger than the limit and was not read",
        "Split it, or raise max_file_bytes.",
    ),
    "garbled-letters": Code(
        "letters of a text had been garbled by a wrong encoding and were mended",
        "Nothing needs doing; save the report as UTF-8 to be sure.",
    ),
    "language-unsure": Code(
        "a report is too short or too mixed to tell its language; it was taken for English",
        "Leave it out if it is not English.",
    ),
    "missing-field": Code(
        "a record has no text, or a table no column of texts",
        "Name the column text; title, publisher, url, published and language may stand beside it.",
    ),
    "no-date": Code(
        "a report has no date of publication, so its weekdays cannot be resolved",
        "Give --published, or put the date in the file.",
    ),
    "no-main-text": Code(
        "no article was found on a page",
        "Save the article's own page, or its text as a .txt file.",
    ),
    "not-english": Code(
        "a report is in a language that is not read yet",
        "Give an English version of it.",
    ),
    "short-main-text": Code(
        "little text was found on a page; some of the article may be missing",
        "Compare with the page, or give the text as a .txt file.",
    ),
    "table-left-out": Code(
        "an article's table was not read: its cells are no sentences",
        "Write what it says as sentences in a .txt file, if its figures matter.",
    ),
    "too-long": Code(
        "a report is longer than the limit; it is kept whole and coded up to the limit",
        "Split it, or raise max_report_chars.",
    ),
    "too-short": Code(
        "a report is shorter than any sentence that tells an event",
        "Leave it out, or give its whole text.",
    ),
    "two-dates": Code(
        "the date beside a report and the one at the head of its text are days apart",
        "Check which is right; the first words are followed where they are near.",
    ),
    "unknown-format": Code(
        "a file in a folder is of a kind that is not read",
        "Read are .txt .md .html .json .jsonl .csv .tsv and feeds; name the file itself to try it.",
    ),
    "unreadable": Code(
        "a file or folder could not be opened",
        "Check that it is there and that you may read it.",
    ),
}


def problem(
    code: str, message: str, *, where: str, report: str | None = None, hint: str | None = None
) -> PictureWarning:
    """Return a warning with the code's hint; `where` is a file, with its line where known."""
    return PictureWarning(
        code=code, message=message, where=where, report=report, hint=hint or CODES[code].hint
    )


def condense(warnings: Iterable[PictureWarning], limit: int) -> Iterator[PictureWarning]:
    """Yield the warnings, but of each code in one file or folder at most `limit`, then a count.

    Warnings about a report that was read are all kept: each stands beside its report.
    """
    every = list(warnings)
    total = Counter(_group(w) for w in every if w.report is None)
    so_far: Counter[tuple[str, str]] = Counter()
    for warning in every:
        group = _group(warning)
        so_far[group] += warning.report is None
        if warning.report is not None or total[group] <= limit or so_far[group] < limit:
            yield warning
        elif so_far[group] == limit:
            more = f"{total[group] - limit + 1:,} more like this: {warning.message}"
            yield replace(warning, message=more, where=group[1])


def _group(warning: PictureWarning) -> tuple[str, str]:
    """Return the code, and the file of a row or the folder of a file."""
    where = warning.where or ""
    file = re.sub(r":\d+$|: item \d+$", "", where)
    return warning.code, file if file != where else where.rpartition("/")[0]
