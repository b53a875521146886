"""`consilience watch`: feeds into a case, round after round."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from consilience.cli.init import CASE
from consilience.cli.progress import progress
from consilience.cli.web import ALLOW_HOST, KEEP_ORIGINAL

if TYPE_CHECKING:
    from consilience.casefile.watch import Round

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def watch(  # noqa: PLR0913, PLR0917 - one parameter an option
    case: CASE,
    feeds: Annotated[
        list[str],
        typer.Argument(
            metavar="FEEDS…",
            help="OPML files, lists of addresses one a line, or addresses of feeds "
            "(RSS, Atom, JSON Feed).",
        ),
    ],
    every: Annotated[
        str, typer.Option(metavar="TIME", help="From round to round: 90s, 15m, 2h, 1d.")
    ] = "15m",
    rounds: Annotated[
        int | None, typer.Option(min=1, help="Stop after so many; else go on until stopped.")
    ] = None,
    contact: Annotated[
        str | None,
        typer.Option(help="An address that a site's keeper can write to; sent to every site."),
    ] = None,
    allow_host: ALLOW_HOST = None,
    keep_original: KEEP_ORIGINAL = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes. The result does not depend on it.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
) -> None:
    """Ask feeds what is new, read it into a case, and say what changed in the picture.

    Stopped anywhere (Ctrl-C), nothing is lost: run it again and it goes on.

    [bold]Example[/bold]

        consilience watch aleppo.case feeds.opml --every 15m
    """
    from consilience.acquire.fetch.door import Door  # noqa: PLC0415 - heavy
    from consilience.acquire.fetch.turns import Clock  # noqa: PLC0415
    from consilience.acquire.pages import Web  # noqa: PLC0415
    from consilience.casefile import open_case  # noqa: PLC0415
    from consilience.casefile.watch import Watch  # noqa: PLC0415

    seconds, addresses = _seconds(every), _addresses(feeds)
    with open_case(case) as opened, stopping() as stop, progress(quiet) as tell:
        door = Door(
            opened.settings, allowed=tuple(allow_host or ()), contact=contact,
            clock=Clock(wait=stop.wait),
        )  # fmt: skip
        with Web(opened.settings, originals=keep_original, door=door) as web:
            watching = Watch(opened, web, addresses, every=seconds, workers=workers, stop=stop)
            for done in watching.rounds(rounds, tell):
                if not quiet:
                    _show(done)


def _seconds(words: str) -> float:
    """Return a time in seconds. Raises InputError for one that cannot be read, or is too short."""
    from consilience.errors import InputError  # noqa: PLC0415

    found = re.fullmatch(r"(\d+)\s*([smhd])", words.strip())
    if not found:
        raise InputError(f"--every {words}: write a time as 90s, 15m, 2h or 1d.")
    seconds = int(found[1]) * _SECONDS[found[2]]
    if seconds < _SECONDS["m"]:
        raise InputError(f"--every {words}: feeds are asked once a minute at most.")
    return float(seconds)


def _addresses(feeds: Sequence[str]) -> list[str]:
    """Return the addresses of feeds; what is none in a list is said, and the others stand."""
    from consilience.acquire.fetch.addresses import is_address, parse  # noqa: PLC0415
    from consilience.acquire.pages import listed  # noqa: PLC0415
    from consilience.errors import InputError  # noqa: PLC0415
    from consilience.model import PictureWarning  # noqa: PLC0415

    found: list[str] = []
    for words in feeds:
        if is_address(words):
            found.append(parse(words).url)
            continue
        for item in listed(Path(words.removeprefix("@"))):
            if isinstance(item, PictureWarning):
                typer.echo(f"  {item.code}: {item.where}: {item.message}", err=True)
            else:
                found.append(item)
    if not found:
        raise InputError("There is no feed to watch: give its address, or an OPML file.")
    return found


@contextmanager
def stopping() -> Iterator[Event]:
    """Give an event that a first Ctrl-C (or end of a service) sets; a second stops at once."""
    stop = Event()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def ask(number: int, frame: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        typer.echo("Stopping when this page is read; once more to stop at once.", err=True)
        stop.set()

    for number in before:
        signal.signal(number, ask)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _show(done: Round) -> None:
    from rich.console import Console  # noqa: PLC0415

    from consilience.publish.terminal import clean, show_changes  # noqa: PLC0415
    from consilience.publish.words import plural  # noqa: PLC0415

    changed = f", {plural(done.versions, 'changed article')} among them" if done.versions else ""
    waiting = f"; pages that wait: {done.waiting:,}" if done.waiting else ""
    typer.echo(
        f"Round {done.number}, {done.at}: {plural(done.asked, 'feed')} asked, {done.unchanged:,} "
        f"as before; {plural(done.reports, 'new report')}{changed}{waiting}."
    )
    for failure in done.failures:
        line = f"  {failure.address}: {failure.message} Asked again from {failure.next_at}."
        typer.echo(clean(line), err=True)
    if done.changes and done.changes.changes:
        show_changes(done.changes, Console())
