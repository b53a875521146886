"""Consilience: many reports of one conflict in, one sourced picture out.

    import consilience
    picture = consilience.brief(["reports/"])

The names in `__all__` are the public API. Heavy modules load when they are used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from consilience.errors import (
        ConsilienceError,
        InputError,
        KnowledgeError,
        NoSuchIdError,
        NoSuchPathError,
        NothingReadableError,
        PictureError,
        SetupError,
    )
    from consilience.model import (
        Actor,
        Change,
        Changes,
        Claim,
        Control,
        Dispute,
        Event,
        Figure,
        Origin,
        Picture,
        Place,
        Report,
        Story,
        Toll,
    )
    from consilience.pipeline import brief, code_reports
    from consilience.publish.html import to_html
    from consilience.publish.markdown import to_markdown
    from consilience.publish.picture import from_json, json_schema, to_json
    from consilience.reconcile.changes import changes
    from consilience.reconcile.explain import Explanation, explain
    from consilience.settings import Settings

_HOME = {
    "consilience.errors": (
        "ConsilienceError", "InputError", "KnowledgeError", "NoSuchIdError", "NoSuchPathError",
        "NothingReadableError", "PictureError", "SetupError",
    ),
    "consilience.model": (
        "Actor", "Change", "Changes", "Claim", "Control", "Dispute", "Event", "Figure", "Origin",
        "Picture", "Place", "Report", "Story", "Toll",
    ),
    "consilience.pipeline": ("brief", "code_reports"),
    "consilience.publish.html": ("to_html",),
    "consilience.publish.markdown": ("to_markdown",),
    "consilience.publish.picture": ("from_json", "json_schema", "to_json"),
    "consilience.reconcile.changes": ("changes",),
    "consilience.reconcile.explain": ("Explanation", "explain"),
    "consilience.settings": ("Settings",),
}  # fmt: skip
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
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


def __getattr__(name: str) -> Any:
    if name in _MODULE_OF:
        from importlib import import_module  # noqa: PLC0415

        return getattr(import_module(_MODULE_OF[name]), name)
    raise AttributeError(f"module 'consilience' has no attribute {name!r}")
