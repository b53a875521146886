"""Counts told town by town: *seven were killed in X and four in Y* are two acts' tolls.

In: the frames of one report. Out: the same, where one clause gives each of several towns a
count of its own as one frame a town: neither count is that of both, nor is either at both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from consilience.coding.frames import Frame
from consilience.coding.mentions import FigureMention, PlaceMention

_AT = {"at", "near"}
_TOO_WIDE = {"area", "admin1", "country", "line"}
Share = tuple[PlaceMention, tuple[int, FigureMention]]


def part_towns(frames: Sequence[Frame]) -> list[Frame]:
    """Return the frames, with the share of each town on its own where all have one."""
    return [part for frame in frames for part in _parts(frame)]


def _parts(frame: Frame) -> Iterator[Frame]:
    shares = _shares(frame)
    if not shares:
        yield frame
    for n, (place, count) in enumerate(shares):
        others = [f for _, (_, f) in shares if f is not count[1]]
        hit = [t for t in frame.targets if not any(t.start <= f.start < t.end for f in others)]
        part = replace(frame, places=[place], figures=[count], targets=hit)
        yield replace(part, part=place.start, chain=None) if n else part


def _shares(frame: Frame) -> list[Share]:
    """Return each town with the count told right before it; nothing where one has none.

    Counts that are parts of others, run over days or are of unlike kinds are no shares.
    """
    counts = sorted(frame.figures, key=lambda pair: pair[1].start)
    spots = sorted(frame.places, key=lambda p: p.start)
    if len(counts) < 2 or len(spots) != len(counts) or len({p.place.id for p in spots}) < 2:
        return []
    alike = {f.kind for _, f in counts}
    whole = all(f.part_of is None and not f.cumulative and f.window is None for _, f in counts)
    near = all(p.role in _AT and p.place.precision not in _TOO_WIDE for p in spots)
    if len(alike) > 1 or not whole or not near or not _in_turn(counts, spots):
        return []
    return list(zip(spots, counts, strict=True))


def _in_turn(counts: Sequence[tuple[int, FigureMention]], spots: Sequence[PlaceMention]) -> bool:
    """Tell whether each count stands right before a town: *seven in X, four in Y*."""
    starts = [at for (_, f), p in zip(counts, spots, strict=True) for at in (f.start, p.start)]
    return starts == sorted(starts)
