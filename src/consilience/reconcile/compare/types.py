"""Two event types: the same, one a vaguer word for the other, or different things."""

from __future__ import annotations

from functools import lru_cache

from consilience.reconcile.compare.verdict import Verdict

# What a report calls by a vaguer word another may name exactly.
_VAGUE = {
    "attack": {"violence"}, "casualties": {"violence"}, "offensive": {"violence"},
    "armed_clash": set(),
}  # fmt: skip
# Types that tell one thing from nearer or further: progress on the ground, bombs, captivity.
TAKING = {
    "takes_territory", "government_regains_territory", "non_state_actor_overtakes_territory",
}  # fmt: skip
KIN = (
    TAKING,
    {"enters_territory", "advance"},
    {"offensive", "armed_clash", "advance", "attack"},
    {"remote_explosive", "suicide_bomb", "grenade"},
    {"air_drone_strike", "shelling", "remote_explosive"},
    {"arrests", "captured_fighters", "abduction"},
    {"ceasefire", "agreement"},
    {"evacuation", "displacement", "retreat"},
    {"execution", "attack"},
    {"chemical_weapon", "air_drone_strike", "shelling"},
    {"retreat", "non_violent_transfer"},
    {"equipment_destroyed", "disrupted_weapons_use", "looting_property_destruction"},
    {"release", "prisoner_exchange"},
    {"accuse", "reject", "deny", "statement"},
)


def kin(one: str, two: str) -> bool:
    """Tell whether two types tell one thing from nearer or further."""
    return any(one in group and two in group for group in KIN)


@lru_cache(maxsize=10_000)
def compare(one: str, two: str, families: tuple[str, str]) -> Verdict:
    """Return the verdict on two types, given the families they belong to."""
    if one == two:
        return Verdict.AGREE
    if kin(one, two):
        return Verdict.COMPATIBLE
    for vague, other_family in ((one, families[1]), (two, families[0])):
        if other_family in _VAGUE.get(vague, ()):
            return Verdict.COMPATIBLE
    return Verdict.CONFLICT
