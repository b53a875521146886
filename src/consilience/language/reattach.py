"""Words that the parser hangs where the sense does not allow it, hung anew.

Why: every rule asks the parse, so that what is mended here need not be known to each of them.
In: a document that spaCy has parsed. Out: the same document, read as people mean it:

- *denied that troops killed nine and blamed bandits*: who denies also blames, not the troops;
- *the army and Russian mercenaries killed nine*: two doers, not mercenaries of an army;
- *the charge that it had targeted civilians*: what it had done, not civilians whom it had.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from consilience.knowledge.role_words import role_words

_CLAUSES = {"ccomp", "acl", "relcl"}
_SUBJECTS = {"nsubj", "nsubjpass"}


def reattach(doc: Doc) -> Doc:
    """Return the document, its heads mended in place."""
    for token in doc:
        if token.dep_ == "conj" and token.tag_.startswith("VB"):
            _blame(token)
        elif token.dep_ in {"nmod", "compound"} and token.pos_ in {"NOUN", "PROPN"}:
            _first_of_two(token)
        elif token.dep_ == "amod" and token.tag_ in {"VBN", "VBD"}:
            _what_was_done(token)
    return doc


def _blame(verb: Token) -> None:
    """Hang a verb of blaming, coordinated with what somebody denies, on the verb of denial."""
    if verb.lemma_ not in role_words().charges_with or _has(verb, _SUBJECTS):
        return
    first = verb.head
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    denial = _denial_over(first)
    if denial is None or denial.tag_ != verb.tag_:
        return
    joins = [c for c in verb.head.children if c.dep_ == "cc" and c.i < verb.i]
    verb.head = denial
    for word in joins[-1:]:
        word.head = denial


def _denial_over(clause: Token) -> Token | None:
    """Return the verb that denies what the clause tells (*rejected reports that troops …*)."""
    if clause.dep_ not in _CLAUSES or not _has(clause, {"mark"}):
        return None
    above = clause.head
    verb = above.head if above.pos_ == "NOUN" and above.dep_ == "dobj" else above
    return verb if verb.lemma_ in role_words().denials else None


def _first_of_two(noun: Token) -> None:
    """Make the noun before *and* the first of two where it has an article of its own."""
    whole = noun.head
    joint = next((c for c in noun.children if c.dep_ == "cc" and c.lower_ == "and"), None)
    article = noun.nbor(-1) if noun.i > noun.sent.start else noun
    if joint is None or whole.i < joint.i or article.tag_ != "DT":
        return
    between = [c for c in whole.children if joint.i < c.i < whole.i]
    if not any(c.dep_ in {"amod", "nummod"} for c in between):
        return  # *the army and police officers* may be officers of both
    dep, above = whole.dep_, whole.head
    if above == whole:
        return
    noun.head, noun.dep_ = above, dep
    whole.head, whole.dep_ = noun, "conj"
    article.head = noun


def _what_was_done(verb: Token) -> None:
    """Make the head of its clause of a participle after *had* that was hung on its object."""
    had = next((c for c in verb.children if c.dep_ == "aux" and c.lemma_ == "have"), None)
    thing = verb.head
    if had is None or had.i > verb.i or thing.i < verb.i or thing.head == thing:
        return
    over = thing.head
    verb.head, verb.dep_ = over, "acl" if over.pos_ in {"NOUN", "PROPN"} else "ccomp"
    thing.head, thing.dep_ = verb, "dobj"
    for below in list(had.children):
        below.head = verb


def _has(token: Token, deps: set[str]) -> bool:
    return any(c.dep_ in deps for c in token.children)
