"""Who is said to have done it, and by whom: acts laid to somebody, claimed, or denied.

*Washington blamed the army for the strike*, *the army denied any role*, *the group
claimed responsibility*: what such words tell is not an act of speech alone but a claim
about an act. In: the charges of one report (`coding/charges.py`) and its frames. Out:
the frames of the acts they speak of, with the accused as doer, who
accuses as voice, and a denial kept as a denial of responsibility, not of occurrence. The
act is named beside the words, or is the last one told before them.

Where no act can be found, no claim is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from consilience.coding import roles
from consilience.coding.charges import Charge, read_charges
from consilience.coding.events import EventMention
from consilience.coding.frames import Frame
from consilience.coding.linking import Cast
from consilience.coding.mentions import ActorMention
from consilience.coding.modality import is_negated
from consilience.coding.said import Voices
from consilience.knowledge.event_words import builtin_event_words
from consilience.knowledge.responsibility import BlameBook
from consilience.language.parse import Doc, Token
from consilience.model import Actor, Attribution, Denies, Polarity

_ACTS = {"violence", "territory"}
_ANYBODYS = "violence"  # what somebody else may have done
_ACCUSATION = "accuse"
_WON = "territory"  # what nobody denies of himself
_SENTENCES_BACK = 3
_ANSWERS_BACK = 2
_DEFINITE = {"the", "this", "that", "these", "those", "such"}
_CLAUSAL = {"acl", "ccomp", "relcl"}


class Charges:
    """The charges of one report, to be laid on the frames of its acts."""

    def __init__(self, doc: Doc, book: BlameBook, cast: Cast) -> None:
        self._cast = cast
        self._open: list[Charge] = []
        self._all = read_charges(doc, book)
        self._nouns = book.nouns

    def tie(self, frames: Sequence[Frame]) -> None:
        """Lay on the frames those acts that are told only within a charge.

        An act that the sentence tells in its own right (*the strike, which they blame on
        the army, killed two*) keeps its own doers; the charge becomes a claim beside it.
        """
        laid: set[int] = set()
        for charge in self._all:
            doers = self._people(charge.doers)
            act, frame = _named(charge, frames)
            inside = act is not None and charge.cue.is_ancestor(act)
            if frame is not None and inside and id(frame) not in laid:
                accusers = self._people(charge.voices)
                frame.agents = [a for a in frame.agents if a not in accusers]
            if frame is None or not inside or not doers or id(frame) in laid:
                self._open.append(charge)
                continue
            frame.event = replace(frame.event, modality=charge.modality)
            laid.add(id(frame))
            frame.agents = doers
            frame.targets = [t for t in frame.targets if t not in doers]
            frame.charge = charge

    def told(self, frames: Sequence[Frame], voices: Voices) -> list[Frame]:
        """Return a frame for each charge whose act was told before, with that act's slots."""
        out: list[Frame] = []
        for charge in self._open:
            origin, doers = self._of_before(charge, frames, out)
            if origin is None and charge.entry.answers and not self._is_pronoun(charge):
                origin, doers = self._tale(charge, frames, voices)
                if origin is not None:
                    cleared = [] if doers else self._accused(charge, frames)
                    tale = replace(charge, of_tale=not cleared)
                    out.append(_laid(tale, _chained(origin), doers or cleared))
                continue
            if self._is_pronoun(charge):
                charge = _by_the_accused(charge, doers)  # noqa: PLW2901 - the same, made exact
            if origin is None or not doers:
                continue
            out.append(_laid(charge, _chained(origin), doers))
        return out

    def _tale(
        self, charge: Charge, frames: Sequence[Frame], voices: Voices
    ) -> tuple[Frame | None, list[ActorMention]]:
        """Return what somebody else said, which *denied the claim* answers.

        It must be the word of another, in the last two sentences or earlier in this one. Of
        several, what those who deny it are said to have done, unless that was a gain of theirs;
        then an act rather than a count of dead.
        """
        ours = self._people(charge.voices)
        said = voices.at(charge.cue)
        ids = {m.actor.id for m in ours} | ({said.source} if said and said.source else set())
        if _tells_itself(charge) or not _points_back(charge.word) or not ids:
            return None, []
        told = list(_told_by_others(charge, frames, voices, ids))
        if charge.word.pos_ in {"PRON", "DET", "SCONJ"}:
            told = told[:1]  # *denied this*: what stands nearest
        own = [
            f for f in told if f.event.type.family != _WON
            and any(_of_one_side(o.actor, a.actor) for o in ours for a in f.agents)
        ]  # fmt: skip
        acts = [f for f in own or told if not f.event.effect] or own or told
        return (acts[0], list(acts[0].agents)) if acts else (None, [])

    def _accused(self, charge: Charge, frames: Sequence[Frame]) -> list[ActorMention]:
        """Return those who reject it and have just been accused: they clear themselves."""
        ours = self._people(charge.voices)
        accused = {
            m.actor.id for f in frames for m in f.targets
            if f.event.type.id == _ACCUSATION and f.event.trigger.i < charge.cue.i
            and _sentences(f.event.trigger, charge.cue) <= _ANSWERS_BACK
        }  # fmt: skip
        return [m for m in ours if m.actor.id in accused]

    def _of_before(
        self, charge: Charge, frames: Sequence[Frame], laid: Sequence[Frame]
    ) -> tuple[Frame | None, list[ActorMention]]:
        """Return the act told before, and who did it by the words of the charge.

        Who rejects an accusation clears those accused; *it denied any role* are the accused.
        """
        doers = self._people(charge.doers)
        if self._is_pronoun(charge) or (charge.entry.answers and not charge.acts):
            origin = _accusation(charge, [*frames, *laid])
            return origin, list(origin.agents) if origin else []
        return _told(charge, frames, self._nouns), doers

    def _is_pronoun(self, charge: Charge) -> bool:
        """Tell whether *it* or *they* deny it, and go back to nobody by themselves."""
        unnamed = not self._people(charge.doers) and bool(charge.voices)
        return charge.denied and unnamed and all(t.pos_ == "PRON" for t in charge.doers)

    def attributions(self, frame: Frame, voices: Voices) -> list[Attribution | None]:
        """Return who says what the frame tells: for a charge, who lays or denies it."""
        charge = frame.charge
        if charge is None:
            return voices.over(frame.event.trigger)
        if charge.entry.voice == "none":
            return voices.over(charge.cue)
        own = voices.at(charge.cue)
        if own is not None and own.source is not None and charge.voices and not charge.told_voice:
            return [replace(own, stance=charge.entry.stance)]
        speakers = self._people(charge.voices)
        if speakers:
            voices.actors.append(speakers[0].actor)
            return [_spoken(charge, speakers[0])]
        above = voices.over(charge.cue)
        return [own] if above == [None] and own is not None else above

    def _people(self, heads: Iterable[Token]) -> list[ActorMention]:
        found: dict[str, ActorMention] = {}
        for head in heads:
            for mention in self._cast.all(head):
                found.setdefault(mention.actor.id, mention)
        return list(found.values())


def polarity_of(frame: Frame, attribution: Attribution | None) -> Polarity:
    """Return `denied` for what is negated or what its voice denies, but not for both."""
    if frame.charge is not None and frame.charge.entry.voice == "subject":
        return "denied" if frame.charge.denied else "asserted"
    denies = attribution is not None and attribution.stance == "denies"
    denies = denies and not _is_given(frame.event.trigger)
    negated = frame.charge.denied if frame.charge else frame.event.polarity == "denied"
    return "denied" if denies != negated else "asserted"


def _is_given(act: Token) -> bool:
    """Tell whether the act only says where nobody was hurt: *denied that none died in the raid*."""
    prep = act.head
    under = act.dep_ == "pobj" and prep.dep_ == "prep"
    return under and is_negated(prep.head, builtin_event_words())


def denied_what(frame: Frame, attribution: Attribution | None, known: Iterable[Actor]) -> Denies:
    """Return what a denial denies: the act, or only that those named did it.

    Who says that he or his own did not do it (*Moscow denied that its jets hit the
    clinic*) leaves open whether somebody did; of a town taken or lost nobody asks who else.
    """
    if frame.charge is not None and not frame.charge.of_tale:
        return "responsibility"
    source = attribution.source if attribution else None
    voice = next((a for a in known if a.id == source), None)
    own = voice is not None and any(_of_one_side(voice, m.actor) for m in frame.agents)
    return "responsibility" if own and frame.event.type.family == _ANYBODYS else "occurrence"


def _of_one_side(voice: Actor, doer: Actor) -> bool:
    same_state = voice.country is not None and voice.country == doer.country
    of_state = {voice.kind, doer.kind} <= {"state", "government", "military", "police", "media"}
    return voice.id == doer.id or voice.id in doer.member_of or (same_state and of_state)


def _spoken(charge: Charge, speaker: ActorMention) -> Attribution:
    """Return the attribution of words that are no cue of their own (*took credit for*)."""
    doc = charge.cue.doc
    text = doc.text
    return Attribution(
        source=speaker.actor.id, text=text[speaker.start : speaker.end], start=speaker.start,
        end=speaker.end, cue=charge.cue.text, cue_start=charge.cue.idx,
        cue_end=charge.cue.idx + len(charge.cue.text), stance=charge.entry.stance,
    )  # fmt: skip


def _named(charge: Charge, frames: Sequence[Frame]) -> tuple[Token | None, Frame | None]:
    """Return the act that the words name, with its frame, or what that act's verb does."""
    for act in charge.acts:
        names = [act, *(c for c in act.children if c.dep_ == "dobj" and roles.is_verbal(act))]
        for name in names:
            for frame in frames:
                event = frame.event
                inside = name in event.tokens or event.first <= name.i <= event.last
                if inside and event.type.family in _ACTS:
                    return act, frame
    return None, None


def _told(charge: Charge, frames: Sequence[Frame], nouns: Set[str]) -> Frame | None:
    """Return the act the charge is about: the one it names, else the last one told before."""
    _, named = _named(charge, frames)
    if named is not None:
        return named
    if charge.acts and not _only_points(charge.acts[0], nouns):
        return None
    before = [
        f for f in frames
        if f.event.trigger.i < charge.cue.i and f.event.type.family == "violence"
        and f.event.modality == "actual" and _sentences(f.event.trigger, charge.cue)
        <= _SENTENCES_BACK
    ]  # fmt: skip
    before = [f for f in before if f.sentence.start == charge.cue.sent.start] or before
    acts = [f for f in before if not f.event.effect] or before
    return acts[-1] if acts else None


def _only_points(act: Token, nouns: Set[str]) -> bool:
    """Tell whether the words only point back: *it, that, the incident, these deaths*."""
    if act.pos_ == "PRON":
        return True
    definite = any(c.lower_ in _DEFINITE for c in act.children)
    return definite and act.lemma_.lower() in nouns


def _accusation(charge: Charge, frames: Sequence[Frame]) -> Frame | None:
    """Return the accusation that *the accusation* goes back to."""
    if _tells_itself(charge):
        return None
    before = [
        f for f in frames
        if f.charge is not None and not f.charge.denied and f.charge.cue.i < charge.cue.i
        and _sentences(f.charge.cue, charge.cue) <= _SENTENCES_BACK
    ]  # fmt: skip
    return max(before, key=lambda f: f.charge.cue.i if f.charge else -1, default=None)


def _tells_itself(charge: Charge) -> bool:
    """Tell whether a tale's own words say what it is: *denied reports of a raid*."""
    below = [c for c in charge.word.children if c != charge.cue]
    return any(c.dep_ in _CLAUSAL or c.lower_ in {"of", "about"} for c in below)


def _sentences(one: Token, two: Token) -> int:
    return sum(1 for t in one.doc[one.i + 1 : two.i + 1] if t.is_sent_start)


def _by_the_accused(charge: Charge, accused: Sequence[ActorMention]) -> Charge:
    heads = tuple(charge.cue.doc[m.head] for m in accused)
    return replace(charge, voices=heads, told_voice=True)


def _told_by_others(
    charge: Charge, frames: Sequence[Frame], voices: Voices, ours: Set[str]
) -> Iterator[Frame]:
    """Yield the acts that others have just told, latest first, back to the deniers' own word.

    Of one sentence the main act is the news: *retook the town, days after it was seized*.
    """
    for frame in sorted(frames, key=_lateness):
        if charge.cue.i <= frame.event.trigger.i or not _is_news(frame):
            continue
        if _sentences(frame.event.trigger, charge.cue) > _ANSWERS_BACK:
            return
        said = [v for v in voices.over(frame.event.trigger) if v is not None and v.source]
        if any(v.source in ours for v in said):
            return
        if said:
            yield frame


def _lateness(frame: Frame) -> tuple[int, int, int]:
    trigger = frame.event.trigger
    return -frame.sentence.start, sum(1 for _ in trigger.ancestors), -trigger.i


def _points_back(word: Token) -> bool:
    """Tell whether the words go back to what was said: *this, the report, the rebels' claim*."""
    known = any(c.dep_ == "poss" or c.lower_ in _DEFINITE for c in word.children)
    return known or word.pos_ in {"PRON", "DET", "SCONJ"}  # *a claim that Russia denied*


def _is_news(frame: Frame) -> bool:
    event = frame.event
    told = event.polarity == "asserted" and event.modality in {"actual", "possible"}
    return told and event.type.family in _ACTS and not frame.past


def _chained(origin: Frame) -> Frame:
    """Return the frame, made the first of a chain where it is of none yet."""
    if origin.chain is None:
        origin.chain = origin.event.trigger.idx
    return origin


def _laid(charge: Charge, origin: Frame, doers: Sequence[ActorMention]) -> Frame:
    word = charge.acts[0] if charge.acts else charge.word
    event = EventMention(
        type=origin.event.type, trigger=word, first=word.i, last=word.i, tokens=(word,),
        agents=charge.doers, patients=(), polarity="asserted", modality=charge.modality,
        effect=False,
    )  # fmt: skip
    return Frame(
        event=event, sentence=charge.cue.sent, figures=[], places=list(origin.places),
        times=list(origin.times), agents=list(doers),
        targets=[t for t in origin.targets if t not in doers], spoken=list(origin.spoken),
        past=origin.past, chain=origin.chain, charge=charge,
    )  # fmt: skip


def voiced(frames: Sequence[Frame], charges: Charges, voices: Voices) -> Iterator[
    tuple[Frame, Attribution | None]
]:  # fmt: skip
    """Yield each frame with each voice that tells or denies it."""
    for frame in frames:
        for attribution in charges.attributions(frame, voices):
            yield frame, attribution
