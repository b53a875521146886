"""What a case knows of the feeds that it watches, so that a stop forgets nothing.

In: a database. Out: `FeedState`s and `Waiting` items. A feed's items are written down
before anything of them is read, in one transaction with what the feed said of itself; an
item leaves the queue only when its report is kept. Moments are seconds since 1970.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, func, insert, select, update

from consilience.acquire.feed import Item
from consilience.acquire.fetch.addresses import without_advertising
from consilience.casefile.connect import reading, writing
from consilience.casefile.forms import dump, load
from consilience.casefile.tables import feed, feed_item

# An item waits, was read, or was given up with a warning.
WAITING, READ, GIVEN_UP = "waiting", "read", "given_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """How a feed stands. `said` is why it failed last; None where it answered."""

    address: str
    moved_to: str | None = None
    title: str = ""
    etag: str | None = None
    modified: str | None = None
    asked_at: float | None = None
    next_at: float = 0.0
    failures: int = 0
    said: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item that is to be read, and how often that failed."""

    key: str
    feed: str
    attempts: int
    item: Item


class Feeds:
    """The feeds of a case and their items; made by `Case.feeds`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def enlist(self, addresses: Iterable[str]) -> None:
        """Take up feeds that are not there yet."""
        with writing(self._engine) as connection:
            there = set(connection.execute(select(feed.c.address)).scalars())
            for address in addresses:
                if address not in there:
                    _put_feed(connection, FeedState(address=address), new=True)

    def states(self, addresses: Sequence[str]) -> list[FeedState]:
        """Return how feeds stand, in the order asked for."""
        with reading(self._engine) as connection:
            rows = {
                r["address"]: FeedState(**r) for r in connection.execute(select(feed)).mappings()
            }
        return [rows[a] for a in addresses if a in rows]

    def answered(self, state: FeedState, items: Sequence[Item], now: float) -> int:
        """Keep a feed's answer: its new state and its items; return how many are news.

        An item that is there is news again where the feed that brought it says that it was
        changed. Its own words wait with it: the feed may have dropped them by then.
        """
        news = 0
        with writing(self._engine) as connection:
            _put_feed(connection, state)
            for item in items:
                news += _put_item(connection, state.address, item, now)
        return news

    def failed(self, state: FeedState) -> None:
        """Keep that a feed could not be read, and when it is asked again."""
        with writing(self._engine) as connection:
            _put_feed(connection, state)

    def waiting(self, now: float, of: Sequence[str]) -> list[Waiting]:
        """Return the items of some feeds whose time has come, those that waited longest first."""
        t = feed_item
        asked = select(t.c.key, t.c.feed, t.c.attempts, t.c.json).where(
            t.c.state == WAITING, t.c.next_at <= now
        )
        wanted = set(of)
        with reading(self._engine) as connection:
            rows = connection.execute(asked.order_by(t.c.next_at, t.c.key)).all()
        return [Waiting(k, f, n, load(Item, words)) for k, f, n, words in rows if f in wanted]

    def done(self, key: str, state: str) -> None:
        """Note that an item was read or given up; its words are not needed any more."""
        self._set(key, state=state, json=None)

    def later(self, key: str, attempts: int, next_at: float) -> None:
        """Note that an item could not be read, how often, and when it is tried again."""
        self._set(key, attempts=attempts, next_at=next_at)

    def counts(self) -> dict[str, int]:
        """Return how many items there are in each state."""
        query = select(feed_item.c.state, func.count()).group_by(feed_item.c.state)
        with reading(self._engine) as connection:
            return {str(state): int(n) for state, n in connection.execute(query)}

    def _set(self, key: str, **values: object) -> None:
        with writing(self._engine) as connection:
            connection.execute(update(feed_item).where(feed_item.c.key == key).values(**values))


def item_key(address: str, item: Item) -> str:
    """Return what an item is known by: its page's address, else its feed's and its own id."""
    if item.link and item.link.startswith(("http://", "https://")):
        return without_advertising(item.link)
    own = item.key or f"{item.title}\n{item.published or ''}\n{item.text}"
    return f"{address}#{hashlib.sha256(own.encode()).hexdigest()[:16]}"


def stamp_of(item: Item) -> str:
    """Return a hash of what tells that an item was changed.

    That is the moment it was updated; where none is given its title and date, and its words
    where it has no page. Words beside a page are left out: some feeds count comments there.
    """
    own = "" if item.link else item.text
    told = (item.updated,) if item.updated else (item.title, item.published, own)
    return hashlib.sha256("\n".join(t or "" for t in told).encode()).hexdigest()[:16]


def _put_feed(connection: Connection, state: FeedState, *, new: bool = False) -> None:
    values = {name: getattr(state, name) for name in FeedState.__slots__}
    if new:
        connection.execute(insert(feed).values(**values))
    else:
        connection.execute(update(feed).where(feed.c.address == state.address).values(**values))


def _put_item(connection: Connection, address: str, item: Item, now: float) -> bool:
    """Keep an item; tell whether it is news. Another feed's item of the same page is none."""
    key, stamp = item_key(address, item), stamp_of(item)
    t = feed_item
    there = connection.execute(select(t.c.feed, t.c.stamp).where(t.c.key == key)).first()
    values = {"stamp": stamp, "state": WAITING, "attempts": 0, "next_at": now, "json": dump(item)}
    if there is None:
        connection.execute(insert(t).values(key=key, feed=address, **values))
        return True
    if there.feed != address or there.stamp == stamp:
        return False
    connection.execute(update(t).where(t.c.key == key).values(**values))
    return True
