"""Actor phrases that belong together across *and*, *of*, *at*, a comma.

In: the actor phrases of one sentence. Out: as many, in the same order, some of
them longer: *Russian* and *Syrian forces* share their noun, *the regime* of
*Bashar al-Assad* is one phrase, *Dareen Khalifa* of *a body* belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from consilience.coding.actors.atoms import Atom
from consilience.coding.actors.composer import Composer
from consilience.coding.actors.phrases import ActorPhrase
from consilience.knowledge.actors import RoleEntry
from consilience.language.parse import Doc
from consilience.model import Actor

_GROUP_KINDS = frozenset({"rebel", "militia", "party", "group", "military", "unknown"})


def join(
    phrases: Sequence[ActorPhrase], atoms: Sequence[Atom], doc: Doc, composer: Composer
) -> list[ActorPhrase]:
    """Return the phrases of one sentence, joined where the words tie them."""
    shared = list(_share_nouns(phrases, atoms, composer))
    return list(_attach_owners(shared, doc, composer))


def _share_nouns(
    found: Sequence[ActorPhrase], atoms: Sequence[Atom], composer: Composer
) -> Iterator[ActorPhrase]:
    """Give *Russian* in *Russian and Syrian forces* the forces too."""
    joined = {atom.first for atom in atoms if atom.type in ("and", "comma")}
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        left, right = out[i], out[i + 1]
        if left.bare and not right.determined and right.role and _adjacent(left, right, joined):
            out[i] = _shared(left, right, composer)
    yield from out


def _adjacent(left: ActorPhrase, right: ActorPhrase, joined: set[int]) -> bool:
    between = range(left.last, right.first)
    return 1 <= len(between) <= 2 and all(i in joined for i in between)


def _shared(left: ActorPhrase, right: ActorPhrase, composer: Composer) -> ActorPhrase:
    assert right.role is not None
    role = composer.merge(left.role, right.role, owned=left.base is not None)
    actor = composer.actor(left.base, role)
    if actor is None or right.person:
        return left
    return replace(left, last=right.last, head=right.head, actor=actor, role=role, bare=True)


def _attach_owners(
    found: Sequence[ActorPhrase], doc: Doc, composer: Composer
) -> Iterator[ActorPhrase]:
    """Join *regime* + *of* + *Bashar al-Assad*, *source* + *at* + *X*, *Khalifa* + *of* + *Y*."""
    following = dict(pairwise(range(len(found))))
    for i, phrase in enumerate(found):
        after = found[following[i]] if i in following else None
        yield _joined(phrase, after, doc, composer) if after else phrase


def _joined(phrase: ActorPhrase, after: ActorPhrase, doc: Doc, composer: Composer) -> ActorPhrase:
    between = [token.lower_ for token in doc[phrase.last : after.first]]
    if phrase.person:
        return _with_membership(phrase, after, between)
    if phrase.role is None or phrase.base is not None or phrase.backed or after.bare:
        return phrase
    owner = after.base or after.actor
    if between in (["of"], ["of", "the"]) and _can_own(phrase.role, after, composer):
        return _owned_by(phrase, after, composer)
    if between in (["from"], ["belonging", "to"]) and _comes_from(phrase.role, after):
        return _owned_by(phrase, after, composer)
    if between in (["loyal", "to"], ["allied", "to"], ["allied", "with"]):
        actor = composer.related(after.actor, "pro", phrase.role)
    elif between == ["in"] and phrase.role.group == "organ" and _is_capital(after, phrase.role):
        state = composer.roster.state_of(after.actor)
        actor = composer.actor(state, phrase.role) if state else None
    elif between and between[0] in ("at", "from", "in", "for", "with", "within", "inside"):
        actor = _voice_of(phrase, after, between, composer)
    else:
        return phrase
    if actor is None:
        return phrase
    return replace(phrase, last=after.last, actor=actor, base=owner)


def _owned_by(phrase: ActorPhrase, after: ActorPhrase, composer: Composer) -> ActorPhrase:
    """Return *the head* + *of* + *the Syrian army*: the owner's role comes first."""
    assert phrase.role is not None
    base = after.base or (after.actor if after.role is None else None)
    absorbed = base is not None and base.id == after.actor.id
    first = None if absorbed else after.role
    role = composer.merge(first, phrase.role, owned=base is not None)
    actor = composer.actor(base, role)
    if actor is None:
        return phrase
    return replace(phrase, last=after.last, actor=actor, base=base, role=role)


def _is_capital(phrase: ActorPhrase, role: RoleEntry) -> bool:
    """Tell whether a ministry *in Moscow* is Russia's; an embassy there is another's."""
    if role.id == "embassy":
        return False
    return phrase.role is None and phrase.actor.id.endswith("-government")


def _can_own(role: RoleEntry, after: ActorPhrase, composer: Composer) -> bool:
    if after.person:
        entry = composer.roster.entries.get(after.actor.id)
        return bool(entry and entry.heads) and role.group in ("organ", "means", "collective")
    if role.id == "sources":
        return False
    if role.group in ("organ", "office", "voice"):
        return after.base is not None or bool(after.role and after.role.group == "organ")
    named = after.role is None and after.actor.kind in _GROUP_KINDS - {"unknown"}
    if role.group == "armed":  # *rebels of the Northern Front*; not *militants of the army*
        return named and after.actor.id in composer.roster.entries
    return role.group == "collective" and after.actor.kind in _GROUP_KINDS


def _comes_from(role: RoleEntry, after: ActorPhrase) -> bool:
    """Tell whether *jets from the regime*, *fighters from the group* are its own."""
    if role.group in ("collective", "armed"):
        return after.role is None and not after.person and after.actor.kind in _GROUP_KINDS
    of_state = after.actor.kind in ("state", "government", "military")
    return role.group in ("means", "organ") and of_state


def _voice_of(
    phrase: ActorPhrase, after: ActorPhrase, between: Sequence[str], composer: Composer
) -> Actor | None:
    """Return *a source at X*; a state after *in* is only where the voice stands."""
    if phrase.role is None or phrase.role.group != "voice" or len(between) > 1 or after.person:
        return None
    if after.actor.kind == "state" or (after.base is None and after.role is None):
        return None
    return composer.actor(after.actor, phrase.role)


def _with_membership(
    phrase: ActorPhrase, after: ActorPhrase, between: Sequence[str]
) -> ActorPhrase:
    """Note what a person belongs to: *of/from/with X*, or an apposition with an owner."""
    body = after.base if after.role is not None and after.base is not None else after.actor
    tied = list(between) in (["of"], ["from"], ["with"], ["of", "the"], ["from", "the"])
    apposed = list(between) in ([","], []) and after.role is not None and after.base is not None
    no_body = after.bare or (body.kind == "state" and tied)
    if not (tied or apposed) or after.person or no_body or phrase.actor.member_of:
        return phrase
    above = tuple(dict.fromkeys((body.id, *body.member_of)))
    country = phrase.actor.country or body.country
    return replace(phrase, actor=replace(phrase.actor, member_of=above, country=country))
