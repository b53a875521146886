"""The desk: a case in the browser, read and judged.

    from consilience.casefile import open_case
    from consilience.desk import Access, desk

    with open_case("aleppo.case") as case:
        uvicorn.run(desk(case, Access()))

In: an open `Case` and who may do what. Out: a Starlette application. Every page is an
address with its filter in it, and answers as HTML, JSON and CSV. The way through:

    guards (host, sign-in, headers) → app (routes) → addresses (what is asked)
        → a page's own module → answers (HTML, JSON, CSV)

A page is one module with `show(visit) -> Shown`, one template, and one line in `pages`.
"""

from consilience.desk.access import Access
from consilience.desk.app import desk

__all__ = ["Access", "desk"]
