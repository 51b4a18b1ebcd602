"""One request and its answer over a wire, in HTTP/1.1 and nothing else."""

from collections.abc import Iterator

import h11

from tracker.engine.errors import BrokenAnswer, InvalidAddress
from tracker.engine.wire import Wire

# A status line with its headers, the line before a chunk, or all trailers.
_LONGEST_HEAD = 100_000


class Dialogue:
    """Says one request on a wire and hears the answer out."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._http = h11.Connection(h11.CLIENT, _LONGEST_HEAD)

    def ask(
        self,
        method: str,
        path: str,
        headers: list[tuple[bytes, bytes]],
        content: bytes | None,
    ) -> h11.Response:
        """Send a request and wait for the head of the answer; hints are passed over."""
        self._wire.write(self._encoded(method, path, headers, content))
        while True:
            event = self._next()
            if isinstance(event, h11.Response):
                return _of_bearable_size(event)

    def body(self) -> Iterator[bytes]:
        """The bytes of the answer's body as they come."""
        while isinstance(event := self._next(), h11.Data):
            yield event.data

    def _encoded(
        self,
        method: str,
        path: str,
        headers: list[tuple[bytes, bytes]],
        content: bytes | None,
    ) -> bytes:
        events: list[h11.Event] = [h11.EndOfMessage()]
        if content:
            events.insert(0, h11.Data(data=content))
        try:
            events.insert(0, h11.Request(method=method, target=path, headers=headers))
            return b"".join(self._http.send(event) or b"" for event in events)
        except h11.LocalProtocolError as error:
            raise InvalidAddress("the request cannot be sent") from error

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


def _of_bearable_size(answer: h11.Response) -> h11.Response:
    """The same; what the parser lets through depends on how the bytes came in."""
    if sum(len(name) + len(value) for name, value in answer.headers) > _LONGEST_HEAD:
        raise BrokenAnswer("not proper HTTP: more headers than any page has")
    return answer
