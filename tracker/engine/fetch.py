"""The one gate for every outgoing request of the project.

Pages, robots.txt, feeds, web hooks and archive calls all pass here: the address is
read as browsers read it, looked up once per hop, refused if any of its addresses is
not public, and connected to at that very address. What goes wrong is a result.
"""

import re
import ssl
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache

import certifi

from tracker.engine.addresses import Allowed, Target
from tracker.engine.dialogue import Dialogue
from tracker.engine.errors import FetchError, RedirectsExhausted, TooLarge
from tracker.engine.inflate import Inflater
from tracker.engine.names import Resolver, resolve, system_resolver
from tracker.engine.types import Fetched, Headers, Problem, Redirect, Request
from tracker.engine.wire import Deadline, Wire, connect

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_MEGABYTE = 1_000_000


def utc_now() -> datetime:
    return datetime.now(UTC)


@cache
def verified_tls() -> ssl.SSLContext:
    """TLS with certificate and name checked; built once, as it reads many files."""
    context = ssl.create_default_context()
    # A machine may have no list of authorities of its own, or an old one.
    context.load_verify_locations(certifi.where())
    return context


@dataclass(frozen=True, kw_only=True)
class Gate:
    """How the project asks: its name, its limits, and what is allowed.

    `contact` is where a site can complain. `deadline` is in seconds of wall time and
    covers all hops, `silence` the longest pause between two bytes. `allow` lifts the
    refusal of exactly those loopback hosts and ports, nothing else.
    """

    contact: str = ""
    robot: str = "OnRecord"
    version: str = "0.1"
    deadline: float = 30.0
    connect: float = 10.0
    silence: float = 15.0
    wire_cap: int = 10 * _MEGABYTE
    body_cap: int = 5 * _MEGABYTE
    max_redirects: int = 5
    ports: frozenset[int] = frozenset()
    allow: Allowed = frozenset()
    resolver: Resolver = system_resolver
    now: Callable[[], datetime] = utc_now
    tls: Callable[[], ssl.SSLContext] = verified_tls

    @property
    def user_agent(self) -> str:
        contact = f" (+{self.contact})" if self.contact else ""
        return f"{self.robot}/{self.version}{contact}"


@dataclass(slots=True)
class _Trip:
    """One fetch under way: what has been learnt so far."""

    url: str
    redirects: list[Redirect] = field(default_factory=list)
    status: int = 0
    reason: str = ""
    http_version: str = ""
    headers: Headers = ()
    request_headers: Headers = ()
    body: bytes = b""
    address: str = ""
    asked_at: datetime | None = None
    truncated: bool = False

    def hop(self, location: str) -> Redirect:
        """The answer so far, which points to another address."""
        return Redirect(
            url=self.url,
            status=self.status,
            location=location,
            headers=self.headers,
            reason=self.reason,
            http_version=self.http_version,
            request_headers=self.request_headers,
            address=self.address,
            asked_at=self.asked_at,
        )


def fetch(request: Request, *, gate: Gate) -> Fetched:
    """Ask for a page and come back with what answered, or with why nothing did."""
    started = gate.now()
    trip = _Trip(request.url)
    problem = None
    try:
        _travel(request, gate, trip)
    except FetchError as error:
        problem = Problem(error.outcome, str(error))
    return Fetched(
        requested_url=request.url,
        final_url=trip.url,
        started=started,
        finished=gate.now(),
        status=trip.status,
        reason=trip.reason,
        http_version=trip.http_version,
        headers=trip.headers,
        request_headers=trip.request_headers,
        body=trip.body,
        redirects=tuple(trip.redirects),
        address=trip.address,
        asked_at=trip.asked_at,
        truncated=trip.truncated,
        problem=problem,
    )


def parse_allow(pairs: frozenset[str]) -> Allowed:
    """`host:port` settings as the gate wants them; an IPv6 host stands in brackets."""
    split = (pair.rpartition(":") for pair in pairs)
    return frozenset((host.strip("[]").lower(), int(port)) for host, _, port in split)


def _travel(request: Request, gate: Gate, trip: _Trip) -> None:
    """Follow redirects to a final answer, each hop through the same gate."""
    deadline = Deadline(gate.deadline)
    target = Target(request.url)
    home = target.origin
    seen: set[str] = set()
    while True:
        trip.url = target.url
        if target.url in seen or len(trip.redirects) > gate.max_redirects:
            raise RedirectsExhausted(f"redirected {len(trip.redirects)} times")
        seen.add(target.url)
        target.check_form(ports=gate.ports, allow=gate.allow)
        trip.request_headers = _request_headers(
            request,
            gate,
            is_first=not trip.redirects,
            is_home=target.origin == home,
        )
        trip.asked_at = gate.now()
        _ask(target, request, gate, deadline, trip)
        location = _header(trip.headers, "location")
        if not location or trip.status not in _REDIRECTS or request.content is not None:
            return
        trip.redirects.append(trip.hop(location))
        target = Target(_escaped(location), base=target.url)


def _ask(
    target: Target, request: Request, gate: Gate, deadline: Deadline, trip: _Trip
) -> None:
    """One request and its answer, kept in the trip."""
    trip.status, trip.headers, trip.body = 0, (), b""
    with closing(_wire(target, gate, deadline)) as wire:
        trip.address = wire.address
        dialogue = Dialogue(wire)
        answer = dialogue.ask(
            request.method,
            target.path,
            (("Host", target.authority), *trip.request_headers),
            request.content,
        )
        trip.status = answer.status_code
        trip.headers = _decoded(answer.headers.raw_items())
        trip.reason = answer.reason.decode("latin-1")
        trip.http_version = f"HTTP/{answer.http_version.decode('ascii')}"
        if answer.status_code not in _REDIRECTS:
            _read(dialogue, gate, trip)


def _wire(target: Target, gate: Gate, deadline: Deadline) -> Wire:
    """A connection to a host at an address of its that passed the gate."""
    line = connect(
        target,
        resolve(target, gate.resolver, seconds=deadline.left()),
        allow=gate.allow,
        seconds=gate.connect,
        deadline=deadline,
        tls=gate.tls() if target.scheme == "https" else None,
    )
    return Wire(line, deadline=deadline, silence=gate.silence, cap=gate.wire_cap)


def _read(dialogue: Dialogue, gate: Gate, trip: _Trip) -> None:
    """Take the body in as it comes; at a cap keep what there is and say so."""
    inflater = Inflater(_header(trip.headers, "content-encoding"), cap=gate.body_cap)
    try:
        for chunk in dialogue.body():
            inflater.feed(chunk)
            if inflater.is_full:
                break
        else:
            trip.body = inflater.finish()
            return
    except TooLarge:
        inflater.is_full = True
    trip.truncated = True
    trip.body = inflater.finish()


def _request_headers(
    request: Request, gate: Gate, *, is_first: bool, is_home: bool
) -> Headers:
    """What is sent; the validators belong to the first address only, and a request's
    own headers to its site: there may be a key among them."""
    headers = [
        ("User-Agent", gate.user_agent),
        ("Accept", request.accept or _ACCEPT),
        ("Accept-Encoding", "gzip"),
        ("Connection", "close"),
    ]
    if is_first and request.etag:
        headers.append(("If-None-Match", request.etag))
    if is_first and request.last_modified:
        headers.append(("If-Modified-Since", request.last_modified))
    if request.content is not None:
        headers.append(("Content-Length", str(len(request.content))))
    return (*headers, *(request.headers if is_home else ()))


def _escaped(location: str) -> str:
    """A redirect's address as browsers take it, which keep the bytes as they came."""
    return re.sub(r"[ \x80-\xff]", lambda found: f"%{ord(found[0]):02X}", location)


def _decoded(raw: list[tuple[bytes, bytes]]) -> Headers:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, value in raw
    )


def _header(headers: Headers, name: str) -> str:
    """All values of a header, joined as one list."""
    return ", ".join(value for key, value in headers if key.lower() == name)
