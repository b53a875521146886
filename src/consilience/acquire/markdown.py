"""Markdown: front matter as metadata, the first heading as headline, marks taken away.

In: a decoded text. Out: a `Draft` whose text reads as prose. Only marks that
would stand between the words of a sentence are removed; nothing is rendered.
"""

from __future__ import annotations

import re

from consilience.acquire.drafts import Blob, Draft
from consilience.acquire.text import draft_from_fields, field_named, split_header
from consilience.acquire.titles import headline_of

_FRONT = re.compile(r"---[ \t]*\n(?P<matter>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_ENTRY = re.compile(r"(?P<label>[A-Za-z][\w -]*?)\s*:\s*(?P<value>\S.*)")
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(\S.*)\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE)
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]+)\]\([^)\s]+(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"\[\^[\w-]+\]"), ""),
    (re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*[-*+][ \t]+", re.MULTILINE), ""),
    (re.compile(r"(?<!\w)(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!-])"), r"\1"),
)


def draft_from_markdown(blob: Blob, text: str) -> Draft:
    """Return the report that a Markdown file is; front matter is read as `label: value` lines."""
    front = _FRONT.match(text)
    fields = _front_matter(front["matter"]) if front else {}
    body = text[front.end() :] if front else text
    heading = _UNDERLINED.search(body[:500]) or _HEADING.search(body[:500])
    under, prose = split_header(plain(body))
    fields = {**under, **fields}
    title = fields.get("title") or (plain(heading[1]) if heading else headline_of(prose))
    return draft_from_fields(blob, fields, prose, title)


def plain(text: str) -> str:
    """Return Markdown as prose: headings, emphasis, links, quotes and rules without their marks."""
    text = _HEADING.sub(r"\1", _UNDERLINED.sub(r"\1", text))
    for mark, instead in _MARKS:
        text = mark.sub(instead, text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _front_matter(matter: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in matter.split("\n"):
        match = _ENTRY.fullmatch(line.strip())
        name = field_named(match["label"]) if match else None
        if match and name:
            fields.setdefault(name, match["value"].strip().strip("\"'"))
    return fields
