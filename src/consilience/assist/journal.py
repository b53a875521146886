"""What a language model was given and what it said, kept as JSON Lines.

In: exchanges as they happen. Out: a file of one line an exchange, which anybody can read,
and the answers in it: a request that was answered before is not asked again, so that the
same brief can be made again without the model.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from consilience.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and what came of it.

    `about` is a report's id, or `summary`; `given` what was sent; `said` the answer, None where
    none came; `failed` why it could not be used; `accepted` the ids of claims, or the
    sentences, that were taken; `refused` why the others were not.
    """

    about: str
    address: str
    given: Mapping[str, Any]
    said: str | None
    failed: str | None = None
    accepted: Sequence[str] = ()
    refused: Sequence[str] = ()


class Journal:
    """A file of exchanges. It is made with the first one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._answers = dict(_answers(path))

    def answer(self, address: str, given: Mapping[str, Any]) -> str | None:
        """Return what the same address said to the same request before; None: never asked."""
        return self._answers.get(_key(address, given))

    def keep(self, one: Exchange) -> None:
        """Add an exchange. Raises InputError where the file cannot be written."""
        if one.said is not None and one.failed is None:
            self._answers[_key(one.address, one.given)] = one.said
        at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        line = json.dumps({"at": at, **asdict(one)}, ensure_ascii=False)
        # Halves of characters cannot be written; JSON may hold them escaped.
        line = re.sub(r"[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", line)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
        except OSError as error:
            raise InputError(
                f"{self.path} cannot be written: {error.strerror}. Name a file with --assist-log."
            ) from error


def _answers(path: Path) -> list[tuple[str, str]]:
    """Return the answers of a file; a line that was cut off, or is none of ours, is passed over."""
    if not path.exists():
        return []
    found = []
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
        try:
            row = json.loads(line)
            if isinstance(row["said"], str) and row["failed"] is None:
                found.append((_key(row["address"], row["given"]), row["said"]))
        except (ValueError, KeyError, TypeError):
            continue
    return found


def _key(address: str, given: Mapping[str, Any]) -> str:
    whole = json.dumps([address, given], sort_keys=True)
    return hashlib.sha256(whole.encode("utf-8", errors="surrogatepass")).hexdigest()
