"""What a language model said, held against the form that it was asked for.

In: its words. Out: `Pointed` (words of a report that may tell an event) and `Said`
(a sentence with the ids that it words), each checked by itself: one that is malformed is
told of and leaves the others standing. Raises AssistError where nothing of it is JSON.
"""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from consilience.errors import AssistError

_Words = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
_Long = Annotated[str, StringConstraints(min_length=1, max_length=5_000)]
# Some models think aloud before they answer, and some put a fence around JSON.
_THOUGHT = re.compile(r"\A.*</think>", re.DOTALL)
_FENCE = re.compile(r"\A\s*```[a-zA-Z]*\s*(.*?)\s*```\s*\Z", re.DOTALL)


class Count(BaseModel):
    """A count as pointed at: its words, the number that they mean, what happened to them."""

    model_config = ConfigDict(strict=True, frozen=True)
    words: _Words
    number: int
    kind: _Words


class Pointed(BaseModel):
    """Words of a report that may tell an event; all but `kind` stand in the report."""

    model_config = ConfigDict(strict=True, frozen=True)
    quote: _Long
    word: _Words
    kind: _Words
    doers: tuple[_Words, ...] = ()
    targets: tuple[_Words, ...] = ()
    places: tuple[_Words, ...] = ()
    time: _Words | None = None
    counts: tuple[Count, ...] = ()
    voice: _Words | None = None
    denied: bool = False


class Said(BaseModel):
    """A sentence of a summary, and the ids of the cells that it words."""

    model_config = ConfigDict(strict=True, frozen=True)
    text: _Long
    refs: tuple[_Words, ...]


_T = TypeVar("_T", Pointed, Said)


def pointed(words: str, limit: int) -> tuple[list[Pointed], list[str]]:
    """Return the claims pointed at, at most `limit`, and what was wrong with others."""
    return _each(_list(words, "claims"), Pointed, limit)


def said(words: str, limit: int) -> tuple[list[Said], list[str]]:
    """Return the sentences, at most `limit`, and what was wrong with others."""
    return _each(_list(words, "sentences"), Said, limit)


def _list(words: str, name: str) -> list[Any]:
    plain = _THOUGHT.sub("", words)
    fenced = _FENCE.match(plain)
    try:
        found = json.loads(fenced[1] if fenced else plain)
    except (ValueError, RecursionError) as error:
        raise AssistError("The answer is not JSON.") from error
    rows = found.get(name) if isinstance(found, dict) else None
    if not isinstance(rows, list):
        raise AssistError(f"The answer has no list {name!r}.")
    return rows


def _each(rows: list[Any], kind: type[_T], limit: int) -> tuple[list[_T], list[str]]:
    good: list[_T] = []
    faults = [f"{len(rows) - limit:,} more than the {limit} that are taken"] * (len(rows) > limit)
    for row in rows[:limit]:
        try:
            # From JSON again: lists become tuples, and nothing else is forced into a type.
            good.append(kind.model_validate_json(json.dumps(row)))
        except (ValidationError, UnicodeEncodeError) as error:
            faults.append(_fault(row, error))
    return good, faults


def _fault(row: Any, error: Exception) -> str:
    head = json.dumps(row)[:80]
    if not isinstance(error, ValidationError):
        return f"{head}: it holds what is no text"
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"]) or "it"
    return f"{head}: {where}: {first['msg']}"
