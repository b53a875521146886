"""`consilience serve`: the desk over a case, in the browser."""

from __future__ import annotations

import threading
import webbrowser
from typing import Annotated

import typer

from consilience.cli.init import CASE
from consilience.cli.progress import progress

_LOCAL = ("127.0.0.1", "localhost", "::1")


def serve(
    case: CASE,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where to listen; 0 takes a free one.")
    ] = 8642,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Of this machine; another needs --token.")
    ] = "127.0.0.1",
    allow_edit: Annotated[
        bool, typer.Option("--allow-edit", help="Let visitors judge; else they only read.")
    ] = False,
    token: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=SECRET",
            envvar="CONSILIENCE_TOKENS",
            help="An analyst and the token that lets them in; may be given again.",
        ),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST", help="A name by which others reach this desk."),
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Show a case in the browser.

    [bold]Example[/bold]

        consilience serve aleppo.case --open --allow-edit
    """
    import uvicorn  # noqa: PLC0415 - heavy

    from consilience.casefile import open_case  # noqa: PLC0415
    from consilience.desk import Access, desk  # noqa: PLC0415

    access = Access(edit=allow_edit, tokens=_tokens(token or ()),
                    hosts=(*(name or ()), *([] if host in _LOCAL else [host])))  # fmt: skip
    _check_host(host, access.tokens)
    with open_case(case) as opened:
        with progress(quiet=False) as tell:
            opened.refresh(tell)
        config = uvicorn.Config(desk(opened, access), host=host, port=port, log_level="warning",
                                server_header=False)  # fmt: skip
        socket = config.bind_socket()
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{socket.getsockname()[1]}/"
        typer.echo(f"The desk is open at {address}  (Ctrl-C closes it)")
        if open_:
            threading.Timer(0.5, webbrowser.open, [address]).start()
        uvicorn.Server(config).run([socket])


def _tokens(given: list[str] | tuple[str, ...]) -> dict[str, str]:
    """Return each analyst's secret. Raises InputError for one that is none or too short."""
    from consilience.errors import InputError  # noqa: PLC0415

    pairs = [words.partition("=") for words in given]
    if any(not who.strip() or len(secret) < 16 for who, _, secret in pairs):
        raise InputError("--token: write NAME=SECRET, with a secret of 16 signs or more.")
    return {who.strip(): secret for who, _, secret in pairs}


def _check_host(host: str, tokens: object) -> None:
    from consilience.errors import InputError  # noqa: PLC0415

    if host not in _LOCAL and not tokens:
        raise InputError(
            f"--host {host}: others could read this case. Give each analyst a --token, or leave "
            "--host out to serve this machine only."
        )
