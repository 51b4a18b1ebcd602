"""Secure connections: a site has to prove its name, and nothing is asked otherwise."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import trustme

from tests.engine.sites import reply
from tracker.engine.fetch import Gate, fetch
from tracker.engine.types import Fetched, Request
from tracker.rules.vocabulary import CheckOutcome

NAME = "press.example"
PAST = datetime(2020, 1, 1, tzinfo=UTC)
AUTHORITY = trustme.CA()

Guest = Callable[[socket.socket], None]


def secured(certificate: trustme.LeafCert, answer: bytes, names: list[str]) -> Guest:
    """A server that shows a certificate, answers, and notes the name it was called."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    context.sni_callback = lambda wire, name, context: names.append(name)

    def meet(line: socket.socket) -> None:
        with context.wrap_socket(line, server_side=True) as wire:
            names.append(wire.recv(65536).decode("latin-1"))
            wire.sendall(answer)

    return meet


@contextlib.contextmanager
def serving(meet: Guest) -> Iterator[int]:
    """A server for one guest, on any port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            line, _ = listener.accept()
            with line, contextlib.suppress(OSError):
                meet(line)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield int(listener.getsockname()[1])
        thread.join(timeout=5)


def trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)
    return context


def look(meet: Guest, *, tls: Callable[[], ssl.SSLContext] = trusting) -> Fetched:
    with serving(meet) as port:
        gate = Gate(
            allow=frozenset({(NAME, port)}),
            resolver=lambda host, port: ["127.0.0.1"],
            deadline=2.0,
            tls=tls,
        )
        return fetch(Request(f"https://{NAME}:{port}/"), gate=gate)


def test_a_site_that_proves_its_name_is_read() -> None:
    heard: list[str] = []
    proven = AUTHORITY.issue_cert(NAME)
    found = look(secured(proven, reply(b"page"), heard))
    assert (found.status, found.body, found.address) == (200, b"page", "127.0.0.1")
    assert heard[0] == NAME
    assert f"Host: {NAME}:" in heard[1]


@pytest.mark.parametrize(
    "certificate",
    [
        AUTHORITY.issue_cert("other.example"),
        AUTHORITY.issue_cert("127.0.0.1"),
        AUTHORITY.issue_cert(f"*.{NAME}"),
        AUTHORITY.issue_cert(NAME, not_before=PAST, not_after=PAST),
        trustme.CA().issue_cert(NAME),
    ],
    ids=["another name", "its address", "names below", "expired", "unknown authority"],
)
def test_a_site_that_does_not_prove_its_name_is_not_asked(
    certificate: trustme.LeafCert,
) -> None:
    heard: list[str] = []
    found = look(secured(certificate, reply(b"page"), heard))
    assert found.problem is not None
    assert found.problem.outcome is CheckOutcome.TLS_ERROR
    assert (found.body, heard) == (b"", [NAME])


def test_the_usual_authorities_are_the_ones_that_count() -> None:
    found = look(
        secured(AUTHORITY.issue_cert(NAME), reply(b"page"), []), tls=Gate().tls
    )
    assert found.problem is not None
    assert found.problem.outcome is CheckOutcome.TLS_ERROR


def test_a_way_from_https_to_http_is_noted() -> None:
    onward = reply(status="302 Found", headers="Location: http://10.0.0.1/\r\n")
    found = look(secured(AUTHORITY.issue_cert(NAME), onward, []))
    assert found.was_downgraded


def test_a_greeting_that_never_ends_is_a_time_out() -> None:
    def silent(line: socket.socket) -> None:
        line.recv(65536)
        line.settimeout(4.0)
        line.recv(65536)

    found = look(silent)
    assert found.problem is not None
    assert found.problem.outcome is CheckOutcome.TIMEOUT


def test_a_site_that_hangs_up_on_a_greeting_is_a_tls_error() -> None:
    found = look(lambda line: None)
    assert found.problem is not None
    assert found.problem.outcome in (CheckOutcome.TLS_ERROR, CheckOutcome.CONNECT_ERROR)
