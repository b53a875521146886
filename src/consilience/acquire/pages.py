"""Addresses in, drafts out: what `brief` and `add` do with an address among their paths.

In: addresses that a person gave, one by one or in a list. Out: drafts and warnings in the
order of the addresses, each draft with its provenance. A page is read as a file of its
kind would be, but what it says of itself is believed only as far as its own site: a page
that names another site's address as its own would pass for that site's article.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from consilience.acquire.drafts import Blob, Draft, Found
from consilience.acquire.fetch.addresses import parse, same_site, without_advertising
from consilience.acquire.fetch.door import Door
from consilience.acquire.fetch.lanes import side_by_side
from consilience.acquire.fetch.originals import Originals
from consilience.acquire.fetch.retrieval import Fetched
from consilience.acquire.problems import problem
from consilience.errors import FetchError, InputError
from consilience.model import PictureWarning
from consilience.settings import Settings


class Web:
    """What reads addresses for a user: the door, and the folder that originals go into.

    `allowed` are hosts that may be read although they are private; `contact` is sent
    along; `originals` is a folder, None to keep none. Close it, or use it in a `with`.
    """

    def __init__(
        self, settings: Settings, *, allowed: Collection[str] = (), contact: str | None = None,
        originals: Path | None = None, door: Door | None = None,
    ) -> None:  # fmt: skip
        self.settings = settings
        self.door = door or Door(settings, allowed=allowed, contact=contact)
        self._originals = Originals(originals) if originals else None

    def __enter__(self) -> Web:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def close(self) -> None:
        """End what still runs."""
        self.door.close()

    def drafts_at(self, addresses: Sequence[str]) -> Found:
        """Yield the drafts and warnings of some addresses, in their order."""
        waiting: dict[int, Fetched | BaseException] = {}
        turn = 0
        at_once = self.settings.fetch_hosts_at_once
        for number, came in side_by_side(addresses, _host, self.door.get, at_once):
            waiting[number] = came
            while turn in waiting:
                yield from self._drafts(addresses[turn], waiting.pop(turn))
                turn += 1

    def _drafts(self, asked: str, came: Fetched | BaseException) -> Found:
        if isinstance(came, FetchError):
            yield problem(came.code, worded(came, asked), where=asked)
        elif isinstance(came, BaseException):
            raise came
        else:
            yield from self.found_on(came)

    def found_on(self, came: Fetched) -> list[Draft | PictureWarning]:
        """Return what stands on a page, a feed or a file that came; the original is kept."""
        from consilience.acquire.inputs import found_in  # noqa: PLC0415 - it calls this module

        kept = self._originals.keep(came) if self._originals else (None, None)
        provenance = came.retrieval(*kept)
        return [
            replace(placed(item, came.address), retrieval=provenance)
            if isinstance(item, Draft) else item
            for item in found_in(came.blob(), self.settings)
        ]  # fmt: skip


def placed(draft: Draft, address: str) -> Draft:
    """Return a draft with the address that it truly came from.

    An item of a feed or a row of a table keeps its own; a page's own is kept where it is of
    the same site. A page that names no publisher is its host's.
    """
    url = draft.url if draft.url and _is_web(draft.url) else None
    if draft.where != address:
        return replace(draft, url=url)
    own = url if url and same_site(url, address) else without_advertising(address)
    name = urlsplit(address).hostname or ""
    named_after = (urlsplit(draft.url or "").hostname or "").removeprefix("www.")
    guessed = draft.publisher is None or (url != own and draft.publisher == named_after)
    publisher = name.removeprefix("www.") if guessed else draft.publisher
    return replace(draft, url=own, given_id=own, publisher=publisher)


def worded(error: FetchError, asked: str) -> str:
    """Return what was wrong with an address, without the address where it is named anyway."""
    said = str(error).removeprefix(f"{asked}: ")
    return said[:1].upper() + said[1:]


def listed(path: Path) -> Iterator[str | PictureWarning]:
    """Yield the addresses in a list of them, and a warning for each line that is none.

    Raises InputError where the list cannot be read.
    """
    from consilience.acquire.address_lists import addresses_of  # noqa: PLC0415

    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: the list cannot be read: {error.strerror}.") from error
    found, said = addresses_of(Blob(path.name, path.name, data))
    yield from said
    yield from found


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))


def _host(url: str) -> str:
    try:
        return parse(url).host
    except FetchError:
        return ""
