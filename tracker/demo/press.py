"""The demo press as a running server: one WSGI application, one port an outlet.

It listens on loopback only, and asks nothing of Django or the database.
"""

import json
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from random import Random
from socketserver import ThreadingMixIn
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.types import StartResponse, WSGIEnvironment

from tracker.demo.outlets import LOOPBACK, OUTLETS
from tracker.demo.progress import Progress
from tracker.demo.site import Reply, Request, reply
from tracker.demo.timetable import LAST_STEP, TIMETABLE

STEP_PATH = "/_press/step"

# A server notices within this time that it shall stop; there are seven to stop.
POLL_SECONDS = 0.05


class Press:
    """The press in one process: where it stands, and its answers over WSGI."""

    def __init__(
        self, progress: Progress, origins: Mapping[str, str], *, rng: Random
    ) -> None:
        self.progress = progress
        self.origins = origins
        self.rng = rng

    def app_of(self, outlet: str) -> "OutletApp":
        return OutletApp(self, outlet)

    def answer(self, outlet: str, environ: WSGIEnvironment) -> Reply:
        path = str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8", "replace")
        if path == STEP_PATH:
            return self.step_reply(environ)
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return Reply(405, "text/plain; charset=utf-8", b"Only GET is answered.\n")
        step = self.progress.step()
        return reply(Request(outlet, path or "/", step, self.origins), self.rng)

    def step_reply(self, environ: WSGIEnvironment) -> Reply:
        """GET tells the step; POST forces the next one, or the one named by ?to=."""
        if environ["REQUEST_METHOD"] == "POST":
            named = parse_qs(str(environ.get("QUERY_STRING", ""))).get("to", [""])[0]
            if named and not named.isdigit():
                return Reply(400, "text/plain; charset=utf-8", b"to is a number.\n")
            self.progress.advance(int(named) if named else None)
        step = self.progress.step()
        says = [change.says for change in TIMETABLE if change.step == step]
        body = json.dumps({"step": step, "last": LAST_STEP, "says": says})
        return Reply(200, "application/json", body.encode())


class OutletApp:
    """The WSGI application of one outlet."""

    def __init__(self, press: Press, outlet: str) -> None:
        self.press = press
        self.outlet = outlet

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        answer = self.press.answer(self.outlet, environ)
        headers = [
            ("Content-Type", answer.content_type),
            ("Content-Length", str(len(answer.body))),
            ("Cache-Control", "no-store"),
        ]
        if answer.location:
            headers.append(("Location", answer.location))
        status = HTTPStatus(answer.status)
        start_response(f"{status.value} {status.phrase}", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]


class Server(ThreadingMixIn, WSGIServer):
    """A thread a request; none of them keeps the press from stopping."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Says nothing for each request: the engine's own log has them all."""

    def log_message(self, format: str, *args: object) -> None:
        return


@contextmanager
def serving(
    progress: Progress, *, first_port: int, rng: Random
) -> Iterator[Mapping[str, str]]:
    """Serve every outlet while the block runs; yields each outlet's origin.

    A first port of 0 takes free ports. Raises OSError when a port is taken, and then
    leaves nothing listening.
    """
    origins: dict[str, str] = {}
    press = Press(progress, origins, rng=rng)
    with ExitStack() as open_servers:
        servers = []
        for outlet in OUTLETS:
            port = first_port + outlet.offset if first_port else 0
            server = opened(press.app_of(outlet.key), port)
            open_servers.callback(server.server_close)
            servers.append(server)
            origins[outlet.key] = f"http://{LOOPBACK}:{server.server_port}"
        for server in servers:
            threading.Thread(
                target=server.serve_forever, args=(POLL_SECONDS,), daemon=True
            ).start()
            open_servers.callback(server.shutdown)
        yield origins


def opened(app: OutletApp, port: int) -> WSGIServer:
    return make_server(LOOPBACK, port, app, server_class=Server, handler_class=Quiet)
