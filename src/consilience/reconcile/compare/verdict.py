"""How far two values of one slot agree.

In: nothing. Out: `Verdict`. The order matters: the higher, the more agreement.
"""

from __future__ import annotations

from enum import IntEnum


class Verdict(IntEnum):
    """CONFLICT: not both right. UNKNOWN: one is silent. COMPATIBLE: one may mean the other."""

    CONFLICT = -1
    UNKNOWN = 0
    COMPATIBLE = 1
    AGREE = 2
