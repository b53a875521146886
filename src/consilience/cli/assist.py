"""The options of commands that may ask a language model, and what they open.

In: what the user typed. Out: a helper, None where no model was named: then nothing of it is
loaded and not one request is made.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from consilience.assist.propose import Helper

_LOG = "assist.jsonl"

ASSIST = Annotated[
    str | None,
    typer.Option(
        "--assist",
        metavar="URL",
        help="Ask a language model of yours for what the rules missed: any OpenAI-compatible "
        "address, such as http://127.0.0.1:11434/v1. Off by default.",
    ),
]
ASSIST_MODEL = Annotated[
    str | None, typer.Option("--assist-model", metavar="NAME", help="Which model it is to use.")
]
ASSIST_KEY_ENV = Annotated[
    str | None,
    typer.Option(
        "--assist-key-env", metavar="VAR", help="The environment variable that holds its key."
    ),
]
ASSIST_LOG = Annotated[
    Path | None,
    typer.Option(
        "--assist-log",
        metavar="FILE",
        help="Where to keep what it was given and said; else beside the output. What stands "
        "there is not asked again.",
    ),
]


@contextmanager
def helper_for(
    url: str | None, model: str | None, key_env: str | None, log: Path | None, beside: Path | None
) -> Iterator[Helper | None]:
    """Give what asks the model at an address; None where none is named.

    `beside` is the file that is written. Raises InputError where the address or the key
    cannot be used, or an option for a model is given without an address.
    """
    from consilience.errors import InputError  # noqa: PLC0415

    if url is None:
        if model or key_env or log:
            raise InputError("--assist-model, --assist-key-env and --assist-log need --assist URL.")
        yield None
        return
    from consilience.assist.endpoint import Endpoint  # noqa: PLC0415 - heavy
    from consilience.assist.journal import Journal  # noqa: PLC0415
    from consilience.assist.propose import Helper  # noqa: PLC0415
    from consilience.settings import Settings  # noqa: PLC0415

    settings, path = Settings(), log or _log_beside(beside)
    with Endpoint(url, settings, model=model, key_env=key_env, environ=os.environ) as endpoint:
        yield Helper(endpoint, Journal(path), settings)


def _log_beside(beside: Path | None) -> Path:
    return beside.with_name(f"{beside.name}.{_LOG}") if beside else Path(f"consilience.{_LOG}")
