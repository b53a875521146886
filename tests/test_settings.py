"""Settings: every limit has a unit and a reason, and a picture says which were used."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, asdict, fields
from typing import Any

import pytest

from consilience.settings import Settings, describe, fingerprint


def test_every_setting_has_a_unit_and_a_reason() -> None:
    rows = describe()
    assert [row["name"] for row in rows] == [f.name for f in fields(Settings)]
    assert all(row["unit"] and row["reason"] for row in rows)


def test_what_is_described_is_what_holds() -> None:
    assert {row["name"]: row["value"] for row in describe()} == asdict(Settings())


def test_settings_cannot_be_changed_underway() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().workers = 4  # type: ignore[misc]


def test_the_same_settings_have_the_same_fingerprint() -> None:
    assert fingerprint(Settings()) == fingerprint(Settings())
    assert len(fingerprint(Settings())) == 64


@pytest.mark.parametrize("name", [f.name for f in fields(Settings)])
def test_every_setting_changes_the_fingerprint(name: str) -> None:
    value = getattr(Settings(), name)
    other: Any = f"{value}x" if isinstance(value, str) else value + 1
    assert fingerprint(Settings(**{name: other})) != fingerprint(Settings())
