"""Text as it comes, made readable for the parser without moving a single offset.

In: a report's text. Out: a text of exactly the same length, so that an offset
in one is an offset in the other: curly quotes straightened, odd spaces made
plain, line breaks inside a paragraph turned into spaces, shouted lines lowered.
"""

from __future__ import annotations

import re
from itertools import pairwise

_STRAIGHT = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "\u02bb": "'", "\u02bf": "'",
        "`": "'", "\u00b4": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"',
        "\u00ab": '"', "\u00bb": '"', "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u00a0": " ",
        "\u2009": " ", "\u200a": " ", "\u202f": " ", "\u2007": " ", "\u200b": " ", "\ufeff": " ",
        "\t": " ", "\r": " ", "\x0b": " ", "\x0c": " ",
    }
)  # fmt: skip

# Lines of a hard-wrapped text are all shorter than this; a paragraph on one line seldom is.
_WRAP_WIDTH = 100
_SHOUT_SHARE = 0.8


def normalise(text: str) -> str:
    """Return `text` for the parser: the same length, code point for code point."""
    plain = _join_wrapped_lines(text.translate(_STRAIGHT))
    out = "".join(_lower_if_shouted(line) for line in plain.splitlines(keepends=True))
    return out if len(out) == len(text) else plain


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the runs of a normalised text between line breaks, without empty ones."""
    breaks = [-1, *(m.start() for m in re.finditer("\n", text)), len(text)]
    runs = [(a + 1, b) for a, b in pairwise(breaks)]
    return [(a, b) for a, b in runs if text[a:b].strip()]


def _join_wrapped_lines(text: str) -> str:
    """Turn single line breaks into spaces where blank lines part the paragraphs."""
    lines = [line for line in text.split("\n") if line.strip()]
    wrapped = len(lines) >= 4 and max(map(len, lines)) <= _WRAP_WIDTH and "\n\n" in text
    return re.sub(r"(?<=[^\s.!?:\"])[ ]*\n(?=[ ]*[^\s])", _blank, text) if wrapped else text


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _lower_if_shouted(line: str) -> str:
    letters = [c for c in line if c.isalpha()]
    if len(letters) < 20 or sum(c.isupper() for c in letters) < _SHOUT_SHARE * len(letters):
        return line
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in line)
    return re.sub(r"(?:^|(?<=[.!?] ))\s*\w", lambda m: m.group().upper(), lowered)
