"""Which actor, place, time and figure belongs to which event of a sentence.

In: an event's tokens and the mentions of the other slots. Out: the mentions
that the parse hangs on the event. A mention belongs to the event that it meets
first on its way up the tree; where it meets none, to the nearest event below
the clause that it stands in.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from consilience.coding.events import EventMention
from consilience.coding.mentions import ActorMention, AttributionMention, PlaceMention
from consilience.coding.roles import held_to_be
from consilience.coding.ways import on_the_way
from consilience.knowledge.role_words import role_words
from consilience.language.parse import Doc, Token


class HasHead(Protocol):
    """A mention with a place in the parse."""

    @property
    def head(self) -> int:
        """Return the token index of the mention's head."""
        ...


M = TypeVar("M", bound=HasHead)

# A place under this many other nouns is theirs, not the event's.
_TOO_FAR = 2
_BACK = 60  # tokens: how far a pronoun may look back, about two sentences
_SUBJECTS = {"nsubj", "nsubjpass"}
_OTHERS = {"it", "them", "him", "her"}


class Owners:
    """The events of one document by token, to be asked for the owner of any token."""

    def __init__(self, doc: Doc, events: Sequence[EventMention]) -> None:
        self._doc = doc
        self._at: dict[int, int] = {}
        for n, event in enumerate(events):
            for i in (*range(event.first, event.last + 1), *(t.i for t in event.tokens)):
                self._at.setdefault(i, n)
        self._events = events

    def of(self, token: Token) -> int | None:
        """Return the index of the event that the token belongs to; None in a sentence without."""
        here = token
        while True:
            if here.i in self._at:
                return self._at[here.i]
            if here.head == here:
                return self._nearest(here, token)
            below = self._below(here, token)
            if below is not None and here.pos_ in {"VERB", "AUX"}:
                return below
            here = here.head

    def of_trigger(self, i: int | None) -> int | None:
        """Return the event that has token `i` among its triggers."""
        return None if i is None else self._at.get(i)

    def _below(self, clause: Token, token: Token) -> int | None:
        """Return the nearest event straight below a clause head, to the left if there is one."""
        near = [
            (c.i > token.i, abs(c.i - token.i), n)
            for c in clause.subtree
            if (n := self._at.get(c.i)) is not None
            and (c.head in (clause, clause.head) or _is_behind(c, clause))
        ]
        return min(near)[2] if near else None

    def _nearest(self, root: Token, token: Token) -> int | None:
        near = [
            (c.i > token.i, abs(c.i - token.i), n)
            for c in root.subtree
            if (n := self._at.get(c.i)) is not None
        ]
        return min(near)[2] if near else None


def _is_behind(act: Token, clause: Token) -> bool:
    """Tell whether an act stands in what *be* says: *were behind the attack on Friday*."""
    prep = act.head
    return clause.lemma_ == "be" and act.dep_ == "pobj" and prep.head == clause and act.i > prep.i


def of_speaking(doc: Doc, mention: HasHead, cues: Mapping[int, AttributionMention]) -> bool:
    """Tell whether the mention says where or when somebody spoke (*said in Paris on Friday*).

    What stands inside the content is of what is told: *reported gains across the city*.
    """
    here = doc[mention.head]
    while here.pos_ not in {"VERB", "AUX"} and here.head != here:
        if here.pos_ == "NOUN" and here.i != mention.head:
            return False
        here = here.head
    if here.i not in cues or here.i == mention.head:
        return False
    at = doc[mention.head].idx
    return not any(c.start <= at < c.end for c in cues[here.i].contents)


def places_by_event(
    doc: Doc, owners: Owners, events: Sequence[EventMention], places: Iterable[PlaceMention]
) -> dict[int, list[PlaceMention]]:
    """Return the places of each event, without those that belong to some other thing.

    In *conflicts elsewhere, including wars in Gaza* the place is the wars', not the
    event's that the sentence tells; in *killed civilians in Idlib* it is the event's,
    since *civilians* are its patients.
    """
    out: dict[int, list[PlaceMention]] = {}
    kept = list(places)
    named = {i for p in kept for i in _tokens(doc, p.start, p.end)}
    for place in kept:
        owner = owners.of(doc[place.head])
        if owner is None:
            continue
        event = events[owner]
        if event.type.family == "speech":
            continue
        if _is_site(doc[place.head], event):
            out.setdefault(owner, []).append(replace(place, role="at"))
            continue
        patients = [t for p in event.patients for t in (p, *_counted_in(p))]
        patients = [t for t in patients if not _of_another_affair([t])]
        own = {t.i for t in (*event.tokens, *event.agents, *patients)}
        own |= set(range(event.first, event.last + 1))
        if _on_the_way(doc[place.head], own) or _is_of_travel(place, doc, own):
            continue
        if _is_compared(doc[place.head], own):
            continue
        carriers = [t for t in _carriers(doc[place.head], own) if t.i not in named]
        elsewhere = _of_another_affair(carriers)
        where = _only_where(doc[place.head], own)
        if not elsewhere and (
            where or len(carriers) < (1 if place.role == "background" else _TOO_FAR)
        ):
            told = _as_object(place, doc, event)
            out.setdefault(owner, []).append(on_the_way(told, doc, event))
    return out


def _counted_in(noun: Token) -> list[Token]:
    """Return who is counted among them: *ten people including two women and a boy in Douma*."""
    among = [c for c in noun.children if c.dep_ == "prep" and c.lower_ == "including"]
    return [t for c in among for o in c.children for t in (o, *o.conjuncts)]


def _is_site(name: Token, event: EventMention) -> bool:
    """Tell whether the words say outright that it was there: *Douma, the scene of the attack*."""
    said = [c for c in name.children if c.dep_ == "appos" and c.lemma_ in role_words().sites]
    acts = {t.i for t in event.tokens}
    return any(p.i in acts for c in said for prep in c.children if prep.lower_ == "of"
               for p in prep.children)  # fmt: skip


def _as_object(place: PlaceMention, doc: Doc, event: EventMention) -> PlaceMention:
    """Return the place as where it happens if the event's verb takes it as object."""
    hit = {p.i for p in event.patients} | {t.i for t in event.tokens}
    head = doc[place.head]
    above = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else head
    if place.role == "background" and (above.i in hit or head.i in hit):
        return replace(place, role="at")
    return place


def _tokens(doc: Doc, start: int, end: int) -> list[int]:
    span = doc.char_span(start, end, alignment_mode="expand")
    return [t.i for t in span] if span is not None else []


def _only_where(token: Token, own: set[int]) -> bool:
    """Tell whether nothing but *in*, *near*, *of* and the like stand up to the event."""
    here = token.head
    while here.i not in own and here.head != here:
        if here.pos_ in {"VERB", "AUX"} or (
            here.dep_ == "prep" and here.lower_ not in role_words().locative
        ):
            return False
        here = here.head
    return here.i in own


def _on_the_way(token: Token, own: set[int]) -> bool:
    """Tell whether the place only says what a road joins: *a highway linking A to B*."""
    for above in token.ancestors:
        if above.i in own:
            return False
        if above.lemma_ in role_words().joins and above.dep_ in {"acl", "relcl"}:
            return True
    return False


def _is_of_travel(place: PlaceMention, doc: Doc, own: set[int]) -> bool:
    """Tell whether the place only says how those who are hit came: *men who had come from X*."""
    if place.role != "from":
        return False
    for above in doc[place.head].ancestors:
        if above.i in own:
            return False
        if above.dep_ in {"acl", "relcl"} and above.head.i in own:
            return above.head.pos_ in {"NOUN", "PROPN"}
    return False


def _carriers(token: Token, own: set[int]) -> list[Token]:
    """Return the nouns between the token and the first verb or word of the event."""
    out = []
    here = token.head
    while here.i not in own and here.pos_ not in {"VERB", "AUX"} and here.head != here:
        if here.pos_ == "NOUN" and here.lemma_ not in role_words().transparent:
            out.append(here)
        here = here.head
    return out


def times_by_event(
    doc: Doc, owners: Owners, events: Sequence[EventMention], times: Iterable[M]
) -> dict[int, list[M]]:
    """Return the times of each event, by its index, without those of some other thing.

    *The strike was a response to the killings of Tuesday* does not say when the strike was.
    When a clause of *since* or *before* was counts only where nothing else dates the event.
    """
    out: dict[int, list[M]] = {}
    bounding: dict[int, list[M]] = {}
    for time in times:
        owner = owners.of(doc[time.head])
        if owner is not None:
            own = {t.i for t in events[owner].tokens}
            another = _of_another_affair(_carriers(doc[time.head], own))
            bounds = _only_bounds(doc[time.head], own)
            if not another and not _is_compared(doc[time.head], own):
                (bounding if bounds else out).setdefault(owner, []).append(time)
    return {**bounding, **out}


def _only_bounds(token: Token, own: Container[int]) -> bool:
    """Tell whether the time is of a clause that bounds the event: *since the war began in May*."""
    here = token
    while here.i not in own and here.head != here:
        marks = {c.lower_ for c in here.children if c.dep_ == "mark"}
        if here.dep_ in {"advcl", "pcomp"} and marks & {"since", "until", "till", "before"}:
            return not any(t.i in own for t in here.subtree)
        here = here.head
    return False


def _is_compared(token: Token, own: Container[int]) -> bool:
    """Tell whether the token stands in what the event is likened to.

    *A crime similar to the one committed in the capital in 2013* was not in the capital.
    """
    words, here = role_words().comparisons, token
    while here.i not in own and here.head != here:
        if here.lemma_.lower() in words and here.pos_ in {"ADJ", "ADP", "SCONJ"}:
            return True
        here = here.head
    return False


def _of_another_affair(carriers: Iterable[Token]) -> bool:
    return any(t.lemma_ in role_words().other_affairs for t in carriers)


class Cast:
    """The actor mentions of one document, to be asked who a token is."""

    def __init__(self, doc: Doc, mentions: Sequence[ActorMention]) -> None:
        self._doc = doc
        self._by_token: dict[int, ActorMention] = {}
        for mention in sorted(mentions, key=lambda m: m.start - m.end):
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            for token in span or ():
                self._by_token[token.i] = mention
        self._by_head: dict[int, list[ActorMention]] = {}
        for mention in mentions:
            self._by_token[mention.head] = mention
            self._by_head.setdefault(mention.head, []).append(mention)

    def who(self, token: Token) -> ActorMention | None:
        """Return the actor that the token names or, for a pronoun, goes back to."""
        acronym = len(token) > 2 and token.text.isupper()  # *WHO* is no pronoun
        if token.lower_ in role_words().pronouns and token.pos_ in {"PRON", "DET"} and not acronym:
            return self._antecedent(token)
        return self._by_token.get(token.i) or self._partitive(token)

    def all(self, token: Token) -> list[ActorMention]:
        """Return all actors that the token is head of: both in *Russian and Syrian forces*."""
        mention = self.who(token)
        if mention is None:
            return []
        owners = self._owners(token, mention)
        if owners:
            return owners
        return self._by_head.get(mention.head, [mention]) if mention.head == token.i else [mention]

    def _owners(self, token: Token, mention: ActorMention) -> list[ActorMention]:
        """Return whose aircraft or troops they are, said beside words that name no owner.

        *Belgian F-16 jets*, *jets believed to be Russian*: the states, in the whole phrase.
        """
        named = self._doc[mention.head]
        theirs = [c for c in named.children if c.dep_ == "poss" and c.pos_ == "PRON"]
        parties = [m for c in theirs if (m := self._party_before(c))]
        if mention.generic and mention.actor.kind == "rebel" and parties:
            return [mention, *parties]  # *one of its fighters*
        if mention.actor.country is not None or mention.actor.kind != "military":
            return []
        beside = [c for c in token.children if c.dep_ in {"amod", "compound", "nmod"}]
        told = [*beside, *held_to_be(token)]
        found = [m for t in told if (m := self._by_token.get(t.i)) and m.actor.kind == "state"]
        if found:
            ends = [(min(m.start, mention.start), max(m.end, mention.end)) for m in found]
            return [replace(m, start=a, end=b) for m, (a, b) in zip(found, ends, strict=True)]
        return [mention, *parties] if parties else []

    def _party_before(self, pronoun: Token) -> ActorMention | None:
        """Return whose forces they are: a party that can have forces, not who tells of them."""
        who = self.who(pronoun)
        if who is not None and who.actor.kind in role_words().have_forces:
            return who
        return self._only_one_before(pronoun)

    def covering(self, start: int, end: int) -> ActorMention | None:
        """Return the actor that the words name: the one at their head noun."""
        span = self._doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return None
        found = self.who(span.root)
        if found is None or not found.generic:
            return found
        beside = [m for t in span if (m := self._by_token.get(t.i)) and not m.generic]
        apposed = {m.actor.id: m for m in beside if self._doc[m.head].dep_ == "appos"}
        return next(iter(apposed.values())) if len(apposed) == 1 else found

    def hides(self, place: PlaceMention) -> bool:
        """Tell whether the place's name is only part of an actor's: *Turkey-backed factions*.

        A capital that stands for its government (*Tehran's influence*) is hidden too.
        """
        mention = self._by_token.get(place.head)
        seat = place.place.feature == "capital" or place.place.precision == "country"
        if seat and mention is not None and mention.actor.kind in {"government", "state"}:
            head = self._doc[place.head]
            if not _says_where(head):
                return mention.head == place.head
        if mention is None or mention.head == place.head:
            named = mention is not None and (mention.start, mention.end) == (place.start, place.end)
            return named and place.place.precision == "unknown"
        inside = mention.start <= place.start and place.end <= mention.end
        return inside and place.place.precision in {"country", "unknown"}

    def _partitive(self, token: Token) -> ActorMention | None:
        """Return whom *dozens of fighters* or *members of the group* speaks of."""
        if token.lemma_.lower() not in role_words().partitive and token.pos_ != "NUM":
            return None
        for child in token.children:
            if child.lower_ == "of":
                for grand in child.children:
                    if grand.i in self._by_token:
                        return self._by_token[grand.i]
        return None

    def _antecedent(self, token: Token) -> ActorMention | None:
        """Return the latest actor before the token that agrees in number, else None.

        A subject is taken before an object, but *their* in *accused the rebels of
        losing their base* goes to the nearer of the two.
        """
        if _asks(token):
            return None
        other = self._by_whom(token)
        roles = _SUBJECTS | ({"dobj"} if token.lower_ in {"their", "them", "his"} else set())
        for i in range(token.i - 1, max(-1, token.i - _BACK), -1):
            mention = self._by_token.get(i)
            right = mention is not None and mention.head == i and self._doc[i].dep_ in roles
            if (
                mention
                and right
                and mention.actor.id != other
                and (_agrees(token, self._doc[i], mention))
            ):
                return mention
        return self._only_one_before(token) if token.lower_ in {"its", "their"} else None

    def _by_whom(self, token: Token) -> str | None:
        """Return the id of who does it to a pronoun, which is never himself: *accused it of …*."""
        verb = token.head
        done_to = token.dep_ == "dobj" and token.lower_ in _OTHERS
        subjects = (c for c in verb.children if done_to and c.dep_ in _SUBJECTS)
        return next((m.actor.id for c in subjects if (m := self._by_token.get(c.i))), None)

    def _only_one_before(self, token: Token) -> ActorMention | None:
        """Return whose *its forces* are where the sentence names only one party before them.

        *The regime's advance, in which its forces took two hills*.
        """
        kinds = role_words().have_forces
        before = [self._by_token.get(i) for i in range(token.sent.start, token.i)]
        parties = [m for m in before if m is not None and m.actor.kind in kinds]
        return parties[-1] if len({m.actor.id for m in parties}) == 1 else None


def _says_where(name: Token) -> bool:
    """Tell whether the name stands under *in* or *near*, or in *the outskirts of*."""
    while name.dep_ == "conj" and name.head.pos_ == "PROPN":
        name = name.head
    if name.dep_ == "compound" and name.head.tag_[:2] == "VB" and name.i:
        return name.nbor(-1).lower_ in role_words().where  # a lost comma: *in Douma wounding ten*
    if name.dep_ != "pobj":
        return False
    prep = name.head
    return prep.lower_ in role_words().where or (
        prep.lower_ == "of" and prep.head.lemma_ in role_words().transparent
    )


def _asks(token: Token) -> bool:
    """Tell the *who* of a question, which stands for nobody: *it is not clear who did it*."""
    before = token.nbor(-1) if token.i > token.sent.start else None
    return token.lower_ == "who" and (
        before is None
        or before.pos_ in {"VERB", "AUX", "ADP", "PART"}
        or before.lower_ in role_words().doubted
    )


def _agrees(pronoun: Token, head: Token, mention: ActorMention) -> bool:
    """Tell whether the actor can be meant by the pronoun: one person, many people, a body."""
    person = mention.actor.kind == "person"
    if pronoun.lower_ in {"he", "him", "his", "she", "her"}:
        body = head.lemma_.lower() in role_words().no_persons or not mention.generic
        return person or (head.tag_ in {"NN", "NNP"} and not body)
    if pronoun.lower_ in {"they", "them", "their"}:
        if mention.actor.kind == "media":
            return False  # the press tells what others do; it is *it*
        return head.tag_ in {"NNS", "NNPS"} or head.lemma_.lower() in role_words().bodies
    return not person and (head.tag_ != "NNS" or _is_acronym(head))


def _is_acronym(head: Token) -> bool:
    """Tell whether a word in capitals has no plural ending that the tagger could have seen."""
    return head.text.isupper() and head.lemma_.lower() == head.lower_
