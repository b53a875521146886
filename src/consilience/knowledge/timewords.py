"""Words and rules of time expressions, as data, and the patterns they make.

In: `data/times.yaml`. Out: what each word stands for, and the rules with their
patterns compiled. A rule's pattern is a regular expression over lower-case text
in which a space is any space and `<kind>` any word of that kind; a digit after
the kind (`<day2>`) keeps a second one apart from the first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from consilience.errors import KnowledgeError
from consilience.knowledge.files import DATA, read_sections

PATH = DATA / "times.yaml"


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Words of one kind that mean one thing."""

    kind: str
    value: str
    words: list[str]


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day of the year that has a name and a fixed date."""

    words: list[str]
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class TimeRule:
    """One wording of time, the way it is read, and a tested example.

    `days` is `first/last` (or one day), empty where the reading has no days.
    `needs` are letters that every match has: a text without them is not searched. Where the
    file gives none, they are the longest word that stands in the pattern outside all groups.
    """

    name: str
    means: str
    pattern: str
    example: str
    span: str
    value: str
    days: str = ""
    type: str = "DATE"
    needs: str = ""
    reading: dict[str, str] = field(default_factory=dict)


# Every time expression holds a figure or a word of these kinds; the others only modify.
_TELLING = ("month", "weekday", "unit", "season", "daypart", "alone")
FIGURE = "0"  # stands among the marks of a rule for every run of figures
_LETTERS = re.compile(r"[a-z]{2,}")
_ESCAPES = re.compile(r"\\[a-z]")
_CLASSES = re.compile(r"\[[^]]*\]|<\w+>")  # of letters, and of words
_MAYBE = re.compile(r"[a-z][?*{]")


_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = (
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip


def _cardinals() -> dict[str, int]:
    numbers = {word: n for n, word in enumerate(_ONES, 1)}
    numbers |= {"a": 1, "an": 1, "hundred": 100, "a hundred": 100, "one hundred": 100}
    numbers |= {"a dozen": 12, "a single": 1}
    for t, ten in enumerate(_TENS, 2):
        numbers[ten] = 10 * t
        for n, one in enumerate(_ONES[:9], 1):
            numbers[f"{ten}-{one}"] = numbers[f"{ten} {one}"] = 10 * t + n
    return numbers


def _ordinals() -> dict[str, int]:
    numbers = {word: n for n, word in enumerate(_ORDINALS, 1)}
    numbers["thirtieth"] = 30
    for t, ten in enumerate(_TENS, 2):
        for n, one in enumerate(_ORDINALS[:9], 1):
            numbers[f"{ten}-{one}"] = numbers[f"{ten} {one}"] = 10 * t + n
    return numbers


CARDINALS: Mapping[str, int] = _cardinals()
ORDINALS: Mapping[str, int] = _ordinals()


@dataclass(frozen=True, slots=True)
class TimeKnowledge:
    """All of it: `meaning[kind][word]`, holidays by name, and rules with their patterns.

    Every time expression has a figure in it or one of the words of `hints`. `marks` has, rule by
    rule, those without one of which the rule finds nothing; `FIGURE` stands for every figure.
    """

    meaning: Mapping[str, Mapping[str, str]]
    holidays: Mapping[str, tuple[int, int]]
    rules: tuple[tuple[TimeRule, re.Pattern[str]], ...]
    hints: frozenset[str]
    marks: tuple[frozenset[str], ...]


@lru_cache(maxsize=1)
def time_knowledge() -> TimeKnowledge:
    """Return the time words and rules. Raises KnowledgeError where the file is malformed."""
    schemas = {"time_words": TimeWords, "holidays": Holiday, "time_rules": TimeRule}
    found = read_sections([PATH], schemas)
    meaning: dict[str, dict[str, str]] = {}
    for row in found["time_words"]:
        meaning.setdefault(row.kind, {}).update(dict.fromkeys(row.words, row.value))
    holidays = {word: (h.month, h.day) for h in found["holidays"] for word in h.words}
    classes = _number_classes() | {kind: _any_of(words) for kind, words in meaning.items()}
    short = {word for row in found["time_words"] for word in row.words[1:]}
    classes["month"] = _any_of(meaning["month"], dotted=short)
    classes["weekday"] = _any_of(meaning["weekday"], dotted=short)
    classes["holiday"] = _any_of(holidays)
    rules = tuple((_with_needs(rule), compile_rule(rule, classes)) for rule in found["time_rules"])
    hints = _hints(meaning, holidays)
    marks = tuple(_marks(rule, classes, hints) for rule, _ in rules)
    return TimeKnowledge(meaning, holidays, rules, hints, marks)


def _hints(meaning: Mapping[str, Mapping[str, str]], holidays: Iterable[str]) -> frozenset[str]:
    """Return the words without which a text needs no searching."""
    phrases = (*holidays, *(words for kind in _TELLING for words in meaning[kind]))
    return frozenset(word for phrase in phrases for word in re.findall(r"[a-z]{2,}", phrase))


def _marks(rule: TimeRule, classes: Mapping[str, str], hints: frozenset[str]) -> frozenset[str]:
    """Return the words (and `FIGURE`) one of which every match of a rule has in it.

    They are those of a kind that the rule cannot do without, where it has such a kind: one
    outside all groups; else all that it can have.
    """
    needed = [kind for kind in _kinds(_outermost(rule.pattern)) if kind in _TELLING]
    if needed:
        return hints & set(_LETTERS.findall(_ESCAPES.sub(" ", classes[needed[-1]])))
    spelled = "|".join([rule.pattern, *(classes[kind] for kind in _kinds(rule.pattern))])
    plain = _ESCAPES.sub("", spelled).replace(" ?", "").replace("?", "")
    return frozenset(word for word in hints if word in plain) | {FIGURE}


def _with_needs(rule: TimeRule) -> TimeRule:
    plain = _CLASSES.sub(" ", _ESCAPES.sub(" ", _outermost(rule.pattern)))
    words = _LETTERS.findall(_MAYBE.sub(" ", plain))
    return rule if rule.needs or not words else replace(rule, needs=max(words, key=len))


def _kinds(pattern: str) -> list[str]:
    found = re.findall(r"(?<!\(\?P)<(\w+?)\d*>(?!\?)", pattern)
    return [kind for kind in found if kind]


def _outermost(pattern: str) -> str:
    """Return what of a pattern stands outside all groups; nothing where it has alternatives."""
    out, depth = [], 0
    for letter in pattern:
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            out.append(letter)
    bare = "".join(out)
    return "" if "|" in bare else bare


def _number_classes() -> dict[str, str]:
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    return {
        "day": day,
        "nth": rf"(?:\d{{1,3}}(?:st|nd|rd|th)|{_any_of(ORDINALS)})",
        "year": r"(?:1\d|20)\d\d",
        "anyyear": r"\d{1,4}",
        "shortyear": r"'?\d\d",
        "n": rf"(?:\d{{1,3}}(?:\.\d)?|{_any_of(CARDINALS)})",
        "era": r"(?:b\.c\.e\.|b\.c\.|b\.c|bce|bc|a\.d\.|ad|c\.e\.|ce)",
        "clock": r"(?:[01]?\d|2[0-4])[:.][0-5]\d",
        "hour": r"(?:1[0-2]|[1-9])",
        "ampm": r"(?:[ap]\.m\.|[ap]\.m|[ap]m)",
    }


def _any_of(words: Iterable[str], dotted: Collection[str] = ()) -> str:
    """Return an alternation, longest first; the words of `dotted` may end in a full stop."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    shown = (
        re.escape(word).replace(r"\ ", r"\s+") + (r"\.?" if word in dotted else "")
        for word in ordered
    )
    return f"(?:{'|'.join(shown)})"


def parts_of(found: re.Match[str]) -> dict[str, str]:
    """Return the named parts of a match; a kind that stands twice in a rule is one part."""
    parts = {name: value for name, value in found.groupdict().items() if value is not None}
    return {re.sub(r"_\d$", "", name): value for name, value in parts.items()}


def compile_rule(rule: TimeRule, classes: Mapping[str, str]) -> re.Pattern[str]:
    """Return the rule's pattern. Raises KnowledgeError where it names an unknown kind."""
    seen: dict[str, int] = {}

    def group(found: re.Match[str]) -> str:
        name = found.group(1)
        kind = name.rstrip("0123456789")
        if kind not in classes:
            raise KnowledgeError(f"{PATH}: time_rules: {rule.name}: unknown kind <{kind}>.")
        seen[name] = seen.get(name, 0) + 1
        again = f"_{seen[name]}" if seen[name] > 1 else ""
        return f"(?P<{name}{again}>{classes[kind]})"

    body = re.sub(r"(?<!\(\?P)<(\w+)>", group, rule.pattern)
    body = body.replace(" ?", r"\s*").replace(" ", r"\s+")
    try:
        return re.compile(rf"(?<![\w$€£])(?<!\d[.,])(?:{body})(?!\w)")
    except re.error as error:
        raise KnowledgeError(f"{PATH}: time_rules: {rule.name}: {error}.") from error
