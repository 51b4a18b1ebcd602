"""Answers that are meant to hang, fill or fool whoever reads them, by name."""

import contextlib
import gzip
import socket
import struct
import time
import zlib
from collections.abc import Callable, Iterator
from itertools import count

from tests.engine.sites import path_of, reply

Ending = tuple[str, ...]
"""The outcomes that are right: one of them; "page" is an answer that came whole, and
"cut" one that was cut at a cap."""

PAGE = b"<html><body><p>The bridge is open.</p></body></html>"
_OK = b"HTTP/1.1 200 OK\r\n"
_CHUNKED = _OK + b"Transfer-Encoding: chunked\r\n\r\n"
_MEGABYTE = 1_000_000


def gzip_of_zeros(megabytes: int) -> bytes:
    """So many MiB of zeros packed to a thousandth, without being packed one by one."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    first = packer.compress(b"\0" * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b"\0" * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + again * (megabytes - 1)


def packed(body: bytes, encoding: str = "gzip") -> bytes:
    return reply(body, headers=f"Content-Encoding: {encoding}\r\n")


def whole(raw: bytes) -> Iterator[bytes]:
    yield raw


def repeated(head: bytes, part: bytes) -> Iterator[bytes]:
    """A head, then the same for ever."""
    yield head
    while True:
        yield part


def drip(head: bytes, part: bytes) -> Iterator[bytes]:
    """A head, then the same for ever in drops, each within any time-out."""
    yield head
    while True:
        time.sleep(0.1)
        yield part


def silence(head: bytes = b"") -> Iterator[bytes]:
    yield head
    time.sleep(4)


def reset(head: bytes) -> Iterator[bytes]:
    """A head, and then the line is cut."""
    yield head
    time.sleep(0.1)
    raise ConnectionResetError


_places = count()


def elsewhere() -> Iterator[bytes]:
    """A redirect that never leads to the same address twice."""
    headers = f"Location: /endless-redirects?{next(_places)}\r\n"
    yield reply(status="302 Found", headers=headers)


def header(line: bytes, body: bytes = PAGE) -> bytes:
    return _OK + line + b"\r\nContent-Length: %d\r\n\r\n" % len(body) + body


TIMEOUT, BROKEN = ("timeout",), ("protocol_error",)
UNDECODABLE, LOST = ("decode_error",), ("too_many_redirects",)

CASES: dict[str, tuple[Callable[[], Iterator[bytes]], Ending]] = {
    "gzip-bomb": (lambda: whole(packed(gzip_of_zeros(2048))), ("cut",)),
    "gzip-in-gzip": (
        lambda: whole(packed(gzip.compress(gzip_of_zeros(64)), "gzip, gzip")),
        UNDECODABLE,
    ),
    "many-encodings": (
        lambda: whole(packed(PAGE, ", ".join(["gzip"] * 5000))),
        UNDECODABLE,
    ),
    "gzip-junk": (lambda: whole(packed(b"no gzip at all")), UNDECODABLE),
    "gzip-cut": (lambda: whole(packed(gzip.compress(PAGE)[:-9])), UNDECODABLE),
    "gzip-head-only": (lambda: whole(packed(gzip.compress(PAGE)[:8])), UNDECODABLE),
    "gzip-then-more": (
        lambda: repeated(
            _OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE), b"x" * 65536
        ),
        ("cut",),
    ),
    "deflate": (lambda: whole(packed(zlib.compress(PAGE), "deflate")), UNDECODABLE),
    "br": (lambda: whole(packed(PAGE, "br")), UNDECODABLE),
    "zstd": (lambda: whole(packed(PAGE, "zstd")), UNDECODABLE),
    "body-drip": (lambda: drip(_OK + b"Content-Length: 999\r\n\r\n", b"x"), TIMEOUT),
    "header-drip": (lambda: drip(_OK + b"X-Long: ", b"x"), TIMEOUT),
    "chunk-drip": (lambda: drip(_CHUNKED, b"1\r\nx\r\n"), TIMEOUT),
    "status-drip": (lambda: drip(b"HTTP/1.1 2", b"0"), (*TIMEOUT, *BROKEN)),
    "silence": (silence, TIMEOUT),
    "silence-after-head": (
        lambda: silence(_OK + b"Content-Length: 9\r\n\r\n"),
        TIMEOUT,
    ),
    "endless-chunks": (
        lambda: repeated(_CHUNKED, b"10000\r\n" + b"x" * 65536 + b"\r\n"),
        ("cut",),
    ),
    "endless-crumbs": (
        lambda: repeated(_CHUNKED, b"1\r\nx\r\n" * 10_000),
        (*TIMEOUT, "cut"),
    ),
    "endless-body": (lambda: repeated(_OK + b"\r\n", b"x" * 65536), ("cut",)),
    "huge-length": (
        lambda: repeated(_OK + b"Content-Length: 99999999999999\r\n\r\n", b"x" * 65536),
        ("cut",),
    ),
    "huge-chunk": (
        lambda: repeated(_CHUNKED + b"FFFFFFFFFFFF\r\n", b"x" * 65536),
        ("cut",),
    ),
    "chunk-extensions": (lambda: repeated(_CHUNKED + b"1;", b"x=y;" * 20_000), BROKEN),
    "chunks-with-extensions": (
        lambda: repeated(_CHUNKED, b"1;" + b"x=y;" * 20_000 + b"\r\nx\r\n"),
        (*TIMEOUT, "cut"),
    ),
    "bad-chunk": (lambda: whole(_CHUNKED + b"zz\r\nx\r\n"), BROKEN),
    "negative-chunk": (lambda: whole(_CHUNKED + b"-1\r\nx\r\n"), BROKEN),
    "trailers": (
        lambda: repeated(_CHUNKED + b"1\r\nx\r\n0\r\n", b"X-T: 1\r\n" * 10_000),
        BROKEN,
    ),
    "10k-headers": (
        lambda: whole(_OK + b"X-Many: 12345\r\n" * 10_000 + b"\r\n"),
        BROKEN,
    ),
    "1-MB-header": (
        lambda: whole(_OK + b"X: " + b"x" * _MEGABYTE + b"\r\n\r\n"),
        BROKEN,
    ),
    "50-MB-headers": (lambda: repeated(_OK, b"X-Many: 1\r\n" * 10_000), BROKEN),
    "nul-in-header": (lambda: whole(header(b"X: a\0b")), BROKEN),
    "no-colon": (lambda: whole(header(b"nonsense")), BROKEN),
    "raw-charset": (
        lambda: whole(header(b"Content-Type: text/html; charset=\xff\xfe\xe9")),
        ("page",),
    ),
    "length-too-long": (lambda: whole(_OK + b"Content-Length: 999\r\n\r\nx"), BROKEN),
    "length-too-short": (
        lambda: whole(_OK + b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE * 9),
        ("page",),
    ),
    "length-negative": (lambda: whole(_OK + b"Content-Length: -5\r\n\r\nx"), BROKEN),
    "length-of-words": (lambda: whole(_OK + b"Content-Length: ten\r\n\r\nx"), BROKEN),
    "length-with-plus": (lambda: whole(_OK + b"Content-Length: +1\r\n\r\nx"), BROKEN),
    "two-lengths": (lambda: whole(header(b"Content-Length: 5")), BROKEN),
    "same-length-twice": (
        lambda: whole(header(b"Content-Length: %d" % len(PAGE))),
        ("page",),
    ),
    "unknown-transfer": (
        lambda: whole(header(b"Transfer-Encoding: gzip, chunked")),
        BROKEN,
    ),
    "5000-hints": (
        lambda: whole(
            b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 5000 + header(b"X: y")
        ),
        ("page",),
    ),
    "endless-hints": (
        lambda: repeated(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 1000),
        (*TIMEOUT, "too_large"),
    ),
    "other-protocol": (
        lambda: whole(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"),
        BROKEN,
    ),
    "http-0.9": (lambda: whole(b"<html>hello"), BROKEN),
    "ssh": (lambda: whole(b"SSH-2.0-OpenSSH_9.2\r\n"), BROKEN),
    "status-of-words": (lambda: whole(b"HTTP/1.1 okay fine\r\n\r\n"), BROKEN),
    "junk": (lambda: repeated(b"", bytes(range(256)) * 256), BROKEN),
    "hangs-up": (lambda: whole(b""), BROKEN),
    "reset-at-once": (lambda: reset(b""), BROKEN),
    "reset-in-head": (lambda: reset(_OK + b"X-Y"), BROKEN),
    "reset-in-body": (lambda: reset(_OK + b"Content-Length: 9\r\n\r\nx"), BROKEN),
    "loop": (
        lambda: whole(reply(status="301 Moved", headers="Location: /loop\r\n")),
        LOST,
    ),
    "endless-redirects": (elsewhere, LOST),
}


def answer(wire: socket.socket, asked: str) -> None:
    """Gives the answer that the path names, or a page."""
    name = path_of(asked)[1:].partition("?")[0]
    if name not in CASES:
        return wire.sendall(header(b"Content-Type: text/html"))
    try:
        for part in CASES[name][0]():
            wire.sendall(part)
    except ConnectionResetError:
        with contextlib.suppress(OSError):
            # A line that lingers for no seconds is reset when it is closed.
            lingering = struct.pack("ii", 1, 0)
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, lingering)
    return None
