"""The public API is a list under test: what is in it stays, what is not in it may change."""

from __future__ import annotations

import dataclasses
import inspect
import subprocess
import sys

import pytest

import consilience

PUBLIC = [
    "Actor",
    "Change",
    "Changes",
    "Claim",
    "ConsilienceError",
    "Control",
    "Dispute",
    "Event",
    "Explanation",
    "Figure",
    "InputError",
    "KnowledgeError",
    "NoSuchIdError",
    "NoSuchPathError",
    "NothingReadableError",
    "Origin",
    "Picture",
    "PictureError",
    "Place",
    "Report",
    "Settings",
    "SetupError",
    "Story",
    "Toll",
    "brief",
    "changes",
    "code_reports",
    "explain",
    "from_json",
    "json_schema",
    "to_html",
    "to_json",
    "to_markdown",
]


def test_the_public_names_are_these() -> None:
    assert sorted(consilience.__all__) == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_is_there_and_documented(name: str) -> None:
    member = getattr(consilience, name)
    assert inspect.getdoc(member)


def test_nouns_are_frozen() -> None:
    nouns = [getattr(consilience, name) for name in PUBLIC]
    for noun in nouns:
        if dataclasses.is_dataclass(noun):
            assert vars(noun)["__dataclass_params__"].frozen, noun


def test_errors_are_one_tree() -> None:
    errors = [getattr(consilience, name) for name in PUBLIC if name.endswith("Error")]
    assert all(issubclass(error, consilience.ConsilienceError) for error in errors)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'briefs'"):
        _ = consilience.briefs


def test_import_alone_loads_no_model() -> None:
    code = "import sys, consilience; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
