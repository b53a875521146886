"""Who stands behind whom: *the agency said, citing medics*; *was quoted as saying by*.

In: the candidates of a document. Out: the same, with those who pass a statement on and
those who made it told apart; `Candidate.passes_on` names the outer one.
"""

from __future__ import annotations

from dataclasses import replace

from consilience.coding.attribution.candidates import Candidate, Run, child_of, subtree
from consilience.coding.attribution.voices import is_voice
from consilience.knowledge.cues import CueBook
from consilience.language.parse import Token


def link(found: list[Candidate], cues: CueBook) -> list[Candidate]:
    """Return the candidates with chains of sources linked."""
    linked: list[Candidate] = []
    quoting = {c.anchor.i for c in found if c.entry.subject_speaks}
    for candidate in found:
        quoted = _quoted_as(candidate.anchor, quoting)
        if candidate.entry.subject_speaks and _saying(candidate.anchor) is not None:
            linked += _passed_on_by(candidate)
        elif quoted is not None:
            linked.append(replace(candidate, cue=_whole_cue(candidate, quoted), passes_on=quoted))
        else:
            linked.append(_cited(candidate, found, cues) or candidate)
    return linked


def _saying(verb: Token) -> Token | None:
    """Return *saying* in the passive *was quoted as saying*."""
    if child_of(verb, ("auxpass",)) is None:
        return None
    as_ = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None)
    return child_of(as_, ("pcomp",))


def _quoted_as(verb: Token, quoting: set[int]) -> Token | None:
    """Return the passive verb of quoting that *saying* hangs on."""
    above = verb.head.head
    return above if above.i in quoting and above.i < verb.i and _saying(above) == verb else None


def _whole_cue(candidate: Candidate, quoted: Token) -> Run:
    starts = [c.i for c in quoted.lefts if c.dep_ in ("aux", "auxpass", "neg")]
    return min([quoted.i, *starts]), candidate.cue[1]


def _passed_on_by(candidate: Candidate) -> list[Candidate]:
    """Return who quotes, where the text says it (*by the state agency*)."""
    verb = candidate.anchor
    saying = _saying(verb)
    holders = [verb, saying, saying.head] if saying is not None else [verb]
    for by in (c for holder in holders for c in holder.children if c.lower_ == "by"):
        voice = child_of(by, ("pobj",))
        if voice is not None:
            return [replace(candidate, source=subtree(voice), cue=(verb.i, verb.i + 1))]
    return []


def _cited(candidate: Candidate, found: list[Candidate], cues: CueBook) -> Candidate | None:
    """Return *citing X* as X's statement behind that of the sentence's speaker."""
    verb, thing = candidate.anchor, child_of(candidate.anchor, ("dobj",))
    if not candidate.entry.object_speaks or verb.tag_ != "VBG" or thing is None:
        return None
    if not any(is_voice(token, cues) for token in thing.subtree):
        return None
    speaker = _speaker(candidate, found)
    if speaker is None:
        return None
    return replace(
        candidate, source=subtree(thing), contents=speaker.contents, passes_on=speaker.anchor
    )


def _speaker(candidate: Candidate, found: list[Candidate]) -> Candidate | None:
    """Return the nearest other statement of the sentence that has a source and a content."""
    near = [
        c
        for c in found
        if c.anchor.sent == candidate.anchor.sent
        and c.anchor != candidate.anchor
        and c.is_statement
        and c.source is not None
        and c.contents
        and not any(a <= c.anchor.i < b for a, b in candidate.contents)
    ]
    return min(near, key=lambda c: abs(c.anchor.i - candidate.anchor.i), default=None)
