"""To whom it is said, given or refused; each rule with its sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consilience.coding.claims import code
from consilience.knowledge import Knowledge, load
from consilience.language.annotate import Document
from consilience.settings import Settings


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


@pytest.mark.parametrize(
    ("text", "trigger", "targets"),
    [
        ("Russia demanded that Sudan release the crew.", "demanded", ["Sudan"]),
        ("France imposed sanctions on Iran on Monday.", "imposed sanctions", ["Iran"]),
        ("France threatened to cut ties with Iran.", "threatened", ["Iran"]),
        ("France threatened to attack Iran on Monday.", "threatened", ["Iran"]),
        ("Ghana rejected an Indian proposal on fishing.", "rejected", ["Indian"]),
        ("Ghana praised an Indian proposal on fishing.", "praised", []),
        ("Kenya announced a plan on Monday.", "announced", []),
    ],
)
def test_whom_an_act_of_speech_is_directed_at(
    document: Callable[..., Document],
    knowledge: Knowledge,
    text: str,
    trigger: str,
    targets: list[str],
) -> None:
    claims = code(document(text), knowledge, Settings()).claims
    found = [[t.text for t in c.targets] for c in claims if c.trigger.text == trigger]
    assert targets in found or (not targets and not any(found))
