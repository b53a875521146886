"""Whether a word of conflict means something else here.

In: a word that could name an event, as which type, and the entries of
`other_senses.yaml` for it. Out: whether one of them holds (*prices exploded*, *struck a
deal*, *her battle with cancer*), in which case the word names no event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from consilience.coding import roles
from consilience.knowledge.other_senses import OtherSense, OtherSenses
from consilience.language.parse import Token

_ABOUT = {
    "of", "with", "in", "into", "against", "over", "for", "to", "on", "at", "between", "from",
}  # fmt: skip
_BEFORE = {"compound", "amod", "nmod", "poss", "nummod"}
_REFLEXIVE = {
    "himself", "herself", "itself", "themselves", "myself", "yourself", "ourselves", "oneself",
}  # fmt: skip
_OBJECTS = {"dobj", "nsubjpass", "dative"}
_BESIDE = 2


def means_something_else(
    token: Token, key: str, type_id: str | None, senses: OtherSenses, lemmas: Sequence[str]
) -> bool:
    """Tell whether an entry for the word, looked up as `key`, holds where it stands."""
    verbal = roles.is_verbal(token) or token.tag_ in {"VBN", "VBG", "VBD"}
    entries = senses.of_verb(key) if verbal else senses.of_noun(key)
    return any(
        _holds(sense, token, verbal, lemmas)
        for sense in entries
        if not sense.types or type_id in sense.types
    )


def _holds(sense: OtherSense, token: Token, verbal: bool, lemmas: Sequence[str]) -> bool:
    """Tell whether one of the entry's conditions holds, and nothing of arms stands by."""
    if sense.arms and any(lemmas[t.i] in sense.arms for t in token.sent if t.i != token.i):
        return False
    return (
        (bool(sense.object) and _any_of(_hit(token), sense.object, lemmas))
        or (bool(sense.object_but) and _another(_hit(token), sense.object_but, lemmas))
        or (bool(sense.subject) and _any_of(_doers(token), sense.subject, lemmas))
        or (bool(sense.subject_but) and _another(_doers(token), sense.subject_but, lemmas))
        or (bool(sense.about) and _any_of(_about(token), sense.about, lemmas))
        or (bool(sense.modifier) and _is_modified(token, sense.modifier, lemmas))
        or (bool(sense.beside) and _stands_beside(token, sense, lemmas))
        or (sense.alone and not (_has_object(token) if verbal else _is_placed(token)))
        or (sense.reflexive and _is_reflexive(token))
    )


def _hit(token: Token) -> list[Token]:
    """Return the heads of what it is done to; for a noun, nothing."""
    if not (roles.is_verbal(token) or token.tag_ in {"VBN", "VBG", "VBD"}):
        return []
    own = [c for c in token.children if c.dep_ in _OBJECTS]
    if roles.is_passive(token):
        return own or roles.patients(token)
    return own or ([token.head] if token.dep_ == "amod" else [])


def _doers(token: Token) -> list[Token]:
    """Return who does it: by the parse, and for a noun also who does what its verb tells."""
    found = roles.agents(token)
    if roles.is_verbal(token) or found:
        return found
    verb = token.head
    governs = token.dep_ in {"dobj", "pobj"} and roles.is_verbal(roles.clause_of(token))
    if not governs:
        return _subject_before(token)
    return roles.agents(verb if roles.is_verbal(verb) else roles.clause_of(token))


def _subject_before(token: Token) -> list[Token]:
    """Return the subject of *is under control* and its like."""
    clause = roles.clause_of(token)
    return [c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"} and c != token]


def _about(token: Token) -> Iterator[Token]:
    """Yield what stands under a preposition of the word, or of its object (*control of*)."""
    yield from roles.objects_of(token, _ABOUT)
    for child in token.children:
        if child.dep_ in {"dobj", "pobj", "attr"}:
            yield from roles.objects_of(child, _ABOUT)
        if child.dep_ == "prep":
            for inner in child.children:
                yield from roles.objects_of(inner, {"of"})


def _is_modified(token: Token, words: Sequence[str], lemmas: Sequence[str]) -> bool:
    before = [c for c in token.children if c.dep_ in _BEFORE]
    deeper = [d for c in before for d in c.children if d.dep_ in _BEFORE]
    return any(lemmas[t.i] in words or t.lower_ in words for t in (*before, *deeper))


def _stands_beside(token: Token, sense: OtherSense, lemmas: Sequence[str]) -> bool:
    """Tell whether two words of another field stand in the sentence."""
    told = {lemmas[t.i] for t in token.sent if t.i != token.i}
    return len(told & set(sense.beside)) >= _BESIDE


def _has_object(verb: Token) -> bool:
    """Tell whether anything is hit: an object, a passive subject, a clause's own noun."""
    if roles.is_passive(verb) or verb.dep_ in {"amod", "acl"}:
        return True
    own = any(
        c.dep_ in {*_OBJECTS, "prep", "ccomp", "xcomp"} and c.i > verb.i for c in verb.children
    )
    relative = verb.dep_ == "relcl"
    return own or relative or bool(roles.patients(verb))


def _is_reflexive(verb: Token) -> bool:
    """Tell whether it is done to oneself alone (*hurt himself and two others* is not)."""
    return any(c.lower_ in _REFLEXIVE and not list(c.conjuncts) for c in verb.children)


def _is_placed(noun: Token) -> bool:
    """Tell whether a noun has a doer, or says where or against whom."""
    return bool(_doers(noun)) or bool(list(_about(noun))) or bool(list(noun.lefts)[1:])


def _any_of(heads: Iterable[Token], words: Sequence[str], lemmas: Sequence[str]) -> bool:
    return any(lemmas[t.i] in words or t.lower_ in words for t in heads)


def _another(heads: Iterable[Token], words: Sequence[str], lemmas: Sequence[str]) -> bool:
    """Tell whether common nouns stand there and none is one of the words."""
    found = list(heads)
    common = [t for t in found if t.pos_ == "NOUN" and not t.ent_type_]
    if not common or len(common) < len(found):
        return False
    parts = [p for t in common for p in _parts(t)]
    return not (_any_of([*common, *parts], words, lemmas) or any(p.pos_ == "PROPN" for p in parts))


def _parts(noun: Token) -> list[Token]:
    """Return what stands before the noun and what it is of (*oil field, dozens of towns*)."""
    before = [c for c in noun.children if c.dep_ in _BEFORE]
    return [*before, *roles.objects_of(noun, {"of", "in"})]
