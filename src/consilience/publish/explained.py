"""An explanation on a terminal and as Markdown.

In: an `Explanation`. Out: its sections in order, each point with the words behind
it. Of long sections the first points are shown, and how many others there are;
the JSON has all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from consilience.model import Picture
from consilience.publish import words
from consilience.publish.index import index
from consilience.publish.markdown import plain
from consilience.publish.terminal import clean
from consilience.reconcile.explain import Explanation, Part, Point, Section, Words
from consilience.reconcile.explain.rules import trait_words

POINTS, QUOTES = 8, 3  # of one section, and words behind one point
_SLOT_CHARS = 44


def explained(
    explanation: Explanation, picture: Picture, console: Console, *, every: bool = False
) -> None:
    """Print an explanation; `every` point of it, else the first of each section."""
    reports = _reports(picture)
    _print(console, 0, (f"{words.capital(explanation.kind)}: {explanation.title}", "bold"))
    _print(console, 0, (explanation.id, "dim"))
    for section in explanation.sections:
        console.print()
        _print(console, 0, (section.title, "bold"), (_count(section), "dim"))
        _print(console, 2, (section.rule, "dim"))
        count = len(section.points) if every else POINTS
        for point in section.points[:count]:
            _point(point, reports, console, every=every)
        if len(section.points) > count:
            _print(console, 2, (f"and {len(section.points) - count} more (--all)", "dim"))


def explained_markdown(explanation: Explanation, picture: Picture) -> str:
    """Return an explanation as CommonMark."""
    lines = [*_head(explanation), *_body(explanation, _reports(picture))]
    return "\n".join(lines).rstrip() + "\n"


def _reports(picture: Picture) -> Mapping[str, str]:
    found = index(picture)
    return {r.id: found.by_line(r.id) for r in picture.reports}


def _count(section: Section) -> str:
    return f"{len(section.points):,}" if len(section.points) > 1 else ""


def _print(console: Console, indent: int, *parts: tuple[str, str]) -> None:
    text = Text(" ").join(Text(clean(said), style) for said, style in parts if clean(said))
    if text:
        console.print(Padding(text, (0, 0, 0, indent)), highlight=False)


def _point(point: Point, reports: Mapping[str, str], console: Console, *, every: bool) -> None:
    _print(console, 2, (f"{point.label}:", "bold"), (point.value, ""))
    _print(console, 4, (point.note, "dim"))
    if point.ids and every:
        _print(console, 4, (" ".join(point.ids), "dim"))
    elif point.ids:
        more = f" and {len(point.ids) - 2} more" if len(point.ids) > 2 else ""
        _print(console, 4, (" ".join(point.ids[:2]) + more, "dim"))
    for said in point.words if every else point.words[:QUOTES]:
        _print(console, 4, (f"“{said.text}”", "italic"), (_where(said, reports), "dim"))
    if point.parts:
        console.print(Padding(_grid(point.parts), (0, 0, 0, 4)))


def _where(said: Words, reports: Mapping[str, str]) -> str:
    """Say where words stand; those outside their sentence with what stands around them."""
    if not said.where:
        return f"– {reports.get(said.report, said.report)}"
    around = f": {said.around}" if said.around else ""
    return f"– {said.where}{around}"


def _grid(parts: Sequence[Part]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column()
    grid.add_column()
    for part in parts:
        spoken = f"{_short(part.one)} | {_short(part.two)}" if part.one or part.two else ""
        grid.add_row(
            Text(f"{part.weight:+.1f}"), Text(trait_words(part.trait)), Text(clean(spoken), "dim")
        )
    return grid


def _short(said: str) -> str:
    cut = said if len(said) <= _SLOT_CHARS else said[: _SLOT_CHARS - 1] + "…"
    return cut or "–"


def _head(explanation: Explanation) -> Iterator[str]:
    yield f"# {words.capital(explanation.kind)}: {plain(explanation.title)}"
    yield ""
    yield f"`{explanation.id}`"


def _body(explanation: Explanation, reports: Mapping[str, str]) -> Iterator[str]:
    for section in explanation.sections:
        yield ""
        yield f"## {plain(section.title)}"
        yield ""
        if section.rule:
            see = f" (method: {plain(section.see)})" if section.see else ""
            yield f"*{plain(section.rule)}*{see}"
            yield ""
        for point in section.points:
            yield from _item(point, reports)


def _item(point: Point, reports: Mapping[str, str]) -> Iterator[str]:
    ids = f" ({', '.join(point.ids)})" if point.ids else ""
    yield f"- **{plain(point.label)}**: {plain(point.value)}{plain(ids)}"
    if point.note:
        yield f"  - {plain(point.note)}"
    for said in point.words:
        yield f"  - “{plain(said.text)}” {plain(_where(said, reports))}"
    for part in point.parts:
        spoken = f": {plain(_short(part.one))} / {plain(_short(part.two))}"
        told = spoken if part.one or part.two else ""
        yield f"  - {part.weight:+.1f} {plain(trait_words(part.trait))}{told}"
