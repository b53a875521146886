"""What coded a report: program, language model, settings and knowledge, in one short text.

In: settings and the user's own knowledge files. Out: a text that differs where coding
again may give another result. `code --again` codes what bears another one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from consilience import __version__
from consilience.settings import Settings, fingerprint

# The files of `consilience.knowledge`, which is not loaded to know what it is made of.
_KNOWLEDGE = Path(__file__).parent / "knowledge" / "data"


def coder(settings: Settings, knowledge: Sequence[Path] = ()) -> str:
    """Return what codes now, for people and for comparison."""
    model = settings.language_model
    with suppress(PackageNotFoundError):  # a model that is no package: its name has to do
        model += f" {version(model.replace('_', '-'))}"
    return (f"consilience {__version__}; {model}; knowledge {_of_files(tuple(knowledge))[:12]}; "
            f"settings {fingerprint(settings)[:12]}")  # fmt: skip


@lru_cache(maxsize=4)
def _of_files(own: tuple[Path, ...]) -> str:
    """Return the hash of all files of knowledge, names and bytes."""
    made = hashlib.sha256()
    built_in = [p for p in _KNOWLEDGE.rglob("*") if p.is_file() and p.suffix in {".yaml", ".tsv"}]
    for path in [*sorted(built_in), *own]:
        data = path.read_bytes()
        made.update(f"{path.name} {len(data)}\n".encode() + data)
    return made.hexdigest()
