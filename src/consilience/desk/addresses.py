"""What an address asks for, and the address of what is asked.

In: the query of a request. Out: `Asked`: a `Filter`, words, a page of a list. The names
in an address are those of the form on screen and of the API; an actor, place or source
may be given by id or by name. What cannot be meant is refused with words, not passed over.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from consilience.casefile import Case, Filter
from consilience.casefile.filters import day_of, frame_of, grade_of
from consilience.errors import InputError

PER_PAGE, MOST_PER_PAGE = 50, 500
MOST_PAGES = 10_000
_MOST_CHARS = 500
# The names of an address that are filters, each with the field of `Filter` it fills.
FILTERS = {
    "type": "event_type", "family": "family", "grade": "grade", "disputed": "disputed",
    "actor": "actor", "place": "place", "country": "country", "admin1": "admin1",
    "frame": "frame", "since": "since", "until": "until", "source": "source",
    "publisher": "publisher", "report": "report", "story": "story", "judged": "judged",
}  # fmt: skip
ALL, WORDS = tuple(FILTERS), "words"
_TRUTH = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an address asks for.

    `typed` is what it says, name by name, as it was typed; `page` counts from 1.
    """

    filter: Filter = field(default_factory=Filter)
    words: str = ""
    page: int = 1
    per: int = PER_PAGE
    typed: Mapping[str, str]

    @property
    def offset(self) -> int:
        """Return how many things stand before this page."""
        return (self.page - 1) * self.per

    @property
    def filters(self) -> dict[str, str]:
        """Return the filters and words of the address, without page and form."""
        return {k: v for k, v in self.typed.items() if k in FILTERS or k == "words"}


def typed(query: Mapping[str, str]) -> dict[str, str]:
    """Return what an address says, without what is empty. Raises InputError if it is endless."""
    said = {name: value.strip() for name, value in query.items() if value.strip()}
    for name, value in said.items():
        if len(value) > _MOST_CHARS or "\0" in value:
            raise InputError(f"{name}: this cannot be meant. Give at most {_MOST_CHARS} signs.")
    return said


def check(said: Mapping[str, str], offered: Collection[str]) -> None:
    """Raise InputError where an address narrows by what a list does not know.

    A filter that is passed over would show as fitting what does not fit.
    """
    other = [name for name in said if (name in FILTERS or name == WORDS) and name not in offered]
    if other:
        known = f"; by {', '.join(offered)}" if offered else ""
        raise InputError(f"This cannot be narrowed by {', '.join(other)}{known}.")


def asked(said: Mapping[str, str], case: Case, per: int = PER_PAGE) -> Asked:
    """Return what an address asks for; `per` things a page where it does not say.

    Raises InputError where a day is none, a number is none, or nobody is called so.
    """
    given = {FILTERS[n]: _value(n, v, case) for n, v in said.items() if n in FILTERS}
    return Asked(
        filter=Filter(**given),
        words=said.get("words", ""),
        page=_number(said, "page", 1, MOST_PAGES),
        per=_number(said, "per", per, MOST_PER_PAGE),
        typed=said,
    )


def _value(name: str, words: str, case: Case) -> Any:
    match name:
        case "since" | "until":
            return day(name, words)
        case "disputed" | "judged":
            return _truth(name, words)
        case "frame":
            return frame_of(words)
        case "actor" | "place":
            return _one(case, name, words)
        case "source":
            return _voice(case, words)
        case "grade":
            return grade_of(words)
        case "country":
            return words.upper()
    return words


def day(name: str, words: str) -> str:
    """Return an ISO day. Raises InputError where it is none."""
    return day_of(name, words)


def _truth(name: str, words: str) -> bool:
    if words.lower() not in _TRUTH:
        raise InputError(f"{name}: {words!r} is neither yes nor no.")
    return _TRUTH[words.lower()]


def _number(said: Mapping[str, str], name: str, default: int, most: int) -> int:
    words = said.get(name, str(default))
    if not words.isascii() or not words.isdigit() or not 1 <= int(words) <= most:
        raise InputError(f"{name}: {words!r} is no number from 1 to {most:,}.")
    return int(words)


def _one(case: Case, what: str, words: str) -> str:
    """Return the id of the one actor or place that is meant. Raises InputError if not one."""
    if (case.place(words) if what == "place" else case.actor(words)) is not None:
        return words
    found = case.named(words, places=what == "place")
    if len(found) == 1:
        return found[0]
    if not found:
        raise InputError(f"{what}: nothing in this case is called {words!r}.")
    names = ", ".join(found[:10])
    raise InputError(f"{what}: {words!r} may be any of {names}. Give one of these.")


def _voice(case: Case, words: str) -> str:
    """Return the origin, voice or publisher that is meant by `words`."""
    if words.startswith(("o-", "a-", "r-")) or case.actor(words) is not None:
        return words
    found = case.named(words)
    return found[0] if len(found) == 1 else words


def address(path: str, query: Mapping[str, Any] | None = None) -> str:
    """Return a path of the desk with a query; what is None or empty is left out."""
    said = {k: str(v) for k, v in (query or {}).items() if v is not None and v != ""}
    return quote(path, safe="/") + (f"?{urlencode(said)}" if said else "")
