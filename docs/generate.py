"""Writes the reference pages that are made from the code, so that they cannot fall behind it.

In: the package as installed. Out: the pages below `docs` that `PAGES` names, and
the marked parts of other pages that `PARTS` names. `make docs` writes them;
`tests/test_docs.py` fails when one of them is not what this would write.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

import typer.main

from consilience.acquire import CODES
from consilience.cli import app
from consilience.knowledge import SECTIONS
from consilience.knowledge.event_types import EventType, TriggerEntry
from consilience.knowledge.files import DATA, read_sections
from consilience.knowledge.likeness import likeness_book
from consilience.reconcile import events
from consilience.settings import describe

DOCS = Path(__file__).parent
_NOTE = "<!-- Written by docs/generate.py: run `make docs`. -->"
_WORDS_SHOWN = 5
# Codes that arise after the reports are read: (meaning, what to do).
CODES_OF_CODING = {
    "assist-failed": (
        "the language model that the user named gave no answer that can be used",
        "The message says why; the claims of the rules stand.",
    ),
    "assist-refused": (
        "what a language model proposed does not hold against the report or the rules",
        "Nothing of it is in the picture; the log has what was asked and said.",
    ),
    "claim-rejected": (
        "an analyst rejected this claim; it is in no event",
        "The hint says who and why; withdraw the judgement to have it back.",
    ),
    "copy-changed": (
        "a copy gives another number in a sentence that it repeats",
        "See which report the number goes back to.",
    ),
    "takes-in": (
        "a report holds an earlier one's text among more of its own",
        "What it tells in those words is not its own.",
    ),
    "version-changed": (
        "a new version of a report gives another number in a sentence that it keeps",
        "Take the new number for the publisher's own; the old one stays listed.",
    ),
    "judgement-conflict": (
        "a judgement meets a text or a coding that says otherwise now, or another judgement",
        "Look at the sentence; withdraw the judgement or make it anew.",
    ),
    "judgement-lost": (
        "what a judgement was made on is not in the picture any more",
        "Look at the report; withdraw the judgement or make it anew.",
    ),
    "reports-waiting": (
        "reports of a case are read but not coded yet",
        "Run consilience code CASE.",
    ),
    "does-not-add-up": (
        "the parts that one report counts sum to more than the whole that it counts",
        "Read both sentences; one of the numbers is wrong, or they count different things.",
    ),
    "read-in-part": (
        "reports that hardly speak of conflict: only their leads and the passages that can tell an "
        "act were parsed",
        "To parse every word, leave out `--gate`.",
    ),
    "not-coded": ("a report broke the coding; it is listed without claims", "Report it as a bug."),
    "not-dated": (
        "an act of violence or a change of control has no day",
        "Give the report's date with --published; or no word near it tells the day.",
    ),
    "not-placed": (
        "an act of violence or a change of control has no place",
        "Read the sentence; no place stands near it.",
    ),
}


def settings_page() -> list[str]:
    """Return the lines of the page of all settings, with unit and reason."""
    rows = [[f"`{s['name']}`", f"`{s['value']}`", s["unit"], s["reason"]] for s in describe()]
    return [
        "# Settings",
        "",
        "Every limit and default, with its unit and the reason for its value. `consilience",
        "settings` prints the same. To change one, from Python:",
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
    known = {code: (entry.meaning, entry.hint) for code, entry in CODES.items()} | CODES_OF_CODING
    rows = [[f"`{code}`", *known[code]] for code in sorted(known)]
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


def knowledge_page() -> list[str]:
    """Return the lines of the page of a user's own knowledge file: its sections and fields."""
    lines = [
        "# Knowledge files",
        "",
        "A file of your own adds to what comes with the package: `--knowledge mine.yaml`. It is",
        "YAML, a mapping from the section names below to lists of entries. `consilience knowledge",
        "check mine.yaml` checks it. Fields marked *required* have no default. The built-in files",
        "under `src/consilience/knowledge/data` are the best examples.",
    ]
    for section, schema in SECTIONS.items():
        lines += ["", f"## {section}", "", *_section(schema)]
    return lines


def _section(schema: type) -> list[str]:
    if not dataclasses.is_dataclass(schema):
        return ["A list of words; what they are for stands at the head of the built-in file."]
    doc = inspect.cleandoc(schema.__doc__ or "")
    return [doc, "", *table(["field", "type", "default"], _fields(schema))]


def _fields(schema: type[Any]) -> list[list[str]]:
    hints = get_type_hints(schema)
    return [[f"`{f.name}`", _words(hints[f.name]), _default(f)] for f in dataclasses.fields(schema)]


def _words(hint: object) -> str:
    """Return a type as the writer of a YAML file would say it."""
    parts = [part for part in get_args(hint) if part not in (type(None), Ellipsis)]
    if get_origin(hint) is Literal:
        return " ".join(f"`{part}`" for part in parts)
    if get_origin(hint) is tuple:
        return f"list of {_words(parts[0])}"
    if get_origin(hint) is dict:
        return "mapping of text to text"
    if parts:
        return _words(parts[0])
    return {str: "text", int: "whole number", bool: "yes or no"}.get(cast("type", hint), "text")


def _default(field: dataclasses.Field[object]) -> str:
    if field.default is not dataclasses.MISSING:
        return "–" if field.default in (None, ()) else f"`{field.default}`"
    return "*required*" if field.default_factory is dataclasses.MISSING else "–"


def command_line_page() -> list[str]:
    """Return the lines of the page of all commands with their arguments and options."""
    lines = [
        "# Command line",
        "",
        "Output goes to standard output, progress and errors to standard error. The exit status is",
        "0 when a picture was made, 2 when the input, a knowledge file or the installation cannot",
        "be used (one line says what to do), 130 when it was stopped. A report that cannot be read",
        "is no error: it is a [warning](warnings.md) in the picture.",
    ]
    for name, command in commands():
        doc = inspect.cleandoc(command.help or "").replace("[bold]", "**").replace("[/bold]", "**")
        lines += ["", f"## {name}", "", *doc.splitlines()]
        rows = [_parameter_row(parameter) for parameter in command.params]
        if rows:
            lines += ["", *table(["argument or option", "what it does"], rows)]
    return lines


def commands() -> Iterator[tuple[str, Any]]:
    """Yield every command with its full name, a group before its own commands."""
    waiting = [("consilience", typer.main.get_command(app))]
    while waiting:
        name, command = waiting.pop(0)
        yield name, command
        inner: dict[str, Any] = getattr(command, "commands", {})
        waiting += [(f"{name} {key}", inner[key]) for key in sorted(inner)]


def _parameter_row(parameter: Any) -> list[str]:
    shown = [option for option in parameter.opts if option.startswith("-")] or [parameter.metavar]
    names = ", ".join(f"`{name or parameter.name.upper()}`" for name in shown)
    return [names, parameter.help or ""]


def likeness_part() -> list[str]:
    """Return the lines that give the weights and thresholds of the likeness of two accounts."""
    book = likeness_book()
    rows = [
        [f"`{trait}`", _weight(book.within[trait]), _weight(book.between.get(trait, 0.0))]
        for trait in book.within
    ]
    return [
        *table(["trait", "within a report", "between reports"], rows),
        "",
        f"Two accounts are linked at more than {_weight(events.FLOOR)}. Groups are joined,",
        "likeliest first, where the mean over all pairs of their accounts is",
        f"{_weight(events.JOIN)} or more (a pair that is not linked counts as",
        f"{_weight(events.FLOOR)}) and at most {events.MAX_CONFLICT:.0%} of these pairs",
        "contradict each other.",
    ]


def _weight(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return the lines of a Markdown table; a bar in a cell is escaped."""
    return [_row(head), _row(["---"] * len(head)), *map(_row, rows)]


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


PAGES: dict[str, Callable[[], list[str]]] = {
    "settings.md": settings_page,
    "reference/command-line.md": command_line_page,
    "reference/event-types.md": event_types_page,
    "reference/knowledge-files.md": knowledge_page,
    "reference/warnings.md": warnings_page,
}


PARTS: dict[str, dict[str, Callable[[], list[str]]]] = {"method.md": {"likeness": likeness_part}}
NAMES = [*PAGES, *PARTS]


def page(name: str) -> str:
    """Return the text of one of `NAMES`."""
    if name in PARTS:
        return _with_parts((DOCS / name).read_text(encoding="utf-8"), PARTS[name])
    title, *rest = PAGES[name]()
    return "\n".join([title, "", _NOTE, *rest]) + "\n"


def _with_parts(text: str, parts: dict[str, Callable[[], list[str]]]) -> str:
    for mark, lines in parts.items():
        begin, end = f"<!-- {mark}: written by docs/generate.py -->", f"<!-- end of {mark} -->"
        inside = "\n".join([begin, *lines(), end])
        text = re.sub(f"{re.escape(begin)}.*?{re.escape(end)}", lambda _: inside, text, flags=re.S)  # noqa: B023
    return text


def main() -> None:
    """Write all pages."""
    for name in NAMES:
        (DOCS / name).write_text(page(name), encoding="utf-8")


if __name__ == "__main__":
    main()
