"""For whom *its spokesman* speaks.

In: the attributions of one report and its actors. Out: the same attributions, where a spokesman
without a name goes back to the body that spoke last (*the front rejected it … said its spokesman*),
and what each spokesman or leader who is named so belongs to, since a named person is an origin
only through his body (docs/method.md, Origins).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from consilience.coding.linking import Cast
from consilience.coding.mentions import ActorMention, AttributionMention
from consilience.coding.writings import issues_statements
from consilience.knowledge.actors import Roster
from consilience.language.parse import Doc, Token
from consilience.model import Actor

_SPEAKERS = ("spokespersons", "commanders", "leaders")
_WHOSE = {"its", "their"}
_SENTENCES_BACK = 3


def with_bodies(
    doc: Doc, mentions: Sequence[AttributionMention], cast: Cast, roster: Roster
) -> tuple[list[AttributionMention], dict[str, Actor]]:
    """Return the attributions in order, and by id of each named speaker the body spoken for."""
    out: list[AttributionMention] = []
    bodies: dict[str, Actor] = {}
    for mention in mentions:
        noun = _speaker(doc, mention, roster)
        body = _last_body(doc, noun, out, cast) if noun is not None else None
        who = mention.resolved
        if noun is None or body is None or who is None:
            out.append(mention)
            continue
        known = cast.covering(who.start, who.end)
        if known is not None and known.actor.id not in roster.roles:
            bodies[known.actor.id] = body[1].actor
        elif noun.lemma_ in roster.roles["spokespersons"].words:
            mention = replace(mention, resolved=body[0].resolved)  # noqa: PLW2901 - made exact
        out.append(mention)
    return out, bodies


def _speaker(doc: Doc, mention: AttributionMention, roster: Roster) -> Token | None:
    """Return the noun of *its spokesman*; None for any other source."""
    who = mention.resolved
    span = doc.char_span(who.start, who.end, alignment_mode="expand") if who else None
    if span is None or span[0].lower_ not in _WHOSE:
        return None
    words = {w for name in _SPEAKERS for w in roster.roles[name].words}
    return next((t for t in span if t.lemma_ in words), None)


def _last_body(
    doc: Doc, noun: Token, before: Sequence[AttributionMention], cast: Cast
) -> tuple[AttributionMention, ActorMention] | None:
    """Return the body that spoke last and that can have a spokesman; None where it is far back."""
    for mention in reversed(before):
        who = mention.resolved
        cue = doc.char_span(mention.cue.start, mention.cue.end, alignment_mode="expand")
        if who is None or cue is None or mention.cue.end > noun.idx:
            continue
        if sum(1 for t in doc[cue.start + 1 : noun.i + 1] if t.is_sent_start) > _SENTENCES_BACK:
            return None
        actor = cast.covering(who.start, who.end)
        if actor is not None and issues_statements(actor):
            return mention, actor
    return None
