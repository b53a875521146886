"""Everything that a worker needs, loaded by importing this: see `engines/start.py`.

In: nothing. Out: nothing but warm caches: one made-up report is coded, so that what is loaded at
its first use is there, too. What is loaded is taken out of the garbage collector's rounds: it
stays for good, and copies of the process go on sharing its memory. Where something is not
installed nothing is loaded here; the first use says what is missing.
"""

from __future__ import annotations

import gc
from contextlib import suppress

from consilience.batches import Chunk, code_chunk, warm
from consilience.errors import ConsilienceError
from consilience.model import Report
from consilience.settings import Settings

_TEXT = (
    "Shelling kills nine in Homs\n\nHOMS, 3 May 2016 - Government forces shelled the town of "
    "Rastan near Homs on Tuesday, killing at least nine people, among them two of Dr Ali Nouri’s "
    "sons, the Syrian Observatory for Human Rights said. The army denied it. “We saw jets,” "
    "a resident told Reuters, and rebels later fired rockets at Aleppo."
)
_REPORT = Report(
    id="", given_id=None, title="Shelling kills nine in Homs", publisher=None, url=None,
    published="2016-05-03", published_from="given", language="en", text=_TEXT, sha256="",
)  # fmt: skip

gc.disable()
with suppress(ConsilienceError):
    warm((), Settings())
    code_chunk(Chunk((_REPORT,), (), Settings()))
gc.collect()
gc.freeze()
gc.enable()
