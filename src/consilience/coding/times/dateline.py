"""The day of a report, from its own first words before its metadata.

In: a document and the published date that came with it. Out: the report's day.
*BEIRUT, 29 Nov 2024 (Agency)* and *Last updated at Jul 152015* outrank metadata,
which on the web is often the day of the crawl.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from consilience.coding.times.calendar import plausible
from consilience.coding.times.expressions import find_expressions
from consilience.coding.times.guards import Expression
from consilience.coding.times.moments import Story
from consilience.coding.times.reading import read_expression
from consilience.language.annotate import Document

# A dateline stands in the first words; further on a full date is the story's.
_WITHIN = 250
# A date that nothing marks as the report's and further than this from the metadata is the story's.
_DRIFT = timedelta(days=45)
_MARKED_BEFORE = re.compile(
    r"(?:posted|published|updated|modified|publication|date|released|filed|issued)"
    r"(?: (?:on|at|by))?:?\s*$"
)
_MARKED_AFTER = re.compile(r"\s*(?:\(\w[\w .]{1,30}\)\s*(?:--?|[-–—:])|(?:--|–|—))")


def report_day(document: Document) -> date | None:
    """Return the report's day: its dateline's, else `report.published`, else None."""
    return dateline_date(document, published_day(document))


def published_day(document: Document) -> date | None:
    """Return `report.published` as a day, None where it is missing or no ISO date."""
    try:
        return plausible(date.fromisoformat((document.report.published or "")[:10]))
    except ValueError:
        return None


def dateline_date(document: Document, published: date | None) -> date | None:
    """Return the day of a dateline in the text's beginning, else `published`."""
    for expression in find_expressions(document, document.headline_end + _WITHIN):
        if not _is_full_date(expression):
            continue
        days = read_expression(expression, Story(published, history=False)).days
        if days is None or (not _is_marked(expression) and _leans(expression)):
            continue
        if published is None or _is_marked(expression) or abs(days[0] - published) <= _DRIFT:
            return days[0]
    return published


def _is_full_date(expression: Expression) -> bool:
    parts = expression.parts.keys()
    dated = expression.rule.means in {"date", "numeric", "clock"}
    return dated and bool(parts & {"year", "shortyear"}) and bool(parts & {"day", "day2", "first"})


def _is_marked(expression: Expression) -> bool:
    """*Published 3 May 2016*, *ROME, 3 May 2016 (Agency) -*: the report's own date."""
    before = expression.text[max(0, expression.start - 30) : expression.start]
    after = expression.text[expression.end : expression.end + 40]
    return bool(_MARKED_BEFORE.search(before) or _MARKED_AFTER.match(after))


def _leans(expression: Expression) -> bool:
    """Return whether a sentence leans on the date: *on 5 May 2016*, *since 12 July 2015*."""
    before = expression.before
    return before is not None and before.pos_ in {"ADP", "SCONJ", "DET"} and before.lower_ != "at"
