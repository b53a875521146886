"""Plain words for ids: what a reader sees instead of `killed_or_injured` or `admin1`.

In: the ids of a picture. Out: words, from `words.yaml` beside this module and,
for event types, from the labels in `knowledge/data/event_types.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from consilience.knowledge.files import DATA, read_sections

FILE = Path(__file__).with_name("words.yaml")
UNSAID = ("", "unknown", "mixed")  # victims whose class the words do not tell
EVENT_TYPES = DATA / "event_types.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What to say for one id; `means` explains it, `who` stands in where nobody is named."""

    id: str
    say: str
    means: str = ""
    who: str = ""


SECTIONS = (
    "grades", "figures", "fields", "states", "stances", "precisions", "modalities",
    "dated_from", "warnings",
)  # fmt: skip


@cache
def _tables() -> dict[str, dict[str, Wording]]:
    rows = read_sections([FILE], dict.fromkeys(SECTIONS, Wording))
    return {name: {row.id: row for row in rows[name]} for name in SECTIONS}


def wording(section: str, key: str) -> Wording:
    """Return the words for `key`; an id in no list is said with spaces for its marks."""
    return _tables()[section].get(key) or Wording(id=key, say=_spaced(key))


def say(section: str, key: str) -> str:
    """Return what a reader sees for `key`."""
    return wording(section, key).say


@dataclass(frozen=True, slots=True, kw_only=True)
class _EventType:
    id: str
    label: str
    family: str


@cache
def _event_types() -> dict[str, _EventType]:
    rows = read_sections([EVENT_TYPES], {"event_types": _EventType}, partial=True)["event_types"]
    return {row.id: row for row in rows}


def event_type(key: str) -> str:
    """Return the label of an event type; one that is not listed is said with spaces."""
    known = _event_types().get(key)
    return known.label if known else _spaced(key)


def event_types() -> list[tuple[str, str, str]]:
    """Return (id, label, family) of every event type, in the order of its file."""
    return [(row.id, row.label, row.family) for row in _event_types().values()]


def is_speech(key: str) -> bool:
    """Return whether an event type is an act of speech rather than a happening."""
    known = _event_types().get(key)
    return known is not None and known.family == "speech"


def _spaced(key: str) -> str:
    return key.replace("_", " ").replace("-", " ")


def capital(words: str) -> str:
    """Return `words` with its first letter in upper case and the rest as it is."""
    return words[:1].upper() + words[1:]


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return *1 report*, *2 reports*, *no reports*."""
    noun = one if count == 1 else (many or f"{one}s")
    return f"{count:,} {noun}" if count else f"no {noun}"


def listed(names: list[str] | tuple[str, ...], last: str = "and") -> str:
    """Return *A*, *A and B*, *A, B and C*."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def some(names: list[str] | tuple[str, ...], shown: int) -> str:
    """Return at most `shown` names, and how many others there are."""
    if len(names) <= shown:
        return listed(names)
    return f"{', '.join(names[:shown])} and {plural(len(names) - shown, 'other')}"


def count(low: int, high: int | None) -> str:
    """Return a count in words: *27*, *at least 27*, *more than 50*, *up to 9*, *10–15*."""
    if high is None:
        # At least 51 is how *more than 50* is kept; said back as it was worded.
        above_round = low > 5 and low % 5 == 1
        return f"more than {low - 1:,}" if above_round else f"at least {low:,}"
    if low == high:
        return f"{low:,}"
    return f"up to {high:,}" if low <= 0 else f"{low:,}–{high:,}"


def counted(kind: str, victims: str) -> str:
    """Return what a count is of: *civilians killed*."""
    entry = wording("figures", kind)
    who = victims.strip()
    return entry.say.format(who=entry.who if who in UNSAID else who)
