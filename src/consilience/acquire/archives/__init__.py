"""Archives and documents: what holds reports, opened piece by piece.

In: an input that is open for reading. Out: what lies in it, one thing after another: an
input of its own (`Opened`), a captured page (`Page`), a `Draft`, or a warning. Nothing is
ever unpacked to disk, and no more of an archive is in memory than the piece at hand;
`limits` says how much an archive may hold, unpack to and nest.
"""

from consilience.acquire.archives.limits import Limits, TooMuch
from consilience.acquire.archives.pieces import Opened, Page
from consilience.acquire.archives.unpack import Packing, packing_of, unpack

__all__ = ["Limits", "Opened", "Packing", "Page", "TooMuch", "packing_of", "unpack"]
