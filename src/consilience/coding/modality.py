"""Whether it is said to have happened, or not, or only perhaps.

In: the triggers of one happening. Out: its polarity (*no, never, failed to*)
and modality (*may, plan to, if*). What a speaker denies is not decided here but
from the stance of the attribution (`coding/claims.py`).
"""

from __future__ import annotations

from spacy.tokens import Token

from consilience.coding import roles
from consilience.coding.triggers import Hit
from consilience.model import Modality, Polarity

_POSSIBLE = {"may", "might", "could", "can"}
_PLANNED_MODAL = {"will", "shall", "'ll"}
_PLANNED_VERB = {
    "plan", "intend", "aim", "prepare", "expect", "vow", "pledge", "promise", "seek", "want",
    "threaten", "try", "hope", "order", "direct", "urge", "agree", "decide", "call", "demand",
    "move", "attempt", "ask", "tell", "allow",
}  # fmt: skip
_POSSIBLE_VERB = {"suspect", "believe", "fear", "appear", "seem", "think"}
_POSSIBLE_WORD = {"possible", "possibly", "perhaps", "potential", "alleged", "apparent", "maybe"}
# What stands under these has happened, whatever the verb above plans: *respond to attacks*.
_FACTUAL_PREPOSITIONS = {"against", "to", "after", "following", "amid", "over", "since", "despite"}
_UNREAL_MARK = {"if", "unless", "whether", "should"}
_NEGATIVE = {"no", "without", "nobody", "none", "never", "neither", "nor"}
_FAILURE = {"fail", "refuse", "prevent", "avoid", "stop", "avert"}
_PLANNED_NOUN = {"plan", "attempt", "threat", "bid", "call", "preparation", "order", "aim", "plot"}


def polarity(group: list[Hit]) -> Polarity:
    """Return `denied` where one of the triggers is negated."""
    return "denied" if any(_negated(h.token) for h in group) else "asserted"


def _negated(token: Token) -> bool:
    if any(c.dep_ == "neg" for c in token.children):
        return True
    if any(
        c.lower_ in _NEGATIVE and c.dep_ in {"det", "advmod", "preconj"} for c in token.children
    ):
        return True
    if any(c.dep_ in {"nsubj", "nsubjpass", "dobj"} and any(d.lower_ == "no" for d in c.children)
           for c in token.children):  # fmt: skip
        return True
    head = token.head
    if token.dep_ in {"xcomp", "pcomp"} and head.lemma_ in _FAILURE:
        return True
    if token.dep_ == "pobj" and head.lower_ == "without":
        return True
    return token.dep_ == "dobj" and head.lemma_ in _FAILURE


def modality(group: list[Hit]) -> Modality:
    """Return the least real of the modalities that the group's triggers stand under."""
    found = {_modality_of(h.token) for h in group}
    order: tuple[Modality, ...] = ("hypothetical", "planned", "possible")
    return next((m for m in order if m in found), "actual")


def _modality_of(token: Token) -> Modality:  # noqa: PLR0911 - one line a case
    verb = token if roles.is_verbal(token) else roles.clause_of(token)
    if not roles.is_verbal(token) and _under_plan(token):
        return "planned"
    if any(c.lower_ in _POSSIBLE_WORD for c in token.children):
        return "possible"
    if token.dep_ == "pobj" and token.head.lower_ in _FACTUAL_PREPOSITIONS:
        return "actual"
    chain = _auxiliaries(verb)
    if any(c.lower_ in _UNREAL_MARK and c.dep_ == "mark" for c in verb.children):
        return "hypothetical"
    if "would" in chain or "should" in chain:
        return "hypothetical"
    if chain & _PLANNED_MODAL or _is_purpose(verb):
        return "planned"
    if chain & _POSSIBLE:
        return "possible"
    if verb.dep_ == "xcomp" and verb.head.lemma_ in _POSSIBLE_VERB:
        return "possible"
    return "actual"


def _auxiliaries(verb: Token) -> set[str]:
    own = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if not own and verb.dep_ == "conj" and roles.is_verbal(verb.head):
        return _auxiliaries(verb.head)
    return own


def _is_purpose(verb: Token) -> bool:
    """Tell whether the verb is an infinitive of purpose or intent (*moving to encircle*)."""
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    if not infinitive:
        return False
    if verb.dep_ == "xcomp":
        return verb.head.lemma_ in _PLANNED_VERB or verb.head.pos_ == "ADJ"
    return verb.dep_ in {"advcl", "acl", "relcl"} and verb.head.lemma_ not in {"manage", "begin"}


def _under_plan(noun: Token) -> bool:
    head = noun.head
    if noun.dep_ == "pobj" and head.head.lemma_ in _PLANNED_NOUN:
        return True
    verb = head if roles.is_verbal(head) else None
    return (
        noun.dep_ == "dobj" and verb is not None and verb.lemma_ in {"plan", "prepare", "threaten"}
    )
