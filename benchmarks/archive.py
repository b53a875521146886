"""Peak memory and time of reading a web archive of made-up pages into a case.

In: a number of pages and a folder. Out: one line: pages, bytes packed, reports kept,
seconds, peak memory. Run: python benchmarks/archive.py 20000 /tmp/somewhere
"""

from __future__ import annotations

import io
import random
import resource
import sys
import time
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from consilience.acquire import reading
from consilience.casefile import open_case

_TOWNS = ("Maarat", "Saraqib", "Ariha", "Binnish", "Khan Touman", "Atarib", "Jisr", "Sarmin")


def page(number: int, chance: random.Random) -> str:
    told = " ".join(
        f"Shells hit a market in {chance.choice(_TOWNS)} on Friday, "
        f"killing {chance.randint(2, 40)} people and wounding {chance.randint(2, 90)}, "
        f"the civil defence said in report {number}."
        for _ in range(12)
    )
    menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(60))
    return (
        f"<html><head><title>Market shelled, report {number}</title>"
        '<meta property="article:published_time" content="2024-11-30"></head><body><nav><ul>'
        f"{menu}</ul></nav><article><h1>Market shelled, report {number}</h1><p>{told}</p></article>"
        "</body></html>"
    )


def write(path: Path, pages: int) -> None:
    chance = random.Random(7)
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for number in range(pages):
            headers = StatusAndHeaders(
                "200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1"
            )
            writer.write_record(
                writer.create_warc_record(
                    f"https://levantwire.example/2024/{number}", "response",
                    payload=io.BytesIO(page(number, chance).encode()), http_headers=headers,
                )
            )  # fmt: skip


def main() -> None:
    pages, folder = int(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    archive, address = folder / f"{pages}.warc.gz", folder / f"{pages}.case"
    write(archive, pages)
    address.unlink(missing_ok=True)
    start = time.perf_counter()
    with open_case(address, create=True) as case, reading([archive]) as read:
        ready, at_reading = time.perf_counter() - start, _peak()
        new, _ = case.keep(read, read.warnings)
    print(
        f"{pages:,} pages, {archive.stat().st_size:,} bytes packed: {new:,} kept;"
        f" read in {ready:.0f} s at {at_reading:.0f} MB, kept in"
        f" {time.perf_counter() - start - ready:.0f} s at {_peak():.0f} MB"
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main()
