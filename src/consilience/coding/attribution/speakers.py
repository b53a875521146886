"""Whom a pronoun, *the group* or *a monitor* stands for among the speakers of a report.

In: the candidates of a document in order. Out: for each, the token run of the words
that name its source best: its own where they name somebody, else those that they go
back to (*he*; *the observatory*; *Jaber*, once introduced with his full name), or, for
*a monitoring group said*, those that name the monitor further on. Where nobody fits,
the source's own words stay: a wrong name would be worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from consilience.coding.attribution.candidates import Candidate, Run, trim
from consilience.knowledge.cues import CueBook, VoiceKind
from consilience.language.parse import Doc, Token

_RELATIVES = ("who", "which", "that", "whom", "whose")
_PERSONAL = ("he", "she")
_DEFINITE = ("the", "that", "this", "his", "its", "their", "same")
_INDEFINITE = ("a", "an", "one")
_STANDS_FOR: dict[VoiceKind, tuple[VoiceKind, ...]] = {
    "monitor": ("monitor", "body"),
    "body": (),
    "person": ("person",),
    "office": (),
    "writing": (),
}
_NEAR = 5  # sentences
_SHORT = 2  # letters: *IT, HE* in capitals are pronouns all the same
_NAME_PARTS = ("compound", "nmod", "flat", "prep", "pobj", "appos", "punct")
_MONITORS = ("monitor", "monitoring", "watchdog", "rights")
_NAMES_A_MONITOR = frozenset(
    {"monitor", "observatory", "watchdog", "network", "watch", "center", "centre", "rights"}
)


@dataclass(frozen=True, slots=True)
class _Voice:
    """One source as worded. `name` are the words of its proper name, if it has one."""

    run: Run
    head: Token
    kind: VoiceKind | None
    name: frozenset[str]
    plural: bool
    sentence: int

    @property
    def named(self) -> bool:
        """Tell a source that is named by name."""
        return bool(self.name)


def resolve(
    doc: Doc, found: list[Candidate], cues: CueBook, spoken: Sequence[Run] = ()
) -> list[Run | None]:
    """Return the run that names the source of each candidate; None where it has no source.

    `spoken` are the quotations: whom a quoted *they* means, the report's own speakers do not
    tell.
    """
    numbers = list(accumulate(int(bool(token.is_sent_start)) for token in doc))
    voices = [_voice(doc, c.source, cues, numbers) if c.source else None for c in found]
    order = sorted({v.run: v for v in voices if v is not None}.values(), key=lambda v: v.run)
    settled: dict[Run, Run] = {}
    for index, voice in enumerate(order):
        quoted = next((q for q in spoken if q[0] <= voice.head.i < q[1]), None)
        before = [v for v in order[:index] if quoted is None or _can_be_meant(voice, v, quoted)]
        settled[voice.run] = _antecedent(doc, voice, before, order, settled)
    return [settled[v.run] if v is not None else None for v in voices]


def _can_be_meant(voice: _Voice, other: _Voice, quoted: Run) -> bool:
    """Tell whether a quoted word can go back to a speaker: *they* only within the quotation."""
    return voice.head.lower_ != "they" or quoted[0] <= other.head.i


def _voice(doc: Doc, run: Run, cues: CueBook, numbers: list[int]) -> _Voice:
    start, end = trim(doc, run)
    head = doc[start:end].root if start < end else doc[run[0]]
    entries = cues.find("voice", head.lemma_.lower())
    name = _name(doc, (start, end)) if start < end else frozenset()
    kind = entries[0].voice if entries else _kind_of_name(head)
    kind = "body" if kind == "person" and _has_acronym(doc, run) else kind
    plural = head.tag_ in ("NNS", "NNPS")
    return _Voice((start, max(end, start + 1)), head, kind, name, plural, numbers[head.i])


def _has_acronym(doc: Doc, run: Run) -> bool:
    """Tell a name with its acronym in brackets (*Jund al-Nasr (JAN)*), which no person has."""
    inside = (t for t in doc[run[0] : run[1]] if t.text.isupper() and len(t.text) > _SHORT)
    return any(t.i and doc[t.i - 1].text == "(" for t in inside)


def _kind_of_name(head: Token) -> VoiceKind | None:
    if head.ent_type_ == "PERSON":
        return "person"
    if head.ent_type_ in ("ORG", "GPE", "NORP"):
        return "body"
    return None


def _antecedent(
    doc: Doc, voice: _Voice, before: list[_Voice], order: list[_Voice], settled: dict[Run, Run]
) -> Run:
    word = doc[voice.run[0]].lower_
    if word == "another" or (word in _RELATIVES and _is_acronym(voice)):
        return voice.run
    if voice.run[1] - voice.run[0] == 1 and (word in _RELATIVES or voice.head.pos_ == "PRON"):
        return _of_pronoun(doc, voice, word, before, settled)
    if voice.named and voice.head.pos_ == "PROPN":
        return _fuller(doc, voice, before)
    if voice.kind == "monitor" and word in _INDEFINITE and _is_monitor(doc, voice):
        return _named_later(doc, voice, order)
    if word in _DEFINITE:
        found = _of_description(voice, before, settled)
        nameless = voice.kind == "monitor" and not _name(doc, found)
        return _named_later(doc, voice, order) if nameless and _is_monitor(doc, voice) else found
    return voice.run


def _is_acronym(voice: _Voice) -> bool:
    """Tell a name in capitals that is spelled as a pronoun (*WHO said*)."""
    text = voice.head.text
    return voice.run[1] - voice.run[0] == 1 and len(text) > _SHORT and text.isupper()


def _of_pronoun(
    doc: Doc, voice: _Voice, word: str, before: list[_Voice], settled: dict[Run, Run]
) -> Run:
    if word in _RELATIVES:
        return _relative(doc, voice)
    above = _speaker_above(voice, before)
    if above is not None:
        return settled.get(above.run, above.run)
    for other in reversed(before):
        if not _near(voice, other):
            break
        if other.head.pos_ == "PRON" or other.kind == "writing":
            continue
        person = other.kind in ("person", "office")
        if (word in _PERSONAL and person and not other.plural) or (
            word == "it" and other.kind in ("body", "monitor") and not other.plural
        ):
            return settled.get(other.run, other.run)
        if word == "they" and (other.plural or other.kind in ("body", "monitor")):
            return settled.get(other.run, other.run)
    return _named_person(doc, voice) if word in _PERSONAL else voice.run


def _speaker_above(voice: _Voice, before: list[_Voice]) -> _Voice | None:
    """Return the body that speaks of itself: *the mission said it could not confirm*."""
    if voice.head.lower_ != "it" or voice.head.dep_ != "nsubj":
        return None
    bodies = {
        o.head.i: o for o in before
        if not o.plural and o.kind not in ("person", "office", "writing") and o.head.pos_ != "PRON"
    }  # fmt: skip
    above = (c.i for verb in voice.head.head.ancestors for c in verb.children if c.dep_ == "nsubj")
    return next((bodies[i] for i in above if i in bodies), None)


def _near(voice: _Voice, other: _Voice) -> bool:
    """Tell that two sources stand within five sentences: farther back, *he* is somebody else."""
    return voice.sentence - other.sentence <= _NEAR


def _relative(doc: Doc, voice: _Voice) -> Run:
    """Return the noun phrase that *who* or *which* follows."""
    node = voice.head
    while node.dep_ not in ("relcl", "ROOT"):
        node = node.head
    if node.dep_ != "relcl":
        return voice.run
    noun = node.head
    return trim(doc, (noun.left_edge.i, min(voice.run[0], noun.right_edge.i + 1)))


def _named_person(doc: Doc, voice: _Voice) -> Run:
    """Return the last person named in the two sentences before, where no source was one."""
    start = voice.head.sent.start
    back = doc[max(0, start - 1)].sent.start if start else 0
    people = [e for e in doc[back : voice.run[0]].ents if e.label_ == "PERSON"]
    return (people[-1].start, people[-1].end) if len({e.text for e in people}) == 1 else voice.run


def _fuller(doc: Doc, voice: _Voice, before: list[_Voice]) -> Run:
    """Return the first mention that holds this name and more (*Jaber*, *the Observatory*)."""
    for other in before:
        if voice.name and voice.name < other.name:
            return _without_others(other)
    return _entity(doc, voice)


def _without_others(voice: _Voice) -> Run:
    """Return *the observatory* of *the observatory and the rescue service*."""
    joined = [c.i for c in voice.head.children if c.dep_ == "cc" and c.i < voice.run[1]]
    return (voice.run[0], joined[0]) if joined else voice.run


def _entity(doc: Doc, voice: _Voice) -> Run:
    """Return the longest name in the report that this one word is a part of."""
    if len(voice.name) != 1 or voice.head.ent_type_ == "GPE":
        return voice.run
    longer = [
        (entity.start, entity.end)
        for entity in doc.ents
        if entity.label_ in ("PERSON", "ORG") and voice.name < {t.lower_ for t in entity}
    ]
    before = [run for run in longer if run[0] < voice.run[0]] or longer
    return max(before, key=lambda r: (r[1] - r[0], -r[0]), default=voice.run)


def _name(doc: Doc, run: Run) -> frozenset[str]:
    """Return the words of the name itself: without *Britain-based* and relative clauses."""
    head = doc[run[0] : run[1]].root
    inside = [head, *(t for t in head.subtree if _within_name(t, head))]
    return frozenset(t.lower_ for t in inside if t.pos_ == "PROPN" and run[0] <= t.i < run[1])


def _within_name(token: Token, head: Token) -> bool:
    while token != head:
        if token.dep_ not in _NAME_PARTS:
            return False
        token = token.head
    return True


def _is_monitor(doc: Doc, voice: _Voice) -> bool:
    words = {t.lemma_.lower() for t in doc[voice.run[0] : voice.run[1]]}
    return bool(words & set(_MONITORS))


def _named_later(doc: Doc, voice: _Voice, order: list[_Voice]) -> Run:
    """Return the monitor that the report names elsewhere, having brought it in nameless."""
    for other in order:
        words = {t.lemma_.lower() for t in doc[other.run[0] : other.run[1]]}
        if other.named and other.head.ent_type_ != "PERSON" and words & _NAMES_A_MONITOR:
            return other.run
    names = [e for e in doc.ents if e.label_ == "ORG" and len(e) > 2]
    monitors = [e for e in names if {t.lemma_.lower() for t in e} & _NAMES_A_MONITOR]
    return (monitors[0].start, monitors[0].end) if monitors else voice.run


def _modifiers(voice: _Voice) -> set[str]:
    """Return the words of a description beside its head (*Syrian* in *the Syrian government*)."""
    words = voice.head.doc[voice.run[0] : voice.run[1]]
    return {t.lower_ for t in words if t != voice.head and t.pos_ in ("ADJ", "NOUN", "PROPN")}


def _of_description(voice: _Voice, before: list[_Voice], settled: dict[Run, Run]) -> Run:
    said = _modifiers(voice)
    for other in reversed(before):
        same = other.head.lemma_.lower() == voice.head.lemma_.lower() and other.run != voice.run
        if same and said <= {t.lower_ for t in voice.head.doc[other.run[0] : other.run[1]]}:
            return settled.get(other.run, other.run)
    if voice.kind is None or said:
        return voice.run
    for other in reversed(before):
        fits = other.kind in _STANDS_FOR[voice.kind] and other.plural == voice.plural
        if fits and other.named and _near(voice, other):
            return settled.get(other.run, other.run)
    return voice.run
