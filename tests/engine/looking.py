"""A small site on loopback, a clock that a test moves, and looks at the one with the
other."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.engine.sites import path_of, reply, site
from tracker.engine.asking import Tools
from tracker.engine.fetch import Gate
from tracker.engine.lease import Lease, claim_one
from tracker.engine.parser import Parser
from tracker.engine.run import run_check
from tracker.models import Check, Source
from tracker.rules.limits import Limits

LIMITS = Limits(host_gap=0.0, fetch_deadline=5.0)

OPENING = (
    "The harbour office of Eastmouth published its report on the winter repairs this"
    " morning, and the members of the council will discuss it on Thursday evening."
)
QUOTE = "The engineers confirmed that both piers are safe for heavy ships."
CLOSING = (
    "Work on the lighthouse road goes on until the end of the summer, and the ferry to"
    " the islands leaves from the old quay for as long as the works there last."
)
STORY = (OPENING, QUOTE, CLOSING)


class Held:
    """An answer that is kept back: `begun` when somebody waits for it."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.go = threading.Event()


class Pages:
    """What the site answers, by path, and what it was asked for.

    What is said of `/folder/*` is said of every page there that has no answer.
    """

    def __init__(self) -> None:
        self.port = 0
        self.plain = 0
        self.answers: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.held: dict[str, Held] = {}

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def say(
        self, path: str, body: str | bytes, *, status: str = "200 OK", headers: str = ""
    ) -> None:
        raw = body.encode() if isinstance(body, str) else body
        if "Content-Type" not in headers:
            headers += "Content-Type: text/html; charset=utf-8\r\n"
        self.answers[path] = reply(raw, status=status, headers=headers)

    def hold(self, path: str) -> "Held":
        """Keep whoever asks for a path waiting, until `go` is set."""
        self.held[path] = Held()
        return self.held[path]

    def paths_asked(self) -> list[str]:
        return [path_of(one) for one in self.asked]

    def answer(self, connection: socket.socket, asked: str) -> None:
        self.asked.append(asked)
        if held := self.held.get(path_of(asked)):
            held.begun.set()
            held.go.wait(timeout=30)
        missing = reply(b"no such page", status="404 Not Found")
        path = path_of(asked)
        folder = f"{path.rpartition('/')[0]}/*"
        found = self.answers.get(path) or self.answers.get(folder) or missing
        connection.sendall(found)


@contextmanager
def serving() -> Iterator[Pages]:
    pages = Pages()
    with site(pages.answer) as port:
        pages.port = port
        yield pages


def story(*paragraphs: str, title: str = "Harbour report", clutter: str = "A") -> str:
    """A page with a menu, teasers and an article; `clutter` changes none of its words
    that matter."""
    body = "".join(f"<p>{one}</p>" for one in paragraphs or STORY)
    return (
        f"<html lang=en><head><title>{title}</title></head><body>"
        "<nav><a href=/>Home</a><a href=/weather>Weather</a></nav>"
        f"<aside class=ad>Advertisement {clutter}</aside>"
        f"<main><article><h1>{title}</h1>{body}</article></main>"
        f"<footer>Visitors today: {len(clutter)}{ord(clutter[0])}</footer>"
        "</body></html>"
    )


class Clock:
    """A moment that only a test moves; it starts after all that rows say of now."""

    def __init__(self) -> None:
        self.moment = datetime.now(UTC) + timedelta(seconds=60)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


class Desk:
    """Looks at sources of a loopback site, at the clock's moment."""

    def __init__(self, pages: Pages, clock: Clock, parser: Parser) -> None:
        self.clock = clock
        gate = Gate(
            contact="https://desk.example/robot",
            deadline=5.0,
            allow=frozenset({("127.0.0.1", pages.port)}),
            now=clock,
        )
        self.tools = Tools(gate=gate, parser=parser, limits=LIMITS, now=clock)

    def limit(self, **changes: float) -> None:
        limits = replace(self.tools.limits, **changes)  # type: ignore[arg-type]
        self.tools = replace(self.tools, limits=limits)

    def lease(self, source: Source) -> Lease:
        lease = claim_one(source.pk, self.clock(), limits=self.tools.limits)
        assert isinstance(lease, Lease)
        return lease

    def look(self, source: Source, *, after: float = 0.0) -> Check:
        """One look at a source, so many seconds after the last."""
        self.clock.forward(after + 0.001)
        check = run_check(self.lease(source), tools=self.tools)
        assert check is not None
        return check
