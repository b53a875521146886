"""The options of commands that read addresses, and what they open."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from consilience.acquire.pages import Web

ALLOW_HOST = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-host",
        metavar="HOST",
        help="A host of your own network that may be read, as NAME or NAME:PORT.",
    ),
]
KEEP_ORIGINAL = Annotated[
    Path | None,
    typer.Option(
        "--keep-original",
        metavar="FOLDER",
        help="Keep what came from the network as it came, as a web archive (WARC).",
    ),
]


def web_for(
    paths: Sequence[str], allow_host: Sequence[str] | None, keep_original: Path | None
) -> AbstractContextManager[Web | None]:
    """Return what reads the addresses among some paths; of files alone, nothing is opened.

    Raises InputError where an option for addresses is given and no address.
    """
    from consilience.acquire.inputs import leads_out  # noqa: PLC0415
    from consilience.errors import InputError  # noqa: PLC0415
    from consilience.settings import Settings  # noqa: PLC0415

    if not any(leads_out(path) for path in paths):
        if allow_host or keep_original:
            raise InputError("--allow-host and --keep-original need an address among the paths.")
        return nullcontext()
    from consilience.acquire.pages import Web  # noqa: PLC0415 - heavy

    return Web(Settings(), allowed=tuple(allow_host or ()), originals=keep_original)
