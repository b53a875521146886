"""`consilience judgements`: what an analyst decides, listed, made, withdrawn, exchanged."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from consilience.cli.init import CASE

if TYPE_CHECKING:
    from consilience.casefile import Judgement, Spot

app = typer.Typer(no_args_is_help=True, help="An analyst's decisions, kept apart from the coding.")
WHO = Annotated[str, typer.Option("--who", metavar="NAME", help="Who makes it.")]
WHY = Annotated[str, typer.Option("--why", metavar="WORDS", help="Why, for others to follow.")]


@app.callback()
def _group() -> None:
    """List, make, withdraw, export and import an analyst's judgements."""


@app.command("list")
def list_(
    case: CASE,
    withdrawn: Annotated[
        bool, typer.Option("--withdrawn", help="Those that were withdrawn, too.")
    ] = False,
) -> None:
    """List the judgements of a case, and those that cannot be followed as they stand.

    [bold]Example[/bold]

        consilience judgements list aleppo.case
    """
    from consilience.casefile import open_case  # noqa: PLC0415 - heavy

    with open_case(case) as opened:
        found = opened.judgements(withdrawn=withdrawn)
        troubled = [w for code in ("judgement-lost", "judgement-conflict")
                    for w in opened.warnings(code)]  # fmt: skip
    for judgement in found:
        typer.echo(_told(judgement))
    typer.echo(f"{len(found):,} judgements.")
    for warning in troubled:
        typer.echo(f"{warning.code}: {warning.message} {warning.hint}", err=True)


def _told(made: Judgement) -> str:
    what = ", ".join([*(f"“{a.words}”" for a in (*made.claims, *made.others)),
                      *(n.name for n in made.named)])  # fmt: skip
    slot = f" {made.slot} = {json.dumps(made.value, ensure_ascii=False)}" if made.slot else ""
    gone = f" (withdrawn by {made.withdrawn_by}: {made.withdrawn_why})" if not made.stands else ""
    return (
        f"{made.id}  {made.made_at[:10]}  {made.who}  {made.kind}{slot}: {what}: {made.why}{gone}"
    )


@app.command()
def add(  # noqa: PLR0913, PLR0917 - one parameter an option
    case: CASE,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="same_event, not_same_event, same_actor, same_place, place_is, wrong_slot, "
            "reject_claim, confirm or note.",
        ),
    ],
    who: WHO,
    why: WHY,
    of: Annotated[
        list[str] | None,
        typer.Option("--of", metavar="ID", help="A claim, or an event for all of its claims."),
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="The other side of not_same_event."),
    ] = None,
    named: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID", help="An actor (same_actor) or a place; the first gives the name."
        ),
    ] = None,
    at: Annotated[
        str | None, typer.Option(metavar="PLACE", help="A place of the case, or LAT,LON.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="What the place at LAT,LON is called.")] = None,
    slot: Annotated[
        str | None, typer.Option(metavar="SLOT", help="Which slot was wrong: time, places …")
    ] = None,
    value: Annotated[
        str | None,
        typer.Option(metavar="JSON", help="What stands there rightly, as in the picture."),
    ] = None,
) -> None:
    """Make a judgement; the picture is brought up to date.

    [bold]Examples[/bold]

        consilience judgements add aleppo.case reject_claim --of c-07c4f3c9b00c --who mk
        --why "A drill, not an attack"

        consilience judgements add aleppo.case wrong_slot --of c-07c4f3c9b00c --slot polarity
        --value '"denied"' --who mk --why "The ministry denies it"
    """
    from consilience.casefile import open_case  # noqa: PLC0415 - heavy

    with open_case(case) as opened:
        made = opened.judge(
            cast("Any", _known_kind(kind)), who=who, why=why, claims=of or (),
            others=against or (), named=named or (), spot=_spot(at, name),
            slot=cast("Any", _known_slot(slot)), value=_value(value),
        )  # fmt: skip
    typer.echo(_told(made))


def _known_kind(kind: str) -> str:
    from consilience.casefile import KINDS  # noqa: PLC0415

    return _one_of("kind of judgement", kind, KINDS)


def _known_slot(slot: str | None) -> str | None:
    from consilience.casefile import SLOTS  # noqa: PLC0415

    return None if slot is None else _one_of("slot", slot, SLOTS)


def _one_of(what: str, given: str, known: tuple[str, ...]) -> str:
    from consilience.errors import JudgementError  # noqa: PLC0415

    if given not in known:
        raise JudgementError(f"{given!r} is no {what}. There are: {', '.join(known)}.")
    return given


def _value(words: str | None) -> Any:
    from consilience.errors import JudgementError  # noqa: PLC0415

    if words is None:
        return None
    try:
        return json.loads(words)
    except ValueError as error:
        raise JudgementError(
            f"--value {words!r} is no JSON. Words need quotes: '\"denied\"'."
        ) from error


def _spot(at: str | None, name: str | None) -> Spot | None:
    from consilience.casefile import Spot  # noqa: PLC0415

    if at is None:
        return None
    lat, comma, lon = at.partition(",")
    try:
        return Spot(lat=float(lat), lon=float(lon), name=name) if comma else Spot(place=at)
    except ValueError:
        return Spot(place=at)


@app.command()
def withdraw(
    case: CASE,
    key: Annotated[str, typer.Argument(metavar="ID", help="The judgement: j-…")],
    who: WHO,
    why: WHY,
) -> None:
    """Withdraw a judgement; it stays listed, and the picture is as if it had not been made.

    [bold]Example[/bold]

        consilience judgements withdraw aleppo.case j-0c1d2e3f4a5b --who mk --why "I misread it"
    """
    from consilience.casefile import open_case  # noqa: PLC0415 - heavy

    with open_case(case) as opened:
        typer.echo(_told(opened.withdraw(key, who=who, why=why)))


@app.command()
def export(
    case: CASE,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write; else the screen.")
    ] = None,
) -> None:
    """Write all judgements as JSON Lines, withdrawn ones too.

    [bold]Example[/bold]

        consilience judgements export aleppo.case -o mine.jsonl
    """
    from consilience.casefile import open_case  # noqa: PLC0415 - heavy

    with open_case(case) as opened:
        lines = opened.export_judgements()
    if output is None:
        typer.get_binary_stream("stdout").write(lines.encode())
    else:
        output.write_text(lines, encoding="utf-8")


@app.command("import")
def import_(
    case: CASE,
    file: Annotated[str, typer.Argument(metavar="FILE", help="JSON Lines; - for standard input.")],
) -> None:
    """Take in another analyst's judgements; those that are there already are passed over.

    [bold]Example[/bold]

        consilience judgements import aleppo.case theirs.jsonl
    """
    from consilience.casefile import open_case  # noqa: PLC0415 - heavy
    from consilience.errors import NoSuchPathError  # noqa: PLC0415

    if file != "-" and not Path(file).is_file():
        raise NoSuchPathError(f"{file}: no such file. Give one made by judgements export.")
    lines = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    with open_case(case) as opened:
        typer.echo(f"{opened.import_judgements(lines):,} judgements taken in.")


@app.command()
def agreement(
    case: CASE,
    one: Annotated[str, typer.Argument(metavar="WHO", help="One analyst.")],
    two: Annotated[str, typer.Argument(metavar="WHO", help="The other.")],
) -> None:
    """Say how far two analysts agree on what both have judged: Krippendorff's alpha.

    [bold]Example[/bold]

        consilience judgements agreement aleppo.case mk sb
    """
    from consilience.casefile import open_case  # noqa: PLC0415 - heavy

    with open_case(case) as opened:
        found = opened.agreement(one, two)
    alpha = "not to be had" if found.alpha is None else f"{found.alpha:.3f}"
    typer.echo(f"alpha {alpha}; {found.units} judged by both, {found.agreed} alike; "
               f"{found.only_one} by {one} alone, {found.only_two} by {two} alone.")  # fmt: skip
    for unit, first, second in found.apart:
        typer.echo(f"  {unit}\n    {one}: {first}\n    {two}: {second}")
