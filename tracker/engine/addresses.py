"""Which addresses may be asked: the policy on URLs and on IP addresses.

The deny list is our own. `ipaddress.is_global` of Python 3.11 calls several dangerous
addresses global: 6to4 and NAT64 forms of 127.0.0.1, IPv4-compatible, site-local and
multicast ones. On IPv6 only 2000::/3 is allowed, less its exceptions.
"""

import re
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)

import ada_url

from tracker.engine.errors import InvalidAddress, Refused

_DENIED_4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carriers' shared space, and a cloud's metadata server
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, and most clouds' metadata servers
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
        "168.63.129.16/32",  # a cloud's wire server, on a public address
    )
)
_ALLOWED_6 = IPv6Network("2000::/3")
_DENIED_6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # Teredo, ORCHID and other assignments
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which can wrap any IPv4 address
        "3fff::/20",  # documentation
    )
)
_MAPPED_6 = IPv6Network("::ffff:0:0/96")
_LOOPBACK_NAMES = ("localhost", ".localhost")
_FORBIDDEN_IN_URL = re.compile(
    r"[\x00-\x20\x7f-\x9f\\\u00ad\u200b-\u200f\u2028-\u202e\ufeff]"
)
_USUAL_PORT = {"http": 80, "https": 443}
_USUAL_PORTS = frozenset(_USUAL_PORT.values())
_AUTHORITY = re.compile(r"(?P<host>\[[^\]]*\]|[^:]*)(?::(?P<port>\d+))?")

Allowed = frozenset[tuple[str, int]]
"""Loopback hosts and ports that may be asked although they are not public."""


class Target:
    """An address as a browser reads it: the one reading that everything uses.

    `authority` and `path` are the parts of it that a site is asked with.
    """

    __slots__ = ("authority", "host", "path", "port", "scheme", "url")

    def __init__(self, raw: str, *, base: str = "") -> None:
        # What comes out of the reading has one form, so its parts need no other.
        self.url = _read(raw, base).partition("#")[0]
        self.scheme, _, rest = self.url.partition("://")
        if self.scheme not in _USUAL_PORT:
            scheme = self.url.partition(":")[0]
            raise Refused(f"the scheme {scheme[:20]!r} is not fetched")
        self.authority, _, path = rest.partition("/")
        self.path = f"/{path}"
        if "@" in self.authority:
            raise Refused("an address with a user name or password is not fetched")
        found = _AUTHORITY.fullmatch(self.authority)
        self.host = found["host"].strip("[]").rstrip(".") if found else ""
        if not found or not self.host:
            raise InvalidAddress("the address names no host")
        self.port = int(found["port"] or _USUAL_PORT[self.scheme])

    @property
    def is_literal(self) -> bool:
        """Whether the host is an IP address and no name; a name ends in letters."""
        return ":" in self.host or self.host.rpartition(".")[2].isdecimal()

    @property
    def origin(self) -> tuple[str, str, int]:
        """The site, as browsers tell one from another."""
        return self.scheme, self.host, self.port

    @property
    def site(self) -> str:
        """The host, with its port where that is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        is_usual = self.port == _USUAL_PORT[self.scheme]
        return host if is_usual else f"{host}:{self.port}"

    def check_form(self, *, ports: frozenset[int], allow: Allowed) -> None:
        """Refuse a port or a name that never leads to a public page."""
        if (self.host, self.port) in allow:
            return
        if self.port not in ports | _USUAL_PORTS:
            raise Refused(f"port {self.port} is not fetched")
        if self.host == _LOOPBACK_NAMES[0] or self.host.endswith(_LOOPBACK_NAMES[1]):
            raise Refused("the host is this machine")

    def check_address(self, address: str, *, allow: Allowed) -> None:
        """Refuse an IP address that is not public; loopback only where allowed."""
        if not is_denied(address):
            return
        if (self.host, self.port) in allow and is_loopback(address):
            return
        raise Refused(f"{self.host} leads to {address}, which is not a public address")


def normalise(raw: str) -> str:
    """The canonical form of an address for keeping; raises what is wrong with it."""
    return Target(raw).url


@lru_cache(maxsize=4096)
def is_denied(address: str) -> bool:
    """Whether an IP address must never be asked; anything unreadable counts."""
    try:
        found = _unmapped(address)
    except ValueError:
        return True
    if isinstance(found, IPv4Address):
        return any(found in block for block in _DENIED_4)
    return found not in _ALLOWED_6 or any(found in block for block in _DENIED_6)


def is_loopback(address: str) -> bool:
    return _unmapped(address).is_loopback


def _unmapped(address: str) -> IPv4Address | IPv6Address:
    found = ip_address(address.split("%")[0])
    if isinstance(found, IPv6Address) and found in _MAPPED_6 and found.ipv4_mapped:
        return found.ipv4_mapped
    return found


def _read(raw: str, base: str) -> str:
    text = raw.strip(" \t\r\n\f")
    if not text:
        raise InvalidAddress("the address is empty")
    if _FORBIDDEN_IN_URL.search(text):
        raise Refused(
            "an address with blanks, backslashes or hidden marks is not fetched"
        )
    try:
        return ada_url.join_url(base, text) if base else ada_url.normalize_url(text)
    except ValueError as error:
        raise InvalidAddress("the address cannot be read") from error
