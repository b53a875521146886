"""Make a value safe for a spreadsheet's cell.

In: a value. Out: the same value, or a text that no spreadsheet takes for a
formula. Numbers stay numbers: a negative longitude is no formula (OWASP, *CSV
Injection*).
"""

from __future__ import annotations

Value = str | int | float | bool | None
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(value: Value) -> Value:
    """Return `value`; a text that a spreadsheet would run gets an apostrophe before it."""
    if isinstance(value, str) and value.lstrip(" \u00a0\u200b").startswith(_STARTS_A_FORMULA):
        return f"'{value}"
    return value


def in_csv(value: Value) -> str:
    """Return the words of a CSV cell: empty for None, yes and no for truth, plain numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(harmless(value))
