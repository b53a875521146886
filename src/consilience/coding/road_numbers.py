"""A road that a text calls by its number alone: *the M5, the N11*.

In: a token. Out: whether it can be a road's number. Asked by the reading of places, and by
the triggers that want a road as their object (*the M5 was cut*).
"""

from __future__ import annotations

import re

from consilience.language.parse import Token

_NUMBER = re.compile(r"[A-Z]{1,2}-?\d{1,4}\Z")
_DIGITS = re.compile(r"\d{1,4}\Z")


def is_road_number(token: Token) -> bool:
    """Tell a word with the form of a road's number: one or two capitals and digits."""
    return _NUMBER.match(token.text) is not None


def is_plain_number(token: Token) -> bool:
    """Tell a number of digits alone, which needs a word for a road beside it (*Route 443*)."""
    return _DIGITS.match(token.text) is not None


def is_numbered_road(token: Token) -> bool:
    """Tell whether a number stands as a thing of its own: *the M5*, not *the M4 rifle*."""
    alone = token.i > 0 and token.nbor(-1).lower_ == "the"
    last = token.i + 1 == len(token.doc)
    return is_road_number(token) and alone and (last or token.nbor().pos_ not in {"NOUN", "PROPN"})
