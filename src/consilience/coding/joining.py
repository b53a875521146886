"""Triggers that tell one happening, joined.

In: the hits of a document. Out: groups of hits, each group one happening: an
effect with its act (*killed* in *an airstrike*), a light verb with its noun
(*launched an attack*), a verb with its instrument (*struck* with *a car bomb*).
"""

from __future__ import annotations

from collections.abc import Iterator

from consilience.coding import roles
from consilience.coding.modality import is_negated
from consilience.coding.triggers import Hit
from consilience.knowledge.event_types import EventBook
from consilience.language.parse import Token

_JOINING = {
    "in",
    "by",
    "during",
    "from",
    "after",
    "when",
    "as",
    "with",
    "following",
    "amid",
    "of",
    "to",
}
_UNDER = {
    "prep", "pobj", "agent", "advcl", "acl", "conj", "dobj", "nsubj", "nsubjpass", "relcl",
    "pcomp", "xcomp", "compound", "poss", "amod", "appos", "attr", "ccomp", "npadvmod", "dep",
    "nmod", "csubj", "csubjpass",
}  # fmt: skip
# Triggers further apart than these tell no one happening; they also bound the work
# that a sentence of nothing but triggers makes.
_STEPS = 4
_HITS_APART = 8
_ESCAPING = {"flee", "escape"}  # whoever flees fighting is not killed in it: *killed families …*
# Acts that are done to people one by one: *and killed two* beside them is another act.
_OWN_ACTS = {"abduction", "execution", "sexual_violence", "torture", "looting_property_destruction"}
# How an instrument or an occasion hangs on the verb that tells the same act.
_INSTRUMENT = {
    "dobj", "prep", "nsubj", "nsubjpass", "agent", "compound", "amod", "poss", "pobj", "csubj",
}  # fmt: skip


def join(hits: list[Hit], book: EventBook) -> list[list[Hit]]:
    """Group the hits that tell one happening; light verbs alone are dropped."""
    parent = list(range(len(hits)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for a, b in _pairs(hits):
        if _same_happening(hits[a], hits[b], book):
            parent[max(root(a), root(b))] = min(root(a), root(b))
    groups: dict[int, list[Hit]] = {}
    for i, hit in enumerate(hits):
        groups.setdefault(root(i), []).append(hit)
    return [g for g in groups.values() if any(h.entry.role != "light" for h in g)]


def effect_of_object(one: Hit, two: Hit) -> bool:
    """Tell whether a participle of effect belongs to the act that a reporting verb tells.

    *State media reported missile attacks on the hall, killing four*: the parse hangs
    *killing* on *reported*, the sense on *attacks*.
    """
    act, effect = (one, two) if one.token.i < two.token.i else (two, one)
    if effect.entry.role != "effect" or act.entry.role != "act" or effect.token.dep_ != "advcl":
        return False
    over = effect.token.head
    participle = effect.token.tag_ == "VBG" and not roles.has_subject(effect.token)
    return participle and act.token.dep_ in {"dobj", "pobj", "nsubj"} and _governs(over, act.token)


def _pairs(hits: list[Hit]) -> Iterator[tuple[int, int]]:
    for a, one in enumerate(hits):
        for b in range(a + 1, min(len(hits), a + 1 + _HITS_APART)):
            if hits[b].token.sent.start != one.token.sent.start:
                break
            yield a, b


def _same_happening(one: Hit, two: Hit, book: EventBook) -> bool:
    if effect_of_object(one, two):
        return True
    upper, lower = (one, two) if _governs(_top(one), two.token) else (two, one)
    if not _governs(_top(upper), lower.token):
        return False
    if upper.entry.role == "light":
        return _is_object(upper.token, lower.token)
    if lower.entry.role == "light":
        # *strikes carried out by …*, *the attack that the army launched*
        return lower.token.dep_ in {"acl", "relcl"} and lower.token.head == upper.token
    return _linked(_top(upper), lower.token) and _one_act(upper, lower, book)


def _one_act(upper: Hit, lower: Hit, book: EventBook) -> bool:
    """Tell whether two linked triggers, none of them light, name one act or act and effect."""
    if "accident" in {upper.entry.type, lower.entry.type}:
        effect = next((h for h in (upper, lower) if h.entry.role == "effect"), None)
        return effect is not None and book.types[effect.entry.type or ""].family == "violence"
    kinds = {book.types[h.entry.type].family for h in (upper, lower) if h.entry.type}
    if kinds == {"protest"}:
        return _names_same_act(upper, lower)
    if kinds != {"violence"}:
        return False
    roles_ = {h.entry.role for h in (upper, lower)}
    if roles_ == {"effect"}:
        return {h.entry.type for h in (upper, lower)} == {"casualties"}
    if roles_ == {"act", "effect"}:
        return not _side_by_side(upper, lower) and not _only_harm_is_denied(upper, lower, book)
    return _names_same_act(upper, lower)


def _only_harm_is_denied(upper: Hit, lower: Hit, book: EventBook) -> bool:
    """Tell whether the act stands and its effect does not: *nobody was hurt in the strike*."""
    act, effect = (upper, lower) if upper.entry.role == "act" else (lower, upper)
    denied = is_negated(effect.token, book.words)
    return denied and not is_negated(act.token, book.words)


def _side_by_side(upper: Hit, lower: Hit) -> bool:
    """Tell whether act and effect are two deeds: *killed three soldiers and kidnapped two*.

    An effect that comes after its act is its effect: *shelled the camp and killed two*.
    """
    joined = lower.token.dep_ == "conj" and lower.token.head == upper.token
    if not joined or not any(c.dep_ == "cc" for c in upper.token.children):
        return False
    act = upper if upper.entry.role == "act" else lower
    return act.token.i > min(upper.token.i, lower.token.i) or act.entry.type in _OWN_ACTS


def _top(hit: Hit) -> Token:
    """Return the token under which others of the clause hang: *are* in *are dead after …*."""
    return roles.state_of(hit.token) or hit.token


def _governs(upper: Token, lower: Token) -> bool:
    return bool(_path(upper, lower))


def _path(upper: Token, lower: Token) -> list[Token]:
    """Return the tokens from `lower` up to below `upper`; empty where it is not near above."""
    steps: list[Token] = []
    here = lower
    while len(steps) < _STEPS and here.head != here:
        steps.append(here)
        if here.head == upper:
            return steps
        here = here.head
    return []


def _linked(upper: Token, lower: Token) -> bool:
    """Tell whether only prepositions, objects and participles stand between the two."""
    path = _path(upper, lower)
    if not path or any(t.dep_ not in _UNDER for t in path) or _through_another(path):
        return False
    clauses = [t for t in path if t.dep_ in {"ccomp", "relcl", "advcl"}]
    marks = {c.lower_ for t in clauses for c in t.children if c.dep_ in {"mark", "advmod"}}
    if marks - _JOINING and any(m in {"while", "before", "although", "but"} for m in marks):
        return False
    prepositions = {t.lower_ for t in path if t.dep_ in {"prep", "agent"}}
    return prepositions <= (_JOINING | {"on", "at", "against", "between"})


def _through_another(path: list[Token]) -> bool:
    """Tell whether another's doing lies between: *hit a ward as doctors treated the wounded*.

    A verb that is none of the two and has a subject and an object of its own tells of
    something else, and so does a second clause with a subject of its own (*they attacked the
    base and a store blew up and caused deaths*); one that only says where it came to (*came
    under fire*) does not.
    """
    return any(
        roles.is_verbal(t) and (
            (any(c.dep_ == "dobj" for c in t.children)
             and (roles.has_subject(t) or t.lemma_ in _ESCAPING))
            or (t.dep_ == "conj" and roles.has_subject(t))
        )
        for t in path[1:]
    )  # fmt: skip


def _is_object(verb: Token, noun: Token) -> bool:
    path = _path(verb, noun)
    if not path:
        return False
    direct = path[-1].dep_ in {"dobj", "nsubjpass", "attr"} and len(path) == 1
    by_preposition = path[-1].dep_ == "prep" and len(path) == 2
    listed = len(path) == 2 and noun.dep_ == "conj" and path[-1].dep_ in {"dobj", "nsubjpass"}
    return direct or by_preposition or listed


def _names_same_act(upper: Hit, lower: Hit) -> bool:
    """Tell whether two act words name one act: a verb and its instrument or occasion."""
    if lower.token.dep_ == "conj":
        return False
    path = _path(_top(upper), lower.token)
    if roles.is_verbal(lower.token):
        return path[-1].dep_ in {"acl", "advcl", "relcl"} and upper.token.pos_ != "VERB"
    return path[-1].dep_ in _INSTRUMENT
