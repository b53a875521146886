"""Who does it and who is hit, read off the parse.

In: a token that names an event. Out: the head tokens of its agents, its
patients and its adjuncts, in active, passive, nominal, participial and
coordinated clauses. Nothing here knows what the words mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from consilience.knowledge.role_words import role_words
from consilience.language.parse import Token

_SUBJECT = {"nsubj", "csubj", "expl"}
_PASSIVE_SUBJECT = {"nsubjpass", "csubjpass"}
_NAMES_OF_OWNER = {"poss", "compound", "amod", "nmod", "npadvmod"}
_CLAUSAL = {"xcomp", "advcl", "conj", "ccomp", "acl", "relcl", "dep"}
_NOUNISH = {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}
# A report's chain of clauses is never this long; a list of verbs without commas is.
_BOUNDS = {"after", "before", "since", "until", "when"}
_REACH = 6
_NOMINAL = {"nsubj", "nsubjpass", "csubj", "csubjpass", "pobj"}
_ONE = {"one", "a", "an"}
_TIMES = {"DATE", "TIME"}
# After *not* these leave a name in its role: *and not only the army*.
_ALSO = {"only", "just", "merely", "simply", "even", "all", "every", "many", "a"}
_MARKS = {"as", "after", "before", "since"}  # prepositions that can also open a clause


def is_verbal(token: Token) -> bool:
    """Tell whether the token heads a clause; *shelling in Hama* that kills is a noun."""
    verb = token.pos_ in {"VERB", "AUX"}
    return verb and not _is_noun_in_ing(token) and not _is_noun_in_s(token)


def _is_noun_in_s(token: Token) -> bool:
    """Tell whether a plural was taken for a verb: *killed in regime airstrikes*."""
    if token.tag_ != "VBZ" or token.dep_ not in {"pobj", "dobj", "conj"}:
        return False
    first = token.left_edge
    if token.dep_ == "conj" and not (first.i and first.nbor(-1).pos_ == "ADP"):
        return False
    return not has_subject(token) and any(
        c.dep_ in {"compound", "det", "amod", "nummod", "poss"} for c in token.children
    )


def _is_noun_in_ing(token: Token) -> bool:
    occasion = token.dep_ == "pcomp" and token.head.lower_ in {"in", "during", "amid"}
    if token.tag_ != "VBG" or not (occasion or token.dep_ in _NOMINAL):
        return False
    return not any(c.dep_ in {"dobj", "aux", "auxpass", "xcomp", "ccomp"} | _SUBJECT
                   for c in token.children)  # fmt: skip


def has_subject(verb: Token) -> bool:
    """Tell whether the verb has a subject of its own."""
    return any(c.dep_ in _SUBJECT | _PASSIVE_SUBJECT for c in verb.children)


def is_passive(verb: Token, reach: int = _REACH) -> bool:
    """Tell whether the verb's grammatical subject is the one it happens to."""
    if not reach:
        return False
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children):
        return True
    left = verb.tag_ == "VBN" and verb.dep_ in {"ccomp", "oprd", "xcomp"}
    left = left and not _subject_of_belief(verb)
    if left and not _has(verb, "aux") and (verb.head.lemma_ == "leave" or not _has(verb, "dobj")):
        return True  # *left a hundred people killed*
    if verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl", "amod"}:
        return not any(c.dep_ in {"dobj", "aux"} for c in verb.children)
    shares = verb.dep_ == "conj" and verb.tag_ == "VBN" and not _own_subject(verb)
    return shares and not _has(verb, "dobj") and is_passive(verb.head, reach - 1)


def agents(event: Token) -> list[Token]:
    """Return the heads of those who do it; empty where the words do not say."""
    if is_gerund_before_object(event):
        return agents(event.nbor(-1))
    if not is_verbal(event):
        return _nominal_agents(event)
    owner = _owner_of_gerund(event) or _before_its_verb(event) or _after_bound(event)
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
    if is_gerund_before_object(event):
        return [event.head]
    if not is_verbal(event):
        found = [
            p
            for prep in _prepositions(event, role_words().towards | {"of"})
            for p in _objects(prep)
        ]
        return _expand(found) + _participle_objects(event)
    if is_passive(event):
        return _expand(_passive_subject(event))
    found = [c for c in event.children if c.dep_ in {"dobj", "dative", "attr", "oprd"}]
    found = found or _shared_object(event)
    after = [prep for prep in _prepositions(event, role_words().towards) if prep.i > event.i]
    towards = [p for prep in after for p in _objects(prep)]
    return _expand(found) + _expand([p for p in towards if not is_time(p)])


def is_time(token: Token) -> bool:
    """Tell whether the word is a day or a time (*attacked on Monday*)."""
    return token.ent_type_ in _TIMES and not any(
        c.dep_ in {"det", "poss"} and c.ent_type_ not in _TIMES for c in token.children
    )


def state_of(adjective: Token) -> Token | None:
    """Return the verb that an adjective completes (*are dead*)."""
    completes = adjective.pos_ == "ADJ" and adjective.dep_ in {"acomp", "attr", "oprd"}
    return adjective.head if completes and is_verbal(adjective.head) else None


def bearers(adjective: Token) -> list[Token]:
    """Return those who are in the state that an adjective tells (*six people are dead*)."""
    verb = state_of(adjective)
    if verb is None:
        return []
    if adjective.dep_ == "oprd":  # *left nine people dead*
        return _expand([c for c in verb.children if c.dep_ == "dobj"])
    return _expand([t for t in _own_subject(verb) if t.dep_ != "expl"])


def objects_of(token: Token, prepositions: Set[str]) -> list[Token]:
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
    by = _by_phrase(noun) or _held_to_be_by(noun) or _by_after_of(noun)
    if by:
        return by
    owners = [o for o in _modifiers(noun) if o.pos_ != "NUM"]
    sides = objects_of(noun, {"from", "between"})
    return _expand([*owners, *sides]) or _of_answering_verb(noun)


def _by_after_of(noun: Token) -> list[Token]:
    """Return who did it where *by* hangs on what was hit: *the bombing of the area by jets*."""
    hit = [o for prep in _prepositions(noun, {"of"}) for o in _objects(prep)]
    places = [o for o in hit if o.pos_ == "PROPN" or o.lemma_ in role_words().transparent]
    return [t for o in places for t in _by_phrase(o)]


def _held_to_be_by(noun: Token) -> list[Token]:
    """Return who is held to have done it: *an attack believed to be by, carried out by …*."""
    below = [c for belief in _beliefs_about(noun) for c in belief.children]
    return [t for c in below if c.dep_ in {"xcomp", "ccomp"} for t in _by_phrase(c)]


def held_to_be(noun: Token) -> list[Token]:
    """Return what a thing is held to be: *jets believed to be Russian or Syrian*."""
    said = [
        t for belief in _beliefs_about(noun) for c in (belief, *belief.children)
        if c == belief or c.lemma_ == "be"
        for t in c.children if t.dep_ in {"acomp", "attr", "oprd"}
    ]  # fmt: skip
    return _expand(said)


def _beliefs_about(noun: Token) -> list[Token]:
    """Return the verbs of belief that a noun is the object of (*believed, suspected, thought*)."""
    below = [c for c in noun.children if c.dep_ in {"acl", "relcl"}]
    above = [noun.head] if noun.dep_ in {"nsubj", "nsubjpass"} else []
    return [v for v in (*below, *above) if v.lemma_ in role_words().beliefs and v.tag_ != "VBG"]


def _modifiers(noun: Token) -> list[Token]:
    """Return what stands before the noun, and before that: *regime air strikes*."""
    own = [c for c in noun.children if c.dep_ in _NAMES_OF_OWNER]
    return [m for c in own for m in (c, *(_modifiers(c) if c.dep_ == "compound" else ()))]


def is_gerund_before_object(token: Token) -> bool:
    """Tell whether the parse took a verb in *-ing* for part of its object's name.

    *Russia denied bombing hospitals*: who denied has, or has not, bombed them.
    """
    if token.dep_ != "compound" or not token.lower_.endswith("ing") or token.i == 0:
        return False
    verb = token.nbor(-1)
    return verb.lemma_ in role_words().takes_gerund and is_verbal(verb) and token.head.head == verb


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


def givers(noun: Token) -> list[Token]:
    """Return who *pledged aid*, *enacted withdrawal measures*: the subject of the verb."""
    if is_verbal(noun):
        return []
    whole = noun.head if noun.dep_ in {"compound", "nmod"} else noun
    verb = whole.head
    if whole.dep_ != "dobj" or verb.lemma_ not in role_words().gives or is_passive(verb):
        return []
    return _expand(_subject(verb))


def _before_its_verb(verb: Token) -> Token | None:
    """Return the doers that a lost comma hangs on a day: *On Friday rebels attacked a village*."""
    if verb.i == 0 or has_subject(verb):
        return None
    before = verb.nbor(-1)
    fronted = before.dep_ == "pobj" and before.head.dep_ == "prep" and before.head.head == verb
    day = any(c.ent_type_ in _TIMES and c.i < before.i for c in before.children)
    return before if fronted and day and before.ent_type_ not in _TIMES else None


def _after_bound(verb: Token) -> Token | None:
    """Return whom a comma parts from the verb: *since troops, backed by X, retook the city*.

    The parser takes *since troops* for a time, and hangs the verb on the clause before.
    """
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or has_subject(verb):
        return None
    if verb.i == 0 or verb.nbor(-1).text != "," or verb.head.tag_ == "VBD":
        return None
    bounds = [t for t in verb.doc[verb.head.i : verb.i] if t.lower_ in _BOUNDS and t.dep_ == "prep"]
    nouns = [c for t in bounds[-1:] for c in t.children if c.dep_ == "pobj"]
    described = [n for n in nouns if any(c.dep_ in {"acl", "relcl", "appos"} for c in n.children)]
    return described[0] if described else None


def _subject(verb: Token, reach: int = _REACH) -> list[Token]:  # noqa: PLR0911 - one line each
    """Return the verb's subject, its own or the one it shares with the clause above."""
    own = _own_subject(verb)
    if own:
        return [_backed_by_it(t) or antecedent(t) for t in own]
    if not reach:
        return []
    noun = noun_of_infinitive(verb)
    if noun is not None and (verb.dep_ == "acl" or noun.head.lemma_ in role_words().foils):
        # *an attempt by extremists to detonate …*, *the army's bid to retake …*
        return _owner_of_plan(noun, reach)
    if verb.dep_ in {"acl", "relcl"}:
        return [verb.head]
    if verb.dep_ == "pcomp" and verb.head.dep_ == "prep":
        return _subject_of_gerund(verb, reach)
    if verb.dep_ == "ccomp":
        return _subject_of_sibling(verb) or _subject_of_belief(verb)
    fronted = _directed(verb) or _after_as(verb)
    if fronted is not None:
        return [fronted]
    charged = _charged_with(verb)
    if charged is not None:
        return _subject(charged, reach - 1)
    state = state_of(verb.head)
    if verb.dep_ == "xcomp" and state is not None:
        return _subject(state, reach - 1)  # *the rebels were unable to capture …*
    if verb.dep_ in _CLAUSAL and verb.head != verb:
        above = verb.head
        if not is_verbal(above):
            return [above] if verb.dep_ == "acl" else []
        if is_passive(above) and verb.dep_ != "xcomp":
            return _by_phrase(above) or _passive_subject(above)
        return _passive_subject(above) or _subject(above, reach - 1)
    return []


def _charged_with(verb: Token) -> Token | None:
    """Return what the accused did in *accused them of shooting at a car, wounding the driver*."""
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.head.lemma_ not in role_words().charges:
        return None
    below = [c for c in verb.head.subtree if c.dep_ == "prep" and verb.head.i < c.i < verb.i]
    charging = [c for c in below if c.lower_ in role_words().charging]
    return next((g for c in charging for g in c.children if g.dep_ == "pcomp"), None)


def _backed_by_it(subject: Token) -> Token | None:
    """Return whom a lost comma parts from its verb: *forces backed by the group X took the hill*.

    The parser takes the name X, which the group beside it bears, for who took it.
    """
    before = subject.nbor(-1) if subject.i else subject
    named = before.dep_ == "pobj" and before.head.dep_ == "agent" and subject.pos_ == "PROPN"
    backing = before.head.head
    if not named or backing.dep_ != "acl" or backing.tag_ != "VBN":
        return None
    return backing.head if backing.lemma_ in role_words().backing else None


def _owner_of_plan(noun: Token, reach: int) -> list[Token]:
    """Return whose attempt or plan it is: named beside it, or whoever makes it."""
    named = _by_phrase(noun) or [c for c in noun.children if c.dep_ == "poss"]
    makes = noun.dep_ == "dobj" and noun.head.lemma_ in role_words().makes
    return named or (_subject(noun.head, reach - 1) if makes else [])


def noun_of_infinitive(verb: Token) -> Token | None:
    """Return the noun that an infinitive spells out (*a plot to bomb a church*)."""
    to = next((c for c in verb.children if c.lower_ == "to" and c.dep_ == "aux"), None)
    if to is None:
        return None
    if verb.dep_ == "acl" and verb.head.i < to.i:
        return verb.head
    beside = to.nbor(-1) if to.i else to
    hangs = beside.dep_ in {"dobj", "nsubjpass"} and beside.head == verb.head
    return beside if verb.dep_ in {"advcl", "xcomp"} and hangs else None


def _subject_of_gerund(verb: Token, reach: int) -> list[Token]:
    """Return who does it under a preposition: the accused, else whoever does what stands above."""
    preposition = verb.head
    above = preposition.head
    if preposition.lower_ in role_words().charging:
        charged = above.dep_ in {"dobj", "nsubjpass"} and above.head.lemma_ in role_words().charges
        if charged:
            return [above]  # *accused the militia of killing …*, where *of* hangs on the militia
        accused = [c for c in above.children if c.dep_ == "dobj"]
        return accused or _passive_subject(above)
    if above.lemma_ in role_words().shares and above.dep_ == "dobj":
        above = above.head  # *played a role in taking the town*
    return _subject(above, reach - 1) if is_verbal(above) and not is_passive(above) else []


def _subject_of_sibling(verb: Token) -> list[Token]:
    """Return the subject of the clause before, told by the same speaker; never the speaker."""
    before = [
        c for c in verb.head.children if c.dep_ == "ccomp" and verb.head.i < c.i < verb.i
    ]  # fmt: skip
    return next((own for c in reversed(before) if (own := _own_subject(c))), [])


def _subject_of_belief(verb: Token) -> list[Token]:
    """Return who does it in *jets believed to be foreign hit the town*, read as *jets believed*."""
    belief = verb.head
    reduced = belief.lemma_ in role_words().beliefs and belief.i < verb.i
    tells = any(c.dep_ == "xcomp" and c.lemma_ == "be" and c.i < verb.i for c in belief.children)
    return _own_subject(belief) if reduced and tells else []


def _directed(verb: Token) -> Token | None:
    """Return who is told to do it: *urged the troops to surrender*."""
    above = verb.head
    if verb.dep_ != "xcomp" or above.lemma_ not in role_words().directs:
        return None
    below = [c for c in above.children if c.i < verb.i]
    if any(c.lower_ == "for" for c in below):
        return None  # *asked its ally for them to leave*
    return next((c for c in below if c.dep_ == "dobj"), None)


def _after_as(verb: Token) -> Token | None:
    """Return the subject that *as* took for its own: *nine died as rebels attacked a town*."""
    if verb.dep_ not in {"conj", "advcl"} or verb.tag_ not in {"VBD", "VBP", "VBZ"}:
        return None
    between = [t for t in verb.head.subtree if verb.head.i < t.i < verb.i]
    preps = [t for t in between if t.dep_ == "prep" and t.lower_ in _MARKS and is_verbal(t.head)]
    if not preps or any(c.dep_ == "cc" and c.i > preps[-1].i for c in verb.head.children):
        return None
    found = [p for p in preps[-1].children if p.dep_ == "pobj" and not is_time(p)]
    return found[-1] if found else None


def _own_subject(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in _SUBJECT]


def _passive_subject(verb: Token, reach: int = _REACH) -> list[Token]:
    own = [c for c in verb.children if c.dep_ in _PASSIVE_SUBJECT]
    if own:
        return [antecedent(t) for t in own]
    if verb.dep_ in {"acl", "relcl", "amod"}:
        return [verb.head]
    if verb.dep_ == "conj" and verb.head != verb and reach:
        return _passive_subject(verb.head, reach - 1)
    return _own_subject(verb) if verb.tag_ == "VBN" and is_passive(verb) else []


def antecedent(token: Token) -> Token:
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
    if verb.lemma_ in role_words().goes:
        return []
    for other in verb.doc[verb.i + 1 : verb.i + 4]:
        later = other.dep_ == "conj" and other.head in {verb, verb.head}
        if later and is_verbal(other) and not _own_subject(other):
            found = [c for c in other.children if c.dep_ == "dobj"]
            if found:
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


def _prepositions(token: Token, words: Set[str]) -> Iterator[Token]:
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
            if token.pos_ in _NOUNISH and token not in out and not is_ruled_out(token):
                out.append(token)
    return out


def is_ruled_out(token: Token) -> bool:
    """Tell whether a name is set aside: *the militia, and not the army; the militia, not he*."""
    first = token.left_edge
    before = token.doc[first.i - 1] if first.i > token.sent.start else first
    after = token.doc[first.i + 1] if first != token else token
    if first.lower_ == "not":
        return after.lower_ not in _ALSO and not is_none_of(token)
    return before.lower_ == "not" and first.lower_ not in _ALSO


def is_none_of(token: Token) -> bool:
    """Tell *not one soldier, not a single shell*, who did it or were hit; *not all* are some."""
    first = token.left_edge
    counted = token.dep_ in _SUBJECT | _PASSIVE_SUBJECT | {"dobj"} and first.i + 1 < token.sent.end
    return counted and first.lower_ == "not" and token.doc[first.i + 1].lower_ in _ONE


def _has(token: Token, dep: str) -> bool:
    return any(c.dep_ == dep for c in token.children)
