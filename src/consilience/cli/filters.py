"""The filters of the desk as options of a command: the same names, the same meaning.

In: what the user wrote. Out: a `Selection`. What cannot be meant (a name that nothing in the
picture has, a day that is none) is refused with the nearest names, not passed over.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from consilience.model import Picture
    from consilience.publish.selection import Selection

_PANEL = "Filters (each may be repeated; all must hold)"


def _many(about: str, metavar: str = "NAME") -> typer.models.OptionInfo:
    made: typer.models.OptionInfo = typer.Option(
        help=about, metavar=metavar, rich_help_panel=_PANEL
    )
    return made


TYPE = Annotated[
    list[str] | None,
    typer.Option("--type", help="Event type: shelling.", metavar="TYPE", rich_help_panel=_PANEL),
]
FAMILY = Annotated[list[str] | None, _many("Family of types: violence, territory, …")]
GRADE = Annotated[list[str] | None, _many("confirmed, fair, weak, contested, …", "GRADE")]
ACTOR = Annotated[list[str] | None, _many("Name or id of a doer or target.")]
PLACE = Annotated[list[str] | None, _many("Name or id of a place; all within it counts.")]
COUNTRY = Annotated[list[str] | None, _many("Country by its two letters: SY.", "CODE")]
ADMIN1 = Annotated[list[str] | None, _many("First-order unit by its GeoNames code: 12.", "CODE")]
SOURCE = Annotated[list[str] | None, _many("Name or id of an origin, or a publisher.")]
PUBLISHER = Annotated[list[str] | None, _many("Who published a report of it.")]
REPORT = Annotated[list[str] | None, _many("Id of a report that tells it.", "ID")]
STORY = Annotated[list[str] | None, _many("Id of a story.", "ID")]
FRAME = Annotated[
    str | None,
    typer.Option(metavar="S,W,N,E", help="Degrees of a map's frame.", rich_help_panel=_PANEL),
]
SINCE = Annotated[
    str | None, typer.Option(metavar="DAY", help="Events from this day on.", rich_help_panel=_PANEL)
]
UNTIL = Annotated[
    str | None, typer.Option(metavar="DAY", help="Events to this day.", rich_help_panel=_PANEL)
]
DISPUTED = Annotated[
    bool | None,
    typer.Option(
        "--disputed/--undisputed", help="With an open dispute, or without.", rich_help_panel=_PANEL
    ),
]
JUDGED = Annotated[
    bool | None,
    typer.Option(
        "--judged/--unjudged", help="With a claim that was judged, or without.",
        rich_help_panel=_PANEL,
    ),
]  # fmt: skip


def selection_of(  # noqa: PLR0913 - one name a filter
    picture: Picture, *, type_: list[str] | None = None, family: list[str] | None = None,
    grade: list[str] | None = None, disputed: bool | None = None,
    actor: list[str] | None = None, place: list[str] | None = None,
    country: list[str] | None = None, admin1: list[str] | None = None, frame: str | None = None,
    since: str | None = None, until: str | None = None, source: list[str] | None = None,
    publisher: list[str] | None = None, report: list[str] | None = None,
    story: list[str] | None = None, judged: bool | None = None,
) -> Selection:  # fmt: skip
    """Return what the options ask for. Raises InputError for a value that cannot be meant."""
    from consilience.casefile.filters import day_of, frame_of, grade_of  # noqa: PLC0415 - heavy
    from consilience.publish import words  # noqa: PLC0415
    from consilience.publish.selection import Selection, ids_of  # noqa: PLC0415

    types = {key: family for key, _, family in words.event_types()}
    told = dict.fromkeys(e.event_type for e in picture.events)

    def named(names: Iterable[str], asked: list[str] | None, what: str) -> frozenset[str]:
        return ids_of(((name, name) for name in names), asked or (), what)

    return Selection(
        types=named(told | types, type_, "event type"),
        families=named(dict.fromkeys(types.values()), family, "family"),
        grades=frozenset(map(grade_of, grade or ())), disputed=disputed,
        actors=ids_of(((a.id, n) for a in picture.actors for n in (a.name, *a.aliases)),
                      actor or (), "actor"),
        places=ids_of(((p.id, p.name) for p in picture.places), place or (), "place"),
        countries=frozenset(code.upper() for code in country or ()),
        admin1s=frozenset(admin1 or ()), frame=frame_of(frame) if frame else None,
        since=day_of("--since", since) if since else None,
        until=day_of("--until", until) if until else None,
        sources=_sources(picture, source or ()),
        publishers=named(_publishers(picture), publisher, "publisher"),
        reports=named((r.id for r in picture.reports), report, "report"),
        stories=named((s.id for s in picture.stories), story, "story"), judged=judged,
    )  # fmt: skip


def _publishers(picture: Picture) -> list[str]:
    return sorted({r.publisher for r in picture.reports if r.publisher})


def _sources(picture: Picture, asked: Iterable[str]) -> frozenset[str]:
    from consilience.publish.index import index  # noqa: PLC0415
    from consilience.publish.selection import ids_of  # noqa: PLC0415

    found = index(picture)
    origins = [(o.id, found.origin(o.id)) for o in picture.origins]
    return ids_of([*origins, *((p, p) for p in _publishers(picture))], asked, "source")
