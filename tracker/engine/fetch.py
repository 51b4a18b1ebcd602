"""The one gate for every outgoing request of the project.

Pages, robots.txt, feeds, web hooks and archive calls all pass here: the address is
read as browsers read it, looked up once per hop, refused if any of its addresses is
not public, and connected to at that very address. What goes wrong is a result.
"""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache

import httpcore

from tracker.engine.addresses import Allowed, Target
from tracker.engine.errors import (
    FetchError,
    InvalidAddress,
    RedirectsExhausted,
)
from tracker.engine.inflate import Inflater
from tracker.engine.types import Fetched, Problem, Redirect, Request
from tracker.engine.wire import (
    Deadline,
    PinnedBackend,
    Resolver,
    WireCapReached,
    system_resolver,
)
from tracker.rules.vocabulary import CheckOutcome

Headers = tuple[tuple[str, str], ...]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_MEGABYTE = 1_000_000


def utc_now() -> datetime:
    return datetime.now(UTC)


@cache
def verified_tls() -> ssl.SSLContext:
    """TLS with certificate and name checked; built once, as it reads many files."""
    return httpcore.default_ssl_context()


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
    truncated: bool = False


def fetch(request: Request, *, gate: Gate) -> Fetched:
    """Ask for a page and come back with what answered, or with why nothing did."""
    started = gate.now()
    trip = _Trip(request.url)
    problem = None
    try:
        with _plain_errors():
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
    seen: set[str] = set()
    while True:
        trip.url = target.url
        if target.url in seen or len(trip.redirects) > gate.max_redirects:
            raise RedirectsExhausted(f"redirected {len(trip.redirects)} times")
        seen.add(target.url)
        target.check_form(ports=gate.ports, allow=gate.allow)
        is_first = not trip.redirects
        trip.request_headers = _request_headers(request, gate, is_first=is_first)
        _ask(target, request, gate, deadline, trip)
        location = _header(trip.headers, "location")
        if not location or trip.status not in _REDIRECTS or request.content is not None:
            return
        trip.redirects.append(Redirect(target.url, trip.status, location, trip.headers))
        target = Target(location.replace(" ", "%20"), base=target.url)


def _ask(
    target: Target, request: Request, gate: Gate, deadline: Deadline, trip: _Trip
) -> None:
    """One request and its answer, kept in the trip."""
    backend = PinnedBackend(
        target,
        resolver=gate.resolver,
        allow=gate.allow,
        deadline=deadline,
        wire_cap=gate.wire_cap,
    )
    trip.status, trip.headers, trip.body = 0, (), b""
    timeouts = {"connect": gate.connect, "read": gate.silence, "write": gate.silence}
    context = gate.tls() if target.scheme == "https" else None
    with (
        httpcore.ConnectionPool(context, network_backend=backend, retries=0) as pool,
        pool.stream(
            request.method,
            target.url,
            headers=[
                (name.encode(), value.encode()) for name, value in trip.request_headers
            ],
            content=request.content,
            extensions={"timeout": timeouts},
        ) as answer,
    ):
        trip.address = backend.address
        trip.status = answer.status
        trip.headers = _decoded(answer.headers)
        trip.reason = answer.extensions.get("reason_phrase", b"").decode("latin-1")
        trip.http_version = answer.extensions.get("http_version", b"").decode("latin-1")
        if answer.status not in _REDIRECTS:
            _read(answer, gate, trip)


def _read(answer: httpcore.Response, gate: Gate, trip: _Trip) -> None:
    """Take the body in as it comes; at a cap keep what there is and say so."""
    inflater = Inflater(_header(trip.headers, "content-encoding"), cap=gate.body_cap)
    try:
        for chunk in answer.iter_stream():
            inflater.feed(chunk)
            if inflater.is_full:
                break
        else:
            trip.body = inflater.finish()
            return
    except WireCapReached:
        inflater.is_full = True
    trip.truncated = True
    trip.body = inflater.finish()


def _request_headers(request: Request, gate: Gate, *, is_first: bool) -> Headers:
    """What is sent; the validators belong to the first address only."""
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
    return (*headers, *request.headers)


def _decoded(raw: list[tuple[bytes, bytes]]) -> Headers:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, value in raw
    )


def _header(headers: Headers, name: str) -> str:
    """All values of a header, joined as one list."""
    return ", ".join(value for key, value in headers if key.lower() == name)


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Turn the client's errors into the tree of `errors.py`."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise _as(CheckOutcome.TIMEOUT, "the site did not answer in time") from error
    except httpcore.ConnectError as error:
        is_tls = isinstance(error.__cause__, ssl.SSLError) or "SSL" in str(error)
        outcome = CheckOutcome.TLS_ERROR if is_tls else CheckOutcome.CONNECT_ERROR
        raise _as(outcome, f"no connection: {error}") from error
    except WireCapReached as error:
        raise _as(CheckOutcome.TOO_LARGE, str(error)) from error
    except (httpcore.ProtocolError, httpcore.NetworkError) as error:
        raise _as(CheckOutcome.PROTOCOL_ERROR, f"not proper HTTP: {error}") from error
    except UnicodeEncodeError as error:
        raise InvalidAddress("the address cannot be sent") from error


def _as(outcome: CheckOutcome, reason: str) -> FetchError:
    error = FetchError(reason)
    error.outcome = outcome
    return error
