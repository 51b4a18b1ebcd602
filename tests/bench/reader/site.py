"""One site of so many claims: servers of its own, one process of gunicorn, and the
clients that ask it."""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from config import embedded, ports
from tests.bench import own
from tests.bench.load import running
from tests.bench.reader.timing import ASKED

PYTHON = [sys.executable, "-m"]
# One process, so that the limit is its own work and not that of who asks.
WEB = "--workers=1 --threads=4 --no-control-socket --log-level=error --keep-alive=60"
PATIENCE = 60.0  # seconds for an answer
# In the proportions of the issue. What only the desk reads is left out.
SMALL = {"log": 1000, "deliveries": 100, "entries": 1000, "copies": 1000}


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    tag: str
    seconds: float
    queries: int = 0
    database: float = 0.0  # milliseconds


@dataclass(kw_only=True)
class Site:
    claims: int
    port: int
    web: psutil.Process
    addresses: Mapping[str, list[str]]
    backends: set[int] = field(default_factory=set)
    line: http.client.HTTPConnection | None = None

    def ask(self, address: str, tag: str = "") -> Answer:
        """One request on a connection that is kept, with the database's time."""
        if self.line is None:
            self.line = self.connect()
        try:
            return asked(self.line, address, {ASKED: "1"} | if_none(tag), self.backends)
        except TimeoutError:
            self.line = None  # The late answer would be taken for that of the next.
            raise

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def worked(self) -> float:
        """Processor seconds of the web process and of its part of the database."""
        processes = [*self.web.children(recursive=True)]
        for backend in self.backends:
            with suppress(psutil.NoSuchProcess):
                processes.append(psutil.Process(backend))
        times = [process.cpu_times() for process in processes]
        return sum(used.user + used.system for used in times)


def if_none(tag: str) -> dict[str, str]:
    return {"If-None-Match": tag} if tag else {}


def asked(
    line: http.client.HTTPConnection,
    address: str,
    headers: Mapping[str, str],
    backends: set[int],
) -> Answer:
    began = time.perf_counter()
    line.request("GET", address, headers=dict(headers))
    answer = line.getresponse()
    answer.read()
    took = time.perf_counter() - began
    if backend := answer.headers.get("X-Backend"):
        backends.add(int(backend))
    return Answer(
        status=answer.status,
        tag=answer.headers.get("ETag", ""),
        seconds=took,
        queries=int(answer.headers.get("X-Queries", 0)),
        database=float(answer.headers.get("X-Database", 0)),
    )


@contextmanager
def site(claims: int) -> Iterator[Site]:
    """A site with servers and rows of its own, ready to be asked."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="site-")))
        folder.chmod(0o711)
        found = stack.enter_context(embedded.servers(folder, durable=True))
        environment = os.environ | own.environment(
            found, folder, "tests.bench.reader.settings"
        )
        _run(environment, "manage", "migrate", "--verbosity=0")
        _run(environment, "manage", *_seed(claims))
        # Lists find claims by them; a seed leaves them to the workers, and none runs.
        _run(environment, "manage", "refresh_cards")
        yield stack.enter_context(served(environment, claims))


@contextmanager
def served(environment: Mapping[str, str], claims: int) -> Iterator[Site]:
    """A site whose rows are there already."""
    told = _run(environment, "tests.bench.reader.pages")
    port = next(port for port in range(18_200, 18_900) if ports.is_free(port))
    bind = f"--bind=127.0.0.1:{port}"
    process = subprocess.Popen(
        [*PYTHON, "gunicorn", "config.wsgi", bind, *WEB.split()],
        cwd=running.ROOT,
        env=dict(environment),
    )
    try:
        _wait_for(port)
        yield Site(
            claims=claims,
            port=port,
            web=psutil.Process(process.pid),
            addresses=json.loads(told),
        )
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    ends = time.monotonic() + 120
    while time.monotonic() < ends:
        with suppress(OSError):
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            line.request("GET", "/bare/")
            line.getresponse().read()
            return
        time.sleep(0.2)
    raise TimeoutError("the site did not start")


def _seed(claims: int) -> list[str]:
    asked = {"positions": 3 * claims, "citations": 3 * claims // 2}
    asked |= {"sources": claims // 2} | SMALL
    asked |= {"open-items": claims // 50, "closed-items": claims // 50}
    sizes = [f"--{name}={number}" for name, number in asked.items()]
    return ["seed_scale", "--quick", f"--claims={claims}", *sizes]


def _run(environment: Mapping[str, str], module: str, *words: str) -> str:
    done = subprocess.run(
        [*PYTHON, module, *words],
        cwd=running.ROOT,
        env=dict(environment),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout
