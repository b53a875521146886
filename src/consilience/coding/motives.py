"""Why an act was done, by the words of whoever says so.

*The raid was a response to the shelling*, *the ministry called it a breach of the truce*,
*launched in retaliation*. In: a parsed report and its claims. Out: the same claims, those
whose sentence gives a motive with it (`Claim.motives`). A motive stands on the claim of the
act it speaks of; where the sentence tells no act in its own right (*the operation was meant
to retake the hills*), on a claim of the same sentence, with the words that point to the act.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from consilience.knowledge.motives import motive_words
from consilience.language.parse import Doc, Span, Token
from consilience.model import Claim, Motive, MotiveKind

_COMPLEMENTS = {"attr", "oprd"}
_SUBJECTS = ("nsubj", "nsubjpass")
_ACCUSING = {"accuse", "blame", "charge"}
_STOPS = {",", ";", ":", '"', "“", "”", ".", "–", "—"}


@dataclass(frozen=True, slots=True)
class _Found:
    """The words of a motive, and the tokens that may name the act it is of, likeliest first.

    `anaphoric`: the act may be told elsewhere (*the operation*), not by these words alone.
    """

    kind: MotiveKind
    words: Span
    acts: tuple[Token, ...]
    anaphoric: bool = True


def with_motives(doc: Doc, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims in their order, with the motives that their sentences give."""
    given: dict[str, list[Motive]] = defaultdict(list)
    told = 0
    for found in sorted(_read(doc), key=lambda f: (f.words.start, -f.words.end, f.kind)):
        if found.words.end <= told:  # part of a motive that was read already
            continue
        told = found.words.end
        carrier = _carrier(found, claims)
        if carrier is not None:
            given[carrier.id].append(_motive(found, carrier))
    return [replace(c, motives=tuple(given[c.id])) if c.id in given else c for c in claims]


def _read(doc: Doc) -> Iterator[_Found]:
    for sentence in doc.sents:
        yield from _adjuncts(sentence)
        for token in sentence:
            yield from _predicate(token)
            yield from _passive(token)
            yield from _accused_of(token)


def _adjuncts(sentence: Span) -> Iterator[_Found]:
    for at, kind in motive_words().adjuncts(sentence.text):
        here = sentence.start_char + at
        first = next((t for t in sentence if t.idx <= here < t.idx + len(t.text)), None)
        if first is not None:
            root = first.head if first.lower_ == "to" else first
            words = first.doc[first.i : min(_end(root), sentence.end)]
            yield _Found(kind, words, tuple(_governing(root)), anaphoric=False)


def _governing(root: Token) -> Iterator[Token]:
    """Yield what a phrase may give the motive of: verbs and nouns above, subjects of *was*."""
    for token in root.ancestors:
        if token.lemma_ == "be":
            yield from (c for c in token.children if c.dep_ in _SUBJECTS)
        elif token.pos_ in {"VERB", "NOUN", "PROPN"}:
            yield token


def _predicate(token: Token) -> Iterator[_Found]:
    """Yield the motive that a noun makes of an act: *was a response*, *called it a plot*."""
    kind = motive_words().predicates.get(token.lemma_.lower())
    if kind is None or token.pos_ not in {"NOUN", "PROPN"}:
        return
    over = token.head
    if over.lower_ == "of" and over.head.lemma_ == "act":  # an act of aggression
        token, over = over.head, over.head.head
    if over.lower_ == "as" and over.dep_ == "prep":
        over = over.head
    named = over.lemma_.lower() in motive_words().naming
    if named:
        act = _other_object(over, token)
    elif token.dep_ in _COMPLEMENTS and over.lemma_ == "be":
        act = next((c for c in over.children if c.dep_ in _SUBJECTS), None)
    else:
        return
    if act is not None and act != token:
        yield _Found(kind, _phrase(token), (act,))


def _other_object(verb: Token, noun: Token) -> Token | None:
    """Return what a verb calls something; for *it*, what the verb above speaks of."""
    inside = [c for c in noun.children if c.dep_ in _SUBJECTS]  # called the raid a breach
    beside = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} and c != noun]
    compound = [c for c in noun.children if c.dep_ in {"nmod", "compound"} and c.i < noun.i]
    act = next(iter([*inside, *beside, *compound]), None)
    if act is not None and act.pos_ == "PRON" and verb.dep_ in {"advcl", "conj", "xcomp"}:
        return next((c for c in verb.head.children if c.dep_ == "dobj"), act)
    return act


def _passive(token: Token) -> Iterator[_Found]:
    kind = motive_words().passives.get(token.lower_)
    if kind is None:
        return
    after = token.nbor() if token.i + 1 < len(token.doc) else token
    subject = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
    if subject is not None and after.lower_ in {"to", "at"}:
        yield _Found(kind, _until_a_stop(token, token.sent), (subject,))


def _accused_of(token: Token) -> Iterator[_Found]:
    kind = motive_words().accused_of.get(token.lemma_.lower())
    if kind is None or token.tag_ != "VBG":
        return
    accusing = any(t.lemma_.lower() in _ACCUSING for t in token.ancestors)
    if accusing:
        yield _Found(kind, _until_a_stop(token, token.sent), ())


def _phrase(noun: Token) -> Span:
    """Return the noun with what stands before it and what depends on it, up to a stop."""
    left = min(c.i for c in noun.subtree if c.i <= noun.i and c.head in {noun, noun.head})
    inside = [c.i for c in noun.children if c.dep_ in _SUBJECTS]
    start = max([left, *(i + 1 for i in inside)])
    return noun.doc[start : _end(noun)]


def _until_a_stop(first: Token, sentence: Span) -> Span:
    return first.doc[first.i : min(_end(first), sentence.end)]


def _end(token: Token) -> int:
    last = max(token.right_edge.i, token.i)
    if token.head.i < token.i <= token.head.right_edge.i and last == token.i:
        last = token.head.right_edge.i
    stop = next((t.i for t in token.doc[token.i : last + 1] if t.text in _STOPS), last + 1)
    return max(stop, token.i + 1)


def _carrier(found: _Found, claims: Sequence[Claim]) -> Claim | None:
    """Return the claim of the act, else the one of the sentence that has a voice and is nearest."""
    at = found.words.start_char
    here = [c for c in claims if c.start <= at < c.end]
    for act in found.acts:
        named = [c for c in here if _overlap(c, act)] or [c for c in here if _tells(c, act)]
        if named:
            return _nearest(named, at)
    if not found.anaphoric:
        return None
    return _nearest([c for c in here if c.attribution is not None] or here, at)


def _nearest(claims: Sequence[Claim], at: int) -> Claim | None:
    return min(
        claims, key=lambda c: (c.attribution is None, abs(c.trigger.start - at), c.id), default=None
    )


def _tells(claim: Claim, act: Token) -> bool:
    """Tell whether a claim's trigger is the word for the act, or the object that it governs."""
    objects = [c for c in act.children if c.dep_ in {"dobj", "nsubjpass"}]
    counted = [n for c in objects for p in c.children if p.lower_ == "of" for n in p.children]
    return any(_overlap(claim, word) for word in (act, *objects, *counted))


def _overlap(claim: Claim, word: Token) -> bool:
    return claim.trigger.start < word.idx + len(word.text) and word.idx < claim.trigger.end


def _motive(found: _Found, carrier: Claim) -> Motive:
    at = next(((t.idx, t.idx + len(t.text)) for t in found.acts), None)
    if any(_tells(carrier, act) for act in found.acts):
        at = carrier.trigger.start, carrier.trigger.end
    return Motive(
        kind=found.kind, text=found.words.text, start=found.words.start_char,
        end=found.words.end_char, act_start=at[0] if at else None, act_end=at[1] if at else None,
    )  # fmt: skip
