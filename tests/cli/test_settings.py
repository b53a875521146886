"""`consilience settings`: every limit and default, with its unit and reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from consilience.settings import Settings


def test_every_setting_is_listed(run: Callable[..., Any]) -> None:
    shown = run("settings").stdout
    assert all(f.name[:12] in shown for f in fields(Settings))
