"""Everything that a worker needs, loaded by importing this: see `engines/start.py`.

In: nothing. Out: nothing but warm caches. What is loaded is taken out of the garbage
collector's rounds: it stays for good, and copies of the process go on sharing its memory.
Where something is not installed nothing is loaded here; the first use says what is missing.
"""

from __future__ import annotations

import gc
from contextlib import suppress

from consilience.errors import ConsilienceError
from consilience.pipeline import warm
from consilience.settings import Settings

with suppress(ConsilienceError):
    warm((), Settings())
gc.collect()
gc.freeze()
