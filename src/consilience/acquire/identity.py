"""Ids of reports, from their content alone: the same report has the same id anywhere.

In: what a report says of itself, and its text. Out: an id and a hash.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from consilience.model import Report


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def with_id(report: Report) -> Report:
    """Return the report with its id: "r-" and 12 hexadecimal digits of a SHA-256.

    Hashed is the canonical JSON of given id, publisher, address, date, title and text.
    48 bits: among a million reports, the odds that any two share an id are 1 in 560.
    """
    parts = [
        report.given_id, report.publisher, report.url, report.published, report.title, report.text
    ]  # fmt: skip
    canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return replace(report, id=f"r-{hashlib.sha256(canonical.encode()).hexdigest()[:12]}")
