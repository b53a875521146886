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


@pytest.mark.parametrize("name", sorted(GENERATOR.NAMES))
def test_page_made_from_the_code_is_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == GENERATOR.page(name), "run: make docs"


@pytest.mark.parametrize(("name", "command"), list(GENERATOR.commands()))
def test_every_command_has_help_and_a_place_in_the_docs(name: str, command: Any) -> None:
    assert command.help
    assert not [parameter.name for parameter in command.params if not parameter.help]
    text = (DOCS / "reference" / "command-line.md").read_text(encoding="utf-8")
    assert f"\n## {name}\n" in text


def test_every_option_named_in_the_docs_exists() -> None:
    known = {o for _, command in GENERATOR.commands() for p in command.params for o in p.opts}
    for path in PAGES:
        lines = path.read_text(encoding="utf-8").splitlines()
        used = {o for line in lines if "consilience " in line for o in _options(line)}
        assert used <= known | {"--help"}, path.name


def _options(line: str) -> list[str]:
    """Return the options of a `consilience` command in a line of a page."""
    command = line.partition("consilience ")[2].partition("#")[0]
    return re.findall(r"(?<=\s)--?[a-z][a-z-]*", command)


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


def python_blocks() -> Iterator[tuple[str, str]]:
    for path in PAGES:
        for block in re.findall(r"```python\n(.*?)```", path.read_text("utf-8"), re.S):
            yield path.name, block


@pytest.mark.parametrize(("name", "block"), list(python_blocks()))
def test_the_python_of_a_page_runs(
    name: str, block: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(block, name, "exec"), {})
    assert "Aleppo" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["ActorKind", "FigureKind", "Stance", "Grade", "PlaceRole"])
def test_every_value_of_a_closed_list_is_documented(name: str) -> None:
    text = (DOCS / "reference" / "picture.md").read_text(encoding="utf-8")
    missing = [value for value in get_args(getattr(model, name)) if f"`{value}`" not in text]
    assert not missing


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_of_the_package_that_a_page_names_are_there(path: Path) -> None:
    there = [f"/{p.relative_to(ROOT).as_posix()}" for p in (ROOT / "src").rglob("*")]
    there += [f"/{p.relative_to(ROOT).as_posix()}" for p in (ROOT / "tests").rglob("*")]
    there += [f"/docs/{p.name}" for p in DOCS.iterdir()]
    named = re.findall(r"`([\w/]+(?:\.py|\.yaml|\.tsv|/))`", path.read_text(encoding="utf-8"))
    yours = {"mine.yaml"}
    missing = [n for n in named if n not in yours and not _is_there(n, there)]
    assert not missing


def _is_there(name: str, there: list[str]) -> bool:
    return any(known.endswith(f"/{name.rstrip('/')}") for known in there)


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
