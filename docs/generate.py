"""Writes the reference pages that are made from the code, so that they cannot fall behind it.

In: the package as installed. Out: the pages below `docs` that `PAGES` names.
`make docs` writes them; `tests/test_docs.py` fails when one of them is not what
this would write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from consilience.acquire import CODES
from consilience.knowledge.event_types import EventType, TriggerEntry
from consilience.knowledge.files import DATA, read_sections
from consilience.settings import describe

DOCS = Path(__file__).parent
_NOTE = "<!-- Written by docs/generate.py: run `make docs`. -->"
_WORDS_SHOWN = 5


def settings_page() -> list[str]:
    """Return the lines of the page of all settings, with unit and reason."""
    rows = [[f"`{s['name']}`", f"`{s['value']}`", s["unit"], s["reason"]] for s in describe()]
    return [
        "# Settings",
        "",
        "Every limit and default, with its unit and the reason for its value. From Python:",
        "`consilience.brief(paths, settings=consilience.Settings(copy_threshold=0.6))`. The hash",
        "of all values stands in every picture (`made_with.settings_sha256`), so that two pictures",
        "made with different settings can be told apart.",
        "",
        *table(["setting", "default", "unit", "reason"], rows),
    ]


def event_types_page() -> list[str]:
    """Return the lines of the page of event types, by family, with their codes and words."""
    schemas = {"event_types": EventType, "triggers": TriggerEntry}
    found = read_sections([DATA / "event_types.yaml", DATA / "triggers.yaml"], schemas)
    lines = [
        "# Event types",
        "",
        "What each type is called in ACLED and PLOVER, and some of the words that name it (with …",
        "where the word's object decides). All words stand in `knowledge/data/triggers.yaml`; what",
        "decides between types is told in [the method](../method.md).",
    ]
    head = ["id", "name", "ACLED sub-event type", "PLOVER", "words, for example"]
    for family in dict.fromkeys(kind.family for kind in found["event_types"]):
        kinds = [kind for kind in found["event_types"] if kind.family == family]
        rows = [_type_row(kind, found["triggers"]) for kind in kinds]
        lines += ["", f"## {family.capitalize()}", "", *table(head, rows)]
    return lines


def _type_row(kind: EventType, triggers: Iterable[TriggerEntry]) -> list[str]:
    own = sorted((e for e in triggers if e.type == kind.id), key=lambda e: bool(e.object))
    words = [
        f"{word} …" if entry.object else word
        for entry in own
        for word in (*entry.verbs, *entry.nouns, *entry.phrases)
    ]
    shown = ", ".join(list(dict.fromkeys(words))[:_WORDS_SHOWN]) or "–"
    return [f"`{kind.id}`", kind.label, kind.acled or "–", kind.plover or "–", shown]


def warnings_page() -> list[str]:
    """Return the lines of the page of warning codes: what each means and what to do."""
    rows = [[f"`{code}`", entry.meaning, entry.hint] for code, entry in sorted(CODES.items())]
    return [
        "# Warnings",
        "",
        "What could not be read, placed or dated stands in the picture's `warnings`, on screen and",
        "in the brief. A warning has a `code`, a `message`, a `hint` and, where they are known,",
        "`where` (file and line), `report`, `start` and `end`. The codes are never renamed, so a",
        "program may branch on them.",
        "",
        *table(["code", "meaning", "what to do"], rows),
    ]


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return the lines of a Markdown table; a bar in a cell is escaped."""
    return [_row(head), _row(["---"] * len(head)), *map(_row, rows)]


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


PAGES: dict[str, Callable[[], list[str]]] = {
    "settings.md": settings_page,
    "reference/event-types.md": event_types_page,
    "reference/warnings.md": warnings_page,
}


def page(name: str) -> str:
    """Return the text of one of `PAGES`."""
    title, *rest = PAGES[name]()
    return "\n".join([title, "", _NOTE, *rest]) + "\n"


def main() -> None:
    """Write all pages."""
    for name in PAGES:
        (DOCS / name).write_text(page(name), encoding="utf-8")


if __name__ == "__main__":
    main()
