"""Every outcome of a check, from real answers of a site on loopback."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest

from tests.engine.looking import QUOTE, Desk, Pages
from tests.engine.outcomes import CASES, Case, Said
from tests.factories import add_citation, add_claim, add_source, day
from tracker.models import Check, ReviewItem, Snapshot
from tracker.rules.decision import READ
from tracker.rules.limits import HOUR
from tracker.rules.vocabulary import CheckOutcome, CitationState, ReviewKind

pytestmark = pytest.mark.django_db

ADDRESS = "/news/report"
NOT_A_PAGE = {name: case for name, case in CASES.items() if case.outcome not in READ}
SEEN_BEFORE = {name: case for name, case in NOT_A_PAGE.items() if case.before}


def resolver(host: str, port: int) -> list[str]:
    """A name service that knows this machine, and fails in two ways."""
    if host == "unsure.example":
        raise socket.gaierror(socket.EAI_AGAIN, "try again")
    if host == "localhost":
        return ["127.0.0.1"]
    if host[0].isdigit():
        return [host]
    raise socket.gaierror(socket.EAI_NONAME, "no such name")


@pytest.fixture
def plain() -> Iterator[int]:
    """The port of a server that says at once, and without TLS, what it thinks."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with suppress(OSError):
                connection, _ = listener.accept()
                with connection:
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                    connection.recv(65536)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield int(listener.getsockname()[1])
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        thread.join(timeout=2)


@pytest.fixture
def site(desk: Desk, pages: Pages, plain: int) -> Pages:
    """The desk asks with little patience, and may ask ports where nobody listens."""
    allow = {(host, pages.port) for host in ("127.0.0.1", "localhost")}
    allow |= {("127.0.0.1", port) for port in (1, plain)}
    gate = replace(
        desk.tools.gate,
        deadline=3.0,
        body_cap=300_000,
        resolver=resolver,
        allow=frozenset(allow),
    )
    pages.plain = plain
    desk.tools = replace(desk.tools, gate=gate)
    return pages


def say(pages: Pages, path: str, said: Said) -> None:
    if said.silent:
        pages.hold(path)
    headers = on_site(said.headers, pages)
    pages.say(path, said.body, status=said.status, headers=headers)
    if said.raw is not None:
        pages.answers[path] = said.raw


def on_site(text: str, pages: Pages) -> str:
    return text.format(port=pages.port, plain=pages.plain)


def looks(desk: Desk, pages: Pages, case: Case) -> list[Check]:
    """A look at what the page was, if it was anything, and one at what it says."""
    source = add_source(on_site(case.address, pages))
    add_citation(add_claim(), source, exact=QUOTE, at=day(8))
    checks = []
    if case.before is not None:
        say(pages, ADDRESS, Said(body=case.before))
        checks.append(desk.look(source))
    for path, said in {ADDRESS: case.says, **case.also}.items():
        say(pages, path, said)
    checks.append(desk.look(source, after=HOUR))
    for held in pages.held.values():
        held.go.set()
    return checks


@pytest.mark.parametrize("name", CASES)
def test_answer_has_its_outcome(desk: Desk, site: Pages, name: str) -> None:
    case = CASES[name]

    check = looks(desk, site, case)[-1]

    assert (check.outcome, check.reason) == (case.outcome, check.reason)
    assert check.reason.startswith(case.reason)


def test_table_has_every_outcome() -> None:
    # An address that cannot be used never becomes a source: see `recheck`.
    assert {case.outcome for case in CASES.values()} == set(CheckOutcome) - {
        CheckOutcome.INVALID_URL
    }


@pytest.mark.parametrize("name", SEEN_BEFORE)
def test_what_is_no_page_is_no_version_and_takes_no_words_away(
    desk: Desk, site: Pages, name: str
) -> None:
    first, check = looks(desk, site, SEEN_BEFORE[name])

    assert Snapshot.objects.get() == first.snapshot
    assert check.snapshot is None
    assert check.citation_checks.get().state == CitationState.UNCHECKABLE
    assert not ReviewItem.objects.filter(
        kind__in=(ReviewKind.WORDS_GONE, ReviewKind.WORDS_ALTERED)
    ).exists()


@pytest.mark.parametrize(
    "name", [name for name in NOT_A_PAGE if name not in SEEN_BEFORE]
)
def test_what_is_no_page_is_no_first_version(
    desk: Desk, site: Pages, name: str
) -> None:
    looks(desk, site, NOT_A_PAGE[name])

    assert not Snapshot.objects.exists()
