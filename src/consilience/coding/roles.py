"""Who does it and who is hit, read off the parse.

In: a token that names an event. Out: the head tokens of its agents, its
patients and its adjuncts, in active, passive, nominal, participial and
coordinated clauses. Nothing here knows what the words mean.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

_SUBJECT = {"nsubj", "csubj", "expl"}
_PASSIVE_SUBJECT = {"nsubjpass", "csubjpass"}
_NAMES_OF_OWNER = {"poss", "compound", "amod", "nmod", "npadvmod"}
_TOWARDS = {"on", "against", "upon", "at", "into", "toward", "towards", "targeting", "over"}
_CLAUSAL = {"xcomp", "advcl", "conj", "ccomp", "acl", "relcl", "dep"}
_NOUNISH = {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}


def is_verbal(token: Token) -> bool:
    """Tell whether the token heads a clause."""
    return token.pos_ in {"VERB", "AUX"}


def has_subject(verb: Token) -> bool:
    """Tell whether the verb has a subject of its own."""
    return any(c.dep_ in _SUBJECT | _PASSIVE_SUBJECT for c in verb.children)


def is_passive(verb: Token) -> bool:
    """Tell whether the verb's grammatical subject is the one it happens to."""
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ in {"ccomp", "oprd", "xcomp"} and not _has(verb, "aux"):
        return True  # *left a hundred people killed*
    if verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl", "amod"}:
        return not any(c.dep_ in {"dobj", "aux"} for c in verb.children)
    shares = verb.dep_ == "conj" and verb.tag_ == "VBN" and not _own_subject(verb)
    return shares and not _has(verb, "dobj") and is_passive(verb.head)


def agents(event: Token) -> list[Token]:
    """Return the heads of those who do it; empty where the words do not say."""
    if not is_verbal(event):
        return _nominal_agents(event)
    owner = _owner_of_gerund(event)
    if owner is not None:
        return [owner]
    by = _by_phrase(event)
    if is_passive(event):
        return by
    return by or _expand(_subject(event))


def by_agents(event: Token) -> list[Token]:
    """Return the heads under *by*; a verb in the active has none."""
    if is_verbal(event) and not is_passive(event):
        return []
    return _by_phrase(event)


def patients(event: Token) -> list[Token]:
    """Return the heads of those it happens to, without mere places."""
    if not is_verbal(event):
        found = [p for prep in _prepositions(event, _TOWARDS | {"of"}) for p in _objects(prep)]
        return _expand(found) + _participle_objects(event)
    if is_passive(event):
        return _expand(_passive_subject(event))
    found = [c for c in event.children if c.dep_ in {"dobj", "dative", "attr", "oprd"}]
    found = found or _shared_object(event)
    towards = [p for prep in _prepositions(event, _TOWARDS) for p in _objects(prep)]
    return _expand(found) + _expand(towards)


def objects_of(token: Token, prepositions: set[str]) -> list[Token]:
    """Return the heads that stand under one of the prepositions below `token`."""
    found = [p for prep in _prepositions(token, prepositions) for p in _objects(prep)]
    return _expand(found)


def clause_of(token: Token) -> Token:
    """Return the head of the clause that the token stands in."""
    here = token
    while here.head != here and not is_verbal(here):
        here = here.head
    return here


def _nominal_agents(noun: Token) -> list[Token]:
    by = _by_phrase(noun)
    if by:
        return by
    owners = [o for o in _modifiers(noun) if o.pos_ != "NUM"]
    sides = objects_of(noun, {"from", "between"})
    return _expand([*owners, *sides]) or _of_answering_verb(noun)


def _modifiers(noun: Token) -> list[Token]:
    """Return what stands before the noun, and before that: *regime air strikes*."""
    own = [c for c in noun.children if c.dep_ in _NAMES_OF_OWNER]
    return [m for c in own for m in (c, *(_modifiers(c) if c.dep_ == "compound" else ()))]


def _owner_of_gerund(verb: Token) -> Token | None:
    """Return whose *shelling* it is in *killed in government shelling on the town*.

    The parser may take the gerund for a clause and its owner for an object.
    """
    if verb.tag_ != "VBG" or verb.i == 0 or has_subject(verb):
        return None
    before = verb.nbor(-1)
    owned = before.dep_ == "pobj" and before.head.dep_ == "prep" and before.head.head == verb.head
    return before if owned and before.pos_ in {"NOUN", "PROPN", "ADJ"} else None


def _of_answering_verb(noun: Token) -> list[Token]:
    """Return the subject of *responded with a barrage*, *retaliated with strikes*."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "with" or not is_verbal(noun.head.head):
        return []
    return _expand(_subject(noun.head.head)) if not is_passive(noun.head.head) else []


def _subject(verb: Token) -> list[Token]:  # noqa: PLR0911 - one line a construction
    """Return the verb's subject, its own or the one it shares with the clause above."""
    own = _own_subject(verb)
    if own:
        return [_antecedent(t) for t in own]
    if verb.dep_ == "acl" and _is_infinitive(verb):
        # *an attempt by extremists to detonate …*, *the army's bid to retake …*
        return _by_phrase(verb.head) or [c for c in verb.head.children if c.dep_ == "poss"]
    if verb.dep_ in {"acl", "relcl"}:
        return [verb.head]
    if verb.dep_ == "pcomp" and verb.head.dep_ == "prep":
        # *accused Belgium of killing …*
        accused = [c for c in verb.head.head.children if c.dep_ == "dobj"]
        return accused or _passive_subject(verb.head.head)
    if verb.dep_ == "ccomp":
        return _subject_of_sibling(verb)
    if verb.dep_ in _CLAUSAL and verb.head != verb:
        above = verb.head
        if not is_verbal(above):
            return [above] if verb.dep_ == "acl" else []
        if is_passive(above) and verb.dep_ != "xcomp":
            return _by_phrase(above) or _passive_subject(above)
        return _passive_subject(above) or _subject(above)
    return []


def _subject_of_sibling(verb: Token) -> list[Token]:
    """Return the subject of the clause before, told by the same speaker; never the speaker."""
    before = [
        c for c in verb.head.children if c.dep_ == "ccomp" and verb.head.i < c.i < verb.i
    ]  # fmt: skip
    return next((own for c in reversed(before) if (own := _own_subject(c))), [])


def _is_infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _own_subject(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in _SUBJECT]


def _passive_subject(verb: Token) -> list[Token]:
    own = [c for c in verb.children if c.dep_ in _PASSIVE_SUBJECT]
    if own:
        return [_antecedent(t) for t in own]
    if verb.dep_ in {"acl", "relcl", "amod"}:
        return [verb.head]
    if verb.dep_ == "conj" and verb.head != verb:
        return _passive_subject(verb.head)
    return _own_subject(verb) if verb.tag_ == "VBN" and is_passive(verb) else []


def _antecedent(token: Token) -> Token:
    """Return what *who*, *which* or *that* stands for; the token itself otherwise."""
    verb = token.head
    if token.lower_ in {"who", "which", "that"} and verb.dep_ in {"relcl", "acl"}:
        return verb.head
    return token


def _by_phrase(token: Token) -> list[Token]:
    found = [
        p
        for c in token.children
        if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")
        for p in _objects(c)
    ]
    return _expand(found)


def _shared_object(verb: Token) -> list[Token]:
    """Return the object of a later coordinated verb (*captured and burned the village*)."""
    for other in verb.conjuncts:
        if other.i > verb.i and is_verbal(other) and not _own_subject(other):
            found = [c for c in other.children if c.dep_ == "dobj"]
            between = verb.doc[verb.i + 1 : other.i]
            if found and len(between) <= 2:
                return found
    return []


def _participle_objects(noun: Token) -> list[Token]:
    """Return what *targeting* or *hitting* under an event noun takes as object."""
    return [
        o
        for c in noun.children
        if c.dep_ in {"acl", "relcl"} and c.lemma_ in {"target", "hit", "strike", "kill"}
        for o in _expand([d for d in c.children if d.dep_ == "dobj"])
    ]


def _prepositions(token: Token, words: set[str]) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in words:
            yield child


def _objects(prep: Token) -> list[Token]:
    found = [c for c in prep.children if c.dep_ in {"pobj", "pcomp"} and c.pos_ in _NOUNISH]
    nested = [c for c in prep.children if c.dep_ == "prep"]
    return found or [p for inner in nested for p in _objects(inner)]


def _expand(heads: list[Token]) -> list[Token]:
    """Return the heads and those coordinated with them, in order, once each."""
    out: list[Token] = []
    for head in heads:
        for token in (head, *(c for c in head.conjuncts if c.i > head.i)):
            if token.pos_ in _NOUNISH and token not in out:
                out.append(token)
    return out


def _has(token: Token, dep: str) -> bool:
    return any(c.dep_ == dep for c in token.children)
