"""`make run`: the whole site on one machine, until Ctrl-C."""

import os
import signal
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn
from urllib.parse import urlsplit

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connections

from config import embedded, local, options, ports, supervisor
from config.embedded import locks, secret
from config.options import Options
from config.plainly import plainly
from config.supervisor import Process

READY_SECONDS = 120.0
WEB = "--workers=2 --threads=4 --access-logfile=- --no-control-socket"
WORKER = "worker --queues=sweep,intake --hostname=worker@on-record --loglevel=INFO"
# Takes what is short and what people wait for, and nothing that may be long.
URGENT = (
    "worker --queues=urgent,notices --concurrency=2 --hostname=urgent@on-record"
    " --loglevel=INFO"
)
CLOCK = "beat --pidfile= --loglevel=INFO"


class Stopped(KeyboardInterrupt):
    """Somebody asked us to stop. No code in between may take it for an error."""


stop_asked = threading.Event()


def main() -> int:
    wishes = options.read()
    for sent in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sent, _stop_asked)
    try:
        with plainly(), alone_on(local.var()):
            options.refuse_taken_ports(wishes)
            _run(wishes)
    except Stopped:
        return 0
    except (embedded.EmbeddedError, supervisor.Gone, options.NotPossible) as error:
        print(f"on-record: {error}", file=sys.stderr)
        return 1
    return 0


def _stop_asked(number: int, frame: FrameType | None) -> None:
    # Once is enough: an impatient second Ctrl-C must not interrupt the clean end.
    if not stop_asked.is_set():
        stop_asked.set()
        # The signal may come in the middle of a print, which must not be entered twice.
        with suppress(OSError):
            os.write(sys.stdout.fileno(), b"\nStopping ...\n")
        raise Stopped


def _go_on() -> None:
    """Python drops what a signal raises while it cleans up objects, so each step asks
    again."""
    if stop_asked.is_set():
        raise Stopped


@contextmanager
def alone_on(var: Path) -> Iterator[None]:
    """Two sites on one folder would overwrite each other's settings and logs, and the
    worker of one may not fetch the press of the other."""
    var.mkdir(parents=True, exist_ok=True)
    with locks.alone_if_free(var / "running") as free:
        if not free:
            raise options.NotPossible(
                f"`make run` runs already on {var}; a second site needs a folder of its"
                " own in ON_RECORD_VAR"
            )
        yield


def _run(wishes: Options) -> None:
    var = local.var()
    began = time.monotonic()
    _say("Starting PostgreSQL and Valkey")
    ours = None if embedded.are_given() else var / "servers"
    with embedded.servers(var / "servers", durable=True) as addresses:
        os.environ.update(addresses.environment())
        os.environ["ON_RECORD_VAR"] = str(var)
        settings = _settings(wishes)
        local.use(settings)
        prepare()
        if wishes.demo:
            _load_demo(wishes.press_port)
        local.leave(settings)
        connections.close_all()
        press = [f"--port={wishes.press_port}", f"--state={var / 'press.json'}"]
        processes = site(
            port=wishes.port, var=var, press=press if wishes.demo else None
        )
        try:
            for process in processes:
                _say(f"Starting the {process.name}")
                process.start()
            wait_until_ready(processes, wishes.port)
            _welcome(wishes, seconds=time.monotonic() - began)
            _watch(processes, ours)
        finally:
            supervisor.stop(processes)


def _settings(wishes: Options) -> dict[str, str]:
    demo = local.demo(press_port=wishes.press_port) if wishes.demo else {}
    return demo | {
        "ON_RECORD_SECRET_KEY": secret.kept(local.var() / "secret-key"),
        "ON_RECORD_SITE_URL": f"http://{ports.HOST}:{wishes.port}",
    }


def prepare() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    _say("Bringing the database up to date")
    call_command("migrate", interactive=False, verbosity=0)
    _say("Collecting stylesheets")
    call_command("collectstatic", interactive=False, verbosity=0)


def _load_demo(press_port: int) -> None:
    if apps.get_model("tracker", "Claim").objects.exists():
        refuse_another_press(press_port)
        return
    _say("Loading the demo desk")
    call_command("demo", "load", f"--first-port={press_port}")


def refuse_another_press(port: int) -> None:
    """A press at other ports would leave every source of the demo desk unreadable."""
    sources = apps.get_model("tracker", "Source").objects
    cited = sources.filter(url__startswith=f"http://{ports.HOST}:")
    found = {urlsplit(url).port for url in cited.values_list("url", flat=True)}
    if found and port not in found:
        first = min(filter(None, found))
        raise options.NotPossible(
            f"this desk cites the demo press from port {first} on: set"
            f" ON_RECORD_PRESS_PORT={first}, or choose a new folder in ON_RECORD_VAR"
        )


def site(*, port: int, var: Path, press: list[str] | None) -> list[Process]:
    """All that runs beside the servers; `press` are the demo press's options."""
    python = sys.executable
    bind = f"--bind={ports.HOST}:{port}"
    commands = {
        "web server": [python, "-m", "gunicorn", "config.wsgi", bind, *WEB.split()],
        "worker": [python, "-m", "celery", "--app=config", *WORKER.split()],
        "urgent worker": [python, "-m", "celery", "--app=config", *URGENT.split()],
        "clock": [python, "-m", "celery", "--app=config", *CLOCK.split()],
    }
    if press is not None:
        commands["demo press"] = [python, "manage.py", "demo", "press", *press]
    return [
        Process(name, command, log=var / "log" / f"{name.replace(' ', '-')}.log")
        for name, command in commands.items()
    ]


def wait_until_ready(processes: list[Process], port: int) -> None:
    _say("Waiting for the first page")
    deadline = time.monotonic() + READY_SECONDS
    while not _answers(port):
        _go_on()
        for process in processes:
            process.keep_up()
        if time.monotonic() > deadline:
            raise supervisor.Gone(f"no page came within {READY_SECONDS:.0f} seconds")
        time.sleep(0.2)


def _answers(port: int) -> bool:
    """Any answer will do, an error page too: then its log says what is wrong."""
    page = f"http://{ports.HOST}:{port}/"
    try:
        with urllib.request.urlopen(page, timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def _watch(processes: list[Process], servers: Path | None) -> NoReturn:
    """Keep all of it up; without their servers the processes serve nobody."""
    while True:
        _go_on()
        if servers and embedded.have_stopped(servers):
            raise supervisor.Gone(
                f"PostgreSQL or Valkey has stopped; its log in {servers} may say why."
                " The data is kept: make run starts it again"
            )
        for process in processes:
            if process.keep_up():
                print(
                    f"The {process.name} stopped and was started again: {process.log}"
                )
        time.sleep(0.5)


def _welcome(wishes: Options, *, seconds: float) -> None:
    site = f"http://{ports.HOST}:{wishes.port}"
    print(f"\nOn Record runs, after {seconds:.0f} seconds.\n")
    print(f"  Pages         {site}/")
    print(f"  Desk          {site}/admin/")
    print(f"  API           {site}/api/v1/")
    if wishes.demo:
        print(f"  Demo press    http://{ports.HOST}:{wishes.press_port}/")
        call_command("demo", "accounts")
    print(
        f"  Logs          {local.var() / 'log'}\n\nCtrl-C stops all of it.", flush=True
    )


def _say(step: str) -> None:
    _go_on()
    print(f"{step} ...", flush=True)


if __name__ == "__main__":
    sys.exit(main())
