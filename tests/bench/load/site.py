"""`python -m tests.bench.load.site PORT SECONDS`: every host of the load, in one
process, that answers after so many seconds.

It notes when each host is asked, and says at its end whether anybody was hurried.
"""

import asyncio
import json
import signal
import sys
import time
from collections import Counter

from tests.bench.load.pages import page


class Log:
    """What the site saw: requests, and the shortest pause that a host was given."""

    def __init__(self) -> None:
        self.requests = 0
        self.visits: Counter[bytes] = Counter()
        self.asking: Counter[bytes] = Counter()
        self.answered_at: dict[bytes, float] = {}
        self.shortest = float("inf")
        self.most_at_once = 0

    def begin(self, host: bytes) -> None:
        self.requests += 1
        self.asking[host] += 1
        self.most_at_once = max(self.most_at_once, self.asking[host])
        if host in self.answered_at:
            pause = time.monotonic() - self.answered_at[host]
            self.shortest = min(self.shortest, pause)

    def end(self, host: bytes) -> None:
        self.asking[host] -= 1
        self.answered_at[host] = time.monotonic()


class Answers(asyncio.Protocol):
    def __init__(self, log: Log, delay: float) -> None:
        self._log = log
        self._delay = delay
        self._asked = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._asked += data
        if b"\r\n\r\n" not in self._asked:
            return
        head = self._asked.split(b"\r\n")
        path = head[0].split(b" ")[1]
        host = next(line[6:] for line in head if line[:6].lower() == b"host: ")
        self._log.begin(host)
        self._log.visits[path] += 1
        if self._delay:
            loop = asyncio.get_running_loop()
            loop.call_later(self._delay, self._answer, host, path)
        else:
            self._answer(host, path)

    def _answer(self, host: bytes, path: bytes) -> None:
        body = page(int(path[1:]), self._log.visits[path])
        self._transport.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
            b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        )
        self._transport.close()
        self._log.end(host)


async def main(port: int, delay: float) -> None:
    log, over = Log(), asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, over.set)
    server = await loop.create_server(
        lambda: Answers(log, delay), "127.0.0.1", port, backlog=1024
    )
    async with server:
        await over.wait()
    told = {
        "requests": log.requests,
        "shortest_pause": log.shortest if log.answered_at else None,
        "most_at_once": log.most_at_once,
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), float(sys.argv[2])))
