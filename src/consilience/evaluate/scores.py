"""Arithmetic that the evaluators share: counts in, measures and the worst cases out.

In: how many were right, found and asked for. Out: the measures as the command
line prints them, `{"p", "r", "f1", "n"}` or `{"value", "n"}`, all fractions of
one, unrounded; and a few wrong cases of each kind.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consilience.errors import InputError, NoSuchPathError
from consilience.model import Report

Measure = dict[str, float]
_SMALL = {"the", "a", "of", "and", "in", "al", "s", "for", "by"}
_NOT_IN_ACRONYM = {"the", "a", "of", "for", "and"}


@dataclass(slots=True)
class Count:
    """What was found against what was asked for; `right` may count halves."""

    right: float = 0
    found: float = 0
    gold: float = 0

    def add(self, right: float, found: float, gold: float) -> None:
        """Add one text's counts."""
        self.right += right
        self.found += found
        self.gold += gold

    def sets(self, found: set[Any], gold: set[Any]) -> None:
        """Add two sets of things, right where they meet."""
        self.add(len(found & gold), len(found), len(gold))

    def measure(self) -> Measure:
        """Return precision, recall, F1, and the number asked for."""
        p = self.right / self.found if self.found else 0.0
        r = self.right / self.gold if self.gold else 0.0
        return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0, "n": self.gold}


@dataclass(slots=True)
class Share:
    """How many of those that were judged are right."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> bool:
        """Count one case and return whether it was right."""
        self.right += right
        self.of += 1
        return right

    def measure(self) -> Measure:
        """Return the share and the number judged."""
        return {"value": self.right / self.of if self.of else 0.0, "n": self.of}


def same_name(one: str, other: str) -> bool:
    """Tell whether two wordings name one thing.

    They do when they share half the words of the shorter, small words apart, or
    when one is spelled by the other's initials.
    """
    x, y = _words(one), _words(other)
    if not x or not y:
        return False
    if len(x & y) / min(len(x), len(y)) >= 0.5:
        return True
    return _initials(one) in y or _initials(other) in x


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.lower())) - _SMALL


def _initials(text: str) -> str:
    words = re.findall(r"[A-Za-z0-9]+", text)
    return "".join(w[0] for w in words if w.lower() not in _NOT_IN_ACRONYM).lower()


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file. Raises NoSuchPathError, InputError."""
    if not path.is_file():
        raise NoSuchPathError(f"{path}: there is no such file.")
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            rows.append(json.loads(line))
        except json.JSONDecodeError as error:
            raise InputError(f"{path}, line {number}: not JSON: {error.msg}.") from error
    return rows


def fingerprint(*paths: Path) -> str:
    """Return the SHA-256 of the files' bytes, one after the other."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def corpus_report(identifier: str, text: str, published: str | None = None) -> Report:
    """Return a text of a corpus as a report; `published` is an ISO date."""
    return Report(
        id=identifier, given_id=identifier, title="", publisher=None, url=None,
        published=published, published_from="given" if published else "none", language="en",
        sha256=hashlib.sha256(text.encode()).hexdigest(), text=text,
    )  # fmt: skip


def worst(errors: Iterable[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """Return the first `count` errors of each kind, in their order."""
    seen: Counter[str] = Counter()
    kept = []
    for error in errors:
        seen[error["kind"]] += 1
        if seen[error["kind"]] <= count:
            kept.append(error)
    return sorted(kept, key=lambda error: str(error["kind"]))


def every(rows: Sequence[Any], sample: int) -> Sequence[Any]:
    """Return every `sample`-th row, beginning with the first."""
    return rows[:: max(1, sample)]
