"""What a site's robots.txt asks of programs, by RFC 9309.

In: an address that a program, not a person, wants to read. Out: whether it may, and the
pause that the site asks for. A robots.txt that is not there allows all; one that cannot
be had now forbids all until it can.
"""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

from consilience.acquire.encodings import decode
from consilience.acquire.fetch.addresses import Address, parse
from consilience.acquire.fetch.door import Door
from consilience.errors import FetchError

# The name under which a site can ask us alone to stay away.
PRODUCT = "Consilience"


@dataclass(frozen=True, slots=True)
class _Rules:
    """A site's rules, until when they hold (seconds since 1970); None: nothing is forbidden."""

    until: float
    said: Protego | None


class Robots:
    """Remembers each site's rules for as long as the standard allows."""

    def __init__(self, door: Door) -> None:
        self.door = door
        self._known: dict[str, _Rules] = {}

    def allow(self, url: str) -> bool:
        """Tell whether a program may read an address.

        Raises FetchError where the address is none, or the rules cannot be had now.
        """
        address = parse(url)
        site = f"{address.scheme}://{address.authority}"
        now = self.door.clock.now()
        rules = self._known.get(site)
        if rules is None or rules.until <= now:
            rules = _Rules(now + self.door.settings.robots_hours * 3600, self._read(site, address))
            self._known[site] = rules
        return rules.said is None or bool(rules.said.can_fetch(url, PRODUCT))

    def _read(self, site: str, address: Address) -> Protego | None:
        limit = self.door.settings.robots_max_bytes
        try:
            found = self.door.get(f"{site}/robots.txt", limit=limit)
        except FetchError as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return None
            if error.code == "address-refused":
                raise
            raise FetchError(
                "fetch-failed", f"{address.url}: the site's robots.txt cannot be had, so it is "
                f"left alone for now ({error})", again=True, after=error.after,
            ) from error  # fmt: skip
        decoded = decode(found.data)
        said = Protego.parse(decoded.text if decoded else "")
        pause = said.crawl_delay(PRODUCT)
        if pause:
            self.door.turns.slower(address.host, float(pause))
        return said
