"""Datelines: the words before the first sentence that say where and when a report was filed.

In: a normalised text. Out: where the sentence after each dateline begins, so that the parser
reads the sentence by itself: in *GOMA, 4 May (Agency) - Rebels shot ten men* nobody is *Goma*.
The forms are those of the agencies' style books: a city in capitals, or one with a day or an
agency, then a dash; *City, day:* as ministries and aid agencies head their notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAME = r"[^\W\d_a-z][\w.'-]*(?: (?:(?:de|du|la|el|al|of|and|the) )?[^\W\d_a-z][\w.'-]*){0,3}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:\w+day,? )?(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})(?:,? \d{{4}})?"
_FORM = re.compile(
    rf"^[ ]*(?P<city>{_NAME}(?:/{_NAME})?)(?P<more>(?:, {_NAME}){{0,2}}?)(?:,? (?P<day>{_DAY}))?"
    rf"(?P<more2>(?:, {_NAME})?)[ ]?(?P<agency>\([^()\n]{{2,40}}\))?"
    r"(?P<end>[ ]*(?:--|[–—])[ ]*|[ ]-[ ]+|:[ ]+)(?=[\"'\w])",
    re.MULTILINE,
)
_LONGEST = 90  # code points: a longer run is a sentence with a dash in it
_SHORTEST = 3  # letters of a city or agency in capitals


def sentences_after(text: str) -> Iterator[int]:
    """Yield the offset at which each sentence after a dateline begins."""
    for found in _FORM.finditer(text):
        if found.end() - found.start() <= _LONGEST and _is_dateline(found):
            yield found.end()


def _is_dateline(found: re.Match[str]) -> bool:
    if found["end"].startswith(":"):
        return found["day"] is not None
    names = [found["city"], *found["more"].split(", "), *found["more2"].split(", ")]
    shouted = any(len(name) >= _SHORTEST and name.isupper() for name in names)
    return shouted or found["day"] is not None or found["agency"] is not None
