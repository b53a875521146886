"""The voice that each claim goes back to, through all who repeat it.

In: claims, reports, actors. Out: the origin of every claim, and the list of
origins with whether each stands by itself. A named person speaks for the body
that they belong to; a claim in a report's own voice goes back to its publisher,
or for a copy to the publisher of the original. Ten outlets with one origin are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from consilience.knowledge.actors import builtin_roster
from consilience.knowledge.spelling import skeleton
from consilience.model import Actor, Claim, Origin, Report

# An outlet's own people (*our correspondent reports*) are its own voice.
_STAFF = {"correspondents"}
# Kinds of which a report names one and calls it by its kind (*a monitor*) elsewhere.
_BODIES = {"monitor", "media", "humanitarian", "military", "police", "government"}


def origin_of(claim: Claim, reports: Mapping[str, Report], actors: Mapping[str, Actor]) -> str:
    """Return the id of the claim's origin."""
    source = claim.attribution.source if claim.attribution is not None else None
    if source is not None and source not in _STAFF:
        return "o-" + speaker_for(source, actors)
    if claim.attribution is not None and claim.attribution.via:
        return "o-" + speaker_for(claim.attribution.via[-1].actor, actors)
    report = reports[claim.report]
    original = reports.get(report.copy_of or report.id, report)
    return own_voice(original)


# Whom an outlet cites for a count of a kind of act, by outlet and count.
Cites = Mapping[tuple[object, ...], Set[str]]


def origins_of_claims(
    claims: Sequence[Claim], reports: Mapping[str, Report], actors: Mapping[str, Actor],
    cites: Cites | None = None,
) -> dict[str, str]:  # fmt: skip
    """Return the origin of every claim, by claim id.

    A count that a report gives once with its source and once without (its headline)
    goes back to that source both times. The claims of a report go back to where they do by
    what stands in that report, and by whom outlets cite: `cites`, those of the claims given
    where it is left out.
    """
    first = {c.id: origin_of(c, reports, actors) for c in claims}
    known = cited(claims, first, reports) if cites is None else cites
    of = _followed(claims, first, known, actors)
    sourced: dict[tuple[object, ...], set[str]] = {}
    for claim in claims:
        if not is_own_voice(of[claim.id]):
            for key in _counts(claim):
                sourced.setdefault(key, set()).add(of[claim.id])
    for claim in claims:
        found = [sourced[key] for key in _counts(claim) if key in sourced]
        if is_own_voice(of[claim.id]) and found and len(found[0]) == 1:
            of[claim.id] = next(iter(found[0]))
    return of | _of_headlines(claims, of, reports)


def cited(
    claims: Iterable[Claim], of: Mapping[str, str], reports: Mapping[str, Report]
) -> dict[tuple[object, ...], set[str]]:
    """Return whom outlets cite for what, by the claims' own words (`of`)."""
    cites: dict[tuple[object, ...], set[str]] = {}
    for claim in claims:
        for key in citing(claim, of[claim.id], reports[claim.report]):
            cites.setdefault(key, set()).add(of[claim.id])
    return cites


def citing(claim: Claim, origin: str, report: Report) -> list[tuple[object, ...]]:
    """Return the outlet with each count for which a claim of its report cites the origin."""
    publisher = skeleton(report.publisher or "")
    if not publisher or is_own_voice(origin):
        return []
    return [(publisher, *told) for told in told_counts(claim)]


def _followed(
    claims: Sequence[Claim], of: Mapping[str, str], cites: Cites, actors: Mapping[str, Actor]
) -> dict[str, str]:
    """Return the origins with outlets that pass on left out.

    A claim that cites an outlet goes back to whom that outlet's own report cites for the
    same count of the same kind of act. Outlets that cite each other in a circle are one
    origin, the first by its id.
    """
    return {c.id: _end_of_chain(of[c.id], told_counts(c), cites, actors) for c in claims}


def told_counts(claim: Claim) -> list[tuple[object, ...]]:
    """Return what a claim counts of its act: type of event, kind, low and high."""
    return [
        (claim.event_type, f.kind, f.low, f.high) for f in claim.figures if f.part_of is None
    ]  # fmt: skip


def _end_of_chain(
    origin: str, told: Sequence[tuple[object, ...]], cites: Cites, actors: Mapping[str, Actor]
) -> str:
    passed: list[str] = []
    while origin not in passed:
        passed.append(origin)
        name = outlet_of(origin, actors)
        found = {o for t in told for o in cites.get((name, *t), ()) if o != origin}
        if len(found) != 1:
            return origin
        origin = next(iter(found))
    return min(passed[passed.index(origin) :])


def outlet_of(origin: str, actors: Mapping[str, Actor]) -> str:
    """Return the name by which an origin would be known as an outlet; "" for a report's voice."""
    actor = _actor_of(origin, actors)
    return skeleton(actors[actor].name) if actor and not is_own_voice(origin) else ""


def _of_headlines(
    claims: Sequence[Claim], of: Mapping[str, str], reports: Mapping[str, Report]
) -> dict[str, str]:
    """Return the origins of headlines: that of the first sentence that tells the same."""
    out: dict[str, str] = {}
    leads: dict[tuple[str, str], tuple[int, str]] = {}
    for claim in claims:
        if claim.start >= len(reports[claim.report].title):
            key = (claim.report, claim.event_type)
            leads[key] = min(leads.get(key, (claim.start, claim.id)), (claim.start, claim.id))
    for claim in claims:
        lead = leads.get((claim.report, claim.event_type))
        headline = claim.end <= len(reports[claim.report].title)
        if headline and lead and is_own_voice(of[claim.id]):
            out[claim.id] = of[lead[1]]
    return out


def _counts(claim: Claim) -> list[tuple[object, ...]]:
    return [(claim.report, f.kind, f.low, f.high) for f in claim.figures if f.part_of is None]


def own_voice(report: Report) -> str:
    """Return the origin id of a report's own voice: its publisher, else the report itself."""
    if report.publisher:
        return "o-publisher-" + "-".join(skeleton(report.publisher).split())
    return "o-" + report.id


def speaker_for(actor_id: str, actors: Mapping[str, Actor]) -> str:
    """Return the body that a person speaks for; any other actor speaks for itself."""
    actor = actors[actor_id]
    if actor.kind == "person" and actor.member_of and actor.member_of[0] in actors:
        return actor.member_of[0]
    return actor_id


def publishers(reports: Iterable[Report]) -> dict[str, Actor]:
    """Return an actor for each publisher, by its origin id."""
    out: dict[str, Actor] = {}
    for report in sorted(reports, key=lambda r: r.id):
        if report.publisher:
            key = own_voice(report)
            out.setdefault(key, Actor(id=key[2:], name=report.publisher, kind="media"))
    return out


def origins(
    claims: Sequence[Claim],
    of: Mapping[str, str],
    reports: Mapping[str, Report],
    actors: Mapping[str, Actor],
) -> list[Origin]:
    """Return all origins; `independent` is False for one that only passes on or repeats."""
    told: dict[str, set[str]] = {}
    for claim in claims:
        told.setdefault(of[claim.id], set()).add(claim.report)
    return heard_in(told, actors)


def heard_in(
    told: Mapping[str, Iterable[str]], actors: Mapping[str, Actor], beside: Set[str] = frozenset()
) -> list[Origin]:
    """Return origins, given by id with the reports that their claims stand in.

    `beside` are others of which these may be part.
    """
    named = {o for o in (*told, *beside) if _actor_of(o, actors)}
    return [
        Origin(
            id=o,
            actor=_actor_of(o, actors),
            reports=tuple(sorted(told[o])),
            independent=not (parents := _above(o, named, actors)),
            part_of=min(parents, default=None),
        )
        for o in sorted(told)
    ]


def independent(ids: Iterable[str], actors: Mapping[str, Actor]) -> list[str]:
    """Return one origin for each voice that stands by itself; own voices of reports are none.

    Two origins of which one is part of the other (*SANA* and *Syrian state media*)
    are one voice; the one that stands higher is kept. Voices without a name (*activists*
    and *residents*) may be the same people: they are one voice together, and none beside a
    named one of their kind (*a monitor* beside the Observatory).
    """
    named = sorted(o for o in set(ids) if _actor_of(o, actors) and not is_own_voice(o))
    apart = [o for o in named if not _above(o, set(named), actors)]
    nameless = [o for o in apart if _is_nameless(o, actors)]
    kinds = {actors[o[2:]].kind for o in apart if o not in nameless}
    unlike = [o for o in nameless if actors[o[2:]].kind not in kinds & _BODIES]
    return [o for o in apart if o not in nameless or o in unlike[:1]]


def why_not_independent(
    ids: Iterable[str], actors: Mapping[str, Actor], reports: Mapping[str, Report]
) -> list[str]:
    """Return in words why some origins are not counted, one sentence each."""
    every = sorted(set(ids))
    named = [o for o in every if _actor_of(o, actors) and not is_own_voice(o)]
    kept = independent(every, actors)
    out = []
    for origin in named:
        above = sorted(_above(origin, set(named), actors))
        if above:
            whole = name_of(above[0], actors, reports)
            out.append(f"{name_of(origin, actors, reports)} is part of {whole}.")
        elif origin not in kept:
            out.append(_may_be(origin, kept, actors, reports))
    return out


def _may_be(
    origin: str, kept: Sequence[str], actors: Mapping[str, Actor], reports: Mapping[str, Report]
) -> str:
    """Return in words whom a voice without a name may be."""
    who = name_of(origin, actors, reports)
    kind = actors[origin[2:]].kind
    alike = [o for o in kept if kind in _BODIES and actors[o[2:]].kind == kind]
    named = next((o for o in alike if not _is_nameless(o, actors)), None)
    if named is not None:
        return f"{who} has no name and may be {name_of(named, actors, reports)}."
    other = next(name_of(o, actors, reports) for o in kept if _is_nameless(o, actors))
    return f"{who} and {other} have no name and may be the same people."


def _is_nameless(origin: str, actors: Mapping[str, Actor]) -> bool:
    """Tell whether the voice is a class of people: no word of it is a name.

    A listed group that a report spells in lower case (*hezbollah*) has one.
    """
    name = actors[origin[2:]].name
    return name.islower() and builtin_roster().by_name(name) is None


def is_own_voice(origin: str) -> bool:
    """Tell whether the origin is only a report's own voice."""
    return origin.startswith(("o-publisher-", "o-r-"))


def name_of(origin: str, actors: Mapping[str, Actor], reports: Mapping[str, Report]) -> str:
    """Return the words that a reader knows the origin by."""
    actor = _actor_of(origin, actors)
    if actor:
        return actors[actor].name
    report = reports.get(origin[2:])
    return f"the report “{report.title[:60]}”" if report and report.title else "a report"


def _actor_of(origin: str, actors: Mapping[str, Actor]) -> str | None:
    key = origin[2:]
    return key if key in actors else None


def above(origin: str, actors: Mapping[str, Actor]) -> set[str]:
    """Return the ids of all origins that this one would be part of."""
    seen: set[str] = set()
    todo = list(actors[origin[2:]].member_of) if origin[2:] in actors else []
    while todo:
        here = todo.pop()
        if here not in seen and here in actors:
            seen.add(here)
            todo += actors[here].member_of
    return {f"o-{s}" for s in seen} - {origin}


def _above(origin: str, among: set[str], actors: Mapping[str, Actor]) -> set[str]:
    """Return the other origins that this one is part of."""
    return above(origin, actors) & among
