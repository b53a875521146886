"""Whose statement or report it is that says something.

In: the attributions of one report and its actors. Out: the same attributions, where a
writing that speaks (*a report by the monitor says*, *the ministry's statement*, *said in a
statement putting the toll at nine*) goes back to who issued it. A writing whose issuer the
text does not name keeps its own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from consilience.coding.linking import Cast
from consilience.coding.mentions import ActorMention, AttributionMention, Span
from consilience.knowledge import Knowledge
from consilience.language.parse import Doc, Token
from consilience.model import ActorKind

_ISSUED_BY = {"from", "by"}
_SENTENCES_BACK = 5
_ISSUERS: frozenset[ActorKind] = frozenset({
    "state", "government", "military", "police", "rebel", "militia", "international",
    "humanitarian", "monitor", "media", "party",
})  # fmt: skip


def with_issuers(
    doc: Doc, mentions: Sequence[AttributionMention], cast: Cast, knowledge: Knowledge
) -> list[AttributionMention]:
    """Return the attributions in order, writings resolved to who issued them."""
    out: list[AttributionMention] = []
    for mention in mentions:
        issuer = _issuer(doc, mention, out, cast, knowledge)
        out.append(mention if issuer is None else replace(mention, resolved=issuer))
    return out


def _issuer(
    doc: Doc, mention: AttributionMention, before: Sequence[AttributionMention], cast: Cast,
    knowledge: Knowledge,
) -> Span | None:  # fmt: skip
    who = mention.resolved
    span = doc.char_span(who.start, who.end, alignment_mode="expand") if who else None
    if who is None or span is None or who != mention.source:
        return None
    noun = span.root
    if noun.lemma_.lower() not in knowledge.writings:
        return None
    named = _named_beside(noun, cast)
    if named is not None:
        return Span(named.start, named.end)
    words = {c.lower_ for c in noun.children if c.dep_ == "det"}
    if words & {"the", "this", "that"}:
        if noun.lemma_.lower() not in knowledge.pronouncements:
            return None
        return _last_issuer(doc, noun, before, cast)
    return _whose_verb(noun, before)


def _named_beside(noun: Token, cast: Cast) -> ActorMention | None:
    """Return the owner (*the army's statement*), or who stands after *from* or *by*."""
    owners = [c for c in noun.children if c.dep_ in {"poss", "compound"}]
    preps = [c for c in noun.children if c.dep_ in {"prep", "agent"} and c.lower_ in _ISSUED_BY]
    issued = [c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN"]
    preps += [g for c in issued for g in c.children if g.dep_ == "agent"]
    told = [*owners, *(p for c in preps for p in c.children if p.dep_ == "pobj")]
    found = (cast.who(t) for t in told)
    return next((m for m in found if m is not None and m.actor.kind in _ISSUERS), None)


def _last_issuer(
    doc: Doc, noun: Token, before: Sequence[AttributionMention], cast: Cast
) -> Span | None:
    """Return who spoke last among those who issue statements; None where it is too far back."""
    for mention in reversed(before):
        who = mention.resolved
        if who is None or mention.cue.end > noun.idx:
            continue
        cue = doc.char_span(mention.cue.start, mention.cue.end, alignment_mode="expand")
        apart = sum(1 for t in doc[cue.start + 1 : noun.i + 1] if t.is_sent_start) if cue else 99
        if apart > _SENTENCES_BACK:
            return None
        actor = cast.covering(who.start, who.end)
        if actor is not None and issues_statements(actor):
            return who
    return None


def issues_statements(actor: ActorMention) -> bool:
    """Tell a body that speaks for itself; the press carries statements, *rebels* are many."""
    crowd = actor.generic and actor.actor.kind in {"rebel", "militia"}
    return actor.actor.kind in _ISSUERS - {"media"} and not crowd


def _whose_verb(noun: Token, before: Sequence[AttributionMention]) -> Span | None:
    """Return who said it in the statement (*the agency said in a statement putting …*)."""
    under_in = noun.dep_ == "pobj" and noun.head.lower_ == "in"
    verb = noun.head.head if under_in else None
    return next(
        (
            m.resolved for m in before
            if verb is not None and m.cue.start <= verb.idx < m.cue.end
        ),
        None,
    )  # fmt: skip
