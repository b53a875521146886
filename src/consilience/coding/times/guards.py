"""Tell what is a time from what only looks like one, by the parse.

In: a candidate expression and the parsed text. Out: whether it is a time.
*May* the name or the verb, *March* of a name, *2000 people*, *a second front*,
*the fall of the city* and *10.30 per cent* are none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from consilience.knowledge.timewords import TimeRule
from consilience.language.parse import Doc, Span, Token

_SHORT_DAYS = frozenset({
    "mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun",
})  # fmt: skip
_UNCLEAR_MONTHS = frozenset({
    "may", "march", "mar", "jan", "dec", "sep", "jun",
})  # fmt: skip
_PREPOSITIONS = frozenset({
    "in", "since", "of", "from", "by", "until", "till", "during", "through", "throughout", "to",
    "before", "after", "between", "and", "or", "for", "around", "about", "early", "late", "mid",
    "last", "next", "this", "that", "past", "each", "every",
})  # fmt: skip
_NUMBERED = frozenset({
    "resolution", "article", "section", "chapter", "flight", "room", "phase", "highway", "route",
    "law", "decree", "paragraph", "item", "number",
})  # fmt: skip
_YEAR_LEADS = frozenset({
    "in", "since", "during", "after", "before", "until", "from", "the", "'s", "its", "their", "a",
})  # fmt: skip
# Years before this seldom stand in the news without *in* or *since*; counts do.
_OLD = 1700
_MONEY = frozenset("$€£#")
_MEASURES = frozenset({
    "percent", "km", "kilometers", "kilometres", "kilometer", "metres", "meters", "miles",
    "feet", "tons", "tonnes", "pounds", "dollars", "euros", "kg", "mm", "cm", "m", "people",
    "men", "troops", "soldiers", "fighters", "civilians", "prisoners",
})  # fmt: skip
_LONG_BEFORE = frozenset({
    "for", "of", "after", "in", "within", "over", "during", "until", "through", "throughout",
    "took", "lasted", "lasting", "last", "take", "and", "several", "two", "than", "about",
    "just", "only", "but", "or", "nearly", "almost", "spent", "by", "-", "these", "those",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Expression:
    """One time expression, not yet worked out. `parts` are the rule's named groups.

    `text` is the whole document's, in lower case: spaCy builds it anew each time it is asked.
    """

    text: str
    start: int
    end: int
    rule: TimeRule
    parts: Mapping[str, str]
    span: Span

    @property
    def doc(self) -> Doc:
        """Return the parsed text it stands in."""
        return self.span.doc

    @property
    def before(self) -> Token | None:
        """Return the token before it in the text."""
        return self.doc[self.span.start - 1] if self.span.start else None

    @property
    def after(self) -> Token | None:
        """Return the token after it in the text."""
        return self.doc[self.span.end] if self.span.end < len(self.doc) else None

    @property
    def words(self) -> str:
        """Return the words in lower case."""
        return self.text[self.start : self.end]


def is_time(expression: Expression) -> bool:
    """Return whether the candidate is a time where it stands."""
    by_name = _GUARDS.get(expression.rule.name)
    guard = by_name or _GUARDS.get(expression.rule.means)
    return guard is None or guard(expression)


def counts_things(span: Span) -> bool:
    """Return whether a number counts the noun right after it (*May 20 people*)."""
    after = span.doc[span.end] if span.end < len(span.doc) else None
    return after is not None and after.is_alpha and (
        after.tag_ in {"NNS", "NNPS"} or after.lower_ in _MEASURES
    )  # fmt: skip


def _date(expression: Expression) -> bool:
    parts = expression.parts
    if "month" not in parts:
        return "monthnumber" in parts or "era" in parts or _bare_year(expression)
    if "day" in parts:
        return "weekday" in parts or _day_belongs(expression)
    bare = not parts.keys() & {"year", "part", "shortyear", "sameyear", "era"}
    return _bare_month(expression) if bare else _told_month(expression)


def _told_month(expression: Expression) -> bool:
    """*mid-May*, *March 2019*: a month, unless *march* is small and follows no part or year."""
    word = expression.parts["month"].rstrip(".")
    return word != "may" or "year" in expression.parts or "May" in expression.span.text


def _day_belongs(expression: Expression) -> bool:
    """*In May 20 people died* is a month and a toll; *the May 20 raids* is a day."""
    day = expression.parts["day"]
    if "year" in expression.parts or not day.isdigit() or not expression.words.endswith(day):
        return True
    framed = expression.before is not None and expression.before.lower_ in {"the", "a", "'s", "s"}
    return framed or not counts_things(expression.span)


def _bare_month(expression: Expression) -> bool:
    word = expression.parts["month"].rstrip(".")
    token = expression.span[-1]
    capital = token.text[:1].isupper()
    if word in _UNCLEAR_MONTHS and (token.pos_ in {"AUX", "VERB"} or not capital):
        return not capital and word in {"may", "march"} and _shouted_month(expression)
    if len(word) <= 3 and word != "may":
        return capital and _framed(expression.before)
    if word not in _UNCLEAR_MONTHS:
        return not _is_name(expression.before)
    if _framed(expression.before):
        return not _is_name(expression.after)
    alone = bool(expression.span[0].is_sent_start) and token.pos_ == "PROPN"
    return alone and not _is_name(expression.after)


def _shouted_month(expression: Expression) -> bool:
    """In a line that lost its capitals only *in march*, *since may* can be a month."""
    before = expression.before
    lowered = not any(t.text[:1].isupper() for t in expression.span[0].sent[1:] if t.is_alpha)
    return lowered and before is not None and before.lower_ in {"in", "since", "last", "until"}


def _framed(before: Token | None) -> bool:
    return before is not None and before.lower_ in _PREPOSITIONS


def _is_name(token: Token | None) -> bool:
    return (
        token is not None
        and token.pos_ == "PROPN"
        and token.ent_type_ not in {"DATE", "TIME"}
        and token.text.istitle()
    )


def _bare_year(expression: Expression) -> bool:
    """A year, not a count: *2000 people*, *1,900 homes*, *2000 km*, *$1900*, *Resolution 1973*."""
    if expression.words[:1] != expression.parts["year"][:1]:
        return True
    return not (_is_figure(expression) or _is_numbered(expression) or _is_count(expression))


def _is_figure(expression: Expression) -> bool:
    """A piece of a longer figure (*1,950*, *310-1122*) or a sum of money (*$1900*)."""
    text, start, end = expression.text, expression.start, expression.end
    before = expression.before
    if before is not None and (before.text in _MONEY or before.lower_ in {"no.", "no", "at"}):
        return True
    if re.search(r"[\d,.]$|(?:^|\D)\d{1,3}-$", text[max(0, start - 5) : start]):
        return True
    return re.match(r"[,.:]\d", text[end : end + 2]) is not None


def _is_numbered(expression: Expression) -> bool:
    """*Resolution 1973*, *Flight 1549*: a name's number."""
    before, token = expression.before, expression.span[-1]
    return before is not None and (
        before.lower_ in _NUMBERED or (token.head.i == token.i - 1 and _is_name(before))
    )


def _is_count(expression: Expression) -> bool:
    """*2000 people*; *in 2011 protests began* and *the 2011 protests* hold a year."""
    after, token, before = expression.after, expression.span[-1], expression.before
    if after is not None and after.lower_ in _MEASURES:
        return True
    if int(expression.parts["year"]) < _OLD and not _framed(before):
        return True
    counted = counts_things(expression.span) or (
        token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ == "NNS"
    )
    return counted and (before is None or before.lower_ not in _YEAR_LEADS)


def _relmonth(expression: Expression) -> bool:
    """*this may* and *that may have* are verbs."""
    token = expression.span[-1]
    named = bool(token.text[:1].isupper()) and token.pos_ not in {"AUX", "VERB"}
    return expression.parts["month"] not in _UNCLEAR_MONTHS or named


def _weekday(expression: Expression) -> bool:
    return expression.parts["weekday"].rstrip(".") not in _SHORT_DAYS


def _weekdays(expression: Expression) -> bool:
    """*on Mondays* is a rhythm; *Mondays attack* has lost its apostrophe."""
    after = expression.after
    owned = after is not None and after.pos_ in {"NOUN", "ADJ", "PROPN"}
    return _weekday(expression) and not owned


def _dayonly(expression: Expression) -> bool:
    """*on the 17th* is a day; *the 17th Division*, *the 38th parallel*, *a 5th man* are not."""
    before, after = expression.before, expression.after
    told = before is not None and before.lower_ in {
        "on", "until", "by", "since", "from", "to", "and", "till", "of", "between", "before",
        "after", "through", "morning", "night",
    }  # fmt: skip
    ranked = after is not None and (
        after.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"} or after.text == "-"
    )
    return told and not ranked


def _season(expression: Expression) -> bool:
    """*in spring* is a season; *Arab Spring*, *prices fall*, *the fall of the city* are none."""
    if expression.parts.keys() & {"year", "anyyear", "sameyear", "part", "part2"}:
        return True
    if _is_name(expression.before) or expression.span[-1].pos_ in {"VERB", "AUX"}:
        return False
    return expression.parts["season"] != "fall" or _fall_season(expression)


def _fall_season(expression: Expression) -> bool:
    after = expression.after
    plain = after is None or after.lower_ not in {"of", "from", "to", "in"}
    return plain and (_framed(expression.before) or "mod" in expression.parts)


def _length(expression: Expression) -> bool:
    parts = expression.parts
    unit = parts.get("unit") or parts.get("unit2", "")
    if unit in {"second", "seconds"}:
        return unit == "seconds" and "n" in parts
    return unit not in {"quarter", "quarters"}


def _bare_units(expression: Expression) -> bool:
    before = expression.before
    if expression.words.startswith("the "):
        return False
    return expression.parts["unit"] != "minutes" or (
        before is not None and before.lower_ in _LONG_BEFORE
    )


def _four_figures(expression: Expression) -> bool:
    """*at 1830* is a clock; *at 2000 feet* and *at 1600 Hill Road* are none."""
    after = expression.after
    return after is None or after.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"}


def _clock(expression: Expression) -> bool:
    """*10.30* is a clock only with *a.m.*, *hours* or a zone."""
    clock = expression.parts.get("clock", "")
    if "." not in clock:
        return True
    return "ampm" in expression.parts or not expression.words.endswith(clock)


def _reference(expression: Expression) -> bool:
    """*the current* of a river is no time, nor *this time* where no preposition leads it."""
    token = expression.span[-1]
    if expression.words == "this time":
        return expression.before is not None and expression.before.pos_ in {"ADP", "SCONJ"}
    if expression.words == "current":
        return token.pos_ == "ADJ"
    if expression.words == "former":
        return "latter" not in token.sent.text.lower()
    return True


def _today(expression: Expression) -> bool:
    """*Aleppo Today* is a broadcaster."""
    named = expression.span[0].text.istitle() and not expression.span[0].is_sent_start
    return not (named and _is_name(expression.before))


def _daypart(expression: Expression) -> bool:
    token = expression.span[-1]
    if expression.before is not None and expression.before.lower_ == "good":
        return False
    return (
        token.pos_ != "VERB" and not _is_name(expression.after) and not _is_name(expression.before)
    )


def _offset(expression: Expression) -> bool:
    """*two days before the vote*: told from an event, so only the words are kept."""
    parts = expression.parts
    if parts.get("unit", "") in {"second", "seconds"}:
        return False
    if expression.before is not None and expression.before.like_num and "n" not in parts:
        return False
    if "n" in parts or "vague" in parts:
        return parts.get("dir") != "on" or expression.after is None or expression.after.is_punct
    return parts["unit"].endswith("s") and parts.get("dir") != "on"


_GUARDS: dict[str, Callable[[Expression], bool]] = {
    "date": _date,
    "weekday": _weekday,
    "weekdays, each": _weekdays,
    "each weekday": _weekday,
    "relmonth": _relmonth,
    "today": _today,
    "dayonly": _dayonly,
    "season": _season,
    "length": _length,
    "units without a number": _bare_units,
    "clock": _clock,
    "clock of four figures": _four_figures,
    "reference": _reference,
    "daypart": _daypart,
    "offset": _offset,
    "ago": _offset,
}
