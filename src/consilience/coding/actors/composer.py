"""The algebra of owners and roles: who *Syrian* + *army*, *rebel* + *fighters* are.

In: an owner (or none) and the classes that words before and after it name. Out:
an `Actor`. The rules are about groups of classes (`knowledge/data/actor_words.yaml`
says which word is in which), never about one word.
"""

from __future__ import annotations

from dataclasses import replace

from consilience.knowledge.actors import RoleEntry, Roster
from consilience.model import Actor, ActorKind

_FORCES = frozenset({"forces", "army", "security-forces", "special-forces", "militias"})


class Composer:
    """The algebra of owners and roles."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster

    def actor(self, base: Actor | None, role: RoleEntry | None) -> Actor | None:
        """Return who an owner with a role is; None where the words name nobody."""
        if role is None:
            return base
        if base is None:
            return self._class(role)
        state = self._heads(base)
        if state is not None and role.group != "people":
            return self._of_head(state, role)
        if base.id.endswith("-government"):
            base = self.roster.state_of(base) or base
        if base.id in self.roster.states:
            return self.roster.owned(base, self._plain(role))
        if base.id in self.roster.peoples:
            return self._of_people(base, role)
        return self._of_body(base, role)

    def merge(self, first: RoleEntry | None, then: RoleEntry, *, owned: bool) -> RoleEntry:
        """Return the class that two class words make: *rebel* + *fighters* are rebels."""
        if first is None or first.id == then.id or first.group == "collective":
            return self._chain(first, then) if first and _stays(first, then) else then
        if then.group == "collective":
            return then if then.id == "allies" else first
        if then.group == "voice":
            if then.itself:
                return first
            return then if owned and first.id == "government" else self._chain(first, then)
        if then.group == "means":
            return then if owned and first.group == "organ" else self._chain(first, then)
        return self._of_one_rank(first, then)

    def _of_one_rank(self, first: RoleEntry, then: RoleEntry) -> RoleEntry:
        if first.id == "pro-government-forces" or (
            first.group == then.group == "people" and then.id == "people"
        ):
            return first
        if first.group == "armed" and then.id in ("gunmen", "gangs"):
            return first
        if first.group == "armed" and then.group == "organ":
            return first if then.id in _FORCES else self._chain(first, then)
        if first.group == "organ" and then.group == "organ":
            return first if then.id in first.under else then
        return then

    def _chain(self, first: RoleEntry, then: RoleEntry) -> RoleEntry:
        under = (first.id, *first.under) if first.group == "organ" else ()
        return RoleEntry(
            id=f"{first.id}-{then.id}",
            name=f"{first.attributive or first.name} {then.name}",
            group=then.group,
            kind=_voice_kind(first, then),
            words=(),
            under=under,
        )

    def _class(self, role: RoleEntry) -> Actor:
        known = self.roster.roles.get(role.id)
        above = () if known else (role.under[:1] or ())
        return Actor(id=role.id, name=role.name, kind=role.kind, member_of=above)

    def _heads(self, base: Actor) -> Actor | None:
        entry = self.roster.entries.get(base.id)
        return self.roster.require(entry.heads) if entry and entry.heads else None

    def _of_head(self, state: Actor, role: RoleEntry) -> Actor:
        if role.group == "collective" and role.id != "allies":
            role = self.roster.roles["pro-government-forces"]
        return self.roster.owned(state, self._plain(role))

    def _plain(self, role: RoleEntry) -> RoleEntry:
        """Return the class of a state's own: its *government aircraft* are its aircraft."""
        rest = role.id.removeprefix("government-")
        if role.group == "means":
            rest = next((i for i in self.roster.roles if role.id.endswith(f"-{i}")), rest)
        return self.roster.roles.get(rest, role)

    def _of_people(self, base: Actor, role: RoleEntry) -> Actor:
        if role.id == "fighters" or role.id in _FORCES:
            forces = self.roster.owned(base, self.roster.roles["forces"])
            return replace(forces, name=f"{_stem(forces.name)} forces", kind="militia")
        return self.roster.owned(base, role)

    def _of_body(self, base: Actor, role: RoleEntry) -> Actor:
        if base.kind == "person":  # a person's party or troops are not the person
            return self.roster.owned(base, role)
        if role.itself or role.group in ("collective", "armed"):
            return self.roster.owned(base, role) if role.id == "allies" else base
        if role.id in _FORCES:
            return self.roster.owned(base, role) if base.kind == "international" else base
        if role.kind == base.kind and role.kind in ("media", "monitor", "humanitarian", "police"):
            return base
        if base.id.endswith(f"-{role.id}"):
            return base
        return self.roster.owned(base, role)

    def related(self, base: Actor, sense: str, role: RoleEntry | None) -> Actor | None:
        """Return the group that stands to `base` as the words say (*backed*, *led*, *pro*)."""
        if role is None:
            return None
        state = self._heads(base) or (base if base.id.endswith("-government") else None)
        if sense in ("led", "pro") and state is not None:
            return self._with_government(state, role)
        if sense == "held" or role.group not in ("armed", "collective", "organ"):
            return self.actor(base if sense == "held" else None, role)
        if role.id == "government":  # whose it is, the backer does not say
            return self._class(role)
        tail = "coalition" if role.id == "coalition" else "groups"
        kind: ActorKind = "military" if tail == "coalition" else "militia"
        return Actor(
            id=f"pro-{base.id}-{tail}" if sense == "pro" else f"{base.id}-{sense}-{tail}",
            name=f"{_related_name(base, sense)} {tail}",
            kind=role.kind if role.group == "armed" else kind,
        )

    def _with_government(self, state: Actor, role: RoleEntry) -> Actor:
        owner = self.roster.state_of(state) or state
        return self.actor(owner, self.roster.roles["pro-government-forces"]) or self._class(role)


def _stem(name: str) -> str:
    return name.removesuffix(" armed forces")


def _related_name(base: Actor, sense: str) -> str:
    return f"pro-{base.name}" if sense == "pro" else f"{base.name}-{sense}"


def _stays(first: RoleEntry, then: RoleEntry) -> bool:
    """Tell whether *coalition*, *fighters* and the like say whose the second word is."""
    return first.id == "coalition" and then.group in ("voice", "means") and not then.itself


def _voice_kind(first: RoleEntry, then: RoleEntry) -> ActorKind:
    return first.kind if then.kind in ("unknown", "government") else then.kind
