"""Dates of publication as people and machines write them, made ISO 8601.

In: a raw date, or the opening of a report. Out: an ISO date or date-time (with
the offset that stood there), or None. A date that could be two days, such as
03/04/2024, is None: a gap that shows is better than a wrong day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june",
            "jul july", "aug august", "sep sept september", "oct october", "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = (
    r"(?:(?P<weekday>(?:mon|fri|sun)(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?"
    r"|thu(?:r(?:s(?:day)?)?)?|sat(?:urday)?)\b\.?,?\s+)?"
)
_WRITTEN = (
    rf"{_WEEKDAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?P<m>{_MONTH})\.?,?[\s-]+(?P<y>YEAR)",
    rf"{_WEEKDAY}(?P<m>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>YEAR)",
)
_WORDED = tuple(
    re.compile(rf"\b{form}(?!\d)".replace("YEAR", r"\d{4}"), re.IGNORECASE) for form in _WRITTEN
)
# A dateline, as wire agencies and FBIS set it: a day, maybe the agency in brackets, a dash.
_DATELINE = tuple(
    re.compile(
        rf",?\s\(?{form}\)?(?!\d)".replace("YEAR", r"(?:\d\d)?\d\d")
        + r"\s*(?:\([^)\n]{2,40}\)|\[[^\]\n]{2,60}\])?\s*(?:--|–|—|-\s)",
        re.IGNORECASE,
    )
    for form in _WRITTEN
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?Z?)?")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})\b")
_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:/|-|$)")
_SENTENCE_AFTER = re.compile(
    r"(?:,? \d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m\b)?(?: ?(?:GMT|UTC|EST|EDT))?)?"
    r"[.,|]? (?=[A-Z0-9\"“‘(])"
)
# Words before a date that make it a day the text tells of, not the day it came out.
_TOLD = re.compile(
    r"\b(?:on|of|since|from|until|till|by|to|and|in|between|before|after|the|dated)\s+$",
    re.IGNORECASE,
)
# The time after a worded date, and its zone where it is one that is the same everywhere.
_TIME = re.compile(
    r"[\s,|–—-]*(?:at\s+)?(?P<h>\d{1,2})[:.](?P<min>\d\d)(?::\d\d)?\s*(?P<half>[ap]\.?m\b\.?)?"
    r"\s*\(?(?P<zone>UTC|GMT|Z\b|(?:UTC|GMT)?[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
# A stamp follows a headline's or an agency's name, never a small word of a sentence.
_IN_SENTENCE = re.compile(r"(?:^|\s)[a-z][\w’'-]*,?\s+$")
# How far into a report its own date stands, in code points: a headline and an agency's name.
_OPENING = 250
_TOP_LINES = 4
_LABEL = re.compile(
    r"(?:(?:first\s+)?published|posted|(?:last\s+)?updated|date(?:\s+of\s+publication)?|dated)"
    r"(?:\s+(?:on|at))?\s*:?\s+",
    re.IGNORECASE,
)
# What may follow a date that opens a line: nothing, a time, or the start of a sentence.
_AFTER_DATE = re.compile(r"[\s,|:.–—-]*(?:$|\d{1,2}[:.]?\d\d|by\s|at\s\d|\(?[A-Z\"“‘'(]|\d+\s)")
_EARLIEST_YEAR = 1800


def iso_date(raw: str) -> str | None:
    """Return a raw date as ISO 8601, None where it is no date or could be two.

    Read are ISO 8601, RFC 2822, YYYYMMDD with or without a time, Unix seconds and
    milliseconds (as UTC), *30 November 2024* and *Nov. 30, 2024* with or without a
    weekday, and DD/MM/YYYY where only one reading is a day.
    """
    text = " ".join(raw.split()).strip(" .;|")
    for read in (_from_iso, _from_number, _from_email, _from_words, _from_slashes):
        found = read(text)
        if found:
            return found
    return None


def date_in_opening(text: str) -> str | None:
    """Return the date of publication that stands at the head of a text, if one plainly does.

    Plainly: at the start of one of the first lines, maybe after *Published*; in a
    dateline before its dash; or with its weekday and no preposition before it. A
    weekday that is wrong for its day makes the date none at all.
    """
    stamp = _stamp(text[:_OPENING])
    return stamp.day if stamp else None


def stamp_on_its_own_line(text: str) -> str:
    """Return `text` with a line break for the space after the date that it opens with.

    *Published October 3 2016 21 people* is a date and a sentence, not 2016 people.
    Where a dash or a line break stands there already, and where the sentence goes
    on in small letters, nothing is changed; no offset moves.
    """
    stamp = _stamp(text[:_OPENING])
    after = _SENTENCE_AFTER.match(text, stamp.end) if stamp and not stamp.dateline else None
    return f"{text[: after.end() - 1]}\n{text[after.end() :]}" if after else text


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A date at the head of a text, and the code point at which its words end."""

    day: str
    end: int
    dateline: bool


def _stamp(opening: str) -> _Stamp | None:
    lines = list(re.finditer(r"\S[^\n]*", opening))[:_TOP_LINES]
    for line in lines:
        label = _LABEL.match(opening, line.start(), line.end())
        found = _dated(opening, label.end() if label else line.start(), line.end())
        if found:
            return found
    matches = [(m, True) for form in _DATELINE for m in form.finditer(opening)]
    matches += [(m, False) for form in _WORDED for m in form.finditer(opening) if m["weekday"]]
    for match, dateline in matches:
        before = opening[: match.end() - len(match[0].lstrip())]
        told = _TOLD.search(before) or (not dateline and _IN_SENTENCE.search(before))
        if not told and (day := _day_of(match)):
            return _Stamp(day, match.end(), dateline)
    return None


def _dated(opening: str, start: int, end: int) -> _Stamp | None:
    """Return the date that stands at `start`, where a line may go on after it as one does."""
    for form in (*_WORDED, _YEAR_FIRST, _SLASHED):
        match = form.match(opening, start, end)
        if match and _AFTER_DATE.match(opening[match.end() : end]):
            day = _day_of(match) if form in _WORDED else _from_slashes(match.group())
            return _Stamp(day, match.end(), False) if day else None
    return None


def date_in_url(url: str) -> str | None:
    """Return the day that an address carries as /2024/11/30/, None where it has none."""
    found = _IN_URL.search(url)
    return _day(*map(int, found.groups())) if found else None


def _from_iso(text: str) -> str | None:
    try:
        if len(text) == 10:
            return date.fromisoformat(text).isoformat() if text[4] == "-" else None
        if not re.match(r"\d{4}-\d\d-\d\d[T ]", text):
            return None
        zoned = re.sub(r"\s*(?:UTC|GMT)$", "+00:00", text)
        moment = datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d\d:?\d\d$)", "", zoned))
    except ValueError:
        return None
    return _moment(moment)


def _from_number(text: str) -> str | None:
    compact = _COMPACT.fullmatch(text)
    if compact:
        year, month, day, hour, minute, second = (int(g or 0) for g in compact.groups())
        if compact.group(4) is None:
            return _day(year, month, day)
        try:
            stamp = datetime(year, month, day, hour, minute, second)
        except ValueError:
            return None
        return _moment(stamp.replace(tzinfo=UTC) if text.endswith("Z") else stamp)
    if not re.fullmatch(r"\d{9,13}(?:\.\d+)?", text):
        return None
    seconds = float(text) / (1000 if float(text) > 1e11 else 1)
    return _moment(datetime.fromtimestamp(int(seconds), UTC))


def _from_email(text: str) -> str | None:
    if not re.match(r"(?:[A-Za-z]{3},?\s+)?\d{1,2} [A-Za-z]{3} \d{2,4} \d", text):
        return None
    try:
        return _moment(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _from_words(text: str) -> str | None:
    match = next((m for form in _WORDED if (m := form.search(text))), None)
    day = _day_of(match) if match else None
    time = _TIME.match(text, match.end()) if match else None
    return (_at(day, time) if time else None) or day if day else None


def _at(day: str, time: re.Match[str]) -> str | None:
    """Return the day with its time, None where the time is none."""
    half = (time["half"] or "").lower()[:1]
    hour = int(time["h"]) % 12 + 12 * (half == "p") if half else int(time["h"])
    zone = re.sub(r"UTC|GMT|Z", "", (time["zone"] or "").upper()) or ("Z" if time["zone"] else "")
    try:
        return _moment(datetime.fromisoformat(f"{day}T{hour:02}:{time['min']}{zone}"))
    except ValueError:
        return None


def _from_slashes(text: str) -> str | None:
    first = _YEAR_FIRST.match(text)
    if first:
        return _day(*map(int, first.groups()))
    match = _SLASHED.match(text)
    if not match:
        return None
    a, b, year = map(int, match.groups())
    readings = {found for found in (_day(year, a, b), _day(year, b, a)) if found}
    return readings.pop() if len(readings) == 1 else None


def _day_of(match: re.Match[str]) -> str | None:
    found = _day(_full_year(match["y"]), _MONTHS[match["m"].lower()], int(match["d"]))
    weekday = match["weekday"]
    if found and weekday and _DAYS[date.fromisoformat(found).weekday()] != weekday[:3].lower():
        return None
    return found


def _full_year(digits: str) -> int:
    """Read two digits as POSIX does: 69 to 99 are of the last century."""
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= 69 else 2000)


def _day(year: int, month: int, day: int) -> str | None:
    if year < _EARLIEST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _moment(moment: datetime) -> str:
    """Midnight without an offset is a date that a program filled up; other times are kept."""
    if moment.tzinfo is None and (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date().isoformat()
    return moment.replace(microsecond=0).isoformat()
