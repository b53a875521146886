"""The language model's address: messages in, its words out.

In: what the user names: an address, a model, the environment variable that holds a key.
Out: `Endpoint`, which asks one thing at a time through the one door to the network. The
address may be of this machine, since the user names it; a move is never followed, and the
key stands in no message, log or picture.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from ipaddress import ip_address
from types import TracebackType
from typing import Any

from consilience.acquire.fetch.addresses import Address, not_public, parse
from consilience.acquire.fetch.door import Door
from consilience.errors import AssistError, FetchError, InputError
from consilience.settings import Settings

_PATH = "/chat/completions"
Messages = Sequence[Mapping[str, str]]


class Endpoint:
    """An OpenAI-compatible endpoint; close it, or use it in a `with`.

    Raises InputError where the address is none, the variable is not set, or the key would
    travel unencrypted to another machine.
    """

    def __init__(
        self, url: str, settings: Settings, *, model: str | None = None,
        key_env: str | None = None, environ: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        address = _address(url)
        self._key = _key(key_env, environ or {})
        if self._key and address.scheme == "http" and not _is_near(address.host):
            raise InputError(
                f"--assist {url}: the key would go over the network unencrypted. Use https."
            )
        self.url, self.model = address.url, model
        # How the model is called in pictures and briefs.
        self.name = model or f"the language model at {address.authority}"
        self._door = Door(_limits(settings), allowed=(f"{address.host}:{address.port}",
                                                      address.host))  # fmt: skip

    def __enter__(self) -> Endpoint:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def close(self) -> None:
        """End what still runs."""
        self._door.close()

    def body(self, messages: Messages) -> dict[str, Any]:
        """Return what is sent: the same messages are the same body."""
        model = {"model": self.model} if self.model else {}
        return {**model, "messages": list(messages), "temperature": 0, "seed": 0, "stream": False}

    def ask(self, messages: Messages) -> str:
        """Return what the model says to messages.

        Raises AssistError where no answer came, or one that is not in the form of a chat.
        """
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        try:
            sent = json.dumps(self.body(messages)).encode()
            found = self._door.post(self.url, sent, headers)
        except FetchError as error:
            raise AssistError(_worded(error)) from error
        return _content(found.data)


def _address(url: str) -> Address:
    try:
        address = parse(url)
    except FetchError as error:
        raise InputError(f"--assist {error}") from error
    if "?" in address.url:
        raise InputError(f"--assist {url}: name the address without a query.")
    whole = address.url.rstrip("/")
    return parse(whole if whole.endswith(_PATH) else whole + _PATH)


def _key(name: str | None, environ: Mapping[str, str]) -> str:
    if name is None:
        return ""
    key = environ.get(name, "").strip()
    if not key:
        raise InputError(f"--assist-key-env {name}: no such variable is set in the environment.")
    if not (key.isascii() and key.isprintable()):
        raise InputError(f"--assist-key-env {name}: its value cannot stand in a header.")
    return key


def _is_near(host: str) -> bool:
    """Tell whether a host is this machine or on its own network."""
    try:
        return not_public(ip_address(host)) is not None
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _limits(settings: Settings) -> Settings:
    return replace(
        settings, fetch_seconds=settings.assist_seconds, fetch_max_bytes=settings.assist_max_bytes,
        fetch_host_delay_seconds=0.0,
    )  # fmt: skip


def _worded(error: FetchError) -> str:
    """Return why nothing came, with the names of the settings that hold here."""
    said = str(error).replace("fetch_seconds", "assist_seconds")
    said = said.replace("fetch_max_bytes", "assist_max_bytes")
    if error.status is not None and 300 <= error.status < 400:
        return f"{said} It wants to move elsewhere, which is not followed: name the right address."
    if error.status in (401, 403):
        return f"{said} Name the variable that holds its key with --assist-key-env."
    if error.status in (400, 404, 422):
        return f"{said} Name a model that it has with --assist-model."
    return said


def _content(data: bytes) -> str:
    try:
        said = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise AssistError("The answer is not in the form of a chat completion.") from error
    if not isinstance(said, str):
        raise AssistError("The answer holds no words.")
    return said
