"""The one list of what can be wrong with an input: stable codes, meanings, and what to do.

In: a code, a message and a place. Out: a `PictureWarning`. The codes are part of
the contract: a program may branch on them, so they are never renamed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from consilience.acquire.drafts import WITHIN
from consilience.model import PictureWarning


@dataclass(frozen=True, slots=True)
class Code:
    """What a warning code means, and what a reader can do about it."""

    meaning: str
    hint: str


CODES: dict[str, Code] = {
    "address-refused": Code(
        "an address is none that is read: not http or https, or of a private or local network",
        "Give a public http or https address; a host of your own by name: --allow-host HOST.",
    ),
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
    "archive-limit": Code(
        "an archive holds, unpacks to or nests more than the limit; the rest of it was not read",
        "Unpack what you trust yourself, or raise the limit that the message names.",
    ),
    "coded-twice": Code(
        "a report stands in two statements, coded otherwise; the first was taken",
        "Give the statements of one version of the program only, or the reports themselves.",
    ),
    "cut-off": Code(
        "an archive or a page ends early or is broken; what is whole before the break was read",
        "Copy or download it again.",
    ),
    "digest-wrong": Code(
        "a page in a web archive does not fit the digest that was taken when it was archived",
        "Do not rely on its words before you know why: it was changed, or badly written.",
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
    "fetch-failed": Code(
        "a server did not give a page: it is away, moved it, or will not",
        "Try again later, or save the page in your browser and give the file.",
    ),
    "fetch-limit": Code(
        "a page was too large, too slow, moved too often, or grew too much when unpacked",
        "Save the page in your browser and give the file; the limits are listed in the settings.",
    ),
    "error-pages": Code(
        "a web archive holds pages that were answered with an error",
        "Nothing needs doing, unless you look for one of them.",
    ),
    "file-too-large": Code(
        "a file is larger than the limit and was not read",
        "Split it, or raise max_file_bytes.",
    ),
    "garbled-letters": Code(
        "letters of a text had been garbled by a wrong encoding and were mended",
        "Nothing needs doing; save the report as UTF-8 to be sure.",
    ),
    "hidden-characters": Code(
        "hidden marks of direction make a text look other than it reads; they were left out",
        "Compare its numbers and names with the page as you see it.",
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
    "robots-refused": Code(
        "a site's robots.txt asks programs to leave a page alone",
        "Read it in your browser; save it there and give the file, if you may.",
    ),
    "part-missing": Code(
        "a file needs a part of Consilience that is not installed",
        "Install it with: pip install 'consilience[documents]'.",
    ),
    "short-main-text": Code(
        "little text was found on a page; some of the article may be missing",
        "Compare with the page, or give the text as a .txt file.",
    ),
    "statements-broken": Code(
        "a file of statements is not as `export --as jsonl` wrote it; nothing of it was taken",
        "Export the statements again.",
    ),
    "statements-refused": Code(
        "statements of another picture were served or sent; they are taken from your files only",
        "Save the file and give it by its name, if you trust who made it.",
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
        "See the how-to for all kinds that are read; name the file itself to try it as text.",
    ),
    "unsafe-name": Code(
        "a file in an archive has a name that leads out of its folder",
        "Nothing was written; ask who made the archive.",
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


class Pile:
    """Warnings as they come, of each code in one file or folder no more than `limit`, then a count.

    So a file with a million bad rows takes no more memory than one with twenty. Warnings
    about a report that was read are all kept: each stands beside its report. `given` counts
    all that were put here.
    """

    def __init__(self, limit: int) -> None:
        self.given = 0
        self._limit = limit
        self._kept: list[PictureWarning] = []
        self._of_group: Counter[tuple[str, str]] = Counter()
        self._last: dict[tuple[str, str], int] = {}

    def extend(self, warnings: Iterable[PictureWarning]) -> None:
        """Put warnings here; one whose group is full is only counted."""
        for warning in warnings:
            self._add(warning)

    def _add(self, warning: PictureWarning) -> None:
        self.given += 1
        if warning.report is None:
            group = _group(warning)
            self._of_group[group] += 1
            if self._of_group[group] > self._limit:
                return
            self._last[group] = len(self._kept)
        self._kept.append(warning)

    def warnings(self) -> list[PictureWarning]:
        """Return what is kept, in order; the last of a full group says how many more there were."""
        said = list(self._kept)
        for group, at in self._last.items():
            more = self._of_group[group] - self._limit + 1
            if more > 1:
                message = f"{more:,} more like this: {said[at].message}"
                said[at] = replace(said[at], message=message, where=group[1])
        return said


def condense(warnings: Iterable[PictureWarning], limit: int) -> list[PictureWarning]:
    """Return the warnings, but of each code in one file or folder at most `limit`, then a count."""
    pile = Pile(limit)
    pile.extend(warnings)
    return pile.warnings()


def _group(warning: PictureWarning) -> tuple[str, str]:
    """Return the code, and the file of a row or the folder of a file."""
    where = (warning.where or "").partition(WITHIN)[0]
    if where != (warning.where or ""):
        return warning.code, where
    file = re.sub(r":\d+$|: item \d+$", "", where)
    return warning.code, file if file != where else where.rpartition("/")[0]
