"""Words that can name an event, looked up with what they ask of their surroundings.

In: a parsed text, its lemmas and the event book. Out: `Hit`s, one for each word
or phrase that names an event in this sentence. Which hits tell one happening is
decided in `coding/joining.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from consilience.coding import roles
from consilience.knowledge.event_types import EventBook, TriggerEntry


@dataclass(frozen=True, slots=True)
class Hit:
    """One trigger: its token, its entry, and the tokens of a phrase (`first` to `last`)."""

    token: Token
    entry: TriggerEntry
    first: int
    last: int


def find(doc: Doc, lemmas: list[str], book: EventBook) -> Iterator[Hit]:
    """Yield the document's triggers in order; a phrase wins over the words in it."""
    i = 0
    while i < len(doc):
        phrase = book.phrase_at(lemmas, i)
        if phrase and not _is_clause(doc[i], doc[i + phrase[0] - 1]):
            length, entry = phrase
            if entry.type:
                yield Hit(_phrase_head(doc, i, i + length), entry, i, i + length - 1)
            i += length
            continue
        entry_found = _entry(doc[i], lemmas, book)
        if entry_found:
            yield Hit(doc[i], entry_found, i, i)
        i += 1


def _is_clause(first: Token, last: Token) -> bool:
    """Tell whether a noun phrase was met in a clause: *shells fired* is no *shell fire*."""
    return first.pos_ in {"NOUN", "PROPN", "ADJ"} and last.pos_ == "VERB"


def _phrase_head(doc: Doc, start: int, end: int) -> Token:
    return doc[start:end].root


def _entry(token: Token, lemmas: list[str], book: EventBook) -> TriggerEntry | None:
    lemma = lemmas[token.i]
    if _describes(token):
        return None
    if roles.is_verbal(token) or token.tag_ in {"VBN", "VBG", "VBD"}:
        return _verb_entry(token, lemma, lemmas, book)
    if token.pos_ in {"NOUN", "PROPN"}:
        if token.dep_ == "compound" and token.head.pos_ in {"NOUN", "PROPN"}:
            # *attack helicopter*, *ceasefire monitor*: the head noun is what it is about.
            return _compound_entry(token, lemma, lemmas, book)
        return _noun_entry(token, lemma, book) or _mistagged(token, lemma, lemmas, book)
    if token.pos_ == "ADJ" and token.dep_ in {"acomp", "oprd", "attr", "ROOT"}:
        return next(iter(book.adjectives.get(lemma, ())), None)
    return None


def _noun_entry(token: Token, lemma: str, book: EventBook) -> TriggerEntry | None:
    entries = book.nouns.get(lemma, ())
    below = {c.lower_ for c in token.children if c.dep_ == "prep"}
    asked = next((e for e in entries if set(e.preposition) & below), None)
    return asked or next((e for e in entries if not e.preposition), None)


def _describes(token: Token) -> bool:
    """Tell whether the word only describes a noun: *rebel-held areas, the besieged town*."""
    if token.dep_ == "amod" and token.tag_ in {"VBN", "VBG"}:
        return True
    hyphened = token.i > 0 and token.nbor(-1).text in {"-", "\u2013"}
    return hyphened and token.tag_ in {"VBN", "VBD", "VBG"} and not roles.has_subject(token)


def _mistagged(token: Token, lemma: str, lemmas: list[str], book: EventBook) -> TriggerEntry | None:
    """Return the verb's entry for a verb that a headline's capitals made a noun of."""
    if token.text[:1].isupper() and lemma.endswith(("ed", "es")) and token.i > token.sent.start:
        stem = lemma[:-1] if lemma[:-1] in book.verbs else lemma[:-2]
        return next((e for e in book.verbs.get(stem, ()) if not e.object and not e.subject), None)
    return None


def _compound_entry(
    token: Token, lemma: str, lemmas: list[str], book: EventBook
) -> TriggerEntry | None:
    head = lemmas[token.head.i]
    if head in {
        "death",
        "victim",
        "survivor",
        "scene",
        "site",
        "casualty",
        "zone",
        "toll",
        "wound",
    }:
        return next(iter(book.nouns.get(lemma, ())), None)
    return None


def _verb_entry(
    token: Token, lemma: str, lemmas: list[str], book: EventBook
) -> TriggerEntry | None:
    particle = next((c.lower_ for c in token.children if c.dep_ in {"prt", "advmod"}
                     and f"{lemma} {c.lower_}" in book.verbs), None)  # fmt: skip
    key = f"{lemma} {particle}" if particle else lemma
    entries = book.verbs.get(key, ())
    asked = [e for e in entries if e.object or e.subject or e.preposition]
    for entry in asked:
        if _allows(entry, token, lemmas):
            return entry
    plain = [e for e in entries if not (e.object or e.subject or e.preposition)]
    return next((e for e in plain if e.role != "light"), None) or next(iter(plain), None)


def _allows(entry: TriggerEntry, verb: Token, lemmas: list[str]) -> bool:
    if entry.object and _any_in(roles.patients(verb), entry.object, lemmas):
        return True
    if entry.subject and _any_in(roles.agents(verb), entry.subject, lemmas):
        return True
    if entry.preposition:
        stands = any(c.dep_ == "prep" and c.lower_ in entry.preposition for c in verb.children)
        return stands and (not entry.subject or _any_in(roles.agents(verb), entry.subject, lemmas))
    return False


def _any_in(heads: Iterable[Token], words: tuple[str, ...], lemmas: list[str]) -> bool:
    for head in heads:
        inside = [head, *(c for c in head.children if c.dep_ in {"compound", "nmod"})]
        partitive = [g for c in head.children if c.lower_ == "of" for g in c.children]
        if any(lemmas[t.i] in words or t.lower_ in words for t in [*inside, *partitive]):
            return True
    return False
