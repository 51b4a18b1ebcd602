"""The connection under a fetch: pinned to a checked address, on a wall clock.

Per-read time-outs do not stop a server that drips one byte at a time, and a check
before the connection does not stop a name that answers differently the second time.
So the address is resolved once, checked and connected to here, and every read is
clamped to what is left of the deadline and counted.
"""

import socket
import ssl
import time
from collections.abc import Sequence

from tracker.engine.addresses import Allowed, Target
from tracker.engine.errors import (
    BrokenAnswer,
    DeadlinePassed,
    NotConnected,
    NotSecured,
    Refused,
    TooLarge,
)

_PIECE = 65_536


class Deadline:
    """A moment on the monotonic clock; `left()` raises once it has passed."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        remaining = self._end - time.monotonic()
        if remaining <= 0:
            raise DeadlinePassed("the time for this page ran out")
        return remaining


class Wire:
    """A connection that ends with the deadline and stops at a number of bytes.

    `silence` is the longest pause between two bytes, in seconds, `cap` the number of
    bytes that may come in.
    """

    def __init__(
        self, line: socket.socket, *, deadline: Deadline, silence: float, cap: int
    ) -> None:
        self._line = line
        self._deadline = deadline
        self._silence = silence
        self._left = cap

    @property
    def address(self) -> str:
        """The IP address at the other end."""
        return str(self._line.getpeername()[0])

    def read(self) -> bytes:
        """The next bytes; none at the end."""
        self._line.settimeout(min(self._silence, self._deadline.left()))
        try:
            data = self._line.recv(_PIECE)
        except TimeoutError as error:
            raise DeadlinePassed("the site did not answer in time") from error
        except OSError as error:
            raise BrokenAnswer(f"the connection broke: {error}") from error
        self._left -= len(data)
        if self._left < 0:
            raise TooLarge("the page is larger than may be read")
        return data

    def write(self, data: bytes) -> None:
        self._line.settimeout(min(self._silence, self._deadline.left()))
        try:
            self._line.sendall(data)
        except TimeoutError as error:
            raise DeadlinePassed("the site took nothing in time") from error
        except OSError:
            # A site may answer and hang up before it has read all; then the answer
            # is there to be read, and if not, reading says so.
            return

    def close(self) -> None:
        self._line.close()


def connect(
    target: Target,
    addresses: Sequence[str],
    *,
    allow: Allowed,
    seconds: float,
    deadline: Deadline,
    tls: ssl.SSLContext | None,
) -> socket.socket:
    """A connection to the first of the addresses that answers; none may be denied.

    `seconds` is how long each address may take, the TLS greeting included.
    """
    for address in addresses:
        target.check_address(address, allow=allow)
    line = _first_that_answers(target, addresses, seconds, deadline)
    try:
        _refuse_self(line, target, allow)
        return line if tls is None else _secured(line, target, tls, seconds, deadline)
    except BaseException:
        line.close()
        raise


def _first_that_answers(
    target: Target, addresses: Sequence[str], seconds: float, deadline: Deadline
) -> socket.socket:
    failure: NotConnected | DeadlinePassed = NotConnected("no address")
    for address in addresses:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        line = socket.socket(family, socket.SOCK_STREAM)
        line.settimeout(min(seconds, deadline.left()))
        try:
            line.connect((address, target.port))
        except TimeoutError:
            failure = DeadlinePassed("the site did not answer in time")
        except OSError as error:
            failure = NotConnected(f"no connection: {error}")
        else:
            return line
        line.close()
    raise failure


def _refuse_self(line: socket.socket, target: Target, allow: Allowed) -> None:
    """A public address may still be this machine's own."""
    here, there = line.getsockname()[0], line.getpeername()[0]
    if here == there and (target.host, target.port) not in allow:
        raise Refused(f"{target.host} leads to this machine")


def _secured(
    line: socket.socket,
    target: Target,
    tls: ssl.SSLContext,
    seconds: float,
    deadline: Deadline,
) -> socket.socket:
    """The same connection under TLS, its certificate and name checked."""
    line.settimeout(min(seconds, deadline.left()))
    try:
        return tls.wrap_socket(line, server_hostname=target.host)
    except TimeoutError as error:
        raise DeadlinePassed("the site did not answer in time") from error
    except (ssl.SSLError, ValueError) as error:
        raise NotSecured(f"no secure connection: {error}") from error
    except OSError as error:
        raise NotConnected(f"no connection: {error}") from error
