"""Whether a word that a language model pointed at can tell an act of the kind it names.

In: a token, a kind of event and the event book. Out: why it cannot, nothing where it can. A
word that the trigger lists know tells what they say; of the others only verbs and nouns made
of verbs (`acts.yaml`) tell an act at all. What kind of act a word tells that no list knows,
the rules cannot check: such a claim is of no event until a person has read it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from consilience.coding import roles
from consilience.knowledge.event_types import EventBook, EventType
from consilience.knowledge.files import read_sections
from consilience.language.parse import Token

_FILE = Path(__file__).with_name("acts.yaml")
_PLAIN = "attack"
_LEAST_STEM = 3  # letters before an ending: *king* is not made of *k*


def refusal(word: Token, kind: EventType, book: EventBook) -> str:
    """Return why a word cannot tell an act of a kind; nothing where it can."""
    lemma = word.lemma_.lower()
    known = _types(lemma, book)
    if known and not _fits(kind, known):
        return f"the lists know “{word.text}” as {known[0].label}"
    if known:
        return ""
    if not _is_act(word, lemma):
        return f"“{word.text}” is no word that can tell an event"
    return ""


def _fits(kind: EventType, known: list[EventType]) -> bool:
    """Tell whether a kind is one that the lists give; an *attack* may be any act of violence."""
    ids = {t.id for t in known}
    plain = next((t for t in known if t.id == _PLAIN), None)
    return kind.id in ids or (plain is not None and kind.family == plain.family)


def _types(lemma: str, book: EventBook) -> list[EventType]:
    entries = (*book.verbs.get(lemma, ()), *book.nouns.get(lemma, ()),
               *book.adjectives.get(lemma, ()))  # fmt: skip
    return [book.types[e.type] for e in entries if e.type]


def _is_act(word: Token, lemma: str) -> bool:
    if roles.is_verbal(word):
        return lemma not in _words("no_acts") and word.dep_ not in {"prep", "mark", "case"}
    made = any(lemma.endswith(e) and len(lemma) - len(e) >= _LEAST_STEM for e in _words("endings"))
    return word.pos_ == "NOUN" and made


@cache
def _words(section: str) -> frozenset[str]:
    rows = read_sections([_FILE], {"no_acts": str, "endings": str})[section]
    return frozenset(word for row in rows for word in row.split())
