"""Which report is a later version of which, and which of all reports stand.

In: reports by what identifies them. Out: the line that a report belongs to, and the ids
that stand: of the same text by the same publisher the first by its id, of an article that
was changed the last. Nothing is decided by the order of the runs that added them, except
which version of a changed article is the later one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from consilience.model import Report
from consilience.settings import Settings


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides whether a report stands."""

    id: str
    given_id: str
    same_key: str
    line: str
    version: int


def same_key(report: Report) -> str:
    """Return what makes two reports one: publisher (or address), day and text; else the id.

    It is the rule by which `acquire` counts a report once, over all runs.
    """
    voice = report.publisher or report.url
    if voice is None:
        return report.id
    return f"{voice.casefold()}|{report.published or ''}|{report.sha256}"


def id_key(report: Report) -> str | None:
    """Return publisher and given id, by which a changed article can be known."""
    if report.publisher is None or report.given_id is None:
        return None
    return f"{report.publisher.casefold()}|{report.given_id}"


def is_version(new: Report, old: Report, settings: Settings) -> bool:
    """Tell whether `new` is the article `old`, changed.

    Both must be told to be one thing: the address of an article with the same given id, or
    an address or publisher and given id in common and most of the words. A front page's
    address and a file's line number are shared by articles that have nothing in common.
    """
    here = new.url is not None and new.url == old.url
    named = id_key(new) is not None and id_key(new) == id_key(old)
    if here and new.given_id == old.given_id and _is_of_one_article(new.url or ""):
        return True
    return (here or named) and _kept(new.text, old.text) >= settings.version_words


def _is_of_one_article(url: str) -> bool:
    """Tell whether an address has the depth of an article's, not of a front page's."""
    parts = urlsplit(url)
    return parts.path.strip("/").count("/") >= 1 or bool(re.search(r"\d", parts.path + parts.query))


def _kept(one: str, two: str) -> float:
    a, b = (set(re.findall(r"\w+", text.lower())) for text in (one, two))
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def standing(reports: Iterable[Standing]) -> set[str]:
    """Return the ids that stand."""
    first: dict[str, Standing] = {}
    for report in sorted(reports, key=lambda r: (r.given_id, r.id)):
        first.setdefault(report.same_key, report)
    last: dict[str, Standing] = {}
    for report in sorted(first.values(), key=lambda r: (r.version, r.id)):
        last[report.line] = report
    return {report.id for report in last.values()}
