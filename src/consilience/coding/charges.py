"""The words that lay an act to somebody, claim it or deny it, as the parse shows them.

In: a parsed report and the blame book. Out: `Charge`s: who is said to have done what, by
whom, and whether it is denied. What a charge says of the acts of the report is decided
in `coding/responsibility.py`. A charge that is negated, planned or hypothetical (*blamed
nobody*, *will be held responsible*) lays nothing to anybody and is none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from consilience.coding import roles
from consilience.knowledge.responsibility import BlameBook, BlameEntry
from consilience.language.parse import Doc, Token
from consilience.model import Modality

_BELOW = {"dobj", "nsubjpass", "acomp", "attr", "oprd", "prep", "advmod", "ccomp", "conj", "xcomp"}
_OBJECTS = {"dobj", "nsubjpass"}
_COMPLEMENTS = {"pobj", "pcomp"}
_UNREAL = {"will", "would", "shall", "should", "must", "can", "'ll"}
_POSSIBLE = {"may", "might", "could"}
_NOBODY = {"no", "nobody", "none", "neither", "nothing"}
_RECIPROCAL = {"each", "one"}
_UNSETTLED_MARK = {"if", "unless", "whether"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """One act laid to somebody: `doers` and `voices` are head tokens.

    `voices` are empty where the charge is the word of whoever the sentence is attributed
    to; `acts` are the words that may name the act, nearest first, none where it was told
    before. `told_voice` says that only `voices` speak, whoever the cue is attributed to;
    `of_tale` that what is denied is no accusation but what somebody told.
    """

    cue: Token
    word: Token
    entry: BlameEntry
    doers: tuple[Token, ...]
    voices: tuple[Token, ...]
    acts: tuple[Token, ...]
    denied: bool
    modality: Modality
    told_voice: bool = False
    of_tale: bool = False


def read_charges(doc: Doc, book: BlameBook) -> list[Charge]:
    """Return the charges that the parse tells, in the order of their cues."""
    return [c for verb in doc if roles.is_verbal(verb) for c in _charges(verb, book)]


def _charges(verb: Token, book: BlameBook) -> list[Charge]:
    if _is_unreal(verb):
        return []
    for entry in book.find(verb.lemma_):
        beside = _beside(verb, entry)
        if beside is None:
            continue
        negated = any(c.dep_ == "neg" for c in verb.children)
        if negated and entry.voice == "subject":
            return []
        acts = _acts(verb, beside, entry)
        if {"object", "subject"} & set(entry.act):
            acts = [t for t in acts if t.pos_ == "PRON" or t.lemma_.lower() in book.nouns]
            if not acts and entry.doer == "after" and _doers(verb, beside, entry):
                return []  # laid to somebody, but no act of violence
            if not acts:
                continue
        charge = Charge(
            cue=verb, word=beside, entry=entry, doers=tuple(_doers(verb, beside, entry)),
            voices=tuple(_speakers(verb)) if entry.voice == "subject" else (),
            acts=tuple(acts),
            denied=entry.denies != negated, modality=_modality(verb, entry),
        )  # fmt: skip
        if _is_mutual(charge):
            return _mutual(charge)
        if charge.doers and not any(_is_nobody(t) for t in (*charge.doers, *charge.voices)):
            return [charge]
    return []


def _is_unreal(verb: Token) -> bool:
    words = {c.lower_ for c in verb.children if c.dep_ in {"aux", "mark"}}
    purpose = "to" in words and verb.dep_ in {"xcomp", "advcl", "acl"}
    return purpose or bool(words & (_UNREAL | _UNSETTLED_MARK))


def _modality(verb: Token, entry: BlameEntry) -> Modality:
    perhaps = any(c.lower_ in _POSSIBLE for c in verb.children if c.dep_ == "aux")
    return "possible" if perhaps else entry.modality


def _is_nobody(token: Token) -> bool:
    return token.lower_ in _NOBODY or any(
        c.lower_ in _NOBODY for c in token.children if c.dep_ in {"det", "neg"}
    )


def _beside(verb: Token, entry: BlameEntry) -> Token | None:
    """Return the word that the reading asks for; the verb itself where it asks for none."""
    if not entry.beside:
        return verb
    near = [c for c in verb.children if c.dep_ in _BELOW]
    near += [g for c in near if c.dep_ in {"dobj", "ccomp", "attr"} for g in c.children]
    return next((t for t in near if t.lemma_.lower() in entry.beside and _stands(t, verb)), None)


def _stands(word: Token, verb: Token) -> bool:
    """Tell whether a pronoun among the words asked for is the verb's own object."""
    pronoun = word.pos_ in {"PRON", "DET", "SCONJ"}
    return not pronoun or (word.head == verb and word.dep_ in _OBJECTS)


def _doers(verb: Token, beside: Token, entry: BlameEntry) -> list[Token]:
    if entry.doer == "subject":
        return roles.agents(verb)
    if entry.doer == "after":
        objects = [c for c in verb.children if c.dep_ in _OBJECTS]
        heads = [verb, *(o for o in objects if entry.stance == "accuses"), beside]
        return next((found for h in heads if (found := roles.objects_of(h, set(entry.after)))), [])
    apart = beside != verb
    small = [c for c in beside.children if apart and c.dep_ in {"nsubj", "nsubjpass"}]
    objects = [c for c in verb.children if c.dep_ == "dobj" and c != beside]
    passive = roles.patients(verb) if roles.is_passive(verb) else []
    found = small or objects or passive
    return [t for head in found for t in (head, *head.conjuncts)]


def _speakers(verb: Token) -> list[Token]:
    return roles.agents(verb)


def _acts(verb: Token, beside: Token, entry: BlameEntry) -> list[Token]:
    """Return the nouns and verbs that may name the act, nearest first."""
    if "subject" in entry.act:
        return roles.agents(verb)
    if "object" in entry.act:
        objects = [c for c in verb.children if c.dep_ in _OBJECTS]
        told = [roles.antecedent(t) for t in objects] or _relative_object(verb)
        return [near for t in told for near in _about(t, verb)]
    preps = [
        t for t in verb.subtree
        if t.dep_ == "prep" and t.lower_ in entry.act and (t.i > verb.i or t.head == beside)
    ]  # fmt: skip
    return [c for t in preps for c in t.children if c.dep_ in _COMPLEMENTS]


def _about(noun: Token, verb: Token) -> list[Token]:
    """Return the noun and those it is of: *the raid in the west of the town that they blame on …*.

    A relative clause may hang on any noun of the phrase before it.
    """
    below = [t for t in noun.subtree if t.i < verb.i and t.dep_ == "pobj"]
    above: list[Token] = []
    for t in noun.ancestors:
        if t.pos_ not in {"NOUN", "PROPN", "ADP"}:
            break
        above.append(t)
    relative = verb.dep_ in {"relcl", "acl"}
    return [noun, *(below if relative else []), *(above if relative else [])]


def _relative_object(verb: Token) -> list[Token]:
    """Return what a clause without *which* is about (*the attack it blames on the army*)."""
    return [verb.head] if verb.dep_ in {"relcl", "acl"} else []


def _is_mutual(charge: Charge) -> bool:
    return charge.entry.doer == "object" and any(
        (t.lower_ == "other" and any(c.lower_ in _RECIPROCAL for c in t.children))
        or t.lower_ == "another"
        for t in charge.doers
    )  # fmt: skip


def _mutual(charge: Charge) -> list[Charge]:
    """Return one charge for each side of *the two blamed each other for the shelling*."""
    return [
        replace(
            charge,
            voices=(one,),
            told_voice=True,
            doers=tuple(t for t in charge.voices if t != one),
        )
        for one in charge.voices
        if len(charge.voices) > 1
    ]
