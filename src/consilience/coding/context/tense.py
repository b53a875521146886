"""Whether the words of an act let it be of the day that the report told before.

In: a frame. Out: whether it is told as what happened then. A day is handed on to what is told
in the simple past (*shells hit the mill, killing two; three men were shot*), not to what has come
about since (*has advanced, have been killed*), what goes on (*are fighting*), or to an act that is
only spoken of (*condemned the raids, a response to attacks*).
"""

from __future__ import annotations

from consilience.coding.frames import Frame
from consilience.language.parse import Token

_HAVE = {"have", "has", "had", "'ve", "'s", "having"}
_SHARING = {"advcl", "acl", "relcl", "xcomp", "conj", "prep", "pcomp", "dep"}
_MOST_STEPS = 6


def is_told_past(frame: Frame, speaking: frozenset[int]) -> bool:
    """Tell whether the act is told as one that happened on the day before told.

    `speaking` are the tokens of acts of speech: what they take as object is only spoken of.
    """
    return any(_is_past(t, speaking) for t in frame.event.tokens)


def _is_past(token: Token, speaking: frozenset[int]) -> bool:
    here = token
    for _ in range(_MOST_STEPS):
        if here.i in speaking and here.i != token.i:
            return False
        tense = _tense(here)
        if tense is not None:
            return tense
        if here.head == here:
            return here.tag_ == "VBN" and here.dep_ == "ROOT"
        here = here.head
    return False


def _tense(token: Token) -> bool | None:
    """Return whether a verb is in the simple past; None where another verb above it says."""
    if token.pos_ not in {"VERB", "AUX"}:
        return None
    below = [c for c in token.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.lower_ in _HAVE for c in below):
        return False
    finite = [c.tag_ for c in below if c.tag_ in {"VBD", "VBZ", "VBP", "MD"}]
    if finite:
        return "VBD" in finite and token.tag_ != "VBG"
    if token.tag_ == "VBD":
        return True
    if token.tag_ in {"VBZ", "VBP"}:
        return False
    return None if token.dep_ in _SHARING or token.head != token else token.tag_ == "VBN"
