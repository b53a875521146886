"""Two actors: the same, one part of the other, or of different sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from consilience.model import Actor
from consilience.reconcile.compare.remembered import Remembered
from consilience.reconcile.compare.verdict import Verdict

_ARMED_OPPOSITION = {"rebel", "militia", "group", "party"}
_STATE = {"state", "government", "military", "police"}
_PEOPLE = {"civilians", "person", "protesters", "unknown"}


class Cast:
    """The actors of a picture, with who belongs to whom."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        self._actors = actors
        self._verdicts: Remembered[tuple[frozenset[str], frozenset[str]], Verdict] = Remembered()

    def get(self, actor_id: str) -> Actor:
        """Return the actor."""
        return self._actors[actor_id]

    def chain(self, actor_id: str) -> set[str]:
        """Return the actor and all that it belongs to."""
        seen: set[str] = set()
        todo = [actor_id]
        while todo:
            here = todo.pop()
            if here not in seen:
                seen.add(here)
                todo += self._actors[here].member_of if here in self._actors else ()
        return seen

    def compare(self, one: str, two: str) -> Verdict:
        """Return AGREE for one actor, COMPATIBLE where one word may mean the other."""
        if one == two:
            return Verdict.AGREE
        if one in self.chain(two) or two in self.chain(one):
            return Verdict.COMPATIBLE
        one, two = self._owner(one), self._owner(two)
        if one == two:
            return Verdict.COMPATIBLE
        a, b = self._actors[one], self._actors[two]
        if a.country and b.country and a.country != b.country:
            return Verdict.CONFLICT
        for group in (_ARMED_OPPOSITION, _STATE, _PEOPLE):
            if a.kind in group and b.kind in group:
                generic = self.is_generic(one) or self.is_generic(two)
                same_state = group is _STATE and a.country == b.country
                return Verdict.COMPATIBLE if generic or same_state else Verdict.CONFLICT
        return Verdict.UNKNOWN if {a.kind, b.kind} & _PEOPLE else Verdict.CONFLICT

    def _owner(self, actor_id: str) -> str:
        """Return the armed group whose drones, fighters or officials they are; else themselves."""
        actor = self._actors[actor_id]
        for owner in actor.member_of:
            whose = self._actors.get(owner)
            if whose and whose.kind in _ARMED_OPPOSITION and not self.is_generic(owner):
                return owner if actor.name.startswith(whose.name) else actor_id
        return actor_id

    def is_generic(self, actor_id: str) -> bool:
        """Tell whether the actor is a class of people (*rebels*) rather than a named group."""
        name = self._actors[actor_id].name
        return name == name.lower() or name.split()[-1].islower()

    def one_name_a_side(self, ids: Sequence[str]) -> list[str]:
        """Return the actors without those of which a narrower name is there, in their order.

        *Rebels* goes where *Syrian rebels* or a rebel group stands, and a state where
        one of its forces does.
        """
        return [i for i in ids if not any(self._is_wider(i, other) for other in ids)]

    def _is_wider(self, one: str, two: str) -> bool:
        """Tell whether the first is a wider name for the second."""
        if one == two:
            return False
        if one in self.chain(two):
            return two not in self.chain(one) or one > two
        kin = self.compare(one, two) is Verdict.COMPATIBLE and two not in self.chain(one)
        return kin and self.is_generic(one) and self._narrowness(one) < self._narrowness(two)

    def _narrowness(self, actor_id: str) -> tuple[bool, bool]:
        return not self.is_generic(actor_id), self._actors[actor_id].country is not None

    def compare_any(self, one: Iterable[str], two: Iterable[str]) -> Verdict:
        """Return the best verdict between two lists; UNKNOWN where one is empty."""
        verdicts = [self.compare(a, b) for a in one for b in two]
        return max(verdicts, default=Verdict.UNKNOWN)

    def compare_sets(self, one: frozenset[str], two: frozenset[str]) -> Verdict:
        """Return what `compare_any` does, and remember it for the next pair like it."""
        found = self._verdicts.get((one, two))
        if found is None:
            return self._verdicts.keep((one, two), self.compare_any(one, two))
        return found

    def is_state(self, actor_id: str) -> bool:
        """Tell whether the actor is a state or one of its organs."""
        return self._actors[actor_id].kind in _STATE
