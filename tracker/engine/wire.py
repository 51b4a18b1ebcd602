"""The connection under a fetch: pinned to a checked address, on a wall clock.

Per-read time-outs do not stop a server that drips one byte at a time, and a check
before the connection does not stop a name that answers differently the second time.
So the address is resolved once, checked and connected to here, and every read is
clamped to what is left of the deadline and counted.
"""

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from tracker.engine.addresses import Allowed, Target
from tracker.engine.errors import (
    DeadlinePassed,
    NameNotFound,
    NameUnresolved,
    Refused,
)

Resolver = Callable[[str, int], Sequence[str]]
"""A host name and port in, IP addresses out; raises `OSError` as `getaddrinfo` does."""

_NO_SUCH_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", -5)})


class WireCapReached(httpcore.NetworkError):
    """More bytes came over the wire than a page may have."""


class Deadline:
    """A moment on the monotonic clock; `left()` raises once it has passed."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        remaining = self._end - time.monotonic()
        if remaining <= 0:
            raise DeadlinePassed("the time for this page ran out")
        return remaining


def system_resolver(host: str, port: int) -> list[str]:
    """All addresses that the operating system knows for a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def resolve(target: Target, resolver: Resolver, deadline: Deadline) -> list[str]:
    """The addresses of a host, looked up on a thread, as look-ups know no time-out."""
    answers: queue.SimpleQueue[Sequence[str] | OSError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(resolver(target.host, target.port))
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=look_up, daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left())
    except queue.Empty as error:
        raise NameUnresolved(f"{target.host} could not be looked up in time") from error
    if isinstance(answer, OSError):
        if answer.errno in _NO_SUCH_NAME:
            raise NameNotFound(f"there is no host {target.host}") from answer
        raise NameUnresolved(f"{target.host} could not be looked up") from answer
    if not answer:
        raise NameNotFound(f"{target.host} has no address")
    return list(answer)


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to one host only, at an address that passed the gate."""

    def __init__(
        self,
        target: Target,
        *,
        resolver: Resolver,
        allow: Allowed,
        deadline: Deadline,
        wire_cap: int,
    ) -> None:
        self._target = target
        self._resolver = resolver
        self._allow = allow
        self._deadline = deadline
        self._wire_cap = wire_cap
        self.address = ""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = resolve(self._target, self._resolver, self._deadline)
        for address in addresses:
            self._target.check_address(address, allow=self._allow)
        stream = self._first_that_answers(addresses, port, timeout)
        self._refuse_self(stream)
        return ClampedStream(stream, deadline=self._deadline, cap=self._wire_cap)

    def _first_that_answers(
        self, addresses: Sequence[str], port: int, timeout: float | None
    ) -> httpcore.NetworkStream:
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in addresses:
            seconds = min(timeout or self._deadline.left(), self._deadline.left())
            self.address = address
            try:
                return httpcore.SyncBackend().connect_tcp(
                    address, port, timeout=seconds
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError("no address")

    def _refuse_self(self, stream: httpcore.NetworkStream) -> None:
        """A public address may still be this machine's own."""
        here = stream.get_extra_info("client_addr")[0]
        there = stream.get_extra_info("server_addr")[0]
        if here == there and (self._target.host, self._target.port) not in self._allow:
            stream.close()
            raise Refused(f"{self._target.host} leads to this machine")


class ClampedStream(httpcore.NetworkStream):
    """A stream that ends with the deadline and stops at a number of bytes."""

    def __init__(
        self, stream: httpcore.NetworkStream, *, deadline: Deadline, cap: int
    ) -> None:
        self._stream = stream
        self._deadline = deadline
        self._left = cap

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(max_bytes, timeout=self._clamped(timeout))
        self._left -= len(data)
        if self._left < 0:
            raise WireCapReached("the page is larger than may be read")
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=self._clamped(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        inner = self._stream.start_tls(
            ssl_context, server_hostname, timeout=self._clamped(timeout)
        )
        return ClampedStream(inner, deadline=self._deadline, cap=self._left)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _clamped(self, timeout: float | None) -> float:
        left = self._deadline.left()
        return left if timeout is None else min(timeout, left)
