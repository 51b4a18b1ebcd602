"""The one gate for outgoing requests, against real servers on loopback."""

import gzip
import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.engine.forks import in_a_fork
from tests.engine.sites import Answer, path_of, reply, site
from tracker.engine.fetch import Gate, fetch, parse_allow
from tracker.engine.types import Fetched, Request
from tracker.rules.vocabulary import CheckOutcome


def gate(port: int, *hosts: str, deadline: float = 1.0, silence: float = 15.0) -> Gate:
    names = ("127.0.0.1", *hosts)
    return Gate(
        contact="https://desk.example/robot",
        allow=frozenset((name, port) for name in names),
        deadline=deadline,
        silence=silence,
        resolver=lambda host, port: ["127.0.0.1"],
    )


def look(answer: Answer, path: str = "/", **changes: float) -> Fetched:
    with site(answer) as port:
        return fetch(
            Request(f"http://127.0.0.1:{port}{path}"), gate=gate(port, **changes)
        )


def outcome(fetched: Fetched) -> CheckOutcome | None:
    return fetched.problem.outcome if fetched.problem else None


def test_a_page_comes_back_whole() -> None:
    found = look(
        lambda wire, asked: wire.sendall(reply(b"hello", headers="ETag: x\r\n"))
    )
    assert (found.status, found.body, found.header("etag")) == (200, b"hello", "x")
    assert found.problem is None


def test_the_robot_says_who_it_is_and_where_to_complain() -> None:
    seen: list[str] = []

    def answer(wire: socket.socket, asked: str) -> None:
        seen.append(asked)
        wire.sendall(reply())

    look(answer)
    assert "User-Agent: OnRecord/0.1 (+https://desk.example/robot)" in seen[0]
    assert "Cookie" not in seen[0]


def test_a_requests_own_headers_stay_with_its_site() -> None:
    asked: dict[str, str] = {}

    def here(wire: socket.socket, said: str) -> None:
        asked[path_of(said)] = said
        where = "/second" if path_of(said) == "/first" else there
        wire.sendall(reply(status="302 Found", headers=f"Location: {where}\r\n"))

    def elsewhere(wire: socket.socket, said: str) -> None:
        asked[path_of(said)] = said
        wire.sendall(reply(b"end"))

    with site(elsewhere) as other, site(here) as port:
        there = f"http://127.0.0.1:{other}/third"
        allow = frozenset({("127.0.0.1", port), ("127.0.0.1", other)})
        request = Request(
            f"http://127.0.0.1:{port}/first", headers=(("Authorization", "LOW a:b"),)
        )
        assert fetch(request, gate=Gate(allow=allow)).body == b"end"

    told = {path: "LOW a:b" in said for path, said in asked.items()}
    assert told == {"/first": True, "/second": True, "/third": False}


@pytest.mark.parametrize("etag", ["x\r\nX-Own: y", "x\ny", "x\ry", "x\0y"])
def test_a_validator_cannot_say_more_than_itself(etag: str) -> None:
    asked: list[str] = []
    with site(lambda wire, heard: asked.append(heard)) as port:
        request = Request(f"http://127.0.0.1:{port}/", etag=etag)
        found = fetch(request, gate=gate(port))
    assert (outcome(found), asked) == (CheckOutcome.INVALID_URL, [])


def test_a_contact_in_any_script_is_sent() -> None:
    seen: list[str] = []

    def answer(wire: socket.socket, asked: str) -> None:
        seen.append(asked)
        wire.sendall(reply())

    with site(answer) as port:
        own = replace(gate(port), contact="редакція@приклад")
        fetch(Request(f"http://127.0.0.1:{port}/"), gate=own)
    assert "редакція@приклад" in seen[0].encode("latin-1").decode()


def test_validators_are_sent_and_a_304_is_no_problem() -> None:
    def answer(wire: socket.socket, asked: str) -> None:
        known = 'If-None-Match: "v1"' in asked
        wire.sendall(b"HTTP/1.1 304 Not Modified\r\n\r\n" if known else reply(b"new"))

    with site(answer) as port:
        request = Request(f"http://127.0.0.1:{port}/", etag='"v1"')
        found = fetch(request, gate=gate(port))
    assert (found.status, found.problem) == (304, None)


def test_content_is_posted_and_its_redirect_is_not_followed() -> None:
    seen: list[str] = []

    def answer(wire: socket.socket, asked: str) -> None:
        seen.append(asked)
        wire.sendall(reply(status="302 Found", headers="Location: /next\r\n"))

    with site(answer) as port:
        request = Request(f"http://127.0.0.1:{port}/", content=b"{}")
        found = fetch(request, gate=gate(port))
    assert found.status == 302
    assert [one.split(" ")[0] for one in seen] == ["POST"]


def test_redirects_are_followed_and_kept() -> None:
    def answer(wire: socket.socket, asked: str) -> None:
        if path_of(asked) == "/old":
            wire.sendall(
                reply(status="301 Moved Permanently", headers="Location: ../new\r\n")
            )
        else:
            wire.sendall(reply(b"moved"))

    found = look(answer, "/old")
    assert found.final_url.endswith("/new")
    assert [(hop.status, hop.is_permanent) for hop in found.redirects] == [(301, True)]


def test_a_redirect_to_itself_ends() -> None:
    found = look(
        lambda wire, asked: wire.sendall(
            reply(status="302 Found", headers="Location: /\r\n")
        )
    )
    assert outcome(found) is CheckOutcome.TOO_MANY_REDIRECTS


def test_a_sixth_hop_is_one_too_many() -> None:
    def answer(wire: socket.socket, asked: str) -> None:
        number = int(path_of(asked)[1:])
        wire.sendall(reply(status="302 Found", headers=f"Location: /{number + 1}\r\n"))

    found = look(answer, "/0")
    assert outcome(found) is CheckOutcome.TOO_MANY_REDIRECTS
    assert len(found.redirects) == 6


def test_loopback_is_refused_unless_it_is_named() -> None:
    with site(lambda wire, asked: wire.sendall(reply(b"secret"))) as port:
        closed = Gate(ports=frozenset({port}), deadline=1.0)
        found = fetch(Request(f"http://127.0.0.1:{port}/"), gate=closed)
    assert (outcome(found), found.body) == (CheckOutcome.REFUSED_SSRF, b"")


def test_a_name_is_looked_up_once_per_hop() -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    with site(lambda wire, request: wire.sendall(reply(b"first"))) as port:
        own = replace(gate(port, "name.example"), resolver=rebinding)
        found = fetch(Request(f"http://name.example:{port}/"), gate=own)
    assert (found.body, asked) == (b"first", ["name.example"])


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (socket.EAI_NONAME, CheckOutcome.DNS_NXDOMAIN),
        (socket.EAI_AGAIN, CheckOutcome.DNS_ERROR),
    ],
)
def test_a_missing_name_is_told_from_a_failed_look_up(
    number: int, expected: CheckOutcome
) -> None:
    def fails(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(number, "no")

    found = fetch(Request("http://name.example/"), gate=Gate(resolver=fails))
    assert outcome(found) is expected


def test_a_look_up_that_hangs_ends_with_the_deadline() -> None:
    def hangs(host: str, port: int) -> Sequence[str]:
        time.sleep(2)
        return []

    begun = time.monotonic()
    found = fetch(
        Request("http://name.example/"), gate=Gate(resolver=hangs, deadline=0.3)
    )
    assert outcome(found) is CheckOutcome.DNS_ERROR
    assert time.monotonic() - begun < 1.3


def test_names_are_looked_up_in_a_fork_as_well() -> None:
    with site(lambda wire, asked: wire.sendall(reply(b"page"))) as port:
        own = gate(port, "name.example")
        request = Request(f"http://name.example:{port}/")
        assert fetch(request, gate=own).body == b"page"
        assert in_a_fork(lambda: fetch(request, gate=own).body == b"page")


def test_a_look_up_that_hangs_keeps_no_other_waiting() -> None:
    def slow_for_one(host: str, port: int) -> Sequence[str]:
        if host == "slow.example":
            time.sleep(2)
        return ["10.0.0.1"]

    own = Gate(resolver=slow_for_one, deadline=0.3)
    fetch(Request("http://slow.example/"), gate=own)
    found = fetch(Request("http://quick.example/"), gate=own)
    assert outcome(found) is CheckOutcome.REFUSED_SSRF


def test_a_closed_port_is_a_connect_error() -> None:
    with site(lambda wire, asked: None) as port:
        pass
    found = fetch(Request(f"http://127.0.0.1:{port}/"), gate=gate(port))
    assert outcome(found) is CheckOutcome.CONNECT_ERROR


def plain_answer(listener: socket.socket) -> None:
    """Answer a TLS greeting with plain text."""
    wire, _ = listener.accept()
    with wire:
        wire.recv(4096)
        wire.sendall(reply(b"plain"))


def test_an_unproven_certificate_is_a_tls_error_and_never_plain_http() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = int(listener.getsockname()[1])
        threading.Thread(target=plain_answer, args=(listener,), daemon=True).start()
        found = fetch(Request(f"https://127.0.0.1:{port}/"), gate=gate(port))
    assert (outcome(found), found.body) == (CheckOutcome.TLS_ERROR, b"")


def drip(wire: socket.socket, data: bytes, pause: float) -> None:
    for at in range(len(data)):
        wire.sendall(data[at : at + 1])
        time.sleep(pause)


def silent(wire: socket.socket, asked: str) -> None:
    time.sleep(3)


def slow_body(wire: socket.socket, asked: str) -> None:
    wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    drip(wire, b"x" * 1000, 0.05)


def slow_headers(wire: socket.socket, asked: str) -> None:
    drip(wire, b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 1000, 0.05)


@pytest.mark.parametrize("answer", [silent, slow_body, slow_headers])
def test_a_server_that_stalls_ends_with_the_deadline(answer: Answer) -> None:
    begun = time.monotonic()
    found = look(answer, deadline=0.6)
    assert outcome(found) is CheckOutcome.TIMEOUT
    assert time.monotonic() - begun < 1.6


def test_a_silence_inside_the_deadline_is_a_time_out_too() -> None:
    begun = time.monotonic()
    found = look(silent, deadline=10.0, silence=0.3)
    assert outcome(found) is CheckOutcome.TIMEOUT
    assert time.monotonic() - begun < 1.3


def endless(wire: socket.socket, asked: str) -> None:
    wire.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        wire.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")


def bomb(wire: socket.socket, asked: str) -> None:
    packed = gzip.compress(b"\0" * 40_000_000)
    wire.sendall(reply(packed, headers="Content-Encoding: gzip\r\n"))


@pytest.mark.parametrize("answer", [endless, bomb])
def test_a_body_without_end_is_cut_at_the_cap(answer: Answer) -> None:
    found = look(answer, deadline=5.0)
    assert found.truncated
    assert len(found.body) == 5_000_000


def test_a_gzip_body_is_unpacked() -> None:
    packed = gzip.compress(b"hello " * 1000)
    found = look(
        lambda wire, asked: wire.sendall(
            reply(packed, headers="Content-Encoding: gzip\r\n")
        )
    )
    assert found.body == b"hello " * 1000


@pytest.mark.parametrize("encoding", ["identity", "none", "UTF-8"])
def test_an_encoding_that_is_none_is_read_over(encoding: str) -> None:
    found = look(
        lambda wire, asked: wire.sendall(
            reply(b"page", headers=f"Content-Encoding: {encoding}\r\n")
        )
    )
    assert (found.problem, found.body) == (None, b"page")


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "deflate", "identity, gzip"])
def test_an_encoding_that_was_not_asked_for_is_refused(encoding: str) -> None:
    found = look(
        lambda wire, asked: wire.sendall(
            reply(b"x", headers=f"Content-Encoding: {encoding}\r\n")
        )
    )
    assert outcome(found) is CheckOutcome.DECODE_ERROR


@pytest.mark.parametrize(
    "body",
    [b"not gzip at all", gzip.compress(b"x" * 999, mtime=0)[:-9]],
    ids=["no gzip at all", "cut short"],
)
def test_a_broken_gzip_stream_is_a_decode_error(body: bytes) -> None:
    found = look(
        lambda wire, asked: wire.sendall(
            reply(body, headers="Content-Encoding: gzip\r\n")
        )
    )
    assert outcome(found) is CheckOutcome.DECODE_ERROR


@pytest.mark.parametrize(
    "raw",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\n" + b"X-Many: 1\r\n" * 20_000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 1_000_000 + b"\r\n\r\n",
    ],
)
def test_what_is_not_proper_http_is_a_protocol_error(raw: bytes) -> None:
    found = look(lambda wire, asked: wire.sendall(raw), deadline=3.0)
    assert outcome(found) is CheckOutcome.PROTOCOL_ERROR


def test_early_hints_do_not_confuse_it() -> None:
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 50
    found = look(lambda wire, asked: wire.sendall(hints + reply(b"page")))
    assert found.body == b"page"


def test_the_environments_proxy_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")
    found = look(lambda wire, asked: wire.sendall(reply(b"direct")))
    assert found.body == b"direct"


def test_allowed_hosts_are_read_from_their_setting() -> None:
    read = parse_allow(frozenset({"127.0.0.1:8001", "[::1]:9000"}))
    assert read == {("127.0.0.1", 8001), ("::1", 9000)}
