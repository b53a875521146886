"""From an item of a feed to its report: the page it links to, or else the feed's own words.

In: a waiting item, and what came of its page. Out: drafts and warnings. A page that is
there for good reasons only in part (a consent wall, a teaser) gives way to the feed's own
words where those are longer; whatever could not be read is said.
"""

from __future__ import annotations

from dataclasses import replace

from consilience.acquire.drafts import Draft
from consilience.acquire.fetch.retrieval import Fetched
from consilience.acquire.pages import Web, worded
from consilience.acquire.problems import problem
from consilience.casefile.feeds import Waiting
from consilience.errors import FetchError
from consilience.model import PictureWarning

_INSTEAD = "The feed's own words were read instead."


def page_of(waiting: Waiting) -> str | None:
    """Return the address of an item's page; None where it has none that is http or https."""
    link = waiting.item.link
    return link if link and link.lower().startswith(("http://", "https://")) else None


def drafts_of(
    waiting: Waiting, came: Fetched | FetchError | None, web: Web
) -> list[Draft | PictureWarning]:
    """Return the report of an item, and what could not be read of it."""
    if isinstance(came, Fetched):
        return _from_page(waiting, came, web)
    said: list[PictureWarning] = []
    if isinstance(came, FetchError):
        where = page_of(waiting) or waiting.item.where
        said.append(problem(came.code, worded(came, where), where=where))
    return _own_words(waiting, said)


def _from_page(waiting: Waiting, came: Fetched, web: Web) -> list[Draft | PictureWarning]:
    found = web.found_on(came)
    page = next((d for d in found if isinstance(d, Draft) and d.where == came.address), None)
    said = [w for w in found if isinstance(w, PictureWarning)]
    item = waiting.item
    short = any(w.code == "short-main-text" for w in said)
    if page is None or (short and len(item.text) > len(page.text)):
        return _own_words(waiting, said)
    whole = replace(
        page, title=page.title or item.title, language=page.language or item.language,
        published=page.published or item.published or item.updated,
    )  # fmt: skip
    return [whole, *said]


def _own_words(waiting: Waiting, said: list[PictureWarning]) -> list[Draft | PictureWarning]:
    """Return an item as the feed words it, with what was wrong with its page."""
    item = waiting.item
    if not item.text:
        empty = problem("missing-field", "This item has no text.", where=item.where)
        return [*(said or [empty])]
    noted = [replace(w, message=f"{w.message} {_INSTEAD}") for w in said]
    own = replace(item, link=page_of(waiting))
    return [own.draft(waiting.key), *noted]
