"""Dates as a reader says them, the same in any locale.

In: ISO 8601 dates of the picture. Out: words such as *Fri 29 Nov 2024*. What is
not a date is given back as it stands.
"""

from __future__ import annotations

from datetime import date, timedelta

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def parse(iso: str | None) -> date | None:
    """Return the day of an ISO date or date and time; None where there is none."""
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def day(iso: str | None) -> str:
    """Return *Fri 29 Nov 2024*."""
    found = parse(iso)
    return f"{_DAYS[found.weekday()]} {_short(found)}" if found else (iso or "no date")


def moment(iso: str | None) -> str:
    """Return *29 Nov 2024* or, where a time is known, *29 Nov 2024, 18:05*."""
    found = parse(iso)
    if not found:
        return iso or "no date"
    clock = (iso or "")[11:16]
    return f"{_short(found)}, {clock}" if len(clock) == 5 and clock != "00:00" else _short(found)


def interval(start: str | None, end: str | None, precision: str = "range") -> str:
    """Return an interval in words, no finer than `precision` allows."""
    first, last = parse(start), parse(end)
    if not first or not last:
        return _half_open(first, last)
    if precision == "year" and first.year == last.year:
        return f"in {first.year}"
    if precision == "month" and (first.year, first.month) == (last.year, last.month):
        return f"in {MONTHS[first.month - 1]} {first.year}"
    if first == last:
        return day(start)
    return _range(first, last)


def monday(found: date) -> date:
    """Return the Monday of the week that `found` is in."""
    return found - timedelta(days=found.weekday())


def _half_open(first: date | None, last: date | None) -> str:
    if first:
        return f"{_short(first)} or later"
    return f"{_short(last)} or earlier" if last else "no date"


def _range(first: date, last: date) -> str:
    if first.year != last.year:
        return f"{_short(first)} – {_short(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1][:3]} – {_short(last)}"
    return f"{first.day}–{_short(last)}"


def _short(found: date) -> str:
    return f"{found.day} {MONTHS[found.month - 1][:3]} {found.year}"
