"""The day of a report, from its own first words before its metadata.

In: a document and the published date that came with it. Out: the report's day.
*BEIRUT, 29 Nov 2024 (Agency)* and *Last updated at Jul 152015* outrank metadata,
which on the web is often the day of the crawl.
"""

from __future__ import annotations

from datetime import date, timedelta

from consilience.coding.moments import Story
from consilience.coding.timeguards import Expression
from consilience.coding.timereading import read_expression
from consilience.coding.timex import find_expressions
from consilience.language.annotate import Document

# A dateline stands in the first words; further on a full date is the story's.
_WITHIN = 250
# A date further than this from the metadata is a date of the story, not of the report.
_DRIFT = timedelta(days=45)


def report_day(document: Document) -> date | None:
    """Return the report's day: its dateline's, else `report.published`, else None."""
    return dateline_date(document, published_day(document))


def published_day(document: Document) -> date | None:
    """Return `report.published` as a day, None where it is missing or no ISO date."""
    try:
        return date.fromisoformat((document.report.published or "")[:10])
    except ValueError:
        return None


def dateline_date(document: Document, published: date | None) -> date | None:
    """Return the day of a dateline in the text's beginning, else `published`."""
    for expression in find_expressions(document, document.headline_end + _WITHIN):
        if not _is_dateline(expression):
            continue
        days = read_expression(expression, Story(published, history=False)).days
        if days is not None and (published is None or abs(days[0] - published) <= _DRIFT):
            return days[0]
    return published


def _is_dateline(expression: Expression) -> bool:
    """A full date that no sentence leans on: not *on 5 May 2016*, not *since 12 July 2015*."""
    parts = expression.parts
    if expression.rule.means not in {"date", "numeric", "clock"} or "year" not in parts:
        return False
    if not parts.keys() & {"day", "day2", "first"}:
        return False
    before = expression.before
    return before is None or before.pos_ not in {"ADP", "SCONJ", "DET"} or before.lower_ == "at"
