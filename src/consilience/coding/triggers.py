"""Words that can name an event, looked up with what they ask of their surroundings.

In: a parsed text, its lemmas and the event book. Out: `Hit`s, one for each word
or phrase that names an event in this sentence. Which hits tell one happening is
decided in `coding/joining.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from consilience.coding import roles
from consilience.coding.senses import means_something_else
from consilience.knowledge.event_types import EventBook, TriggerEntry
from consilience.language.parse import Doc, Token

# The longest sentence of a war diary names twenty events; what names more is a list of
# words, and what reads it must not take time that grows with the square of its length.
_SENTENCE_HITS = 60
_LONGEST_PHRASE = 6
# What changes a verb's sense: *shut down*.
_PARTICLES = {"prt", "advmod"}


@dataclass(frozen=True, slots=True)
class Hit:
    """One trigger: its token, its entry, and the tokens of a phrase (`first` to `last`)."""

    token: Token
    entry: TriggerEntry
    first: int
    last: int


def find(doc: Doc, lemmas: list[str], book: EventBook) -> Iterator[Hit]:
    """Yield the document's triggers in order; a phrase wins over the words in it.

    At most `_SENTENCE_HITS` triggers of a sentence are yielded.
    """
    i = told = 0
    tokens = list(doc)
    while i < len(tokens):
        token = tokens[i]
        told = 0 if token.is_sent_start else told
        if told >= _SENTENCE_HITS:
            i += 1
            continue
        phrase = book.phrase_at(lemmas, i)
        if phrase and _phrase_holds(doc, i, phrase, lemmas, book):
            length, entry = phrase
            if entry.type:
                told += 1
                yield Hit(_phrase_head(doc, i, i + length), entry, i, i + length - 1)
            i += length
            continue
        hit = _goings_on(token, lemmas, book)
        if hit is None and _may_tell(token.lower_, lemmas[i], book):
            hit = _single(token, lemmas, book)
        if hit:
            told += 1
            yield hit
        i += 1


def passed_over(word: Token, lemmas: list[str], book: EventBook) -> bool:
    """Tell whether the rules know the word and take it for no event here (*heart attack*)."""
    for i in range(max(0, word.i - _LONGEST_PHRASE), word.i + 1):
        phrase = book.phrase_at(lemmas, i)
        if phrase and word.i < i + phrase[0] and phrase[1].type is None:
            return phrase[1].role != "light"
    entry = _entry(word, lemmas, book)
    return entry is not None and _reads_otherwise(word, entry, lemmas, book)


def _phrase_holds(
    doc: Doc, start: int, phrase: tuple[int, TriggerEntry], lemmas: list[str], book: EventBook
) -> bool:
    length, entry = phrase
    if _is_clause(doc[start], doc[start + length - 1]):
        return False
    head = _phrase_head(doc, start, start + length)
    return _done_by(entry, head, lemmas) and not (
        entry.type and _reads_otherwise(head, entry, lemmas, book)
    )


def _may_tell(word: str, lemma: str, book: EventBook) -> bool:
    """Tell whether a word can be a trigger at all: few are, and the others ask nothing more."""
    return (
        lemma in book.singles
        or word in book.nouns
        or word.endswith("ing")
        or lemma.endswith(("ed", "es"))
    )


def _single(token: Token, lemmas: list[str], book: EventBook) -> Hit | None:
    entry = _entry(token, lemmas, book)
    if entry is None or (entry.type is None and entry.role != "light"):
        return None
    if _reads_otherwise(token, entry, lemmas, book):
        return None
    return Hit(token, entry, token.i, token.i)


def _reads_otherwise(token: Token, entry: TriggerEntry, lemmas: list[str], book: EventBook) -> bool:
    """Tell whether the word means something else here, a verb with its particle first."""
    keys = [lemmas[token.i], *(f"{lemmas[token.i]} {c.lower_}" for c in token.children
                               if c.dep_ in {"prt", "advmod"})]  # fmt: skip
    return entry.role != "light" and any(
        means_something_else(token, key, entry.type, book.senses, lemmas) for key in keys
    )


def _goings_on(token: Token, lemmas: list[str], book: EventBook) -> Hit | None:
    """Return the event that stands before a noun of going on: *the evacuation process*."""
    if lemmas[token.i] not in book.words.goings_on or token.pos_ not in {"NOUN", "PROPN"}:
        return None
    for child in token.children:
        if child.dep_ == "compound" and child.pos_ in {"NOUN", "PROPN"}:
            entry = _noun_entry(child, lemmas[child.i], lemmas, book)
            if entry:
                return Hit(token, entry, child.i, token.i)
    return None


def _is_clause(first: Token, last: Token) -> bool:
    """Tell whether a noun phrase was met in a clause: *shells fired* is no *shell fire*."""
    return first.pos_ in {"NOUN", "PROPN", "ADJ"} and last.pos_ == "VERB"


def _phrase_head(doc: Doc, start: int, end: int) -> Token:
    return doc[start:end].root


def _entry(token: Token, lemmas: list[str], book: EventBook) -> TriggerEntry | None:
    lemma = lemmas[token.i]
    if _describes(token):
        return None
    if token.tag_ in {"VBG", "VBZ"} and token.pos_ == "VERB" and not roles.is_verbal(token):
        # *Fighting between …*, *shelling of …* that opens a clause is a noun.
        noun = lemma if token.tag_ == "VBZ" else token.lower_
        return _noun_entry(token, noun, lemmas, book) or _verb_entry(token, lemma, lemmas, book)
    if roles.is_verbal(token) or token.tag_ in {"VBN", "VBG", "VBD"}:
        return _verb_entry(token, lemma, lemmas, book)
    if roles.is_gerund_before_object(token):
        return _verb_entry(token, stem(token.lower_, "ing", book), lemmas, book)
    if token.pos_ in {"NOUN", "PROPN"}:
        if token.dep_ == "compound" and token.head.pos_ in {"NOUN", "PROPN"}:
            # *attack helicopter*, *ceasefire monitor*: the head noun is what it is about.
            return _compound_entry(token, lemma, lemmas, book)
        return _noun_entry(token, lemma, lemmas, book) or _mistagged(token, lemma, lemmas, book)
    if token.pos_ == "ADJ" and token.dep_ in {"acomp", "oprd", "attr", "ROOT"}:
        return next(iter(book.adjectives.get(lemma, ())), None)
    return None


def stem(word: str, ending: str, book: EventBook) -> str:
    """Return the verb that a form in *-ed* or *-ing* belongs to; the form where none is known."""
    bare = word.removesuffix(ending)
    return next((v for v in (f"{bare}e", bare, bare[:-1]) if v in book.verbs), word)


def _noun_entry(
    token: Token, lemma: str, lemmas: list[str], book: EventBook
) -> TriggerEntry | None:
    for entry in book.nouns.get(lemma, ()):
        if _noun_allows(entry, token, lemmas) and not _serves_peace(entry, token, lemmas, book):
            return entry
    return None


def _noun_allows(entry: TriggerEntry, noun: Token, lemmas: list[str]) -> bool:
    below = {c.lower_ for c in noun.children if c.dep_ == "prep"}
    if entry.preposition and not set(entry.preposition) & below:
        return False
    if entry.about and not _any_in(roles.objects_of(noun, {"of", "to"}), entry.about, lemmas):
        return False
    doers = roles.agents(noun)
    if entry.subject and not _any_in(doers, entry.subject, lemmas):
        return False
    return _has_side(entry, noun, lemmas) and _done_by(entry, noun, lemmas)


def _serves_peace(entry: TriggerEntry, noun: Token, lemmas: list[str], book: EventBook) -> bool:
    """Tell whether an infinitive says that it is no fight: *a campaign to vaccinate children*."""
    if entry.type != "offensive":
        return False
    aims = [c for c in noun.children if roles.noun_of_infinitive(c) == noun]
    return bool(aims) and not any(
        book.types[e.type].family in {"violence", "territory"}
        for aim in aims
        for e in book.verbs.get(lemmas[aim.i], ())
        if e.type
    )


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
        return next((e for e in book.verbs.get(stem, ()) if not e.asks), None)
    return None


def _compound_entry(
    token: Token, lemma: str, lemmas: list[str], book: EventBook
) -> TriggerEntry | None:
    head = lemmas[token.head.i]
    if head in book.words.of_people_hurt:
        return next(iter(book.nouns.get(lemma, ())), None)
    return None


def _verb_entry(
    token: Token, lemma: str, lemmas: list[str], book: EventBook
) -> TriggerEntry | None:
    particle = next((c.lower_ for c in token.children if c.dep_ in _PARTICLES
                     and f"{lemma} {c.lower_}" in book.verbs), None)  # fmt: skip
    key = f"{lemma} {particle}" if particle else lemma
    entries: list[TriggerEntry] = [*book.verbs.get(key, ())]
    for preposition in (c.lower_ for c in token.children if c.dep_ == "prep"):
        entries += (e for e in book.verbs.get(f"{lemma} {preposition}", ()) if e.object)
    asked = [e for e in entries if e.asks]
    for entry in asked:
        if _allows(entry, token, lemmas):
            return entry
    plain = [e for e in entries if not e.asks]
    return next((e for e in plain if e.role != "light"), None) or next(iter(plain), None)


def _allows(entry: TriggerEntry, verb: Token, lemmas: list[str]) -> bool:
    if entry.who and not _any_in(roles.agents(verb), entry.who, lemmas):
        return False
    return _done_by(entry, verb, lemmas) and _has_side(entry, verb, lemmas) and (
        _asked_for(entry, verb, lemmas)
    )  # fmt: skip


def _asked_for(entry: TriggerEntry, verb: Token, lemmas: list[str]) -> bool:
    hit = [*roles.patients(verb), *roles.objects_of(verb, _into(entry, verb, lemmas))]
    if entry.object and _any_in(hit, entry.object, lemmas):
        return True
    if entry.subject and _any_in(roles.agents(verb), entry.subject, lemmas):
        return True
    if entry.preposition:
        stands = any(c.dep_ == "prep" and c.lower_ in entry.preposition for c in verb.children)
        return stands and (not entry.subject or _any_in(roles.agents(verb), entry.subject, lemmas))
    return not (entry.object or entry.subject)


def _into(entry: TriggerEntry, verb: Token, lemmas: list[str]) -> set[str]:
    """Return the preposition that the entry writes with the verb (*push into*)."""
    below = {c.lower_ for c in verb.children if c.dep_ == "prep"}
    return {p for p in below if f"{lemmas[verb.i]} {p}" in entry.verbs}


def _has_side(entry: TriggerEntry, token: Token, lemmas: list[str]) -> bool:
    """Tell whether one of the sides asked for stands there (*clashed with protesters*)."""
    if not entry.side:
        return True
    sides = [*roles.agents(token), *roles.objects_of(token, {"with", "against", "between"})]
    return _any_in(sides, entry.side, lemmas)


def _done_by(entry: TriggerEntry, token: Token, lemmas: list[str]) -> bool:
    """Tell whether whoever does it is of the kind asked for; names and pronouns may be."""
    if not entry.doer:
        return True
    common = [a for a in roles.agents(token) if a.pos_ in {"NOUN", "NUM"}]
    return not common or any(_any_in([a], entry.doer, lemmas) for a in common)


def _any_in(heads: Iterable[Token], words: tuple[str, ...], lemmas: list[str]) -> bool:
    for head in heads:
        inside = [head, *(c for c in head.children if c.dep_ in {"compound", "nmod"})]
        parts = [g for c in head.children if c.lower_ == "of" for g in c.children]
        partitive = [*parts, *(c for g in parts for c in g.children if c.dep_ == "compound")]
        if any(lemmas[t.i] in words or t.lower_ in words for t in [*inside, *partitive]):
            return True
    return False
