"""Which addresses may be asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.engine.addresses import Target, is_denied, normalise
from tracker.engine.errors import FetchError, InvalidAddress, Refused

_TABLE = """
0.0.0.0 10.1.2.3 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 169.254.169.254
169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1
198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255 168.63.129.16
::1 :: ::ffff:127.0.0.1 ::ffff:7f00:1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::7f00:1
2002:7f00:1:: 2002:a9fe:a9fe:: fec0::1 fe80::1%eth0 fd00:ec2::254 ff02::1 2001::1
2001:db8::1 3fff::1 100::1 ::ffff:10.0.0.1 nonsense
"""
DENIED = _TABLE.split()


@pytest.mark.parametrize("address", DENIED)
def test_an_address_that_is_not_public_is_denied(address: str) -> None:
    assert is_denied(address)


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "172.32.0.1", "2606:4700::1111", "::ffff:93.184.216.34"],
)
def test_a_public_address_is_not_denied(address: str) -> None:
    assert not is_denied(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.1/",
        "http://127.0.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://017700000001/",
        "http://①②⑦.⓪.⓪.①/",
        "http://127。0。0。1/",
        "http://１２７.０.０.１/",
        "http:127.0.0.1/",
        "http:/127.0.0.1/",
        "http:///127.0.0.1/",
    ],
)
def test_every_spelling_of_loopback_is_read_as_loopback(url: str) -> None:
    target = Target(url)
    assert target.host == "127.0.0.1"
    with pytest.raises(Refused):
        target.check_address(target.host, allow=frozenset())


@pytest.mark.parametrize(
    "url",
    [
        "http://a.example\\@127.0.0.1/",
        "http://127.0.0.1\\@a.example/",
        "http://127.0.0.1:80\\@a.example:80/",
        "http://\u00ad127.0.0.1/",
        "http://a.example\t.b.example/",
        "http://a.example/with blank",
        "http://user@a.example/",
        "http://user:word@a.example/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:6379/_",
        "javascript:alert(1)",
        "data:text/html,x",
    ],
)
def test_an_address_that_is_read_in_two_ways_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        Target(url)


@pytest.mark.parametrize(
    "url", ["", "   ", "http://", "no address", "http://a%00b/", "/x"]
)
def test_what_is_no_address_is_invalid(url: str) -> None:
    with pytest.raises(FetchError):
        Target(url)


def test_an_empty_address_is_told_from_a_forbidden_one() -> None:
    with pytest.raises(InvalidAddress):
        Target("")


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://localhost./",
        "https://foo.localhost/",
        "http://a.example:22/",
    ],
)
def test_a_local_name_or_odd_port_is_refused_by_its_form(url: str) -> None:
    with pytest.raises(Refused):
        Target(url).check_form(ports=frozenset(), allow=frozenset())


def test_a_setting_opens_more_ports() -> None:
    Target("http://a.example:8080/").check_form(
        ports=frozenset({8080}), allow=frozenset()
    )


def test_the_allow_list_lifts_only_the_loopback_it_names() -> None:
    allow = frozenset({("127.0.0.1", 8001), ("press.example", 8001)})
    Target("http://127.0.0.1:8001/").check_address("127.0.0.1", allow=allow)
    with pytest.raises(Refused):
        Target("http://127.0.0.1:8002/").check_address("127.0.0.1", allow=allow)
    with pytest.raises(Refused):
        Target("http://press.example:8001/").check_address("10.0.0.1", allow=allow)


def test_one_address_has_one_form() -> None:
    assert (
        normalise("HTTPS://Harbour.Example:443/a/../b#part")
        == "https://harbour.example/b"
    )


@given(
    st.lists(
        st.sampled_from(
            [*"htp:/.@\\\\[]%#?0179af-", "http://", "127.0.0.1", "a.example"]
        )
        | st.characters(),
        max_size=12,
    ).map("".join)
)
def test_an_address_is_refused_or_read_the_same_ever_after(url: str) -> None:
    try:
        once = Target(url)
    except FetchError:
        return
    again = Target(once.url)
    assert (again.url, again.host, again.port) == (once.url, once.host, once.port)
    assert once.url == f"{once.scheme}://{once.authority}{once.path}"
    assert once.url.isascii()
