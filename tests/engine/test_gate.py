"""Which addresses the gate asks, whatever they are called and whoever sends it on."""

import re
import socket
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.engine.sites import path_of, reply, site
from tracker.engine import addresses
from tracker.engine.fetch import Gate, fetch
from tracker.engine.types import Fetched, Request
from tracker.rules.vocabulary import CheckOutcome

HERE = "press.example"

# The same few machines, spelt in every way that some parser or resolver takes.
_LOOPBACK = """
http://127.0.0.1/ http://127.1/ http://127.0.1/ http://2130706433/ http://0/
http://0x7f000001/ http://0x7f.0.0.1/ http://0x7f.1/ http://0177.0.0.1/
http://017700000001/ http://00000177.1/ http://127.0.0.1./ http://0.0.0.0/
http://①②⑦.⓪.⓪.①/ http://127。0。0。1/ http://１２７.０.０.１/ http://127.0.0.1:443/
http://%31%32%37.0.0.1/ http://127%2e0%2e0%2e1/ http:127.0.0.1/ http:/127.0.0.1/
http:///127.0.0.1/ HTTP://127.0.0.1/ https://127.0.0.1/
"""
_LOCAL_NAMES = """
http://localhost/ http://LOCALHOST/ http://localhost./ http://localhost../
http://foo.localhost/ http://ⓛocalhost/ http://ｌｏｃａｌｈｏｓｔ/ http://%6cocalhost/
"""
_IPV6 = """
http://[::1]/ http://[::]/ http://[0:0:0:0:0:0:0:1]/ http://[::ffff:127.0.0.1]/
http://[::ffff:7f00:1]/ http://[::127.0.0.1]/ http://[64:ff9b::7f00:1]/
http://[64:ff9b:1::7f00:1]/ http://[2002:7f00:1::]/ http://[2002:a9fe:a9fe::]/
http://[fec0::1]/ http://[fe80::1]/ http://[fd00:ec2::254]/ http://[ff02::1]/
http://[::ffff:10.0.0.1]/ http://[2001::1]/ http://[2001:db8::1]/ http://[3fff::1]/
"""
_CLOUDS = """
http://169.254.169.254/latest/meta-data/ http://169.254.170.2/v2/credentials
http://100.100.100.200/latest/meta-data/ http://168.63.129.16/machine
http://[::ffff:169.254.169.254]/ http://0xa9fea9fe/ http://2852039166/
"""
LOOPBACK, LOCAL_NAMES = _LOOPBACK.split(), _LOCAL_NAMES.split()
IPV6, CLOUDS = _IPV6.split(), _CLOUDS.split()
TWO_READINGS = (
    "http://a.example\\@127.0.0.1/",
    "http://127.0.0.1\\@a.example/",
    "http://127.0.0.1:80\\@a.example:80/",
    "http://a.example\t.b.example/",
    "http://a.example\n.b.example/",
    "http://\u00ad127.0.0.1/",
    "http://127.0.0.1\u200b/",
    "http://user@a.example/",
    "http://user:word@127.0.0.1/",
    "http://a.example:80@127.0.0.1/",
)
OTHER_SCHEMES = (
    "file:///etc/passwd",
    "file://localhost/etc/passwd",
    "gopher://127.0.0.1:6379/_",
    "ftp://127.0.0.1/",
    "dict://127.0.0.1:11211/",
    "ws://127.0.0.1/",
    "javascript:alert(1)",
    "data:text/html,x",
    "about:blank",
)
UNREADABLE = (
    "http://",
    "http:///",
    "http://a.example%00.b.example/",
    "http://[fe80::1%25eth0]/",
    "http://[::1/",
    "http://1.2.3.4.5/",
    "http://256.0.0.1/",
    "http://a.example:99999/",
    "http://a b.example/",
)


def asked(url: str, **changes: object) -> tuple[Fetched, list[str]]:
    """What came of an address, and the names that were looked up for it."""
    names: list[str] = []

    def resolver(host: str, port: int) -> Sequence[str]:
        names.append(host)
        return ["127.0.0.1"]

    gate = replace(Gate(resolver=resolver, deadline=2.0), **changes)  # type: ignore[arg-type]
    return fetch(Request(url), gate=gate), names


def outcome(fetched: Fetched) -> CheckOutcome | None:
    return fetched.problem.outcome if fetched.problem else None


@pytest.mark.parametrize(
    "url", [*LOOPBACK, *LOCAL_NAMES, *IPV6, *CLOUDS, *TWO_READINGS, *OTHER_SCHEMES]
)
def test_an_address_that_is_not_public_is_refused_without_a_question(url: str) -> None:
    found, names = asked(url)
    assert (outcome(found), found.address) == (CheckOutcome.REFUSED_SSRF, "")
    assert names == []


@pytest.mark.parametrize("url", UNREADABLE)
def test_an_address_that_cannot_be_read_is_not_asked(url: str) -> None:
    found, names = asked(url)
    assert outcome(found) in (CheckOutcome.INVALID_URL, CheckOutcome.REFUSED_SSRF)
    assert names == []


@pytest.mark.parametrize("port", [0, 1, 22, 25, 53, 6379, 8080, 65535])
def test_only_the_ports_of_the_web_are_asked(port: int) -> None:
    found, _ = asked(f"http://a.example:{port}/")
    assert outcome(found) is CheckOutcome.REFUSED_SSRF


ANSWERS = {
    "metadata.google.internal": ["169.254.169.254"],
    "instance-data": ["169.254.169.254"],
    "127.0.0.1.nip.example": ["127.0.0.1"],
    "one-of-two.example": ["93.184.216.34", "127.0.0.1"],
    "last-of-many.example": [*["93.184.216.34"] * 20, "10.0.0.1"],
    "private-six.example": ["93.184.216.34", "fd00::1"],
    "private-four.example": ["2606:4700::1111", "192.168.0.1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "scoped.example": ["fe80::1%eth0"],
    "junk.example": ["not an address"],
    "own-cloud.example": ["168.63.129.16"],
}


@pytest.mark.parametrize(("name", "answer"), ANSWERS.items())
def test_one_denied_address_refuses_a_name(name: str, answer: list[str]) -> None:
    found, _ = asked(f"http://{name}/", resolver=lambda host, port: answer)
    assert outcome(found) is CheckOutcome.REFUSED_SSRF


def test_a_name_without_addresses_is_no_name() -> None:
    found, _ = asked("http://empty.example/", resolver=lambda host, port: [])
    assert outcome(found) is CheckOutcome.DNS_NXDOMAIN


def test_a_name_that_cannot_be_looked_up_is_never_allowed() -> None:
    def fails(host: str, port: int) -> Sequence[str]:
        raise UnicodeError("label too long")

    found, _ = asked("http://long.example/", resolver=fails)
    assert outcome(found) is CheckOutcome.DNS_ERROR


def test_this_machine_is_refused_on_its_public_address_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Loopback stands for a public address of our own.
    monkeypatch.setattr(addresses, "is_denied", lambda address: False)
    with site(lambda wire, heard: wire.sendall(reply(b"secret"))) as port:
        found, _ = asked(f"http://{HERE}:{port}/", ports=frozenset({port}))
    assert (outcome(found), found.body) == (CheckOutcome.REFUSED_SSRF, b"")


def sent(path: str, location: str, status: str = "302") -> tuple[Fetched, list[str]]:
    """What came of a page that sends its readers on, and the paths that were asked."""
    paths: list[str] = []

    def answer(wire: socket.socket, heard: str) -> None:
        paths.append(path_of(heard))
        if path_of(heard) == path:
            head = f"Location: {location}\r\n"
            wire.sendall(reply(b"on", status=f"{status} On", headers=head))
        else:
            wire.sendall(reply(b"the page"))

    with site(answer) as port:
        allow = frozenset({(HERE, port)})
        url = f"http://{HERE}:{port}{path}"
        found, _ = asked(url, allow=allow, ports=frozenset({port}))
    return found, paths


@pytest.mark.parametrize("status", ["301", "302", "303", "307", "308"])
@pytest.mark.parametrize(
    "location",
    [
        *(url for url in LOOPBACK if re.match("https?://[^/]", url, re.IGNORECASE)),
        *LOCAL_NAMES[:3],
        *IPV6,
        *CLOUDS,
        *OTHER_SCHEMES,
        "//127.0.0.1/",
        "///127.0.0.1/",
        "//user@a.example/",
        "http://private.example/",
        "http://a.example:22/",
    ],
)
def test_no_redirect_leads_past_the_gate(status: str, location: str) -> None:
    found, paths = sent("/old", location.encode().decode("latin-1"), status)
    assert (outcome(found), found.body) == (CheckOutcome.REFUSED_SSRF, b"")
    assert paths == ["/old"]
    assert [hop.status for hop in found.redirects] == [int(status)]


@pytest.mark.parametrize(
    ("location", "asked_for"),
    [
        ("/new", "/new"),
        ("new", "/a/new"),
        ("../new", "/new"),
        ("?page=2", "/a/old?page=2"),
        ("/with blank", "/with%20blank"),
        ("/стор", "/%D1%81%D1%82%D0%BE%D1%80"),
        ("/new#part", "/new"),
    ],
)
def test_a_relative_redirect_stays_on_the_site(location: str, asked_for: str) -> None:
    found, paths = sent("/a/old", location.encode().decode("latin-1"))
    assert (found.body, paths) == (b"the page", ["/a/old", asked_for])


@pytest.mark.parametrize("location", ["", "   "])
def test_a_redirect_to_nowhere_is_the_answer_itself(location: str) -> None:
    found, paths = sent("/old", location)
    assert (found.status, found.problem, paths) == (302, None, ["/old"])


def test_a_private_hop_between_public_ones_ends_the_way() -> None:
    paths: list[str] = []

    def answer(wire: socket.socket, heard: str) -> None:
        paths.append(path_of(heard))
        onward = f"Location: http://inside.example:{port}/back\r\n"
        wire.sendall(reply(status="302 Found", headers=onward))

    with site(answer) as port:
        allow = frozenset({(HERE, port)})
        found, names = asked(
            f"http://{HERE}:{port}/", allow=allow, ports=frozenset({port})
        )
    assert outcome(found) is CheckOutcome.REFUSED_SSRF
    assert (paths, names) == (["/"], [HERE, "inside.example"])


def test_a_name_that_changes_its_mind_between_hops_is_refused() -> None:
    """A name with a life of no seconds: public at first, private a moment later."""
    answers = [["127.0.0.1"], ["10.0.0.1"]]

    def answer(wire: socket.socket, heard: str) -> None:
        wire.sendall(reply(status="302 Found", headers="Location: /next\r\n"))

    with site(answer) as port:
        found, _ = asked(
            f"http://{HERE}:{port}/",
            allow=frozenset({(HERE, port)}),
            resolver=lambda host, port: answers.pop(0),
        )
    assert (outcome(found), answers) == (CheckOutcome.REFUSED_SSRF, [])


def test_a_page_that_refreshes_itself_elsewhere_is_not_followed() -> None:
    page = b"<meta http-equiv=refresh content='0; url=http://127.0.0.1/'>"
    with site(lambda wire, heard: wire.sendall(reply(page))) as port:
        found, _ = asked(f"http://{HERE}:{port}/", allow=frozenset({(HERE, port)}))
    assert (found.body, found.redirects) == (page, ())


def test_a_cookie_is_not_sent_back() -> None:
    heads: list[str] = []

    def answer(wire: socket.socket, heard: str) -> None:
        heads.append(heard.lower())
        cookie = "Set-Cookie: who=me; Path=/\r\n"
        if path_of(heard) == "/":
            onward = f"{cookie}Location: /next\r\n"
            wire.sendall(reply(status="302 Found", headers=onward))
        else:
            wire.sendall(reply(b"page", headers=cookie))

    with site(answer) as port:
        allow = frozenset({(HERE, port)})
        for _ in range(2):
            asked(f"http://{HERE}:{port}/", allow=allow)
    assert len(heads) == 4
    assert not any("cookie" in head or "referer" in head for head in heads)


def test_the_validators_go_to_the_first_address_only() -> None:
    heads: list[str] = []

    def answer(wire: socket.socket, heard: str) -> None:
        heads.append(heard)
        onward = "Location: /next\r\n" if path_of(heard) == "/" else ""
        wire.sendall(reply(status="302 Found" if onward else "200 OK", headers=onward))

    with site(answer) as port:
        request = Request(f"http://{HERE}:{port}/", etag='"\xe9"', last_modified="then")
        gate = Gate(
            allow=frozenset({(HERE, port)}), resolver=lambda host, port: ["127.0.0.1"]
        )
        fetch(request, gate=gate)
    first, second = heads
    assert 'If-None-Match: "\xe9"\r\nIf-Modified-Since: then' in first
    assert "If-" not in second


def test_the_site_is_called_by_its_name() -> None:
    heads: list[str] = []

    def answer(wire: socket.socket, heard: str) -> None:
        heads.append(heard)
        wire.sendall(reply(b"page"))

    with site(answer) as port:
        found, names = asked(
            f"http://Прес.example.:{port}/a?b=c",
            allow=frozenset({("xn--e1atdf.example", port)}),
        )
    assert found.problem is None
    assert names == ["xn--e1atdf.example"]
    assert heads[0].startswith(
        f"GET /a?b=c HTTP/1.1\r\nHost: xn--e1atdf.example.:{port}\r\n"
    )
