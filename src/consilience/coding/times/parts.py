"""What the named parts of a time expression stand for: numbers, months, parts of a day.

In: the words that a rule of `knowledge/data/times.yaml` named. Out: numbers and
the letters that TimeML uses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from consilience.knowledge.timewords import CARDINALS, ORDINALS, time_knowledge

_DAYPARTS = {"dawn": "MO", "midnight": "NI", "nights": "NI"}


def number(words: str) -> float:
    """Return the number that figures or words of a cardinal stand for."""
    words = " ".join(words.split())
    return float(words) if words[0].isdigit() else float(CARDINALS[words])


def ordinal(words: str) -> int:
    """Return the number that an ordinal in figures or words stands for."""
    figures = re.sub(r"\D", "", words)
    return int(figures) if figures else ORDINALS[" ".join(words.split())]


def meaning(kind: str, word: str) -> str:
    """Return the value of a word of that kind, '' where it has none."""
    meanings = time_knowledge().meaning[kind]
    plain = " ".join(word.split())
    return meanings.get(plain) or meanings.get(plain.rstrip(".")) or ""


def part_of(parts: Mapping[str, str]) -> str:
    """Return which part of a whole is told: START, MID, END, EARLIER, LATER, REST or none."""
    return meaning("part", parts["part"]) if "part" in parts else ""


def daypart_of(parts: Mapping[str, str]) -> str:
    """Return the part of the day as TIMEX3 writes it (TMO, TNI …), '' where none is told."""
    word = parts.get("daypart", "")
    if not word:
        return ""
    return "T" + (_DAYPARTS.get(word) or meaning("daypart", word))


def month_of(parts: Mapping[str, str]) -> int | None:
    """Return the month told, 1 to 12."""
    if "monthnumber" in parts:
        return int(parts["monthnumber"])
    return int(meaning("month", parts["month"])) if "month" in parts else None


def weekday_of(parts: Mapping[str, str]) -> int:
    """Return the weekday told, Monday 1 to Sunday 7."""
    return int(meaning("weekday", parts["weekday"]))


def count_of(parts: Mapping[str, str], words: str) -> float | None:
    """Return how many units; None where only *some* are told."""
    if "vague" in parts or "n" not in parts:
        return None
    return number(parts["n"]) + (0.5 if re.search(r"and[ -](?:a[ -])?half", words) else 0)


def length_value(count: float | None, letter: str) -> str:
    """Return the TIMEX3 value of so many units (TimeML letters); X where not counted."""
    shown = "X" if count is None else f"{count:g}"
    if letter == "F":
        shown, letter = ("X" if count is None else f"{2 * count:g}"), "W"
    if letter == "E":
        return f"P{shown}WE"
    letter = {"N": "D", "Q": "Q"}.get(letter, letter)
    return f"PT{shown}{letter[1:]}" if letter.startswith("T") else f"P{shown}{letter}"
