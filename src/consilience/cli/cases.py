"""A case where reports may stand too: `consilience brief CASE`.

In: the paths of a command and its options. Out: the picture of the case they name, or
None where they name reports.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from consilience.cli.progress import progress

if TYPE_CHECKING:
    from consilience.model import Picture


def picture_of_case(
    paths: Sequence[str], as_of: str | None, given: Mapping[str, object], *, quiet: bool
) -> Picture | None:
    """Return the picture of a case, as of a day (ISO) or now; None where there is no case.

    `given` are options for reports and their values. Raises InputError where a case is
    mixed with reports or such options, or `as_of` is asked of reports.
    """
    from consilience.errors import InputError  # noqa: PLC0415

    case = case_among(paths)
    if case is None:
        if as_of is not None:
            raise InputError("--as-of needs a case. Make one with: consilience init CASE")
        return None
    if len(paths) > 1:
        raise InputError("A case stands by itself. Add reports to it with: consilience add CASE")
    wrong = [name for name, value in given.items() if value]
    if wrong:
        raise InputError(f"{', '.join(wrong)}: not for a case; give it when reports are added.")
    from consilience.casefile import open_case  # noqa: PLC0415 - heavy

    with open_case(case) as opened, progress(quiet) as tell:
        opened.refresh(tell)
        return opened.picture(as_of)


def case_among(paths: Sequence[str]) -> str | None:
    """Return the first path that is a case's; None where all are those of reports."""
    likely = [p for p in paths if p.startswith("postgres") or Path(p).is_file()]
    if not likely:
        return None
    from consilience.casefile.connect import is_case  # noqa: PLC0415 - heavy

    return next((p for p in likely if is_case(p)), None)


def older_picture(paths: Sequence[str], since: str | None) -> Picture | None:
    """Return the picture to compare with: that in a file, or of a case that of a past day."""
    if since is None:
        return None
    case = case_among(paths)
    if case is not None and not Path(since).exists():
        from consilience.casefile import open_case  # noqa: PLC0415 - heavy

        with open_case(case) as opened:
            return opened.picture(since)
    from consilience.publish.picture import read  # noqa: PLC0415

    return read(Path(since))
