"""Find time expressions in a parsed text by the rules of `knowledge/data/times.yaml`.

In: a document. Out: `Expression`s in the order of the text, not overlapping:
the words, the rule that found them and its named parts. What looks like a time
and is none (*may* the verb, *March* of a name, *2,000 people*) is left out here,
by the parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from consilience.coding.times.guards import Expression, counts_things, is_time
from consilience.knowledge.timewords import FIGURE, TimeRule, parts_of, time_knowledge
from consilience.language.annotate import Document
from consilience.language.parse import Doc

_DAY_RIGHT = re.compile(
    r"(?:\s*[-–]\s*|,?\s+(?:and|to|until|through|or)\s+)"
    r"((?:the\s+)?(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?:,\s+(?:1\d|20)\d\d)?)(?![\w:%]|[.,-]\d)"
)
_DAY_LEFT = re.compile(
    r"(?<![\w.,$])((?:the\s+)?(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?)"
    r"(?:\s*[-–]\s*|,?\s+(?:and|to|until|through|or)\s+|,\s*)$"
)
_WORD = re.compile(r"[a-z]+|\d+")
# Code points that an expression can reach beyond its telling word (*the early part of the next …*).
_REACH = 60


def lowered(text: str) -> str:
    """Return `text` in lower case, of the same length."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def find_expressions(document: Document, limit: int | None = None) -> list[Expression]:
    """Return the time expressions of a document in order; of two that overlap, the longer.

    `limit` is the offset up to which the text is searched; all of it where None.
    """
    doc = document.doc
    text = lowered(document.text)
    windows = list(_windows(text, len(text) if limit is None else min(limit, len(text))))
    candidates = [
        (-(found.end() - found.start()), order, found.start(), found)
        for order, found in _matches(text, windows)
    ]
    taken = bytearray(len(text))
    chosen: list[Expression] = []
    for _, order, _, found in sorted(candidates, key=lambda c: c[:3]):
        rule = time_knowledge().rules[order][0]
        if any(taken[found.start() : found.end()]):
            continue
        expression = _expression(doc, text, rule, found)
        if expression is not None and is_time(expression):
            _take(taken, expression)
            chosen.append(expression)
    chosen += list(_bare_days(doc, text, chosen, taken))
    return sorted(chosen, key=lambda e: e.start)


@dataclass(frozen=True, slots=True)
class _Window:
    """A run of text that may hold times, and where in it each telling word stands."""

    start: int
    end: int
    words: Mapping[str, Sequence[int]]


def _matches(text: str, windows: Sequence[_Window]) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield what each rule matches, near the words without which it matches nothing."""
    known = time_knowledge()
    for order, ((rule, pattern), marks) in enumerate(zip(known.rules, known.marks, strict=True)):
        if rule.needs not in text:
            continue
        for window in windows:
            if text.find(rule.needs, window.start, window.end) < 0:
                continue
            for start, end in _near(text, window, marks):
                if text.find(rule.needs, start, end) >= 0:
                    for found in pattern.finditer(text, start, end):
                        yield order, found


def _near(text: str, window: _Window, marks: Set[str]) -> Iterator[tuple[int, int]]:
    """Yield the runs of a window that lie within reach of one of the marks."""
    spots = sorted(spot for word in marks & window.words.keys() for spot in window.words[word])
    start = end = -1
    for spot in spots:
        if end < 0 or spot - _REACH > end:
            if end >= 0:
                yield start, end
            start = max(window.start, text.rfind(" ", 0, max(spot - _REACH, 0)) + 1)
        right = text.find(" ", spot + _REACH, window.end)
        end = window.end if right < 0 else right
    if end >= 0:
        yield start, end


def _windows(text: str, limit: int) -> Iterator[_Window]:
    """Yield the runs of text around figures and the words that times are made of."""
    start, end = 0, -1
    words: dict[str, list[int]] = {}
    for word, found in _telling(text, limit):
        left, right = found.start() - _REACH, found.end() + _REACH
        if left > end:
            if end >= 0:
                yield _Window(start, end, words)
            start, words = text.rfind(" ", 0, left) + 1 if left > 0 else 0, {}
        words.setdefault(word, []).append(found.start())
        if end < len(text):
            end = text.find(" ", right)
            end = len(text) if end < 0 else end
    if end >= 0:
        yield _Window(start, end, words)


def _telling(text: str, limit: int) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield each figure, as `FIGURE`, and each word that times are made of."""
    hints = time_knowledge().hints
    for found in _WORD.finditer(text, 0, limit):
        word = found.group()
        if not word[0].isalpha():
            yield FIGURE, found
        elif word in hints:
            yield word, found
        elif word.removesuffix("s") in hints:
            yield word.removesuffix("s"), found


def _take(taken: bytearray, expression: Expression) -> None:
    taken[expression.start : expression.end] = b"\x01" * (expression.end - expression.start)


def _expression(doc: Doc, text: str, rule: TimeRule, found: re.Match[str]) -> Expression | None:
    parts = parts_of(found)
    bare = next((name for name in parts if name.startswith("bare")), 0)
    start, end = found.span(bare)
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    return _without_article(Expression(text, start, end, rule, parts, span))


def _without_article(expression: Expression) -> Expression:
    """*the* of *the summer offensive* belongs to the offensive."""
    first, root = expression.span[0], expression.span.root
    modifies = root.i < root.head.i and root.head.i >= expression.span.end
    named = expression.after is not None and expression.after.pos_ in {"NOUN", "PROPN", "ADJ"}
    if len(expression.span) > 1 and first.lower_ in {"the", "a", "an"} and modifies and named:
        rest = expression.span[1:]
        return replace(expression, start=rest.start_char, span=rest)
    return expression


def _bare_days(
    doc: Doc, text: str, chosen: list[Expression], taken: bytearray
) -> Iterator[Expression]:
    """Yield the day numbers that share the month of a date beside them (*6-7 January*)."""
    rule = next(r for r, _ in time_knowledge().rules if r.means == "dayonly")
    for date in sorted(chosen, key=lambda e: e.start):
        if date.rule.means != "date" or "day" not in date.parts or "month" not in date.parts:
            continue
        for span in _day_runs(text, date):
            token = doc.char_span(*span, alignment_mode="expand")
            if any(taken[span[0] : span[1]]) or token is None or counts_things(token):
                continue
            day, _, year = text[span[0] : span[1]].partition(",")
            parts = {"day": re.sub(r"\D", "", day)} | ({"year": year.strip()} if year else {})
            bare = Expression(text, *span, rule, parts, token)
            _take(taken, bare)
            yield bare


def _day_runs(text: str, date: Expression) -> Iterator[tuple[int, int]]:
    words = text[date.start : date.end]
    month_first = words.find(date.parts["month"]) < words.rfind(date.parts["day"])
    if month_first and "year" not in date.parts:
        end = date.end
        while right := _DAY_RIGHT.match(text, end):
            yield right.span(1)
            end = right.end(1)
    if not month_first:
        start = date.start
        while left := _DAY_LEFT.search(text, max(0, start - 40), start):
            yield left.span(1)
            start = left.start(1)
