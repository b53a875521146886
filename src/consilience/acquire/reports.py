"""From a draft to a report: headline, language, date and id settled, oddities said.

In: one draft, and what the user says of all reports. Out: a `Report`, or the
warning that tells why there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from consilience.acquire.dates import date_in_opening, date_in_url, iso_date, stamp_on_its_own_line
from consilience.acquire.drafts import Draft
from consilience.acquire.encodings import mend, tidy, turns_around, unhide
from consilience.acquire.identity import text_hash, with_id
from consilience.acquire.language import language_of, name_of
from consilience.acquire.problems import problem
from consilience.acquire.titles import with_headline
from consilience.model import PictureWarning, PublishedFrom, Report
from consilience.settings import Settings


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of every report that does not say it itself; the date is ISO."""

    published: str | None
    publisher: str | None


def report_of(
    draft: Draft, given: Given, settings: Settings
) -> tuple[Report | None, list[PictureWarning]]:
    """Return the report of a draft, or None where it cannot be used; and what to say of it."""
    title, text = with_headline(_clean(draft.title), _clean(draft.text))
    text = stamp_on_its_own_line(text)
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
            publisher=tidy(unhide(draft.publisher or "")) or given.publisher,
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


def _clean(words: str) -> str:
    return tidy(unhide(mend(words)))


def _published(
    draft: Draft, text: str, given: Given
) -> tuple[str | None, PublishedFrom, list[PictureWarning]]:
    """Return the date, where it is from, and a warning where it is missing or unreadable.

    What the report states comes first, then a day in its address, then one that plainly
    stands at the head of its text, and last what the user gave for all.
    """
    stated = iso_date(draft.published or "")
    candidates: tuple[tuple[str | None, PublishedFrom], ...] = (
        (stated, "metadata"),
        (date_in_url(draft.url or ""), "metadata"),
        (date_in_opening(text), "text"),
        (given.published, "given"),
    )
    published, came_from = next((c for c in candidates if c[0]), (None, "none"))
    if draft.published and not stated:
        message = f"The date {draft.published!r} cannot be read as one day."
        return published, came_from, [problem("bad-date", message, where=draft.where)]
    seen = f"; it was archived on {draft.captured[:10]}" if draft.captured else ""
    undated = problem("no-date", f"This report has no date{seen}.", where=draft.where)
    return published, came_from, [] if published else [undated]


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
    if turns_around(draft.title + draft.text):
        message = "Hidden marks in this text turn words or digits around on a screen."
        yield problem("hidden-characters", message, where=draft.where)
    if mend(draft.text) != draft.text:
        message = "Letters of this text were garbled by a wrong encoding and have been mended."
        yield problem("garbled-letters", message, where=draft.where)


def _two_dates(draft: Draft, text: str) -> Iterator[PictureWarning]:
    """Tell where the date beside a text and the one at its head are more than a day apart."""
    stated, own = iso_date(draft.published or ""), date_in_opening(text)
    if stated and own and abs(date.fromisoformat(stated[:10]) - date.fromisoformat(own)).days > 1:
        message = f"The file says that this report is of {stated[:10]}, its first words say {own}."
        yield problem("two-dates", message, where=draft.where)
