"""What happened: triggers, joined where one clause tells one happening twice.

In: a document and the event book. Out: `EventMention`s. A mention has a type
(the most specific that its words allow), its tokens, agents and patients as
head tokens, polarity, modality and mood.

Three steps. Words that can name an event are looked up (`coding/triggers.py`). Those
that tell one happening are joined (`coding/joining.py`): an effect with its act (*killed* in
*an airstrike*), a light verb with its noun (*launched an attack*). The type of
a joined group is refined by the weapons it names (*struck* by *warplanes*).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from consilience.coding import roles
from consilience.coding.addressees import addressees
from consilience.coding.joining import effect_of_object, join
from consilience.coding.modality import (
    denies_a_habit,
    is_due,
    modality,
    mood,
    no_count,
    polarity,
)
from consilience.coding.road_numbers import is_numbered_road
from consilience.coding.triggers import Hit, find, passed_over, stem
from consilience.knowledge.event_types import ARMS, EventBook, EventType, TriggerEntry
from consilience.knowledge.role_words import role_words
from consilience.language.annotate import Document
from consilience.language.parse import Token
from consilience.model import ActorKind, Modality, Mood, Polarity

_TWO_SIDED = {
    "armed_clash", "agreement", "ceasefire", "consult", "prisoner_exchange",
    "violent_demonstration",
}  # fmt: skip
# The type of what becomes of people, whatever the act.
_HARM = "casualties"
_TOWN = "town"
# Whose target is the one spoken to or dealt with; a statement says nothing to anybody.
_DIRECTED = {"speech", "diplomacy"}
_OF_NOBODY = {"statement", "claim_responsibility", "deny"}
_OF_THE_STATE = frozenset({"state", "government", "military", "police"})
_NOT_OF_THE_STATE = frozenset({"rebel", "militia"})
_ONTO = {"on", "upon", "at", "against", "into", "near", "toward", "towards", "outside", "over"}
# *Shot a helicopter down*: what is shot is no weapon of the doer's, as it is in *shot arrows*.
_DOWNINGS = {"equipment_destroyed", "disrupted_weapons_use"}
_OBJECTS = {"dobj", "nsubjpass"}
_SIDES = {"with", "against", "between", "among"}
# A weapon further from its attack than this belongs to another clause.
# What can carry chemicals, and is then named by them.
_CARRIERS = {"attack", "air_drone_strike", "shelling", "offensive"}
_MEANS_REACH = 12
_PLACE_LABELS = {"GPE", "LOC", "FAC"}
# What a weapon named beside it can make more exact.
_REFINABLE = {
    "attack", "casualties", "equipment_destroyed", "looting_property_destruction",
    "remote_explosive", "excessive_force",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One happening as one clause tells it. Token lists hold heads, without repeats."""

    type: EventType
    trigger: Token
    first: int
    last: int
    tokens: tuple[Token, ...]
    agents: tuple[Token, ...]
    patients: tuple[Token, ...]
    polarity: Polarity
    modality: Modality
    effect: bool
    mood: Mood = "told"


def read_events(
    document: Document, book: EventBook, towns: Container[int] = ()
) -> list[EventMention]:
    """Return the events that the document tells, in the order of their triggers.

    `towns` are the tokens that name a town: to a verb, a name is what *the town* is (*took Hama*).
    """
    doc = document.doc
    lemmas = [_TOWN if _is_name_of(t, towns) else _lemma(t, book) for t in doc]
    hits = list(find(doc, lemmas, book))
    groups = join(hits, book)
    mentions = [m for g in groups if (m := _mention(g, lemmas, book)) is not None]
    mentions = sorted(mentions, key=lambda m: (m.trigger.i, m.type.id))
    return _with_arms_told(_without_hit(_without_halted(mentions)), lemmas, book)


def _is_name_of(token: Token, towns: Container[int]) -> bool:
    return token.i in towns and token.dep_ in {"dobj", "nsubj", "nsubjpass", "pobj", "conj"}


def pointed_at(
    document: Document, first: int, last: int, kind: EventType, book: EventBook
) -> EventMention | None:
    """Return the event of a kind that somebody sees in the tokens `first` to `last`.

    All but the kind is read by the rules, and they may make that more exact (*an attack* by
    *jets*). None where they know the word and take it for no event there.
    """
    doc = document.doc
    lemmas = [_lemma(t, book) for t in doc]
    head = doc[first : last + 1].root
    if passed_over(head, lemmas, book):
        return None
    return _mention([Hit(head, TriggerEntry(type=kind.id), first, last)], lemmas, book)


def _without_halted(mentions: Sequence[EventMention]) -> list[EventMention]:
    """Leave out acts that are only told to be stopped: *both sides halted the air strikes*."""
    halts = {t.i for m in mentions if m.type.id == "ceasefire" for t in m.tokens}
    return [
        m for m in mentions
        if m.type.family != "violence" or m.trigger.dep_ not in _OBJECTS
        or m.trigger.head.i not in halts
    ]  # fmt: skip


def _without_hit(mentions: Sequence[EventMention]) -> list[EventMention]:
    """Leave out what is only the thing that is hit: *jets hit an aid convoy* tells no aid."""
    hit = {p.i for m in mentions if m.type.family == "violence" for p in m.patients}
    return [
        m for m in mentions
        if m.type.family == "violence" or not {t.i for t in m.tokens} <= hit
    ]  # fmt: skip


def _mention(group: list[Hit], lemmas: list[str], book: EventBook) -> EventMention | None:
    real = [h for h in group if h.entry.role != "light" and h.entry.type]
    if not real or all(no_count(h.token, book.words) for h in real):
        return None
    type_, head = _typed(group, real, lemmas, book)
    if {h.entry.type for h in real} == {_HARM} and polarity(group, book.words) == "denied":
        type_ = book.types[_HARM]  # *killed nobody* denies no air strike, whoever flew it
    if type_.id == "accident" and not any(h.entry.role == "effect" for h in real):
        return None
    if type_.family == "violence" and denies_a_habit(real, book.words):
        return None
    inside = {i for h in group for i in (h.token.i, *range(h.first, h.last + 1))}
    agents = _agents(group, inside) or _holders(type_, head)
    agents = _unique(b for a in agents for b in _bearers(a, lemmas, book))
    patients = _unique(p for h in group for p in _patients(h) if p.i not in inside)
    if type_.family in _DIRECTED and type_.id not in _TWO_SIDED | _OF_NOBODY:
        refused = (type_.plover or "").startswith("REJECT")
        directed = (p for h in real for p in addressees(h.token, refused=refused))
        patients = _unique([*patients, *(p for p in directed if p.i not in inside)])
    patients = [p for p in patients if p not in agents]
    if type_.id in _TWO_SIDED:
        # Both sides fight; ACLED's Actor1 and Actor2 do not say who attacks.
        told = [t for h in group for t in (h.token, *_happening_verb(h.token))]
        others = _unique(o for t in told for o in roles.objects_of(t, _SIDES))
        agents = _unique([*agents, *others])
    return EventMention(
        type=type_,
        trigger=head.token,
        first=head.first,
        last=head.last,
        tokens=tuple(_unique(h.token for h in group)),
        agents=tuple(agents),
        patients=tuple(patients),
        polarity=polarity(group, book.words),
        modality=modality(group, book.words),
        mood=mood(group, book.words),
        effect=all(h.entry.role == "effect" for h in real),
    )


def by_doer(
    type_: EventType, kinds: Iterable[ActorKind], book: EventBook, *, abroad: bool = False
) -> EventType:
    """Return the type of a capture that the kinds of its doers make exact.

    ACLED parts *Government regains territory* from *Non-state actor overtakes territory* by
    who does it; a state that takes ground `abroad`, in another's country, is coded with the
    latter (ACLED codebook, Battles). Where the doers are not known, or of both kinds, the
    capture stays a plain one. Other types are returned as they are.
    """
    if type_.id != "takes_territory":
        return type_
    of_state = {kind in _OF_THE_STATE for kind in kinds
                if kind in _OF_THE_STATE | _NOT_OF_THE_STATE}  # fmt: skip
    if of_state == {True} and not abroad:
        return book.types["government_regains_territory"]
    if of_state == {False} or (of_state == {True} and abroad):
        return book.types["non_state_actor_overtakes_territory"]
    return type_


def act_of_saying(verb: Token, book: EventBook) -> EventType | None:
    """Return the act that saying something is by what is said; None where it says no more.

    *Declared that the army must leave* is a demand (CAMEO 10).
    """
    said = [c for c in verb.children if c.dep_ == "ccomp"]
    return book.types["demand"] if any(is_due(c, book.words) for c in said) else None


def _lemma(token: Token, book: EventBook) -> str:
    """Return the lemma in lower case, mended where the tagger has none that is known.

    A plural taken for a name loses its ending (*Rockets landed*); a verb in *-ed*
    whose lemma no trigger has takes one that a trigger has (*raped*, not *rap*); *the M5*
    counts as a highway where a verb asks for one, *our men* as fighters.
    """
    if is_numbered_road(token):
        return "highway"
    if token.lower_ == "men" and any(c.dep_ == "poss" and c.pos_ == "PRON" for c in token.children):
        return "fighter"
    if token.pos_ != "PROPN":
        lemma = token.lemma_.lower()
        past = token.pos_ == "VERB" and token.lower_.endswith("ed") and lemma not in book.verbs
        mended = stem(token.lower_, "ed", book) if past else lemma
        return mended if mended in book.verbs else lemma
    plural = token.tag_ == "NNPS" and token.lower_.endswith("s")
    return token.lower_[:-1] if plural else token.lower_


def _with_arms_told(
    mentions: list[EventMention], lemmas: list[str], book: EventBook
) -> list[EventMention]:
    """Take a bombardment or raids for air strikes where those are the arms told last.

    *Air strikes hit the town … the bombardment killed nine*: the word does not say with
    what; a weapon of its own or a doer without aircraft does.
    """
    told: EventType | None = None
    out: list[EventMention] = []
    for mention in mentions:
        unnamed = mention.first == mention.last and (
            lemmas[mention.trigger.i] in book.words.unnamed_arms
        )
        if unnamed and told and told.id == "air_drone_strike" and (
            _may_be_flown(mention, lemmas, book)
        ):  # fmt: skip
            mention = replace(mention, type=told)  # noqa: PLW2901 - the same mention, made exact
        elif not unnamed and mention.type.id in ARMS:
            told = mention.type
        out.append(mention)
    return out


def _may_be_flown(mention: EventMention, lemmas: list[str], book: EventBook) -> bool:
    plain = mention.type.id in {"attack", "shelling", "remote_explosive"}
    armed = any(book.means_at(lemmas, c.i) for t in mention.tokens for c in t.children)
    grounded = any(lemmas[a.i] in book.words.without_aircraft for a in mention.agents)
    return plain and not armed and not grounded


def _agents(group: list[Hit], inside: set[int]) -> list[Token]:
    """Return who does it: those named with *by*, else the act's, else the light verb's subject.

    The subject of an effect is asked last: in *state media reported attacks,
    killing four* the parse makes *state media* the subject of *killing*. No doer is
    one of the words that name the event (*a prisoner exchange*), the indices `inside`. What is
    somebody's own is not done by who speaks of it (*repeated the union's support*).
    """
    named = _unique(
        a for h in group for a in roles.by_agents(h.token)
        if a.i not in inside and not roles.is_time(a)
    )  # fmt: skip
    group = [h for h in group if not h.entry.subject_suffers]
    acts = [h for h in group if h.entry.role == "act"]
    lights = [h for h in group if h.entry.role == "light"]
    rest = [
        h for h in group
        if h.entry.role == "effect" and not any(effect_of_object(a, h) for a in acts)
    ]  # fmt: skip
    owned = any(c.dep_ == "poss" and c.pos_ != "PRON" for h in acts for c in h.token.children)
    for hits in (acts if owned else acts + lights, rest):
        found = _unique(a for h in hits for a in roles.agents(h.token) if a.i not in inside)
        if named or found:
            return named or found
    return []


def _holders(type_: EventType, head: Hit) -> list[Token]:
    """Return who holds a place where the phrase itself names him: *under government control*."""
    if type_.id != "holds_territory" or head.first == head.last:
        return []
    return [t for t in roles.agents(head.token.doc[head.last]) if head.first < t.i < head.last]


def _bearers(agent: Token, lemmas: list[str], book: EventBook) -> list[Token]:
    """Return those who use a weapon that stands as doer: *rebels sent drones, striking a base*."""
    if not book.means_at(lemmas, agent.i):
        return [agent]
    if agent.dep_ == "dobj" and roles.is_verbal(agent.head):
        return roles.agents(agent.head) or [agent]
    planted = [b for c in agent.children if c.dep_ in {"acl", "relcl"} for b in _whose(c)]
    return [agent, *planted, *roles.agents(agent)]


def _patients(hit: Hit) -> list[Token]:
    if roles.state_of(hit.token) is not None:
        return roles.bearers(hit.token)
    suffers = hit.entry.subject_suffers and roles.is_verbal(hit.token)
    return roles.agents(hit.token) if suffers else roles.patients(hit.token)


def _happening_verb(noun: Token) -> list[Token]:
    """Return the verb that only says that it happened: *clashes broke out between …*."""
    subject = noun.dep_ in {"nsubj", "nsubjpass"} and roles.is_verbal(noun.head)
    return [noun.head] if subject else []


def _whose(verb: Token) -> list[Token]:
    """Return whose weapon it is: *mines planted by rebels*, *a shell belonging to rebels*."""
    if verb.lemma_ not in role_words().wields:
        return []  # *shells stored by rebels*
    return [
        *roles.by_agents(verb),
        *roles.objects_of(verb, {"to"} if verb.lemma_ == "belong" else {"by"}),
    ]


def _unique(tokens: Iterable[Token]) -> list[Token]:
    seen: dict[int, Token] = {}
    for token in tokens:
        seen.setdefault(token.i, token)
    return list(seen.values())


def _typed(
    group: list[Hit], real: list[Hit], lemmas: list[str], book: EventBook
) -> tuple[EventType, Hit]:
    """Return the most specific type that the words allow, and the trigger that gives it.

    Each act is made exact by what stands beside it before they are compared, so that
    *jets struck a town that saw fighting* is an air strike; where aircraft are the doers
    of an effect (*jets killed nine*), it is one too.
    """
    flown = book.types["air_drone_strike"] if _from_the_air(group, lemmas, book) else None
    acts = [h for h in real if h.entry.role == "act"] or real
    typed = [(_refined(h, real, flown, lemmas, book), h) for h in acts]
    return max(typed, key=lambda pair: (pair[0].rank, _plain_rank(pair[1], book), -pair[1].token.i))


def _plain_rank(hit: Hit, book: EventBook) -> int:
    return book.types[hit.entry.type or ""].rank


def _refined(
    hit: Hit, group: list[Hit], flown: EventType | None, lemmas: list[str], book: EventBook
) -> EventType:
    """Return the type that what stands beside the trigger makes of a plain one.

    Weapons make an attack exact; *without a fight* makes a capture a transfer. `flown`
    is what aircraft as doers make of it.
    """
    type_ = book.types[hit.entry.type or ""]
    if type_.id == "statement":
        return act_of_saying(hit.token, book) or type_
    if type_.id == "takes_territory" and _unopposed(group, lemmas, book):
        return book.types["non_violent_transfer"]
    if type_.id in _CARRIERS and _spreads_poison(hit, group, lemmas, book):
        return book.types["chemical_weapon"]
    if flown and (type_.id == "shelling" or type_.id in _REFINABLE):
        return flown
    if type_.id == "offensive":
        return next(_named_before(hit, lemmas, book), type_)
    if type_.id == "attack" and _fire_on_a_place(hit, lemmas, book):
        return book.types["shelling"]
    if type_.id not in _REFINABLE:
        return type_
    named = [book.types[m] for h in group for m in _means_near(h, lemmas, book)]
    if type_.id == "remote_explosive":
        named = [t for t in named if t.id in {"air_drone_strike", "suicide_bomb"}]
    return max(named, key=lambda t: t.rank, default=type_)


def _spreads_poison(hit: Hit, group: list[Hit], lemmas: list[str], book: EventBook) -> bool:
    """Tell whether chemicals are used in the act, whatever carries them (ACLED's hierarchy).

    *Jets attacked a town with chemical weapons*, *an airstrike that released toxic gas*,
    *toxic substances were used in the attack*.
    """
    fired = _patients(hit) if lemmas[hit.token.i] in book.words.wield else []
    around = [hit.token, *(a for h in group for a in roles.agents(h.token)), *fired]
    used = [
        v for t in around for v in (t, *t.children) if v.dep_ in {"relcl", "acl"} or v == hit.token
    ]
    over = hit.token.head.head if hit.token.dep_ == "pobj" else hit.token
    used += [over] if roles.is_verbal(over) else []
    told = [
        word
        for verb in used
        if lemmas[verb.i] in book.words.wield_poison
        for thing in verb.children
        if thing.dep_ in {"dobj", "nsubjpass"}
        for word in (thing, *(c for c in thing.children if c.dep_ in {"compound", "amod"}))
    ]
    return any(book.means_at(lemmas, w.i) == "chemical_weapon" for w in told) or (
        "chemical_weapon" in _means_near(hit, lemmas, book)
    )


def _fire_on_a_place(hit: Hit, lemmas: list[str], book: EventBook) -> bool:
    """Tell whether it is fire on a town or a part of one, and not on people."""
    fire = hit.token
    if lemmas[fire.i] != "fire" or fire.pos_ != "NOUN" or fire.dep_ == "dobj":
        return False  # *opened fire on the square*
    towards = fire.doc[fire.i + 1 : fire.i + 2]  # the parser may hang it on the verb
    return any(
        lemmas[t.i] in book.words.fired_upon or t.ent_type_ in _PLACE_LABELS
        for preposition in towards
        if preposition.lower_ in {"on", "into", "at"}
        for t in preposition.children
    )


def _named_before(hit: Hit, lemmas: list[str], book: EventBook) -> Iterator[EventType]:
    """Yield an air strike for what is called one by the word before it (*an aerial campaign*)."""
    for child in hit.token.children:
        before = child.dep_ in {"compound", "amod"}
        if before and book.means_at(lemmas, child.i) == "air_drone_strike":
            yield book.types["air_drone_strike"]


def _from_the_air(group: list[Hit], lemmas: list[str], book: EventBook) -> bool:
    """Tell whether aircraft do it: *jets fired missiles* is an air strike, not shelling.

    A light verb's subject does what its object names (*the air force carried out a massacre*).
    """
    return any(
        book.means_at(lemmas, word.i) == "air_drone_strike"
        for h in group
        for doer in roles.agents(h.token)
        for word in (doer, *(c for c in doer.children if c.dep_ in {"compound", "amod"}))
    )


def _unopposed(group: list[Hit], lemmas: list[str], book: EventBook) -> bool:
    return any(
        lemmas[o.i] in book.words.unopposed
        for h in group
        for o in roles.objects_of(h.token, {"without"})
    )  # fmt: skip


def _means_near(hit: Hit, lemmas: list[str], book: EventBook) -> Iterator[str]:
    """Yield what the weapons on the doer's side make of it; what is hit is no weapon of his."""
    downs = hit.entry.type in _DOWNINGS
    wield = frozenset[str]() if downs else book.words.wield
    hit_ones = {t.i for t in _patients(hit)} if lemmas[hit.token.i] not in wield else set()
    for head in _wielded(hit.token):
        inside = [head, *(c for c in head.children if c.dep_ in {"compound", "amod", "nmod"})]
        inside += roles.objects_of(head, {"of"})
        for word in inside:
            means = book.means_at(lemmas, word.i)
            if _is_accident(word, lemmas, book):
                continue
            if means and head.i not in hit_ones and not _is_hit(word, hit.token, lemmas, wield):
                yield means


def _is_accident(weapon: Token, lemmas: list[str], book: EventBook) -> bool:
    """Tell whether a craft only crashed (*the plane crash*, *when the plane went down*)."""
    nouns = book.nouns.get(lemmas[weapon.head.i], ()) if weapon.dep_ == "compound" else ()
    verbs = book.verbs.get(lemmas[weapon.head.i], ()) if weapon.dep_ == "nsubj" else ()
    return any(entry.type == "accident" for entry in (*nouns, *verbs))


def _wielded(token: Token) -> list[Token]:
    heads = [*roles.agents(token), *roles.objects_of(token, {"by", "with", "from", "in", "using"})]
    heads += [c for c in token.children if c.dep_ in {"compound", "amod", "nmod", "poss"}]
    heads += [c for c in token.children if c.dep_ in {"dobj", "nsubj", "nsubjpass", "agent"}]
    below = [c for c in token.children if c.dep_ in {"advcl", "xcomp", "prep", "pcomp"}]
    near = token.doc[max(0, token.i - _MEANS_REACH) : token.i + _MEANS_REACH + 1]
    return heads + [t for child in below for t in near if _stands_below(t, child)]


def _stands_below(token: Token, top: Token) -> bool:
    """Tell whether the token is `top` or stands within reach below it."""
    here = token
    for _ in range(_MEANS_REACH):
        if here == top:
            return True
        here = here.head
    return False


def _is_hit(word: Token, above: Token, lemmas: list[str], wield: frozenset[str]) -> bool:
    """Tell whether the word stands, below `above`, in the place of what is hit."""
    here = word
    for _ in range(_MEANS_REACH):
        if here in {above, here.head}:
            return False
        over = here.head
        if here.dep_ == "dobj" and roles.is_verbal(over) and lemmas[over.i] not in wield:
            return True
        if here.dep_ == "nsubjpass" and lemmas[over.i] not in wield:
            return True
        if here.dep_ == "prep" and over == above and here.lower_ in _ONTO:
            return True
        here = over
    return False
