"""The names of the engines, for the command line, which loads nothing heavy to know them."""

from __future__ import annotations

from enum import StrEnum


class EngineName(StrEnum):
    """The engines there are."""

    local = "local"
    ray = "ray"
