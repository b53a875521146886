"""From the user's paths to reports: every file read, every draft tidied, nothing lost unsaid.

In: paths and what the user says of all of them (a date, a publisher). Out:
`Acquired`. One bad file, row or page costs a warning and never the reports
beside it; only when nothing at all can be read is an error raised.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import IO

from consilience.acquire.dates import date_in_opening, date_in_url, iso_date
from consilience.acquire.drafts import Blob, Draft, Found
from consilience.acquire.encodings import decode, mend, tidy
from consilience.acquire.files import InputFile, find, load
from consilience.acquire.formats import binary_format, kind_of, known_ending
from consilience.acquire.identity import text_hash, with_id
from consilience.acquire.language import language_of, name_of
from consilience.acquire.problems import condense, problem
from consilience.acquire.titles import with_headline
from consilience.errors import InputError, NothingReadableError
from consilience.model import PictureWarning, PublishedFrom, Report
from consilience.settings import Settings

STANDARD_INPUT = "-"
_BROKEN_MARKUP = "Save the file again, or give its text as a .txt file."
# How many reasons an error lists: enough to see the pattern, few enough for one screen.
_REASONS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Acquired:
    """The reports that were read, by date, given id and id; and what could not be read, and why."""

    reports: tuple[Report, ...]
    warnings: tuple[PictureWarning, ...]


@dataclass(frozen=True, slots=True)
class _Given:
    """What the user says of every report that does not say it itself."""

    published: str | None
    publisher: str | None


def read_reports(
    paths: Sequence[str | Path],
    *,
    published: str | None = None,
    publisher: str | None = None,
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    stdin: IO[bytes] | None = None,
) -> Acquired:
    """Return the reports under some paths; "-" is standard input.

    `published` (a date) and `publisher` hold for reports that do not state their own.
    Raises NoSuchPathError for a path that does not exist, NothingReadableError where
    not one report could be read, InputError for a `published` that is no date.
    """
    given = _Given(_given_date(published), publisher)
    warnings: list[PictureWarning] = []
    reports: list[Report] = []
    for found in _everything(paths, settings, stdin):
        report, said = (
            _report(found, given, settings) if isinstance(found, Draft) else (None, [found])
        )
        warnings += said
        reports += [report] if report else []
    kept, repeated = _each_once(reports)
    if not kept:
        raise NothingReadableError(_nothing(warnings))
    return Acquired(tuple(kept), tuple(condense(warnings + repeated, settings.max_alike_warnings)))


def _everything(paths: Sequence[str | Path], settings: Settings, stdin: IO[bytes] | None) -> Found:
    """Yield every draft and warning, in the order of the files and their rows."""
    for item in _blobs(paths, settings, stdin):
        if isinstance(item, PictureWarning):
            yield item
        else:
            yield from _found_in(item, settings)


def _given_date(published: str | None) -> str | None:
    if published is None:
        return None
    found = iso_date(published)
    if not found:
        raise InputError(f"The date {published!r} cannot be read. Write it as YYYY-MM-DD.")
    return found


def _nothing(warnings: Sequence[PictureWarning]) -> str:
    if not warnings:
        return "There is nothing to read: no files were given, or the folder is empty."
    reasons = [f"  {w.where}: {w.message}" for w in warnings[:_REASONS_SHOWN]]
    more = len(warnings) - len(reasons)
    rest = [f"  … and {more} more."] if more else []
    return "\n".join(["Not one report could be read.", *reasons, *rest, warnings[0].hint or ""])


def _blobs(
    paths: Sequence[str | Path], settings: Settings, stdin: IO[bytes] | None
) -> Iterator[Blob | PictureWarning]:
    for item in find([path for path in paths if str(path) != STANDARD_INPUT]):
        if isinstance(item, PictureWarning):
            yield item
        elif item.named or known_ending(item.path.name):
            yield load(item, settings.max_file_bytes)
        else:
            yield _unknown(item)
    if any(str(path) == STANDARD_INPUT for path in paths):
        stream = stdin or sys.stdin.buffer
        yield _from_stream(stream, settings.max_file_bytes)


def _unknown(item: InputFile) -> PictureWarning:
    return problem("unknown-format", "Files of this kind are not read.", where=item.where)


def _from_stream(stream: IO[bytes], limit: int) -> Blob | PictureWarning:
    data = stream.read(limit + 1)
    if len(data) > limit:
        message = f"There are more than {limit:,} bytes, which is the limit."
        return problem("file-too-large", message, where="standard input")
    return Blob("standard input", "stdin", data)


def _found_in(blob: Blob, settings: Settings) -> list[Draft | PictureWarning]:
    """Return what stands in one input; where nothing does, a warning that says so."""
    found: list[Draft | PictureWarning] = []
    try:
        found.extend(_drafts(blob, settings))
    except Exception as error:  # a parser's own fault must not stop the reports beside it
        message = f"Its markup broke the parser ({type(error).__name__}: {error})."
        found.append(problem("unreadable", message, where=blob.where, hint=_BROKEN_MARKUP))
    return found or [problem("empty-file", "No report stands in this file.", where=blob.where)]


def _drafts(blob: Blob, settings: Settings) -> Found:
    """Yield the drafts of one input, whatever its format."""
    if not blob.data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n"):
        yield problem("empty-file", "The file is empty.", where=blob.where)
        return
    binary = binary_format(blob.data)
    if binary:
        yield problem("binary-file", f"This is {binary}, not text.", where=blob.where)
        return
    kind = kind_of(blob)
    if kind == "xml":
        yield problem("unknown-format", "This XML is neither a feed nor a page.", where=blob.where)
        return
    yield from _decoded_drafts(blob, kind, settings)


def _decoded_drafts(blob: Blob, kind: str, settings: Settings) -> Found:
    decoded = decode(blob.data, markup=kind in ("html", "feed"))
    if decoded is None:
        yield problem("binary-file", "This is not text.", where=blob.where)
        return
    if decoded.guess:
        yield problem("encoding-guessed", decoded.guess, where=blob.where)
    if kind == "html":
        from consilience.acquire.html import drafts_from_page  # noqa: PLC0415

        yield from drafts_from_page(blob, decoded.text, settings)
    elif kind == "feed":
        from consilience.acquire.feed import drafts_from_feed  # noqa: PLC0415

        yield from drafts_from_feed(blob, tidy(decoded.text))
    elif kind in ("json", "table"):
        from consilience.acquire import records  # noqa: PLC0415

        read = records.drafts_from_json if kind == "json" else records.drafts_from_table
        yield from read(blob, tidy_lines(decoded.text))
    else:
        from consilience.acquire import markdown, text  # noqa: PLC0415

        make = markdown.draft_from_markdown if kind == "markdown" else text.draft_from_text
        yield make(blob, tidy(decoded.text))


def tidy_lines(text: str) -> str:
    """Return `text` with one kind of line break and nothing else changed, for line numbers."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")


def _report(
    draft: Draft, given: _Given, settings: Settings
) -> tuple[Report | None, list[PictureWarning]]:
    """Return the report of a draft, or None; and what there is to say of it."""
    title, text = with_headline(tidy(mend(draft.title)), tidy(mend(draft.text)))
    if len(text) < settings.min_report_chars:
        message = f"This report has only {len(text)} characters."
        return None, [problem("too-short", message, where=draft.where)]
    language, sure = language_of(text)
    sure = sure or _declared(draft) == language
    if language != "en" and sure:
        message = f"This report is in {name_of(language)}; only English is read."
        return None, [problem("not-english", message, where=draft.where)]
    published, came_from, dated = _published(draft, text, given)
    report = with_id(
        Report(
            id="",
            given_id=tidy(draft.given_id),
            title=title,
            publisher=tidy(draft.publisher or "") or given.publisher,
            url=tidy(draft.url or "") or None,
            published=published,
            published_from=came_from,
            language="en",
            sha256=text_hash(text),
            text=text,
        )
    )
    said = [*dated, *_unsure(draft, language), *_oddities(draft, text, settings)]
    return report, [replace(warning, report=report.id) for warning in said]


def _published(
    draft: Draft, text: str, given: _Given
) -> tuple[str | None, PublishedFrom, list[PictureWarning]]:
    """Return the date, where it is from, and a warning where it is missing or unreadable.

    The report's own metadata come first, then a date that plainly stands at the head
    of the text, then what the user gave, then a date in the address.
    """
    said: list[PictureWarning] = []
    if draft.published:
        stated = iso_date(draft.published)
        if stated:
            return stated, "metadata", []
        message = f"The date {draft.published!r} cannot be read as one day."
        said = [problem("bad-date", message, where=draft.where)]
    in_url = date_in_url(draft.url) if draft.url else None
    in_text = date_in_opening(text)
    for found, came_from in ((in_url, "metadata"), (in_text, "text"), (given.published, "given")):
        if found:
            return found, came_from, said  # type: ignore[return-value]
    if not said:
        said = [problem("no-date", "This report has no date.", where=draft.where)]
    return None, "none", said


def _declared(draft: Draft) -> str:
    """Return the language that the report says it is in, as a two- or three-letter code."""
    return re.split(r"[-_]", (draft.language or "").lower())[0]


def _unsure(draft: Draft, language: str) -> Iterator[PictureWarning]:
    if language != "en" and _declared(draft) != "en":
        message = f"This report may be in {name_of(language)}; it was read as English."
        yield problem("language-unsure", message, where=draft.where)


def _oddities(draft: Draft, text: str, settings: Settings) -> Iterator[PictureWarning]:
    limit = settings.max_report_chars
    if len(text) > limit:
        message = f"This report has {len(text):,} characters; the first {limit:,} are coded."
        yield problem("too-long", message, where=draft.where)
    yield from _two_dates(draft, text)
    if mend(draft.text) != draft.text:
        message = "Letters of this text were garbled by a wrong encoding and have been mended."
        yield problem("garbled-letters", message, where=draft.where)


def _two_dates(draft: Draft, text: str) -> Iterator[PictureWarning]:
    """Tell where the date beside a text and the one at its head are more than a day apart."""
    stated, own = iso_date(draft.published or ""), date_in_opening(text)
    if stated and own and abs(date.fromisoformat(stated[:10]) - date.fromisoformat(own)).days > 1:
        message = f"The file says that this report is of {stated[:10]}, its first words say {own}."
        yield problem("two-dates", message, where=draft.where)


def _each_once(reports: Iterable[Report]) -> tuple[list[Report], list[PictureWarning]]:
    """Return the reports in order, each once, and a warning for each that was repeated."""
    kept: dict[tuple[str, ...], Report] = {}
    said: list[PictureWarning] = []
    ids: set[str] = set()
    for report in sorted(reports, key=_place_in_line):
        first = kept.setdefault(_same_report(report), report)
        if first is not report or report.id in ids:
            message = f"The same text as {first.given_id!r} by the same publisher; counted once."
            said.append(
                problem("duplicate-report", message, where=report.given_id or "", report=first.id)
            )
        ids.add(report.id)
    return list(kept.values()), said


def _place_in_line(report: Report) -> tuple[str, str, str]:
    return report.published or "", report.given_id or "", report.id


def _same_report(report: Report) -> tuple[str, ...]:
    """Return what makes two reports one: publisher (or address), date and text; else the id."""
    voice = report.publisher or report.url
    if voice is None:
        return (report.id,)
    return (voice.casefold(), report.published or "", report.sha256)
