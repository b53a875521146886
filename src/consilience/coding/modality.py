"""Whether it is said to have happened, or not, or only perhaps.

In: the triggers of one happening and the sets of `event_words.yaml`. Out: its
polarity (*no, never, failed to*) and modality (*may, plan to, if*). What a speaker
denies is not decided here but from the stance of the attribution (`coding/claims.py`).
"""

from __future__ import annotations

from consilience.coding import roles
from consilience.coding.triggers import Hit
from consilience.knowledge.event_words import EventWords
from consilience.knowledge.role_words import role_words
from consilience.language.parse import Token
from consilience.model import Modality, Mood, Polarity

_DETERMINERS = {"det", "poss", "nummod"}
_ABOUT = {"of", "about", "on"}
# What stands under these has happened, whatever the verb above plans: *respond to attacks*.
_FACTUAL_PREPOSITIONS = {"against", "to", "after", "following", "amid", "over", "since", "despite"}


def polarity(group: list[Hit], words: EventWords) -> Polarity:
    """Return `denied` where one of the triggers is negated."""
    return "denied" if any(is_negated(h.token, words) for h in group) else "asserted"


def is_negated(token: Token, words: EventWords) -> bool:
    """Tell whether the words say that it did not happen."""
    return (
        any(c.dep_ == "neg" or _says_no(c, words) for c in token.children)
        or _nobody_does_it(token, words)
        or _under_failure(token, words)
        or _no_word_of_it(token, words)
        or _after_nor(token)
    )


def denies_a_habit(group: list[Hit], words: EventWords) -> bool:
    """Tell whether it is denied of all times: *never targets civilians, does not bomb towns*.

    Who says so denies no act that happened on a day. *Does not shell the market* is of one.
    """
    return any(
        (_is_habit(h.token) and is_negated(h.token, words)) or _denied_always(h.token, words)
        for h in group
    )


def _denied_always(verb: Token, words: EventWords) -> bool:
    """Tell *has repeatedly denied targeting civilians*, which answers no one charge.

    *Has repeatedly denied bombing hospitals in Idlib* denies what was told of Idlib.
    """
    named = roles.is_gerund_before_object(verb)  # *denied bombing hospitals*
    denial = verb.nbor(-1) if named else verb.head
    below = named or verb.dep_ in {"xcomp", "ccomp"}
    if not below or denial.lemma_ not in role_words().denials:
        return False
    act = denial if named else verb
    near = [act, *(c for c in act.children if c.dep_ == "dobj")]
    placed = any(
        c.dep_ == "prep" and c.lower_ in role_words().where for t in near for c in t.children
    )
    return (
        _of_no_one(act) and not placed and any(c.lower_ in words.habitual for c in denial.children)
    )


def _of_no_one(verb: Token) -> bool:
    """Tell whether its objects, if any, are nobody in particular: *civilians, hospitals*."""
    objects = (c for c in verb.children if c.dep_ == "dobj")
    return all(
        o.tag_ == "NNS" and not any(c.dep_ in _DETERMINERS for c in o.children) for o in objects
    )


def _is_habit(verb: Token) -> bool:
    """Tell whether a verb of no certain object is in the simple present, or stands under *do*."""
    if not _of_no_one(verb):
        return False
    below = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if not below:
        return verb.tag_ in {"VBZ", "VBP"} and verb.pos_ == "VERB"
    return all(c.lemma_ == "do" and c.tag_ in {"VBZ", "VBP"} for c in below)


def no_count(noun: Token, words: EventWords) -> bool:
    """Tell a toll that nobody gives (*has not issued a toll*), which tells of no act at all."""
    if noun.lemma_ not in words.tallies or any(t.like_num for t in noun.subtree):
        return False
    verb = roles.clause_of(noun)
    return any(_says_no(c, words) for c in noun.children) or any(
        c.dep_ == "neg" for c in verb.children
    )


def _after_nor(token: Token) -> bool:
    """Tell whether *nor* joins it to the clause before (*nor did it attack the base*)."""
    return token.dep_ == "conj" and any(
        c.lower_ == "nor" and c.dep_ == "cc" and c.i < token.i for c in token.head.children
    )


def _says_no(word: Token, words: EventWords) -> bool:
    return word.lower_ in words.negative and word.dep_ in {"det", "advmod", "preconj"}


def _nobody_does_it(token: Token, words: EventWords) -> bool:
    """Tell whether subject or object says no: *neither side attacked*, *hurt no civilians*."""
    return any(
        c.lower_ in words.negative
        or any(_says_no(d, words) for d in c.children)
        or roles.is_none_of(c)
        for c in token.children
        if c.dep_ in {"nsubj", "nsubjpass", "dobj"}
    )


def _under_failure(token: Token, words: EventWords) -> bool:
    """Tell whether it failed, was foiled or was left out: *failed to*, *without killing*."""
    head = token.head
    if token.dep_ in {"pobj", "pcomp"} and head.lower_ == "without":
        return True
    if token.dep_ == "xcomp" and head.lemma_ in words.unable:
        return True
    if roles.is_gerund_before_object(token) and token.nbor(-1).lemma_ in words.failure:
        return True
    plot = roles.noun_of_infinitive(token)
    if plot is not None and plot.head.lemma_ in words.failure:
        return True
    if token.dep_ == "pcomp" and head.lower_ == "from":
        return bool({head.head.lemma_, head.head.head.lemma_} & words.keeps_from)
    return token.dep_ in {"xcomp", "pcomp", "dobj"} and head.lemma_ in words.failure - words.ends


def _no_word_of_it(token: Token, words: EventWords) -> bool:
    """Tell whether there is no report, sign or evidence of it."""
    if token.dep_ in {"pobj", "pcomp"} and token.head.lower_ in {"of", "on"}:
        tidings = token.head.head
    elif token.dep_ in {"acl", "relcl"}:
        tidings = token.head
    else:
        return False
    return tidings.lemma_ in words.tidings and any(_says_no(c, words) for c in tidings.children)


def modality(group: list[Hit], words: EventWords) -> Modality:
    """Return the least real of the modalities that the group's triggers stand under."""
    found = {_modality_of(h.token, words) for h in group}
    order: tuple[Modality, ...] = ("hypothetical", "planned", "possible")
    return next((m for m in order if m in found), "actual")


def mood(group: list[Hit], words: EventWords) -> Mood:
    """Return whether the happening is told, is somebody's intent or is asked of somebody.

    An infinitive of purpose (*advanced to retake the town*) is neither intent nor demand.
    """
    found = {_mood_of(h.token, words) for h in group}
    order: tuple[Mood, ...] = ("demand", "intent")
    return next((m for m in order if m in found), "told")


def _mood_of(token: Token, words: EventWords) -> Mood:
    verb = token if roles.is_verbal(token) else roles.clause_of(token)
    if not roles.is_verbal(token) and _under_plan(token, words):
        return "demand" if _over(token).lemma_ in words.demands else "intent"
    if token.dep_ == "pobj" and token.head.lower_ in _FACTUAL_PREPOSITIONS:
        return "told"
    if is_due(verb, words):
        return "demand"
    if any(c.lower_ in words.unreal_mark and c.dep_ == "mark" for c in verb.children):
        return "told"
    infinitive = verb.dep_ == "xcomp" and _is_purpose(verb, words)
    if infinitive and verb.head.lemma_ in words.tries:
        return "told"
    if infinitive and verb.head.lemma_ in words.demands:
        return "demand"
    intends = words.planned_modal | {"would"}
    return "intent" if infinitive or _auxiliaries(verb) & intends else "told"


def _over(noun: Token) -> Token:
    """Return the verb or noun that a noun hangs on, past a preposition."""
    return noun.head.head if noun.dep_ == "pobj" else noun.head


def is_due(verb: Token, words: EventWords) -> bool:
    """Tell whether it is said to be due: *must leave*, *should hand over*, *have to stop*."""
    above = verb.head
    if verb.dep_ == "xcomp" and above.lemma_ in words.due_verb:
        return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    return bool(_auxiliaries(verb) & words.due_modal) and not _is_perfect(verb)


def _is_perfect(verb: Token) -> bool:
    """Tell whether *have* stands before the participle (*must have hit*, *should have left*)."""
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def _modality_of(token: Token, words: EventWords) -> Modality:  # noqa: PLR0911 - one line a case
    verb = token if roles.is_verbal(token) else roles.clause_of(token)
    beside = {c.lower_ for c in token.children}
    nominal = not roles.is_verbal(token)
    if nominal and (_under_plan(token, words) or beside & words.planned_word):
        return "planned"
    if token.dep_ == "dobj" and token.head.lemma_ in words.ends and nominal:
        return "actual"
    if beside & words.possible_word:
        return "possible"
    if token.dep_ == "pobj" and token.head.lower_ in _FACTUAL_PREPOSITIONS:
        return "actual"
    if _not_known(token, words):
        return "possible"
    chain = _auxiliaries(verb)
    if any(c.lower_ in words.unreal_mark and c.dep_ == "mark" for c in verb.children):
        return "hypothetical"
    if "must" in chain and _is_perfect(verb):
        return "possible"
    if "would" in chain or is_due(verb, words) or "should" in chain:
        return "hypothetical"
    if chain & words.planned_modal or _is_purpose(verb, words):
        return "planned"
    if chain & words.possible_modal:
        return "possible"
    if verb.dep_ == "xcomp" and verb.head.lemma_ in words.possible_verb:
        return "possible"
    return "actual"


def _not_known(act: Token, words: EventWords) -> bool:
    """Tell what somebody says not to know of: *was not aware of a raid, has no word of it*."""
    if act.dep_ not in {"pobj", "pcomp"} or act.head.lower_ not in _ABOUT:
        return False
    known = act.head.head
    if known.lemma_ not in words.aware:
        return known.lemma_ in words.unaware
    beside = [*known.children, *(() if roles.is_verbal(known) else known.head.children)]
    return any(c.dep_ == "neg" or _says_no(c, words) for c in beside)


def _auxiliaries(verb: Token) -> set[str]:
    own = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if not own and verb.dep_ == "conj" and roles.is_verbal(verb.head):
        return _auxiliaries(verb.head)
    return own


def _is_purpose(verb: Token, words: EventWords) -> bool:
    """Tell whether the verb is an infinitive of purpose or intent (*moving to encircle*)."""
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    if not infinitive:
        return False
    if verb.dep_ == "xcomp":
        able = verb.head.lemma_ not in words.unable
        return verb.head.lemma_ in words.planned_verb or (verb.head.pos_ == "ADJ" and able)
    return verb.dep_ in {"advcl", "acl", "relcl"} and verb.head.lemma_ not in words.begins


def _under_plan(noun: Token, words: EventWords) -> bool:
    head = noun.head
    if any(c.dep_ == "acl" and c.lower_ == "expected" for c in noun.children):
        return True  # *with reinforcements expected to arrive*
    if noun.dep_ == "pobj" and roles.is_verbal(head.head):
        return head.lower_ == "for" and head.head.lemma_ in words.asks_for
    if noun.dep_ == "pobj" and head.head.lemma_ in words.planned_noun:
        return head.lower_ not in _FACTUAL_PREPOSITIONS - {"to", "over"}
    verb = head if roles.is_verbal(head) else None
    return noun.dep_ == "dobj" and verb is not None and verb.lemma_ in words.prepares
