"""What a language model is asked: instructions from `prompts.yaml`, and all else as data.

In: a piece of a report with what was read of it, or cells of a picture. Out: messages. The
words of reports stand in one JSON string and nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, get_args

from consilience.knowledge.event_types import EventType
from consilience.knowledge.files import read_sections
from consilience.model import Claim, FigureKind, Report

_FILE = Path(__file__).with_name("prompts.yaml")
Message = dict[str, str]


def for_claims(
    report: Report, piece: str, claims: Iterable[Claim], types: Iterable[EventType]
) -> list[Message]:
    """Return the messages that ask what a piece of a report tells besides `claims`."""
    data = {
        "kinds of event": {t.id: t.label for t in types},
        "kinds of count": list(get_args(FigureKind)),
        "report": {"publisher": report.publisher, "published": report.published, "text": piece},
        "read already": [{"word": c.trigger.text, "kind": c.event_type} for c in claims],
    }
    return _messages("claims", data)


def for_summary(items: Sequence[Mapping[str, Any]]) -> list[Message]:
    """Return the messages that ask for a summary of cells."""
    return _messages("summary", {"items": list(items)})


def _messages(task: str, data: Mapping[str, Any]) -> list[Message]:
    return [
        {"role": "system", "content": "\n".join(_tasks()[task])},
        {"role": "user", "content": json.dumps(data, ensure_ascii=False)},
    ]


@cache
def _tasks() -> dict[str, list[str]]:
    return read_sections([_FILE], {"claims": str, "summary": str})
