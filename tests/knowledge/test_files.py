"""Knowledge files: readable YAML, checked against a schema; faults name file, entry and field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from consilience.errors import KnowledgeError
from consilience.knowledge import SECTIONS, check, load
from consilience.knowledge.files import DATA, builtin_files, read_sections


@dataclass(frozen=True, slots=True, kw_only=True)
class Fruit:
    """An entry of a made-up section."""

    name: str
    seeds: int = 0


SCHEMAS: dict[str, type[Any]] = {"fruits": Fruit, "words": str}


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    def write(text: str, name: str = "mine.yaml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_entries_are_typed(file: Any) -> None:
    path = file("fruits:\n- {name: fig, seeds: 900}\n- {name: plum}\nwords: [core, rind]\n")
    assert read_sections([path], SCHEMAS) == {
        "fruits": [Fruit(name="fig", seeds=900), Fruit(name="plum")],
        "words": ["core", "rind"],
    }


def test_files_add_to_each_other_in_order(file: Any) -> None:
    one, two = file("words: [a]", "1.yaml"), file("words: [b]", "2.yaml")
    assert read_sections([one, two], SCHEMAS)["words"] == ["a", "b"]
    assert read_sections([two, one], SCHEMAS)["words"] == ["b", "a"]


def test_an_empty_file_adds_nothing(file: Any) -> None:
    assert read_sections([file("# nothing yet\n")], SCHEMAS) == {"fruits": [], "words": []}


def test_accents_are_kept(file: Any) -> None:
    assert read_sections([file("words: [açaí, Çelik, ağa]")], SCHEMAS)["words"][1] == "Çelik"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("fruits: [{seeds: 3}]", r"mine\.yaml: fruits\.0\.name"),
        ("fruits: [{name: fig}, {name: plum, seeds: many}]", r"mine\.yaml: fruits\.1\.seeds"),
        ("roots: [{name: beet}]", r"mine\.yaml: unknown section 'roots'; known are: fruits, words"),
        ("fruits: fig", r"mine\.yaml: fruits"),
        ("fruits: [", r"mine\.yaml: not valid YAML"),
        ("[fig, plum]", r"mine\.yaml: must be a mapping"),
    ],
)
def test_a_fault_names_its_place(file: Any, text: str, told: str) -> None:
    with pytest.raises(KnowledgeError, match=told):
        read_sections([file(text)], SCHEMAS)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"gone\.yaml: cannot be read"):
        read_sections([tmp_path / "gone.yaml"], SCHEMAS)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "binary.yaml"
    path.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(KnowledgeError, match=r"binary\.yaml: cannot be read"):
        read_sections([path], SCHEMAS)


def test_yaml_cannot_run_code(file: Any) -> None:
    with pytest.raises(KnowledgeError, match="not valid YAML"):
        read_sections([file("words: [!!python/object/apply:os.getcwd []]")], SCHEMAS)


def test_the_files_of_the_package_are_in_a_fixed_order() -> None:
    found = builtin_files()
    assert found == sorted(found)
    assert DATA / "triggers.yaml" in found


def test_the_files_of_the_package_are_well_formed() -> None:
    known = load()
    assert len(known.events.types) >= 60
    assert known.impersonal


def test_each_file_of_the_package_says_what_it_is() -> None:
    """A person who opens one reads first what stands in it."""
    assert not [
        p.name for p in builtin_files() if not p.read_text(encoding="utf-8").startswith("#")
    ]


def test_check_counts_what_a_file_adds(file: Any) -> None:
    path = file("triggers: [{type: attack, verbs: [wallop]}]\nimpersonal: [hearsay]\n")
    assert check(path) == {"triggers": 1, "impersonal": 1}


def test_a_users_file_adds_to_what_is_known(file: Any) -> None:
    known = load([file("triggers: [{type: attack, verbs: [wallop]}]\nimpersonal: [hearsay]\n")])
    assert known.events.verbs["wallop"][0].type == "attack"
    assert "hearsay" in known.impersonal
    assert "attack" in known.events.verbs


def test_every_section_has_a_schema() -> None:
    assert {"actors", "cues", "event_types", "triggers", "means", "impersonal"} <= set(SECTIONS)
