"""Noun phrases that can speak, found by their words where the parse cannot be trusted.

In: tokens, and the `voice` rows of the cue book (*monitor, official, sources*) beside
the names that the parser's entity finder sees. Out: whether a noun is a voice, and the
phrase of a voice that ends, or begins, at a token.
"""

from __future__ import annotations

from consilience.coding.attribution.candidates import Run
from consilience.knowledge.cues import CueBook
from consilience.language.parse import Doc, Token

_NAMED = ("PERSON", "ORG", "NORP")
_INSIDE = ("NOUN", "PROPN", "ADJ", "NUM", "DET", "PUNCT", "X", "PART")
_LINKS = ("of", "for", "at", "in", "from", "to", "with")
_BRACKETS = ("-", "(", ")", "'s", "'", "/")
_PLURAL_MODIFIERS = ("rights", "news", "arms", "sports", "affairs", "sciences", "operations")
_LONGEST = 14  # words: a longer name of a source does not stand without commas


def is_voice(token: Token, cues: CueBook) -> bool:
    """Tell whether a noun may speak: a word for speakers, or the name of a person or body."""
    if token.pos_ == "PRON":
        return token.lower_ in ("he", "she", "they", "it", "we", "i")
    listed = bool(cues.find("voice", token.lemma_.lower()))
    return listed or token.ent_type_ in _NAMED


def phrase_before(verb: Token, cues: CueBook) -> Run | None:
    """Return the phrase of a voice that ends just before a verb (its adverbs apart)."""
    doc, last = verb.doc, verb.i - 1
    first = verb.sent.start
    while last > first and (doc[last].pos_ == "ADV" or doc[last].dep_ in ("aux", "neg")):
        last -= 1
    if last < first:
        return None
    if doc[last].pos_ == "PRON":
        return (last, last + 1) if is_voice(doc[last], cues) else None
    head = _head(doc, last, first, cues)
    if head is None:
        return None
    start = _start(doc, head, first, cues)
    after_link = start > first and doc[start - 1].pos_ == "ADP"
    return (_after_place(doc, start, head) if after_link else start), last + 1


def _head(doc: Doc, last: int, first: int, cues: CueBook) -> int | None:
    """Return the voice at the end of the phrase, or the listed one before an *of* or *in* in it."""
    found, linked = None, False
    for at in range(last, max(first, last - _LONGEST) - 1, -1):
        token = doc[at]
        if token.lower_ in _LINKS:
            linked = True
        elif not _is_inside(token):
            break
        elif _can_head(doc, at, last, linked, cues) and (linked or found is None):
            found = at
        if token.pos_ == "DET" and found is not None and not linked and not _is_of(doc, at, cues):
            break
    return found


def _is_of(doc: Doc, article: int, cues: CueBook) -> bool:
    """Tell whether the phrase goes on what a voice is of (*a member of the council*)."""
    voice = article > 1 and doc[article - 1].lower_ == "of" and doc[article - 2]
    return bool(voice and cues.find("voice", voice.lemma_.lower()))


def _can_head(doc: Doc, at: int, last: int, linked: bool, cues: CueBook) -> bool:
    """Tell the last word of a phrase, or one before *of* or *in*, that can speak."""
    if linked:
        return doc[at + 1].lower_ in _LINKS and bool(cues.find("voice", doc[at].lemma_.lower()))
    return (at == last or doc[at + 1].text in ("(", ")")) and is_voice(doc[at], cues)


def _is_inside(token: Token) -> bool:
    """Tell a word that may stand within a name or description."""
    described = token.pos_ in _INSIDE or token.dep_ == "amod"
    return described and (not token.is_punct or token.text in _BRACKETS)


def _start(doc: Doc, head: int, first: int, cues: CueBook) -> int:
    """Return where the phrase of `head` begins: at its article, or where its name does."""
    at = head
    while at > first:
        before = doc[at - 1]
        if before.pos_ == "DET" or before.lower_ == "one":
            joined = at - 2 > first and doc[at - 2].lower_ == "and" and _joins(doc, at - 2, cues)
            return _start(doc, at - 3, first, cues) if joined else at - 1
        if before.lower_ in ("and", "for", "of") and _joins(doc, at - 1, cues):
            at -= 1
        elif _describes(before):
            if before.ent_type_ in ("DATE", "TIME") or _other_name(doc, at - 1, head):
                return at
            at -= 1
        else:
            return at
    return at


def _describes(token: Token) -> bool:
    """Tell a word that may stand before a head in its phrase (*the Britain-based monitor*).

    A plural does so in a few compounds only: elsewhere it ends the clause before, as *people*
    does in *wounding 32 people state television said*.
    """
    if token.tag_ == "NNS":
        return token.lower_ in _PLURAL_MODIFIERS
    modifies = token.pos_ == "VERB" and token.dep_ == "amod"
    return modifies or token.pos_ in ("NOUN", "PROPN", "ADJ") or token.text in _BRACKETS


def _after_place(doc: Doc, start: int, head: int) -> int:
    """Return where the voice begins in *of Aleppo | local media*, which lost its comma."""
    for at in range(start + 1, head + 1):
        word = doc[at]
        new_name = word.ent_type_ in _NAMED and word.ent_iob_ == "B"
        common = word.is_alpha and word.is_lower
        if doc[at - 1].is_title and (common or new_name):
            return at
    return start


def _joins(doc: Doc, at: int, cues: CueBook) -> bool:
    """Tell a small word inside one name (*Observatory for Human Rights*) or between two voices."""
    if doc[at].lower_ == "and" and at and cues.find("voice", doc[at - 1].lemma_.lower()):
        return True
    return bool(doc[at].ent_type_) and doc[at].ent_iob_ == "I"


def _other_name(doc: Doc, at: int, head: int) -> bool:
    """Tell the end of another name, which only a lost comma brought next to this one."""
    before, after = doc[at], doc[at + 1]
    ends = before.ent_type_ in ("GPE", "LOC", "FAC", "DATE") and after.ent_iob_ != "I"
    return ends and after.pos_ == "PROPN" and doc[head].ent_type_ in _NAMED and at + 1 != head


def phrase_after(verb: Token, cues: CueBook) -> Run | None:
    """Return the phrase of a voice that begins just after a verb and ends its clause."""
    noun = next((c for c in verb.rights if c.left_edge.i == verb.i + 1), None)
    if noun is None or noun.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    start, end = noun.left_edge.i, noun.right_edge.i + 1
    speaks = any(is_voice(token, cues) for token in noun.doc[start : noun.i + 1])
    return (start, end) if speaks else None
