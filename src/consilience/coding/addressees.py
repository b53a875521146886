"""To whom something is said, given or refused.

Why: the target of talk and diplomacy is seldom the verb's object (*demanded that
Sudan leave, sent arms to Pakistan, rejected the envoy's plan*). In: the trigger of such
an act. Out: the head tokens of those it is directed at, whom the parse names.

Source: PLOVER manual 0.8, *target*: the actor at whom the act is directed.
"""

from __future__ import annotations

from collections.abc import Iterator

from consilience.coding import roles
from consilience.language.parse import Token

_TOWARDS = {"to", "on", "with", "from", "against", "upon", "toward", "towards"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_OWNER = {"poss", "amod", "compound", "nmod"}


def addressees(act: Token, *, refused: bool) -> list[Token]:
    """Return the heads of those an act of speech or diplomacy is directed at.

    `refused` asks also for whoever made what is refused (*rejected an Indian proposal*).
    """
    if not roles.is_verbal(act):
        return [*_named_after(act)]
    found = [*_named_after(act), *_bidden(act)]
    for child in act.children:
        if child.dep_ == "dobj":
            found += _named_after(child)
            found += [c for c in child.children if refused and c.dep_ in _OWNER]
        if child.dep_ == "xcomp" and roles.is_verbal(child):
            found += [*roles.patients(child), *_named_after(child)]
            found += [t for c in child.children if c.dep_ == "dobj" for t in _named_after(c)]
    return found


def _named_after(token: Token) -> Iterator[Token]:
    """Yield who stands under a preposition of direction (*sanctions on the group*)."""
    yield from (t for t in roles.objects_of(token, _TOWARDS) if not roles.is_time(t))


def _bidden(verb: Token) -> Iterator[Token]:
    """Yield who is to do what a clause asks for (*demanded that the rebels leave*)."""
    for clause in verb.children:
        if clause.dep_ == "ccomp" and clause.i > verb.i:
            yield from (c for c in clause.children if c.dep_ in _SUBJECTS)
