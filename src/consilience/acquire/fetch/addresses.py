"""Which addresses may be read: http and https, on hosts of the public Internet.

In: an address from a person, a feed or a redirect. Out: an `Address`, and the checked
`Target`s (numbers, not names) that a connection may be made to. The numbers are looked at
after the name was resolved, and the connection is made to the number that was looked at,
so that a name which answers otherwise the next time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urljoin, urlsplit, urlunsplit

from consilience.errors import FetchError

IP = IPv4Address | IPv6Address
# From a host's name and a port to its numbers, as the system's resolver gives them.
Resolve = Callable[[str, int], list[str]]

_PORTS = {"http": 80, "https": 443}
# RFC 6052: an IPv4 address in the last 32 bits, for translators.
_NAT64 = IPv6Network("64:ff9b::/96")
# RFC 7526 and RFC 9637: special since later than the oldest Python's tables.
_SPECIAL = (IPv4Network("192.88.99.0/24"), IPv6Network("3fff::/20"))
# RFC 4291, 2.5.5.1: IPv4-compatible addresses; no longer used, still understood by some.
_COMPATIBLE = IPv6Network("::/96")
# RFC 5214: a tunnel's interface id holds an IPv4 address after these 32 bits.
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)
# WHATWG URL, "ends in a number": 2130706433, 0x7f.1 and 0177.1 are all 127.0.0.1.
_NUMBER = re.compile(r"(?:0[xX][0-9a-fA-F]*|\d+)\.?\Z")
_LONGEST = 2_000
_ADVERTISING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|cmpid|at_medium|at_campaign)=")


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be asked for: whole, and in parts. `host` is in lower case."""

    url: str
    scheme: str
    host: str
    port: int

    @property
    def authority(self) -> str:
        """Return host and port as the Host header has them: the usual port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def is_address(words: object) -> bool:
    """Tell whether what a user gave is an address rather than a path: it names a scheme.

    Schemes that are not read are addresses too, so that they are refused as such.
    """
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]+)://", str(words))
    return bool(found) and found is not None and found[1].lower() not in ("postgres", "postgresql")


def parse(url: str) -> Address:
    """Return an address in its parts. Raises FetchError where it is not one that is read."""
    plain = url.strip()
    if len(plain) > _LONGEST:
        raise _refused(plain[:80] + "…", f"is longer than {_LONGEST:,} characters")
    if re.search(r"[\x00-\x20\x7f\\]", plain):
        raise _refused(plain, "holds a space, a backslash or a control character")
    try:
        parts = urlsplit(plain)
        port, name = parts.port, parts.hostname or ""
    except ValueError as error:
        raise _refused(plain, "is not well formed") from error
    if parts.scheme not in _PORTS:
        raise _refused(plain, "is neither http nor https")
    if parts.username is not None or parts.password is not None:
        raise _refused(plain, "holds a user name; it may pretend to be another site")
    host = _host(plain, name)
    made = Address("", parts.scheme, host, port or _PORTS[parts.scheme])
    # What stands after # is for the reader's own program and is never sent.
    whole = urlunsplit((parts.scheme, made.authority, parts.path or "/", parts.query, ""))
    return Address(whole, made.scheme, made.host, made.port)


def joined(base: str, location: str) -> str:
    """Return where a link or redirect leads. Raises FetchError where it leads nowhere."""
    try:
        return urljoin(base, location.strip())
    except ValueError as error:
        raise _refused(location[:80], "is not well formed") from error


def without_advertising(url: str) -> str:
    """Return an address without what campaigns add to it: the same page has one address."""
    head, mark, query = url.partition("?")
    kept = [part for part in query.split("&") if not _ADVERTISING.match(part)] if mark else []
    return f"{head}?{'&'.join(kept)}" if any(kept) else head


def same_site(one: str, two: str) -> bool:
    """Tell whether two addresses are of one host, its www, mobile and AMP names being one."""
    return _site(one) == _site(two) != ""


def targets(address: Address, allowed: Collection[str], resolve: Resolve) -> list[str]:
    """Return the numbers to connect to, in the resolver's order.

    One number that is not public refuses the host: a name that leads both in and out is a
    trick. Hosts in `allowed` (`name` or `name:port`) are taken as they are.
    Raises FetchError.
    """
    try:
        found = list(dict.fromkeys(resolve(address.host, address.port)))
    except (OSError, UnicodeError) as error:
        raise FetchError(
            "fetch-failed", f"{address.url}: the host {address.host} is not known.", again=True
        ) from error
    if not found:
        raise FetchError("fetch-failed", f"{address.url}: the host has no address.", again=True)
    if not is_allowed(address, allowed):
        for number in found:
            why = not_public(ip_address(number.partition("%")[0]))
            if why or "%" in number:
                raise _refused(address.url, f"leads to {number}, {why or 'an address of a link'}")
    return found


def is_allowed(address: Address, allowed: Collection[str]) -> bool:
    """Tell whether the user has allowed a host by name, or by name and port."""
    names = {name.strip().lower() for name in allowed}
    host = f"[{address.host}]" if ":" in address.host else address.host
    return not names.isdisjoint({address.host, host, f"{host}:{address.port}"})


def system_resolve(host: str, port: int) -> list[str]:
    """Return a host's numbers as the system knows them. Raises OSError where it does not."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(place[0]) for *_, place in found]


def not_public(ip: IP) -> str | None:
    """Return why a number is not on the public Internet; None where it is.

    Addresses that carry another (IPv4-mapped, 6to4, Teredo, NAT64, ISATAP) are what they
    carry. The registries are IANA's for special-purpose addresses (RFC 6890).
    """
    if isinstance(ip, IPv6Address):
        why = next(filter(None, map(not_public, _carried(ip))), None)
        if why or ip.ipv4_mapped or ip in _NAT64:
            return why
    told = (
        (ip.is_unspecified or ip.is_loopback, "this machine itself"),
        (ip.is_link_local, "an address of a link"),
        (ip.is_multicast, "an address of many"),
        (ip.is_private or (ip.version == 6 and ip.is_site_local), "a private address"),
        (ip.is_reserved or not ip.is_global, "a reserved address"),
        (any(ip.version == net.version and ip in net for net in _SPECIAL), "a reserved address"),
    )
    return next((why for holds, why in told if holds), None)


def _carried(ip: IPv6Address) -> list[IPv4Address]:
    """Return the addresses that an IPv6 address carries inside."""
    last = IPv4Address(int(ip) & 0xFFFF_FFFF)
    tunnel = (int(ip) >> 32) & 0xFFFF_FFFF in _ISATAP
    carried = ip in _NAT64 or (ip in _COMPATIBLE and int(ip) > 1) or tunnel
    found = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ()), last if carried else None]
    return [one for one in found if one is not None]


def _host(url: str, name: str) -> str:
    """Return a host in the form that names it uniquely. Raises FetchError for one that hides."""
    if not name:
        raise _refused(url, "names no host")
    if ":" in name:
        try:
            if "%" in name:
                raise _refused(url, "names an address of a link")
            return str(ip_address(name))
        except ValueError as error:
            raise _refused(url, "names a host that is no address") from error
    try:
        host = name.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise _refused(url, "names a host that cannot be one") from error
    if _NUMBER.fullmatch(host.rpartition(".")[2]) and not _is_dotted(host):
        raise _refused(url, "writes a host as a number; write its name")
    if not re.fullmatch(r"[a-z0-9._-]+", host):
        raise _refused(url, "names a host that cannot be one")
    return host


def _is_dotted(host: str) -> bool:
    try:
        return str(IPv4Address(host)) == host
    except ValueError:
        return False


def _site(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^(?:www|m|mobile|amp)\.", "", host.lower().rstrip("."))


def _refused(url: str, why: str) -> FetchError:
    return FetchError("address-refused", f"{url}: it {why}.")
