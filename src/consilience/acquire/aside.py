"""Lays reports aside while others are still being read, and gives them back in order.

In: reports, one by one, in whatever order the files hold them. Out: the same reports by
date, given id and id, each once. Only what orders them stays in memory (some 300 bytes a
report); the texts, and how they came from the network, lie in one file without a name,
which the system removes when the program ends, however it ends. Few reports never reach the
disk.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Any

from consilience.acquire.fetch.retrieval import Retrieval
from consilience.acquire.problems import problem
from consilience.model import PictureWarning, Report


@dataclass(frozen=True, slots=True, order=True)
class _Slip:
    """Where a report comes in the order, where it lies, and what makes another the same."""

    published: str
    given_id: str
    id: str
    where: str
    at: int
    same: bytes
    fetched: bool


class Aside:
    """Reports that were read; `put` until all are there, then `reports` and `repeated`."""

    def __init__(self, in_memory: int) -> None:
        """Keep up to `in_memory` bytes of reports in memory."""
        self._file = SpooledTemporaryFile(max_size=in_memory)  # noqa: SIM115 (closed by __exit__)
        self._slips: list[_Slip] = []
        self._first: dict[bytes, _Slip] = {}

    def __enter__(self) -> Aside:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._file.close()

    def __len__(self) -> int:
        """Return how many different reports there are."""
        return len(self._first)

    def put(self, report: Report, where: str, how: Retrieval | None = None) -> None:
        """Lay a report aside; `where` is how warnings name what it was read from.

        `how` is how it came from the network.
        """
        at = self._file.seek(0, 2)
        row = [asdict(report), asdict(how) if how else None]
        self._file.write(json.dumps(row).encode() + b"\n")
        slip = _Slip(
            report.published or "", report.given_id or "", report.id, where, at, _same(report),
            how is not None,
        )  # fmt: skip
        self._slips.append(slip)
        self._first[slip.same] = min(slip, self._first.get(slip.same, slip))

    def reports(self) -> Iterator[Report]:
        """Yield each report once, by date, given id and id."""
        for slip in sorted(self._first.values()):
            row = self._row(slip)[0]
            yield Report(**row | {"contains": tuple(row["contains"])})  # JSON has no tuples

    def retrievals(self) -> Iterator[tuple[str, Retrieval]]:
        """Yield (id of a report, how it was read) of those from the network, as they were put."""
        for slip in self._slips:
            if slip.fetched:
                row = self._row(slip)[1]
                moves, headers = tuple(row["moves"]), tuple((k, v) for k, v in row["headers"])
                yield slip.id, Retrieval(**row | {"moves": moves, "headers": headers})

    def _row(self, slip: _Slip) -> Any:
        self._file.seek(slip.at)
        return json.loads(self._file.readline())

    def repeated(self) -> Iterator[PictureWarning]:
        """Yield a warning for each report that was there before under another name."""
        for slip in sorted(self._slips):
            first = self._first[slip.same]
            if slip is not first:
                message = (
                    f"The same text as {first.given_id!r} by the same publisher; counted once."
                )
                yield problem("duplicate-report", message, where=slip.where, report=first.id)


def _same(report: Report) -> bytes:
    """Return what makes two reports one: publisher (or address), date and text; else the id."""
    voice = report.publisher or report.url
    parts = [report.id] if voice is None else [
        voice.casefold(), report.published or "", report.sha256
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(parts).encode()).digest()[:16]
