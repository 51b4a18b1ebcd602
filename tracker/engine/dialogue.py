"""One request and its answer over a wire, in HTTP/1.1 and nothing else."""

import re
from collections.abc import Iterator

import h11

from tracker.engine.errors import BrokenAnswer, InvalidAddress
from tracker.engine.types import Headers
from tracker.engine.wire import Wire

# What h11 is told was asked. It reads an answer by the method alone, and writing the
# request takes it as long as reading the answer.
_ASKED = {
    method: h11.Request(method=method, target="/", headers=[("Host", "any")])
    for method in ("GET", "POST")
}
_WAS_ALL = h11.EndOfMessage()
_ENDS_A_LINE = re.compile(r"[\r\n\0]")
# A status line with its headers, the line before a chunk, or all trailers.
_LONGEST_HEAD = 100_000


class Dialogue:
    """Says one request on a wire and hears the answer out."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._http = h11.Connection(h11.CLIENT, _LONGEST_HEAD)

    def ask(
        self, method: str, path: str, headers: Headers, content: bytes | None
    ) -> h11.Response:
        """Send a request and wait for the head of the answer; hints are passed over."""
        self._wire.write(_written(method, path, headers) + (content or b""))
        self._http.send(_ASKED[method])
        self._http.send(_WAS_ALL)
        while True:
            event = self._next()
            if isinstance(event, h11.Response):
                return _of_bearable_size(event)

    def body(self) -> Iterator[bytes]:
        """The bytes of the answer's body as they come."""
        while isinstance(event := self._next(), h11.Data):
            yield event.data

    def _next(self) -> h11.Event:
        """The next thing the site says, read from the wire as far as needed."""
        try:
            while True:
                event = self._http.next_event()
                if isinstance(event, h11.Event):
                    return event
                if event is h11.PAUSED:
                    raise BrokenAnswer("not proper HTTP: the site changed the protocol")
                data = self._wire.read()
                if not data and self._http.their_state is h11.SEND_RESPONSE:
                    raise BrokenAnswer("the site hung up without an answer")
                self._http.receive_data(data)
        except h11.RemoteProtocolError as error:
            raise BrokenAnswer(f"not proper HTTP: {error}") from error


def _written(method: str, path: str, headers: Headers) -> bytes:
    """The head of a request; raises `InvalidAddress` for one that would be two."""
    lines = [f"{method} {path} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in headers]
    if any(_ENDS_A_LINE.search(line) for line in lines):
        raise InvalidAddress("the request cannot be sent")
    return b"".join(_as_it_came(f"{line}\r\n") for line in [*lines, ""])


def _as_it_came(line: str) -> bytes:
    """A validator goes back with the bytes that it came with; a name in letters that
    HTTP does not know goes as UTF-8."""
    try:
        return line.encode("latin-1")
    except UnicodeEncodeError:
        return line.encode()


def _of_bearable_size(answer: h11.Response) -> h11.Response:
    """The same; what the parser lets through depends on how the bytes came in."""
    if sum(len(name) + len(value) for name, value in answer.headers) > _LONGEST_HEAD:
        raise BrokenAnswer("not proper HTTP: more headers than any page has")
    return answer
