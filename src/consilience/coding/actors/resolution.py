"""What the short forms of a report mean, decided by the report as a whole.

In: the actor phrases of all sentences. Out: the same phrases, in order, with
*the regime* given its state, *the Observatory* and *the group* their name,
*Jaber* his full name, and one actor for one wording.

Where the report leaves it open (two armies, two groups), the class stays: a
shown gap is better than a wrong cell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from consilience.coding.actors.composer import Composer
from consilience.coding.actors.phrases import ActorPhrase
from consilience.knowledge.actors import RoleEntry, Roster
from consilience.knowledge.spelling import fold
from consilience.language.annotate import Document
from consilience.language.parse import Doc, Token
from consilience.model import Actor

# How strongly a phrase tells that the fighting is inside its state. A foreign power is named by
# its forces and its capital; only the state at war has rebels, an opposition, a regime.
_HOME_WEIGHT = {
    "rebels": 4, "opposition": 4, "guerrillas": 4, "pro-government-forces": 4, "government": 2,
    "state-media": 2, "local-authorities": 2, "army": 2, "police": 2, "civilians": 2,
    "militants": 2,
}  # fmt: skip
_AT_WAR = frozenset({"rebels", "opposition", "guerrillas", "pro-government-forces"})
_HOME_LEAST = 4
_HOME_LEAD = 1.5  # times the runner-up's weight
_LED = frozenset({"led", "backed", "dominated", "allied"})
_GROUPS = frozenset({"rebel", "militia", "party", "group", "monitor", "humanitarian"})
_NAMED_SHORT = frozenset({"monitors", "coalition", "civil-defence", "ministry", "peacekeepers"})


def resolve(
    phrases: Sequence[ActorPhrase], document: Document, roster: Roster
) -> list[ActorPhrase]:
    """Return the phrases with the report's short forms resolved."""
    doc = document.doc
    resolver = _Resolver(phrases, document, roster)
    resolved = [resolver.one(i, phrase) for i, phrase in enumerate(phrases)]
    abroad = {i for i, phrase in enumerate(phrases) if resolver.is_elsewhere(phrase)}
    return list(_one_wording_one_actor(resolved, abroad, doc, roster))


def home_state(phrases: Iterable[ActorPhrase], roster: Roster) -> Actor | None:
    """Return the state that the report is about; None when in doubt."""
    weight: Counter[str] = Counter()
    told = [
        (state, points, by_name) for p in phrases for state, points, by_name in _told(p, roster)
    ]
    named = {state.id for state, _, by_name in told if by_name}
    for state, points, by_name in told:
        if by_name or state.id in named or not named:
            weight[state.id] += points
    ranked = sorted(weight.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < _HOME_LEAST:
        return None
    second = ranked[1][1] if len(ranked) > 1 else 0
    return roster.require(ranked[0][0]) if ranked[0][1] >= _HOME_LEAD * second else None


def is_at_war(state: Actor, phrases: Iterable[ActorPhrase], roster: Roster) -> bool:
    """Tell whether the report names rebels, an opposition, a regime's loyalists of the state."""
    return any(
        told.id == state.id and _tells_war(phrase, roster)
        for phrase in phrases
        for told, _, _ in _told(phrase, roster)
    )


def _told(phrase: ActorPhrase, roster: Roster) -> Iterator[tuple[Actor, int, bool]]:
    """Yield the state that a phrase speaks of, and how strongly it tells that it is home.

    Last whether the words name the state: rebels may fight beyond the country they are of.
    """
    named = phrase.base or phrase.actor
    state = roster.state_of(named)
    if state is not None:
        yield state, _HOME_WEIGHT.get(phrase.role.id, 1) if phrase.role else 1, True
        return
    country = roster.state_of_country(named.country) if _is_listed_rebel(named, roster) else None
    if country is not None:
        yield country, 3, False


def _tells_war(phrase: ActorPhrase, roster: Roster) -> bool:
    named = phrase.base or phrase.actor
    entry = roster.entries.get(named.id)
    head_of_state = bool(entry and entry.heads and phrase.role)
    at_war = phrase.role is not None and phrase.role.id in _AT_WAR
    return at_war or head_of_state or _is_listed_rebel(named, roster)


def _is_listed_rebel(actor: Actor, roster: Roster) -> bool:
    return actor.kind == "rebel" and actor.id in roster.entries


class _Resolver:
    """Knows what the whole report names."""

    def __init__(self, phrases: Sequence[ActorPhrase], document: Document, roster: Roster) -> None:
        self.phrases = phrases
        self.doc = document.doc
        self.raw = document.report.text
        self.roster = roster
        self.composer = Composer(roster)
        self.home = home_state(phrases, roster)
        self.at_war = self.home is not None and is_at_war(self.home, phrases, roster)
        self.owners = self._owners_of_roles()
        self.people = self._full_names()

    def _owners_of_roles(self) -> dict[str, set[str]]:
        """Return by role the states that the report names with it: *army* → Syria."""
        found: dict[str, set[str]] = defaultdict(set)
        for phrase in self.phrases:
            if phrase.role is not None and phrase.base is not None:
                state = self.roster.state_of(phrase.base)
                if state is not None:
                    found[phrase.role.id].add(state.id)
        return found

    def _full_names(self) -> dict[str, set[str]]:
        """Return by each word of people's names the ids of those who bear it."""
        found: dict[str, set[str]] = defaultdict(set)
        for phrase in self.phrases:
            if phrase.person and len(_words(phrase.actor.name)) > 1:
                for word in _words(phrase.actor.name):
                    found[word].add(phrase.actor.id)
        return found

    def one(self, i: int, phrase: ActorPhrase) -> ActorPhrase:
        actor = (
            self._person(phrase)
            or self._short_name(phrase)
            or self._named_in_brackets(i, phrase)
            or self._group_led(phrase)
            or self._group_named_before(i, phrase)
            or self._group_of_state(phrase)
            or self._of_home(phrase)
        )
        return replace(phrase, actor=actor) if actor else phrase

    # -- people -----------------------------------------------------------------------

    def _person(self, phrase: ActorPhrase) -> Actor | None:
        """Return the one fuller name that bears all words of a person's short name."""
        if not phrase.person or phrase.actor.id in self.roster.entries:
            return None
        words = _words(phrase.actor.name)
        bearers = [self.people[word] for word in words]
        shared = set.intersection(*bearers) - {phrase.actor.id} if bearers else set()
        fuller = [
            p.actor
            for p in self.phrases
            if p.actor.id in shared and len(_words(p.actor.name)) > len(words)
        ]
        ids = {actor.id for actor in fuller}
        return max(fuller, key=lambda a: len(a.member_of)) if len(ids) == 1 else None

    # -- bodies -----------------------------------------------------------------------

    def _short_name(self, phrase: ActorPhrase) -> Actor | None:
        """Return the one named body that *the Observatory*, *a monitoring group* can mean."""
        role = phrase.role
        if role is None or phrase.base is not None or role.id not in _NAMED_SHORT or phrase.plural:
            return None
        if self.doc[phrase.first].lower_ == "another":
            return None
        head = self.doc[phrase.last - 1].lower_
        named = self._named_bodies()
        monitor = role.id == "monitors"
        fit = [actor for actor in named if head in _words(actor.name)]
        if monitor and not fit:
            fit = [actor for actor in named if actor.kind == "monitor"]
        ids = {actor.id for actor in fit}
        return fit[0] if len(ids) == 1 and (phrase.definite or monitor) else None

    def _named_bodies(self) -> list[Actor]:
        return [
            p.actor
            for p in self.phrases
            if p.role is None and not p.person and p.actor.kind not in ("state", "person")
        ]

    def _named_in_brackets(self, i: int, phrase: ActorPhrase) -> Actor | None:
        """Return whose *group* it is after brackets: *the Northern Front (NF) militant group*."""
        role, before = phrase.role, self.phrases[i - 1] if i else None
        if role is None or phrase.base is not None or before is None:
            return None
        brackets = self.doc[before.last : phrase.first].text == ")"
        opened = before.first > 0 and self.doc[before.first - 1].text == "("
        named = before.role is None and not before.person and before.actor.kind in _GROUPS
        return before.actor if brackets and opened and named else None

    def _group_led(self, phrase: ActorPhrase) -> Actor | None:
        """Return the one named group that the report calls by the same words: *Kurdish-led*."""
        words = self._led_words(phrase)
        if not words or phrase.actor.id in self.roster.entries:
            return None
        named = [p.actor for p in self.phrases if p.actor.id in self.roster.entries]
        called = {
            p.actor.id: p.actor for p in self.phrases
            if p.actor in named and self._led_words(p) == words
        }  # fmt: skip
        return next(iter(called.values())) if len(called) == 1 else None

    def _led_words(self, phrase: ActorPhrase) -> str:
        """Return *Kurdish-led* of *the Kurdish-led forces*; nothing where nobody leads or backs."""
        words = self.doc[phrase.first : phrase.last]
        at = next((t.i for t in words if t.lower_ in _LED and t.i > phrase.first), None)
        return "" if at is None else fold(self.doc[at - 2 : at + 1].text)

    def _group_named_before(self, i: int, phrase: ActorPhrase) -> Actor | None:
        """Return the one group that *the group* can go back to: named two sentences before."""
        if phrase.role is None or phrase.base is not None or not self._anaphoric(phrase):
            return None
        sentence = self.doc[phrase.first].sent
        before = self.doc[sentence.start - 1].sent.start if sentence.start else 0
        near = [p for p in self.phrases[:i] if p.first >= before and self._is_group(p)]
        ids = {p.actor.id for p in near}
        return near[-1].actor if len(ids) == 1 else None

    def _anaphoric(self, phrase: ActorPhrase) -> bool:
        word = self.doc[phrase.last - 1].lower_
        two_words = phrase.last - phrase.first == 2
        return phrase.definite and two_words and word in self.roster.lists["anaphors"]

    def _is_group(self, phrase: ActorPhrase) -> bool:
        return phrase.role is None and not phrase.person and phrase.actor.kind in _GROUPS

    def _group_of_state(self, phrase: ActorPhrase) -> Actor | None:
        """Return the one named group of that country: *the Lebanese group*."""
        role = phrase.role
        if role is None or role.id != "group" or phrase.base is None or not phrase.definite:
            return None
        if phrase.base.id not in self.roster.states or phrase.plural:
            return None
        fit = [p.actor for p in self.phrases if self._is_group(p)]
        ids = {actor.id for actor in fit if actor.country == phrase.base.country}
        return self.roster.get(next(iter(ids))) if len(ids) == 1 else None

    # -- the state at war ---------------------------------------------------------------

    def _of_home(self, phrase: ActorPhrase) -> Actor | None:
        """Return the organ, or the rebels, of the state that the report is about."""
        role = phrase.role
        if role is None or phrase.base is not None or phrase.backed or phrase.person:
            return None
        if self.doc[phrase.first].tag_ == "PRP$" or not self._belongs_to_a_state(role):
            return None
        if self._says_whose(phrase):
            return None
        state = self._owner(phrase, role)
        return self.composer.actor(state, role) if state else None

    def _owner(self, phrase: ActorPhrase, role: RoleEntry) -> Actor | None:
        """Return whose army, government or rebels the words mean, if only one can be meant."""
        military = role.kind == "military"
        if self._elsewhere(phrase):
            return self._army_there(phrase) if military else None
        if role.group == "armed":
            return self.home if self.at_war else None
        if self._says_government(phrase):
            return self.home or self._only(self.owners.get("government", set()))
        if military and self.home is not None and not self._has_army(self.home.id):
            return self._only(self._armies(self.phrases) or self._states(self.phrases))
        owners = self.owners.get(role.id, set())
        if self.home is not None:
            return self.home if owners <= {self.home.id} else None
        if not phrase.definite:
            return None
        return self._only(owners) or self._army_before(phrase, role)

    def is_elsewhere(self, phrase: ActorPhrase) -> bool:
        """Tell whether a bare organ is not the one that the same words mean elsewhere."""
        bare = phrase.role is not None and phrase.base is None and not phrase.person
        return bare and self._elsewhere(phrase)

    # -- armies -----------------------------------------------------------------------

    def _has_army(self, state: str) -> bool:
        return self.roster.states[state].army

    def _states(self, phrases: Iterable[ActorPhrase]) -> set[str]:
        """Return the states with an army that are named in any way."""
        states = {s.id for p in phrases if (s := self.roster.state_of(p.base or p.actor))}
        return {state for state in states if self._has_army(state)}

    def _armies(self, phrases: Iterable[ActorPhrase]) -> set[str]:
        """Return the states whose forces are named: *Israeli jets*, *the IDF*."""
        return self._states(p for p in phrases if p.actor.kind == "military")

    def _army_before(self, phrase: ActorPhrase, role: RoleEntry) -> Actor | None:
        """Return the one army named before, where no other state is named up to here."""
        end = self.doc[phrase.first].sent.end
        told = [p for p in self.phrases if p.first < end]
        armies = self._armies(p for p in told if p.first < phrase.first)
        alone = role.kind == "military" and self._states(told) == armies
        return self._only(armies) if alone else None

    def _army_there(self, phrase: ActorPhrase) -> Actor | None:
        """Return the army of the country that the sentence is set in, if the report names it."""
        sentence = self.doc[phrase.first].sent
        here = [p for p in self.phrases if sentence.start <= p.first < sentence.end]
        there = {p.actor.id for p in here if self._says_in(p)}
        named = there & self._armies(self.phrases)
        return self._only(there) if phrase.definite and named == there else None

    def _elsewhere(self, phrase: ActorPhrase) -> bool:
        """Tell whether the sentence is set in another country: *In Mali … the junta*."""
        sentence = self.doc[phrase.first].sent
        here = [p for p in self.phrases if sentence.start <= p.first < sentence.end]
        states = {s.id for p in here if (s := self.roster.state_of(p.base or p.actor))}
        return any(map(self._says_in, here)) and self._abroad(states)

    def _abroad(self, states: set[str]) -> bool:
        """Tell whether none of the states is home; with no home, whether the report has others."""
        if self.home is None:
            return bool(self._states(self.phrases) - states)
        return self.home.id not in states

    def _says_in(self, phrase: ActorPhrase) -> bool:
        """Tell whether it is a state that something happens in."""
        before = phrase.first - 1
        if before >= 0 and self.doc[before].lower_ in ("neighbouring", "neighboring", "nearby"):
            before -= 1
        return before >= 0 and self.doc[before].lower_ == "in" and phrase.actor.kind == "state"

    def _only(self, states: set[str]) -> Actor | None:
        return self.roster.require(next(iter(states))) if len(states) == 1 else None

    def _says_government(self, phrase: ActorPhrase) -> bool:
        """Tell whether *government*, *regime* and the like stand in the words."""
        government = self.roster.roles["government"]
        words = (token.lower_ for token in self.doc[phrase.first : phrase.last])
        return any(
            self.roster.phrases.get((word,), (None, False))[0] is government for word in words
        )

    def _says_whose(self, phrase: ActorPhrase) -> bool:
        """Tell whether an unknown word says whose it is: *the Sandinist government*."""
        return any(map(self._is_somebodys, self.doc[phrase.first : phrase.head]))

    def _is_somebodys(self, token: Token) -> bool:
        lists = self.roster.lists
        if token.lower_ in self.roster.role_words or token.lower_ in lists["plain"]:
            return False
        if token.pos_ in ("NOUN", "PROPN"):
            return True
        capital = self.raw[token.idx].isupper()
        return capital and token.pos_ == "ADJ" and not token.is_sent_start

    def _belongs_to_a_state(self, role: RoleEntry) -> bool:
        if role.group == "armed":
            return role.id in self.roster.lists["home_armed"]
        if role.id in ("peacekeepers", "civil-defence", "embassy"):
            return False
        return role.group == "organ" or role.id.startswith(_ORGANS_FIRST)


# Classes made of an organ and a voice or a means: *government aircraft*, *military sources*.
_ORGANS_FIRST = ("government-", "forces-", "army-", "police-", "security-forces-", "air-force-")


def _one_wording_one_actor(
    phrases: Sequence[ActorPhrase], abroad: Set[int], doc: Doc, roster: Roster
) -> Iterable[ActorPhrase]:
    """Give the same words the same actor all through the report: the most specific one.

    Those at the indexes `abroad` stand in sentences set in another country and keep their own.
    """
    chosen: dict[str, Actor] = {}
    worded = [fold(doc[phrase.first : phrase.last].text) for phrase in phrases]
    for i, (key, phrase) in enumerate(zip(worded, phrases, strict=True)):
        if i in abroad:
            continue
        if key not in chosen or _less_specific(chosen[key], phrase.actor, roster):
            chosen[key] = phrase.actor
    for i, (key, phrase) in enumerate(zip(worded, phrases, strict=True)):
        own = i in abroad or chosen[key] is phrase.actor
        yield phrase if own else replace(phrase, actor=chosen[key])


def _less_specific(known: Actor, other: Actor, roster: Roster) -> bool:
    if (known.id in roster.roles) != (other.id in roster.roles):
        return known.id in roster.roles
    return known.id == other.id and len(known.member_of) < len(other.member_of)


def _words(name: str) -> list[str]:
    return [word for word in fold(name).split() if word not in ("al", "el")]
