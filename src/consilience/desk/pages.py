"""Every page of the desk: its address, its name in the navigation, the module that shows it.

In: nothing. Out: `PAGES`. A page is a line here, a module with `show`, and a template.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from consilience.desk import event_list
from consilience.desk.answers import Shown, Visit


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its name, its path, what the navigation calls it (nothing: it is not there)."""

    name: str
    path: str
    label: str
    show: Callable[[Visit], Shown]


PAGES: tuple[Page, ...] = (
    Page("events", "/events", "Events", event_list.show),
)  # fmt: skip
