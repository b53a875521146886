"""A summary of a picture in the words of a language model, made of its cells alone.

In: a picture and a helper. Out: the picture with its `wording`, and a warning for each
sentence that was refused. The model sees events and disputes as a brief shows them, and never
a report. Who says so is set behind each sentence by what draws it, not by the model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from consilience.assist import FAILED, REFUSED
from consilience.assist.answers import Said, said
from consilience.assist.prompts import for_summary
from consilience.assist.propose import Helper, shortened
from consilience.assist.readback import Reader
from consilience.assist.wording import Item, refusal
from consilience.errors import AssistError
from consilience.knowledge import Knowledge
from consilience.model import Claim, Picture, PictureWarning, WordedSentence, Wording
from consilience.publish import words
from consilience.publish.brief import parts
from consilience.publish.index import Index, index
from consilience.publish.parts import DisputePart, EventPart, TollPart
from consilience.settings import Settings

_ABOUT = "summary"
_HINT = "The cells stand as they are; the log has what was asked and said."
_OWN_WORDS = re.compile(r"Report \d+(?: \(.*\))? in its own words")
_GRAVE = ("killed", "killed_or_injured", "injured")


def worded(picture: Picture, helper: Helper, known: Knowledge) -> Picture:
    """Return the picture with a summary of its cells; without one where none can be had."""
    items = items_of(picture, helper.settings)
    if not items or helper.gives_up:
        return picture
    messages = for_summary([item.given for item in items.values()])
    answer = None
    try:
        answer = helper.ask(messages)
        sentences, faults = said(answer, helper.settings.assist_sentences)
    except AssistError as error:
        helper.keep(_ABOUT, messages, answer, failed=str(error))
        return _with(picture, None, [_warning(FAILED, str(error))])
    reader = Reader(known, helper.settings)
    judged = [(one, _refused(one, items, reader, helper.settings)) for one in sentences]
    kept = tuple(WordedSentence(text=one.text.strip(), refs=one.refs) for one, w in judged if not w)
    refused = [f"“{shortened(one.text)}”: {why}." for one, why in judged if why]
    refused += [f"{shortened(fault, 200)}." for fault in faults]
    helper.keep(_ABOUT, messages, answer, accepted=[s.text for s in kept], refused=refused)
    made = Wording(by=helper.endpoint.name, sentences=kept) if kept else None
    return _with(picture, made, [_warning(REFUSED, said) for said in refused])


def items_of(picture: Picture, settings: Settings) -> dict[str, Item]:
    """Return the gravest events and the open disputes of a picture, as a model is given them."""
    found = index(picture)
    events, disputes = parts(found)
    open_ = [d for d in picture.disputes if d.status == "open"]
    told = sorted(
        (
            e
            for e in picture.events
            if _is_news(e.claims, found) and not words.is_speech(e.event_type)
        ),
        key=lambda e: (-_dead(events[e.id]), -e.independent_origins, -len(e.reports), e.id),
    )
    half = min(len(open_), settings.assist_cells // 2)
    items = [_of_event(events[e.id], e.claims, found) for e in told[: settings.assist_cells - half]]
    items += [_of_dispute(d.id, disputes[d.id]) for d in open_[:half]]
    return {item.id: item for item in items}


def _is_news(claims: Sequence[str], found: Index) -> bool:
    return not all(found.claims[c].background for c in claims if c in found.claims)


def _dead(event: EventPart) -> int:
    return max((t.best for t in event.tolls if t.kind in _GRAVE), default=0)


def _of_event(event: EventPart, claims: Sequence[str], found: Index) -> Item:
    sides = [found.claims[c].polarity == "denied" for c in claims if c in found.claims]
    given: dict[str, Any] = {
        "id": event.id, "what": event.summary, "kind": event.kind, "where": event.where,
        "when": event.when, "manner": event.manner, "how sure": event.grade_words,
        "who says so": [_voice(o) for o in event.origins], "tolls": [_toll(t) for t in event.tolls],
        "in dispute": [about for _, about in event.disputes],
        "as worded": _worded_names([found.claims[c] for c in claims if c in found.claims]),
        "denied": "by all who speak of it" if all(sides) else "by some" if any(sides) else "",
    }  # fmt: skip
    told = found.events[event.id]
    bounds = [(t.kind, n) for t in told.tolls for n in (t.low, t.best, t.high)]
    bounds += [(t.kind, n) for t in told.tolls for o in t.by_origin for n in (o.low, o.high)]
    return Item(
        event.id, {k: v for k, v in given.items() if v}, denied=all(sides), denies=any(sides),
        disputed=bool(event.disputes), unsure=bool(event.manner), actors=frozenset(told.actors),
        targets=frozenset(told.targets),
        tolls=frozenset((kind, n) for kind, n in bounds if n is not None),
    )  # fmt: skip


def _worded_names(claims: Sequence[Claim]) -> list[str]:
    """Return what the reports call the parties and places, where their names differ."""
    told = {r.text for c in claims for r in (*c.actors, *c.targets)}
    told |= {p.text for c in claims for p in c.places}
    return sorted({" ".join(text.split()) for text in told})


def _voice(name: str) -> str:
    """Return *a report in its own words* for *Report 3 (Morning Post) in its own words*."""
    return _OWN_WORDS.sub("a report in its own words", name)


def _toll(toll: TollPart) -> dict[str, Any]:
    rows = [{"who": _voice(row.who), "count": row.words} for row in toll.rows
            if not row.superseded]  # fmt: skip
    return {"of": toll.name, "count": toll.words, "by": rows}


def _of_dispute(key: str, dispute: DisputePart) -> Item:
    sides = [{"answer": p.value, "who": [_voice(w) for w in p.who]} for p in dispute.positions]
    given = {"id": key, "question": dispute.question, "about": dispute.about, "positions": sides}
    return Item(key, given, denies=True, disputed=True)


def _refused(one: Said, items: dict[str, Item], reader: Reader, settings: Settings) -> str:
    """Return why a sentence is not taken; nothing where it is."""
    if len(one.text) > settings.assist_sentence_chars:
        return f"it is longer than {settings.assist_sentence_chars} (assist_sentence_chars)"
    if len(one.refs) != 1:
        return "it does not name one event or dispute"
    item = items.get(one.refs[0])
    if item is None:
        return f"nothing that was given has the id “{shortened(one.refs[0], 40)}”"
    return refusal(one.text, item) or reader.refusal(one.text, item)


def _warning(code: str, message: str) -> PictureWarning:
    return PictureWarning(code=code, message=message, where=_ABOUT, hint=_HINT)


def _with(picture: Picture, made: Wording | None, more: list[PictureWarning]) -> Picture:
    every = sorted(
        {*picture.warnings, *more},
        key=lambda w: (w.code, w.report or "", w.start or 0, w.message, w.where or ""),
    )
    return replace(picture, wording=made, warnings=tuple(every))
