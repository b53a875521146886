"""What is told only to be called untrue.

In: a word that tells an act. Out: the tale that holds it, where the sentence calls that tale
untrue: *reports of a raid are false, there is no truth to the claim that they shelled it,
it is not true that they did, called the accusation that they had baseless*. The words of the
parse decide: the way from the act up to the tale may lead only through *that* and *of*, so
that in *rumours that followed the raid were false* the raid stands.
"""

from __future__ import annotations

from consilience.knowledge.falsity import FalsityWords
from consilience.language.parse import Token

_ABOUT = {"of", "about", "on", "regarding", "concerning"}
_TO_TRUTH = {"to", "in", "for", "behind"}
_ARGUMENTS = {"dobj", "nsubj", "nsubjpass", "attr", "compound", "conj"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass"}
_PREDICATES = {"acomp", "attr", "oprd", "ccomp", "advmod", "xcomp"}
_CLAUSES = {"ccomp", "csubj", "csubjpass", "advcl", "acl", "relcl"}
_HIGH = 8  # steps up the parse; further up nothing is said of the act


def called_false(word: Token, words: FalsityWords) -> Token | None:
    """Return the noun or the verb of the tale that holds the word and is called untrue.

    None where the sentence calls nothing untrue that holds it.
    """
    here = word
    for _ in range(_HIGH):
        if _is_untrue(here, here != word, words):
            return here
        above = _up(here, words)
        if above is None:
            return None
        here = above
    return None


def _up(here: Token, words: FalsityWords) -> Token | None:
    """Return the next word on the way to the tale, None where another thing begins."""
    head = here.head
    if here.dep_ == "pobj" and head.lower_ in _ABOUT | _TO_TRUTH:
        noun = head.head
        known = words.tales if head.lower_ in _ABOUT else words.truths
        return noun if noun.lemma_.lower() in known else None
    if here.dep_ in {"acl", "relcl"} or (here.dep_ == "ccomp" and head.pos_ == "NOUN"):
        told = any(c.dep_ == "mark" and c.lower_ == "that" for c in here.children)
        return head if told and head.lemma_.lower() in words.tales | words.truths else None
    if here.dep_ in _ARGUMENTS and head != here:
        return head
    return None


def _is_untrue(here: Token, is_tale: bool, words: FalsityWords) -> bool:
    lemma = here.lemma_.lower()
    if lemma in words.truths:
        return any(c.lower_ == "no" for c in here.children)
    head = here.head
    if here.dep_ in _SUBJECTS and is_tale:
        return _says_untrue(head, words, here)
    if here.dep_ == "dobj" and head.lemma_.lower() in words.naming and is_tale:
        return _is_named_untrue(here, head, words)
    return here.dep_ in _CLAUSES and _under_it(here, words)


def _says_untrue(verb: Token, words: FalsityWords, subject: Token) -> bool:
    """Tell whether a verb with its predicate calls its subject untrue."""
    negated = any(c.dep_ == "neg" for c in verb.children)
    if verb.lemma_.lower() in words.falsehoods:
        return subject.dep_ == "nsubjpass" and not negated
    for said in (c for c in verb.children if c.dep_ in _PREDICATES):
        lemma = said.lemma_.lower()
        if lemma in words.falsehoods:
            return not negated
        if lemma in words.truths and said.pos_ == "ADJ":
            return negated
    return False


def _is_named_untrue(noun: Token, verb: Token, words: FalsityWords) -> bool:
    """Tell whether a tale is given a name for untruth: *called it a lie, branded it as false*."""
    names = [c for c in verb.children if c.dep_ in _PREDICATES and c.i > noun.i]
    names += [p for c in verb.children if c.lower_ == "as" for p in c.children]
    last = max(noun.subtree, key=lambda t: t.i)  # where the parser hangs it on the tale's clause
    return any(t.lemma_.lower() in words.falsehoods for t in (*names, last))


def _under_it(clause: Token, words: FalsityWords) -> bool:
    """Tell whether *it* is called untrue, and the clause is what it stands for."""
    head = clause.head
    if head.lemma_.lower() in words.falsehoods and head.dep_ in _PREDICATES:
        negated = any(c.dep_ == "neg" for c in head.head.children)
        return _it(head.head, clause) is not None and not negated
    verb = head.head if head.dep_ in {"acomp", "attr"} else head
    subject = _it(verb, clause)
    return subject is not None and _says_untrue(verb, words, subject)


def _it(verb: Token, clause: Token) -> Token | None:
    """Return the *it* that stands before a clause in its stead."""
    return next((c for c in verb.children if c.lower_ == "it" and c.i < clause.i), None)
