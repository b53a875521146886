"""Files and bytes in, reports out.

In: paths of files and folders, or standard input. Out: `Acquired`: the reports,
and a warning for each thing that could not be read. The way through this room:

    files ─┬→ inputs → text | markdown | html | records | feed → reports → read
    pages ─┘  formats, encodings      Draft                      dates, titles, language, identity
      ↑ fetch (the one door to the network)

Nothing here raises for one bad report; `problems` lists all that can go wrong.
"""

from consilience.acquire.problems import CODES
from consilience.acquire.read import Acquired, Reading, read_reports, reading

__all__ = ["CODES", "Acquired", "Reading", "read_reports", "reading"]
