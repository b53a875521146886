"""The docs cannot fall behind the code: pages made from it are compared, others searched."""

from __future__ import annotations

import dataclasses
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, get_args, get_type_hints

import pytest

from consilience import model

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "examples").glob("*.md")])


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATOR = generator()


@pytest.mark.parametrize("name", sorted(GENERATOR.PAGES))
def test_page_made_from_the_code_is_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == GENERATOR.page(name), "run: make docs"


def test_every_warning_code_is_documented() -> None:
    text = (DOCS / "reference" / "warnings.md").read_text(encoding="utf-8")
    code = re.compile(r"""(?:code=|problem\(\s*)"([a-z]+(?:-[a-z]+)+)\"""")
    used = {
        c for path in (ROOT / "src").rglob("*.py") for c in code.findall(path.read_text("utf-8"))
    }
    assert used
    assert not [name for name in sorted(used) if f"| `{name}` |" not in text]


def classes() -> Iterator[type]:
    """Yield the classes that a picture is made of, by following the types of its fields."""
    waiting: list[type] = [model.Picture]
    seen: set[type] = set()
    while waiting:
        found = waiting.pop()
        seen.add(found)
        yield found
        for hint in get_type_hints(found).values():
            waiting += [c for c in _within(hint) if dataclasses.is_dataclass(c) and c not in seen]


def _within(hint: object) -> Iterator[type]:
    if isinstance(hint, type) and not get_args(hint):
        yield hint
    for part in get_args(hint):
        yield from _within(part)


@pytest.mark.parametrize("kind", sorted(set(classes()), key=str))
def test_every_field_of_the_picture_is_documented(kind: type[Any]) -> None:
    text = (DOCS / "reference" / "picture.md").read_text(encoding="utf-8")
    section = re.search(rf"^## {kind.__name__}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert section, f"docs/reference/picture.md has no section {kind.__name__}"
    rows = [line.split("|")[1] for line in section[1].splitlines() if line.startswith("| `")]
    documented = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert documented == {field.name for field in dataclasses.fields(kind)}


@pytest.mark.parametrize("name", ["ActorKind", "FigureKind", "Stance", "Grade", "PlaceRole"])
def test_every_value_of_a_closed_list_is_documented(name: str) -> None:
    text = (DOCS / "reference" / "picture.md").read_text(encoding="utf-8")
    missing = [value for value in get_args(getattr(model, name)) if f"`{value}`" not in text]
    assert not missing


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        assert there.exists(), f"{path.name} links to {target}"
        assert not anchor or anchor in anchors(there), f"{path.name} links to {target}"


def anchors(path: Path) -> set[str]:
    """Return the anchors of a page's headings, as Markdown viewers make them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
